"""A delivered table: the words that opening a file has for what it found in it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from datasets.finding import Severity
from datasets.text import Text

Records = Iterator[tuple[int, list[str]]]


class Refused(Exception):
    """A file, or one table in it, that cannot be taken as a whole."""

    def __init__(self, rule: str, text: Text, field: str | None = None, part: str = "") -> None:
        super().__init__(text.en)
        self.rule = rule
        self.text = text
        self.field = field
        self.part = part


class Day(str):
    """The text of a spreadsheet's date cell; a month's column shows it without the day."""

    __slots__ = ()


@dataclass(frozen=True, kw_only=True)
class Remark:
    """Something the department must hear about a table that was opened all the same."""

    rule: str
    text: Text
    severity: Severity = "warning"
    field: str | None = None
    rows: tuple[int, ...] = ()
    row_count: int = 0


@dataclass(frozen=True, kw_only=True)
class BadCell:
    """A cell that is refused before it is read as text: an error value, a merged cell. Row 1 follows the heading."""

    row: int
    header: str | None
    value: str
    rule: str


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table of a delivered file: the file itself, a member of its archive, a sheet of its workbook.

    ``records`` gives (place, cells) for every record that is not blank, titles and whatever stands above them
    included; ``place`` is a line or a sheet's row. ``bad`` names the rule that a cell at (place, column) breaks.
    """

    part: str
    encoding: str
    records: Callable[[], Records]
    bad: Mapping[tuple[int, int], str] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A table in its readable form: UTF-8 CSV at ``path`` whose columns are the contract's fields ``columns``."""

    part: str
    encoding: str
    path: Path
    columns: tuple[str, ...]
    remarks: tuple[Remark, ...] = ()
    bad_cells: tuple[BadCell, ...] = ()
