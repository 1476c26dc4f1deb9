"""Verdicts: flips are real and small, missing evidence never helps, units do not matter, people may decide otherwise."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from indicators.appraisal import Proposal, read_text, review
from indicators.appraisal.case import Case
from indicators.appraisal.choices import choices
from indicators.appraisal.judge import run
from indicators.appraisal.kinds import kind, kind_of, tables_in
from indicators.appraisal.override import history, record, standing
from indicators.appraisal.pack import GATES, pack
from indicators.appraisal.registers import registers
from indicators.appraisal.written import as_data, flip_said, rows
from tests.appraisal.conftest import FILES, FOLDER

SOME = FILES[::4]
MET = {"pass": True, "fail": False, "unknown": None}


@pytest.fixture(scope="module")
def cases(corpus):
    return {each.proposal.project.number: Case(each.proposal, pack(), registers()) for each in corpus}


def test_a_flip_turns_the_rule_when_it_is_run_again(opinions, cases):
    rules = {rule.id: rule for rule in pack().rule}
    turned = 0
    for number, opinion in opinions.items():
        for verdict in opinion.verdicts:
            if verdict.flip is not None:
                supposed = cases[number].supposing({each.path: each.after for each in verdict.flip.changes})
                found, _ = run(supposed, rules[verdict.rule])
                assert found.met is MET[verdict.flip.result], (number, verdict.rule)
                assert verdict.flip.result != verdict.result
                turned += 1
    assert turned > 1000


def test_a_number_is_moved_no_further_than_it_takes(opinions, cases):
    rules = {rule.id: rule for rule in pack().rule}
    for number, opinion in opinions.items():
        for verdict in opinion.verdicts:
            for change in verdict.flip.changes if verdict.flip else ():
                held = kind_of(change.path)
                if held is None or held.step is None or change.before in {None, change.after}:
                    continue
                back = held.step if change.after < change.before else -held.step
                less = int(change.after + back) if held.step == 1 else change.after + back
                others = {each.path: each.after for each in verdict.flip.changes if each is not change}
                found, _ = run(cases[number].supposing({**others, change.path: less}), rules[verdict.rule])
                assert found.met is not MET[verdict.flip.result], (number, verdict.rule, change)


def test_leaving_out_evidence_never_makes_a_rule_pass(cases):
    tried = 0
    for number, case in cases.items():
        for rule in pack().rule:
            judged, inputs = run(case, rule)
            for path, value in inputs.items():
                if value is not None and not re.search(r"\.(quantity|unit_price|spares)$|\]\.indicator$", path):
                    without, _ = run(case.supposing({path: None}), rule)
                    assert without.met is not True or judged.met is True, (number, rule.id, path)
                    assert without.met is not False or judged.met is False, (number, rule.id, path)
                    tried += 1
    assert tried > 3000


def test_yuan_and_ten_thousand_yuan_are_the_same_money(opinions):
    def in_yuan(text: str) -> str:
        return re.sub(r'"([\d.]+) 万元"', lambda found: f'"{Decimal(found[1]) * 10_000:f} 元"', text)

    told = review([read_text(file.name, in_yuan(file.read_text(encoding="utf-8"))) for file in SOME])
    assert [each.verdicts for each in told] == [opinions[each.number].verdicts for each in told]
    assert [each.lines for each in told] == [opinions[each.number].lines for each in told]


def test_a_review_is_the_same_each_time_and_in_any_order(corpus, opinions):
    some = [each for each in corpus[::-1] if each.file in {file.name for file in SOME}]
    again = [replace(each, duplicates=()) for each in review(some)]
    assert [as_data(each) for each in again] == [
        as_data(replace(opinions[each.number], duplicates=())) for each in again
    ]


def test_every_yuan_cut_is_traced_and_adds_up(opinions):
    cut = [each for each in opinions.values() if each.cut_fen]
    assert {each.number for each in cut} >= {"2008-101", "2008-117", "2008-119", "2008-122"}
    for each in cut:
        assert (
            sum(line.cut_fen for line in each.lines.lines)
            == each.cut_fen
            == each.requested_fen - each.lines.approved_fen
        )
        for line in each.lines.lines:
            for part in line.cuts:
                values = {name: Decimal(value.replace(",", "")) for name, value in part.inputs}
                worked_out = eval(part.formula, {}, values)  # noqa: S307 a formula of ours, in the names of its inputs
                assert round(worked_out * 100) == part.amount_fen, part.formula
                assert part.clause.startswith("规划")


def test_a_greedy_request_is_cut_to_the_ceiling(opinions):
    found = opinions["2008-101"]
    assert found.outcome == "resize"
    assert (found.verdict("S1").cuts[0][1].inputs, found.cut_fen) == (
        (("requested", "6"), ("approved", "2"), ("price", "1,860,000.00")),
        744_000_000,
    )


def test_what_the_excess_costs_and_which_margins_stack_stand_beside_the_cut(opinions):
    said = [each.en for each in opinions["2008-123"].lines.lines[0].remarks]
    assert said[0].startswith("the 20 units above the ceiling would cost 1,067,364.93 yuan more over 5 years")
    assert [each.split(" ", 1)[1] for each in said[1:]] == [
        "covers peaks a second time.",
        "covers failure a second time.",
        "takes 5 years of growth; two to three are bought now.",
    ]
    size = opinions["2008-123"].sizes[0]
    assert (size.sized.ceiling, size.sized.excess, size.audit.total_units) == (4, 20, 16)


def test_a_server_called_support_is_asked_what_it_carries():
    text = (
        (FOLDER / "2008-101.toml").read_text(encoding="utf-8").replace('purpose = "capacity"', 'purpose = "support"', 1)
    )
    assert review([read_text("x.toml", text)])[0].verdict("S1").result == "unknown"


def test_a_line_split_in_two_gains_nothing():
    text = (FOLDER / "2008-101.toml").read_text(encoding="utf-8")
    start = text.index("[[hardware]]")
    line = text[start : text.index("[[", start + 2)]
    halves = line.replace("quantity = 6", "quantity = 3") + line.replace("quantity = 6", "quantity = 3").replace(
        "spares = 1", "spares = 0"
    )
    told = review([read_text("x.toml", text.replace(line, halves))])[0]
    assert told.cut_fen == 744_000_000


@pytest.mark.parametrize("reused", [0, 20_000, 60_000, 400_000])
def test_more_reuse_never_raises_what_is_approved(reused):
    text = (FOLDER / "2008-119.toml").read_text(encoding="utf-8")
    before = review([read_text("x.toml", text)])[0].lines.approved_fen
    used = f'[[reuse]]\nasset = "ZC0021"\nused = true\ncapacity = {reused}\n'
    assert review([read_text("x.toml", f"{text}\n{used}")])[0].lines.approved_fen <= before


@pytest.mark.parametrize(("points", "result"), [("", "unknown"), ("unadjusted_points = 1\n", "fail")])
def test_a_detailed_count_is_asked_for_its_points(points, result):
    text = (FOLDER / "2008-001.toml").read_text(encoding="utf-8")
    told = review([read_text("x.toml", text.replace('method = "estimated"\n', f'method = "detailed"\n{points}'))])[0]
    assert told.verdict("C1").result == result
    assert any(each.path == "development.unadjusted_points" for each in told.materials) is (not points)


def test_gates_decide_in_their_order(opinions):
    order = {gate: place for place, gate in enumerate(GATES)}
    for each in opinions.values():
        if each.outcome in {"reject", "defer", "revise", "resize"}:
            gate = min(order[each.verdict(rule).gate] for rule in each.decided_by)
            failed = [order[v.gate] for v in each.verdicts if v.stands == "fail" and not v.grouped]
            assert min(failed, default=gate) >= gate or each.outcome == "defer", each.number


def test_the_reading_of_the_defer_clause_is_a_setting():
    reading = [read_text("x", (FOLDER / "2008-204.toml").read_text(encoding="utf-8"))]
    one, all_together = (review(reading, pack().with_setting("defer", each))[0] for each in ("any_of", "all_of"))
    assert (one.outcome, one.decided_by) == ("defer", ("D1",))
    assert all_together.outcome != "defer"
    assert (one.settings["defer"], all_together.settings["defer"]) == ("any_of", "all_of")


def test_what_is_missing_is_asked_for_by_its_name(opinions):
    bare = opinions["2008-201"]
    wanted = {each.path: each.rules for each in bare.materials}
    assert "D2" in wanted["demand.users"]
    assert bare.outcome == "supplement"
    signed = {each.path: each for each in opinions["2008-202"].materials}
    assert signed["sign_off"].name.zh == "会签"
    assert signed["sign_off"].rules == ("G0", "M5")


def test_a_rejection_names_what_could_be_shared_and_what_is_free(opinions):
    verdict = opinions["2008-104"].verdict("R4")
    assert [(each.number, each.said.zh) for each in verdict.evidence] == [
        ("GX04", "统一办公自动化系统，空闲 2,590 用户")
    ]
    assert verdict.clause == ("规划五(一) 末段", "plan, 5(1) last paragraph")


def test_a_duplicate_names_the_thing_and_its_free_capacity(opinions):
    found = next(each for each in opinions["2008-104"].duplicates if each.register == "asset")
    assert (found.number, found.free.zh) == ("ZC0001", "空闲 18,800 每分钟交易数（tpmC）")


def test_people_may_decide_otherwise_with_a_reason_and_a_name(tmp_path, corpus):
    reading = [each for each in corpus if each.file == "2008-204.toml"]
    record(tmp_path, "2008-204", "D1", "pass", reason="已现场核实负载", signer="评审组长")
    told = review(reading, overrides=standing(tmp_path))[0]
    verdict = told.verdict("D1")
    assert (verdict.result, verdict.stands, verdict.override.signer) == ("fail", "pass", "评审组长")
    assert told.outcome != "defer"
    record(tmp_path, "2008-204", "D1", None, reason="核实有误", signer="评审组长")
    assert standing(tmp_path) == {}
    assert len(history(tmp_path)) == 2
    with pytest.raises(Exception, match="needs a reason"):
        record(tmp_path, "2008-204", "D1", "pass", reason=" ", signer="评审组长")


def test_every_fixed_word_has_a_name(corpus):
    def words(model):
        for field in model.model_fields.values():
            yield from kind(field.annotation).choices
            for table in tables_in(field.annotation):
                yield from words(table)

    others = {"watt", "rack_unit", *pack().parts}  # what a programme may run out of beside money, and its parts
    assert {each for each in words(Proposal) if not isinstance(each, bool)} | others == set(choices())


def test_a_flip_is_said_in_the_readers_language(opinions):
    verdict = opinions["2008-104"].verdict("U3")
    assert flip_said(verdict.flip, "zh") == "架构 · 部署场所 中心机房 → 本部门 ⇒ 不符合"
    assert flip_said(verdict.flip, "en") == "architecture · where it stands the centre → the department ⇒ fail"
    signed = opinions["2008-104"].verdict("M5")
    assert "− 主管部门" in flip_said(signed.flip, "zh")


def test_every_verdict_speaks_both_languages(opinions):
    han = re.compile(r"[\u4e00-\u9fff]")
    for verdict in opinions["2008-003"].verdicts:
        for said in (verdict.name, verdict.sense, verdict.formula, verdict.clause):
            assert han.search(said.zh), verdict.rule
            assert not han.search(said.en), verdict.rule
    assert len(rows(opinions["2008-003"], "zh")) == len(pack().rule)
