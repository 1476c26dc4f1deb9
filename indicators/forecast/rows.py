"""The rows of a file as they stand: text with any delimiter, a sheet of a workbook, or a file of the Monash archive."""

import codecs
import csv
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from datasets import Text
from indicators.errors import QuestionError

Row = tuple[int, list[str]]
"""The number of a line and its cells, without blanks around them."""

_WORKBOOKS = {".xls", ".xlsx", ".xlsm", ".xlsb", ".ods"}
_SHEETS = {"Y": "M3Year", "Q": "M3Quart", "M": "M3Month", "O": "M3Other"}  # of the M3 competition, by frequency
_MONASH = {"yearly": "Y", "quarterly": "Q", "monthly": "M", "weekly": "W", "daily": "D", "hourly": "H"}
_COMMAS = re.compile(r",\s*")


def rows_of(path: Path, frequency: str) -> Iterator[Row]:
    """Yield the rows of a file, that of names first where it has one; blank ones are left out.

    Raises :class:`~indicators.QuestionError` where the file is none of these, or holds series of another frequency.
    """
    found = (_sheet if path.suffix.lower() in _WORKBOOKS else _text_rows)(path, frequency)
    return ((number, row) for number, row in found if any(row))


def _text_rows(path: Path, frequency: str) -> Iterator[Row]:
    text = _text(path)
    if "\n@data" in f"\n{text[:100_000].lower()}":
        yield from _monash(text, frequency)
        return
    first = text.split("\n", 1)[0]
    reader = csv.reader(StringIO(text), delimiter=max(",;\t|", key=first.count))
    yield from ((reader.line_num, [each.strip() for each in row]) for row in reader)


def _monash(text: str, frequency: str) -> Iterator[Row]:
    """Yield a .tsf file (Godahewa and others 2021) as a series a row: its name, then its values, counted."""
    lines = list(enumerate(text.split("\n"), start=1))
    begin = next(number for number, line in lines if line.strip().lower() == "@data")
    said = [line.split() for _, line in lines[:begin] if line.startswith("@")]
    paces = [words[1].lower() for words in said if words[0].lower() == "@frequency" and words[1:]]
    own = _MONASH.get(paces[0]) if paces else None
    if own and own != frequency:
        raise QuestionError(
            Text(
                f"文件的序列频率是 {own}，给的是 {frequency}：请用 --frequency {own}。",
                f"The file says that its series are of frequency {own}, not {frequency}: give --frequency {own}.",
            )
        )
    rows = [(number, line.split(":")) for number, line in lines[begin:] if ":" in line]
    series = [(number, cells[0], _COMMAS.split(cells[-1])) for number, cells in rows]
    longest = max((len(values) for *_, values in series), default=0)
    yield begin, ["series_id", *map(str, range(1, longest + 1))]
    for number, name, values in series:
        yield number, [name.strip(), *("" if each.strip() == "?" else each.strip() for each in values)]


def _sheet(path: Path, frequency: str) -> Iterator[Row]:
    """Yield the only sheet of a workbook, or that of the M3 competition that is of the frequency."""
    try:
        book = CalamineWorkbook.from_path(path)
    except CalamineError as error:
        raise QuestionError(
            Text(f"{path.name} 不是可读的工作簿。", f"{path.name} is no workbook that can be read.")
        ) from error
    names = book.sheet_names
    wanted = names[0] if len(names) == 1 else _SHEETS.get(frequency)
    if wanted not in names:
        raise QuestionError(
            Text(
                f"{path.name} 有工作表 {'、'.join(names)}，不知取哪一张：请只留一张。",
                f"{path.name} has the sheets {', '.join(names)}; which one is meant is not known: keep one alone.",
            )
        )
    for number, row in enumerate(book.get_sheet_by_name(wanted).iter_rows(), start=1):
        yield number, [_cell(each) for each in row]


def _cell(value: Any) -> str:
    """Return a cell as it is written in a text file, whole numbers without a point."""
    return f"{value:.15g}" if isinstance(value, float) else str(value).strip()


def _text(path: Path) -> str:
    content = path.read_bytes()
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))  # Excel's "Unicode text"
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise QuestionError(
        Text(
            f"{path.name} 不是 UTF-8、UTF-16 或 GB 18030 文本。",
            f"{path.name} is not text in UTF-8, UTF-16 or GB 18030.",
        )
    )
