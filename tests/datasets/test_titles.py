"""Tables printed for a person have titles in the reader's language; programs get the names."""

import pandas as pd
import pytest

from datasets.console.terminal import Format, print_frame
from datasets.vintages.told import alarms, told

FRAME = pd.DataFrame(
    {
        "source_row": [3],
        "yoy_published": [0.119],
        "value": [12.5],
        "reason_zh": ["号码相同"],
        "reason_en": ["same number"],
    }
)


@pytest.mark.parametrize(
    ("language", "titles", "words"),
    [
        ("zh", "行号 公布同比 数值 理由", "3 +11.9% 12.50 号码相同"),
        ("en", "source row yoy published value reason", "3 +11.9% 12.50 same number"),
    ],
)
def test_titles_and_reasons_are_in_the_readers_language(monkeypatch, capsys, language, titles, words):
    monkeypatch.setenv("JINGWEI_LANGUAGE", language)
    print_frame(FRAME, Format.TABLE)
    first, second = (" ".join(line.split()) for line in capsys.readouterr().out.splitlines())
    assert (first, second) == (titles, words)


def test_codes_of_measures_and_origins_are_words_in_chinese(monkeypatch, capsys):
    monkeypatch.setenv("JINGWEI_LANGUAGE", "zh")
    frame = pd.DataFrame({"value": [0.5], "measure": ["two_year"], "origin": ["published"], "state": ["other"]})
    print_frame(frame, Format.TABLE)
    assert capsys.readouterr().out.split() == [
        "数值",
        "度量",
        "增速来源",
        "状态",
        "0.5000",
        "两年平均",
        "公布",
        "other",
    ]


def test_programs_get_the_names(capsys):
    print_frame(FRAME, Format.CSV)
    assert capsys.readouterr().out.splitlines()[0] == "source_row,yoy_published,value,reason_zh,reason_en"


def test_an_alarm_is_told_in_words(snapshot):
    found = alarms(snapshot, rule="jump")
    assert len(found)
    for language, words in (("zh", "与上年同期相差数倍，单位是否有误？"), ("en", "many times the same period")):
        lines = told(snapshot, found, language)
        assert len(lines) == len(found)
        assert lines["said"].str.startswith(words).all()
        assert set(lines["threshold"]) == {"5"}
    assert alarms(snapshot, series="gdp")["series"].eq("gdp").all()
