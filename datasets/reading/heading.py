"""The heading of a delivered table: where its column titles stand, and how they differ from the contract's."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from datasets.contract import Field, Source
from datasets.intake.table import Records, Refused, Remark
from datasets.text import Text

DELIMITERS = {
    ",": Text("逗号", "comma"),
    ";": Text("分号", "semicolon"),
    "\t": Text("制表符", "tab"),
    "|": Text("竖线", "bar"),
    "，": Text("全角逗号", "full-width comma"),
}
DEPTH = 30  # records in which the heading must stand
SAMPLE = 500  # records by whose content drift is judged


@dataclass(frozen=True, kw_only=True)
class Heading:
    """The titles of a table as delivered, at ``place``, and the contract's field of each (None: not in it).

    ``last`` is the place of the heading's last line: a merged heading may take two. ``above`` are the words of the
    lines over it.
    """

    place: int
    last: int
    width: int
    titles: tuple[str, ...]
    fields: tuple[str | None, ...]
    sample: tuple[tuple[str, ...], ...]
    remarks: tuple[Remark, ...] = ()
    above: tuple[str, ...] = ()

    def straight(self, source: Source) -> bool:
        """Return whether the table can be read as it stands: the contract's titles, first, and nothing else."""
        exact = {field.header for field in source.fields} == set(self.titles)
        return exact and self.width == len(self.titles) == len(source.fields) and self.place == self.last == 1


def plain(title: str) -> str:
    """Return a title without what typists vary: blanks, full-width brackets, case, stars and colons."""
    return re.sub(r"[\s*:\"'﻿]", "", unicodedata.normalize("NFKC", title)).casefold()


def find_heading(records: Records, source: Source) -> Heading:
    """Return the heading among the first records; raise Refused for a table that is empty or has no rows.

    The titles are matched to the contract's, but whatever else differs is for ``compare`` to judge.
    """
    head = list(islice(records, DEPTH + SAMPLE))
    if not head:
        raise Refused("empty_file", Text("文件是空的；请确认导出。", "the file is empty; check the export."))
    known = {plain(field.header): field for field in source.fields}
    best = max(range(min(DEPTH, len(head))), key=lambda index: (_recognised(head[index][1], known), -index))
    titles, last = head[best][1], best
    if best + 1 < len(head):
        for joined in _joined(head[best][1], head[best + 1][1]):
            if _recognised(joined, known) > _recognised(titles, known):
                titles, last = joined, best + 1
    if last + 1 >= len(head):
        raise Refused("empty_file", Text("文件没有数据行；请确认导出。", "the file holds no rows; check the export."))
    width = len(titles)
    while titles and not titles[-1].strip():
        titles = titles[:-1]
    found = [known.get(plain(title)) for title in titles]
    return Heading(
        place=head[best][0],
        last=head[last][0],
        width=width,
        titles=tuple(titles),
        fields=tuple(field.name if field else None for field in found),
        sample=tuple(tuple(cells) for _, cells in head[last + 1 :]),
        remarks=(*_moved(head[best][0], best), *_respelled(titles, found)),
        above=tuple(cell for _, cells in head[:best] for cell in cells if cell.strip()),
    )


def _recognised(cells: Sequence[str], known: dict[str, Field]) -> int:
    return len({plain(cell) for cell in cells} & set(known))


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[list[str]]:
    """Return what two lines of a merged heading may mean together: the lower title, or both as one."""
    width, over = max(len(upper), len(lower)), ""
    below, both = [], []
    for column in range(width):
        top = upper[column].strip() if column < len(upper) else ""
        bottom = lower[column].strip() if column < len(lower) else ""
        over = top or over
        below.append(bottom or top)
        both.append(over + bottom if bottom and not top else top + bottom)
    return [below, both]


def _moved(place: int, above: int) -> tuple[Remark, ...]:
    if not above:
        return ()
    text = Text(
        f"表头在第 {place} 行，其上 {above} 行标题文字未读取。",
        f"the heading stands in line {place}; the {above} lines above it were not read.",
    )
    return (Remark(rule="moved_heading", text=text),)


def _respelled(titles: Sequence[str], found: Sequence[Field | None]) -> tuple[Remark, ...]:
    return tuple(
        Remark(
            rule="title_spelling",
            severity="info",
            field=field.header,
            text=Text(
                f"列名写作“{title}”，按合同列名“{field.header}”读取。",
                f"the title is written {title!r}; read as the contract's {field.header!r}.",
            ),
        )
        for title, field in zip(titles, found, strict=True)
        if field and title != field.header
    )


def require_delimiter(line: str, source: Source) -> None:
    """Raise Refused if the titles of one line are parted by another delimiter than the contract's."""
    expected = {field.header for field in source.fields}
    wanted = DELIMITERS.get(source.delimiter, Text(source.delimiter, source.delimiter))
    for other, name in DELIMITERS.items():
        if other != source.delimiter and len(expected & {part.strip('"') for part in line.split(other)}) > 1:
            raise Refused(
                "wrong_delimiter",
                Text(
                    f"分隔符应为{wanted.zh}，实为{name.zh}；请重新导出。",
                    f"expected {wanted.en} as delimiter, got {name.en}; export it again.",
                ),
            )
