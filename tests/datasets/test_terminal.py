"""Tables on the terminal can be read: aligned in Chinese, nothing said as a dash, no table as words."""

from decimal import Decimal

import pandas as pd
import pytest

from datasets.terminal import Format, print_frame


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


def test_an_empty_table_says_so(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JINGWEI_LANGUAGE", "zh")
    print_frame(pd.DataFrame({"a": []}), Format.TABLE)
    assert capsys.readouterr().out == "（没有）\n"
