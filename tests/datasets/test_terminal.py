"""Tables on the terminal can be read: aligned in Chinese, nothing said as a dash, no table as words."""

from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

import jingwei
from datasets.console.terminal import Format, print_frame


def test_columns_line_up_under_chinese_and_gaps_are_dashes(capsys: pytest.CaptureFixture[str]) -> None:
    frame = pd.DataFrame(
        {
            "department": ["公安分局", "tax"],
            "count": pd.array([12, None], dtype="Int64"),
            "yuan": [Decimal("1234567.5000"), None],
        }
    )
    print_frame(frame, Format.TABLE)
    heading, first, second = capsys.readouterr().out.splitlines()
    assert first.split() == ["公安分局", "12", "1,234,567.50"]
    assert second.split() == ["tax", "—", "—"]
    wide = sum(ord(letter) > 0x2E80 for letter in first)
    assert len(first) + wide == len(heading)


@pytest.mark.parametrize(
    "words",
    [["alarms", "--rule", "nosuch"], ["alarms", "--series", "nosuch"], ["conflicts", "--attribute", "nosuch"],
     ["conflicts", "--base", "population", "--attribute", "phone"], ["quality", "nosuch"], ["catalogue", "nosuch"]],
)  # fmt: skip
def test_a_word_nobody_knows_is_refused_with_those_that_are_known(
    words: list[str], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JINGWEI_HOME", str(home))
    monkeypatch.setenv("JINGWEI_LANGUAGE", "en")
    refused = CliRunner().invoke(jingwei.app, words)
    assert refused.exit_code == 2
    assert words[-1] in refused.stderr
    assert "one of" in refused.stderr


def test_an_empty_table_says_so(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JINGWEI_LANGUAGE", "zh")
    print_frame(pd.DataFrame({"a": []}), Format.TABLE)
    assert capsys.readouterr().out == "（没有）\n"
