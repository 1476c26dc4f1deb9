"""The formulas by name: published cases to the digit printed, and what cannot be reckoned told in a sentence."""

import csv
import json
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from indicators import QuestionError
from indicators.appraisal.commands import app
from indicators.appraisal.formulas import formula_of, formulas
from indicators.appraisal.sizing.queueing import Queue, blocked, channels_for, servers_for
from indicators.appraisal.worth import payback, present_value, rates_of_return, yearly

ROOT = Path(__file__).resolve().parents[2]
CASES = list(csv.DictReader((Path(__file__).parent / "cases.csv").read_text(encoding="utf-8").splitlines()))


def answered(row):
    given = dict(word.split("=", 1) for word in row["inputs"].split())
    return next(each.value for each in formula_of(row["formula"]).reckon(given) if each.key == row["answer"])


@pytest.mark.parametrize("row", CASES, ids=lambda row: f"{row['formula']}-{row['answer']}-{row['printed']}")
def test_a_published_case_comes_out_to_the_digit_printed(row):
    printed = Decimal(row["printed"])
    found = Decimal(str(answered(row))).quantize(Decimal(1).scaleb(printed.as_tuple().exponent), ROUND_HALF_UP)
    assert found == printed, row["source"]


def test_every_formula_has_a_case_and_stands_in_both_pages():
    assert {row["formula"] for row in CASES} == set(formulas())
    for language in ("en", "zh"):
        page = (ROOT / "docs" / language / "reviewer.md").read_text(encoding="utf-8")
        for key, one in formulas().items():
            name, source, rounding = (each.in_language(language) for each in (one.name, one.source, one.rounding))
            assert f"| `{key}` | {name} | `{one.expression}` | {source} | {rounding} |" in page, key


@pytest.mark.parametrize("key", formulas())
def test_a_formula_says_all_there_is_to_say_in_both_languages(key):
    one = formula_of(key)
    texts = [one.name, one.source, one.rounding, *(each.name for each in one.inputs.values())]
    assert all(text.zh.strip() and text.en.strip() for text in texts)
    assert one.expression


@pytest.mark.parametrize(
    ("key", "given", "says"),
    [
        ("tpmc", {}, "缺少：transactions"),
        ("tpmc", {"transactions": "1", "wizardry": "2"}, "不认识：wizardry"),
        ("tpmc", {"transactions": "many"}, "不能是“many”"),
        ("tpmc", {"transactions": "1", "rounded": "sideways"}, "nearest"),
        ("tpmc", {"transactions": "1", "reserve": "1"}, "大于零"),
        ("chain", {"start": "1", "steps": "+3"}, "*2"),
        ("queue", {"arrivals": "1", "service": "0", "servers": "1"}, "正数"),
        ("loss", {"erlangs": "1", "lost": "0"}, "损失率"),
        ("usl", {"units": "2,3", "throughput": "1,2", "fit": "transformed"}, "一台"),
        ("newsvendor", {"normal": "1,1", "short": "0", "over": "0"}, "都为零"),
        ("newsvendor", {"demands": "1,2", "chances": "1", "short": "1", "over": "1"}, "合计为 1"),
        ("margins", {"start": "1", "factors": "luck:2", "capacity": "1"}, "peak"),
        ("load", {"readings": ""}, "负载历史为空"),
        ("growth", {"first": "0", "last": "1", "years": "1"}, "没有结果"),
        ("points", {"ei": "1,2"}, "至多 1 个"),
        ("points", {"ei": "1.5"}, "不能是“1.5”"),
        ("cosmic", {"reads": "-1"}, "不能为负"),
        ("software", {"points": "1", "field": "magic"}, "magic"),
        ("software", {"points": "1", "city": "atlantis"}, "atlantis"),
        ("software", {"points": "1", "year": "1999"}, "1999"),
        ("cocomo", {"ksloc": "1", "scale": "N,N"}, "PREC"),
        ("cocomo", {"ksloc": "0"}, "大于零"),
        ("fee", {"base": "1", "steps": "2,3", "fees": "1,2"}, "计费额"),
        ("fee", {"base": "1", "steps": "2", "fees": "1,2"}, "相等"),
        ("flows", {"flows": "-1,2", "guide": "bible"}, "bible"),
        ("discount", {"year": "1", "guide": "bible"}, "bible"),
        ("annual", {"value": "1", "rate": "0", "years": "0"}, "至少"),
        ("ratio", {"benefits": "1", "costs": "0"}, "没有结果"),
        ("uplift", {"accepted": "0.2", "of": "moonshots"}, "moonshots"),
        ("wait", {"cost": "1", "yearly": "1", "benefits": "1", "chances": "0.5", "rate": "0.1"}, "合计为 1"),
        ("wait", {"cost": "1", "yearly": "1", "benefits": "1", "chances": "1", "rate": "0"}, "须给出年数"),
        ("iops", {"operations": "1", "reads": "2", "disk": "1"}, "读写比例"),
        ("loss", {"channels": "3", "lost": "1"}, "损失率"),
        ("loss", {"erlangs": "5", "channels": "3", "retry": "1"}, "重试比例"),
        ("little", {"rate": "1"}, "给出两个"),
        ("pert", {"optimistic": "3", "likely": "2", "pessimistic": "4"}, "乐观"),
        ("pert", {"optimistic": "3,4", "likely": "2", "pessimistic": "4"}, "没有结果"),
        ("knapsack", {"values": "1,2", "costs": "1", "budgets": "1"}, "项数 × 期数"),
        ("flows", {"flows": "-1,2", "between": "0.1,0.2"}, "一正一负"),
        ("usable", {"disks": "2", "size": "1"}, "不成立"),
        ("phlogiston", {}, "没有公式"),
    ],
)
def test_what_cannot_be_reckoned_is_told(key, given, says):
    with pytest.raises(QuestionError) as told:
        formula_of(key).reckon(given)
    assert says in told.value.text.zh
    assert told.value.text.en


def test_the_command_lists_asks_and_reckons(monkeypatch):
    monkeypatch.setenv("JINGWEI_LANGUAGE", "zh")
    told = [
        CliRunner().invoke(app, ["formula", *words])
        for words in ((), ("tpmc",), ("fee", "base=4000", "steps=2000,5000", "fees=44,100", "factor=1.2"))
    ]
    assert all(each.exit_code == 0 for each in told)
    assert "通用可扩展性定律" in told[0].stdout
    assert "必填" in told[1].stdout
    assert " 97.6 " in told[2].stdout
    assert "直线内插" in told[2].stderr
    costed = CliRunner().invoke(app, ["formula", "software", "points=1", "rules=csbmk_202510"])
    assert "原文未见" in costed.stderr, "what of a pack was held against its source is told beside the number"
    words = ["formula", "usl", "units=1,2,3,4", "throughput=1,2,3,4", "--format", "json"]
    found = {each["key"]: each["value"] for each in json.loads(CliRunner().invoke(app, words).stdout)}
    assert (found["alpha"], found["best"], round(found["gamma"], 6)) == (0.0, None, 1.0)
    assert isinstance(CliRunner().invoke(app, ["formula", "fee", "base"]).exception, QuestionError)


# What must hold


@given(st.floats(0.1, 50), st.floats(0.1, 10), st.integers(0, 5), st.floats(0, 5))
@settings(max_examples=40, deadline=None)
def test_another_server_never_lets_anybody_wait_longer(arrivals, service, more, time):
    fewer = Queue(arrivals, service, int(arrivals * service) + 1 + more)
    another = Queue(arrivals, service, fewer.servers + 1)
    assert another.waits <= fewer.waits
    assert another.mean_wait <= fewer.mean_wait
    assert another.within(time) >= fewer.within(time)
    assert blocked(fewer.erlangs, another.servers) <= blocked(fewer.erlangs, fewer.servers)


@given(st.floats(0.1, 20), st.floats(0.1, 5), st.floats(0, 5), st.floats(0.01, 0.99))
@settings(max_examples=40, deadline=None)
def test_the_fewest_servers_are_enough_and_one_less_is_not(arrivals, service, within, share):
    found = servers_for(arrivals, service, within=within, share=share)
    assert found.within(within) >= share
    assert found.servers == 1 or Queue(arrivals, service, found.servers - 1).within(within) < share
    lines = channels_for(found.erlangs, lost=1 - share)
    assert blocked(found.erlangs, lines) <= 1 - share < blocked(found.erlangs, lines - 1)


def test_a_queue_without_enough_servers_never_ends():
    full = Queue(2, 1, 2)
    assert (full.waits, full.mean_wait, full.within(9)) == (1.0, float("inf"), 0.0)


@given(st.integers(1, 1000), st.lists(st.integers(0, 1000), min_size=1, max_size=8), st.decimals(0, "0.5", places=3))
@settings(max_examples=40, deadline=None)
def test_worth_of_an_investment(cost, gains, rate):
    """It is nought at the internal rate of return, and paid back within its life if and only if it is not below nought."""
    flows = [-cost, *gains]
    for found in rates_of_return(flows):
        assert float(present_value(flows, found)) == pytest.approx(0, abs=1e-6 * cost)
    assert (payback(flows, rate) is not None) == (present_value(flows, rate) >= 0)
    assert len(rates_of_return(flows)) == (1 if any(gains) else 0)
    worth = present_value([0] + [yearly(cost, rate, len(gains))] * len(gains), rate)
    assert float(worth) == pytest.approx(cost)
