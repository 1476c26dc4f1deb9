"""Odd texts: what is told from an ordinary name, and what must never be taken for odd."""

import duckdb
import pytest

from datasets.reading.wording import is_blank, is_doubtful, is_garbled, is_no_value, is_stray, misread

LOOKS = {"blank": is_blank, "no value": is_no_value, "stray": is_stray, "garbled": is_garbled, "doubtful": is_doubtful}


def looks(text: str) -> set[str]:
    asked = ", ".join(f"coalesce({sql('text')}, false)" for sql in LOOKS.values())
    with duckdb.connect() as connection:
        (answers,) = connection.execute(f"SELECT {asked} FROM (SELECT ?::TEXT AS text)", [text]).fetchall()
    return {name for name, yes in zip(LOOKS, answers, strict=True) if yes}


@pytest.mark.parametrize(
    "text",
    ["天津第1有限公司", "诺和诺德（中国）制药有限公司", "甲　乙", "A & B Co., Ltd.", "Nan", "第3大街25号 2-101", "André Müller",
     "闫凯境", "ＡＢＣ电子", "㈱东芝", "𠮷野家", "·", "无"],
)  # fmt: skip
def test_ordinary_texts_are_not_odd(text: str) -> None:
    assert looks(text) == set()
    assert misread(text) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("　　", {"blank", "stray"}),
        ("_x0000_", {"blank", "stray"}),
        ("甲公司 ", {"stray"}),
        ("甲\u200b公司", {"stray"}),
        ("#N/A", {"no value"}),
        ("\\N", {"no value"}),
        ("(null)", {"no value"}),
        ("天津東方電子有限公司".encode("big5").decode("gb18030"), {"garbled", "doubtful"}),
        ("天津".encode().decode("latin-1"), {"garbled"}),
        ("锟斤拷", {"garbled"}),
        ("张\ue5e5", {"doubtful"}),
        ("天津??公司", {"doubtful"}),
        ("天津?达公司", {"doubtful"}),
        ("天津&#37954;达公司", {"doubtful"}),
    ],
)
def test_odd_texts_are_told(text: str, said: set[str]) -> None:
    assert looks(text) >= said
    assert not {"blank", "no value"} & looks(text) - said


@pytest.mark.parametrize("name", ["天津", "忱忱", "桃槐", "天津市宝坻区"])
def test_utf_8_read_as_gbk_is_read_back(name: str) -> None:
    assert misread(name.encode().decode("gb18030")) == name
