"""What a notebook showed, as the blocks of a document; anything that would be lost on the way is an error."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from datasets import Text
from indicators.display import CHART, COVER, HEADING, TABLE, WORDS
from reports.errors import DocumentIncomplete
from reports.visible import unseen

_SILENT = {"text/plain"}
_MARK = re.compile(r"\*\*(?P<bold>.+?)\*\*|\[(?P<words>[^\]]*)\]\(#(?P<key>[\w-]+)\)")


@dataclass(frozen=True)
class Run:
    """Words set in one way; ``key`` names the exhibit they refer to."""

    text: str
    bold: bool = False
    key: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """The title of a section, level 1, or of a part of one, level 2."""

    text: str
    level: int


@dataclass(frozen=True)
class Paragraph:
    """Words; several ``items`` make a list."""

    items: tuple[Runs, ...]
    listed: bool = False


@dataclass(frozen=True)
class Chart:
    """A plotly figure with what is printed below it and what is read aloud in its place."""

    figure: Mapping[str, Any]
    caption: str
    note: str
    alt: str
    key: str
    half: bool = False


@dataclass(frozen=True)
class Table:
    """Finished texts in rows; each column is a label and whether it holds numbers."""

    columns: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str
    note: str
    key: str
    half: bool = False


Block = Heading | Paragraph | Chart | Table


@dataclass(frozen=True)
class Document:
    """A report's content in reading order, with what its first page says."""

    sentences: tuple[Runs, ...] = ()
    highlights: tuple[tuple[Runs, str], ...] = ()
    blocks: tuple[Block, ...] = field(default=())

    @property
    def charts(self) -> tuple[Chart, ...]:
        """Return the charts in reading order."""
        return tuple(block for block in self.blocks if isinstance(block, Chart))

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return the tables in reading order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))


def read(notebook: Mapping[str, Any]) -> Document:
    """Return the document an executed notebook shows; raise DocumentIncomplete if a part would be lost or empty."""
    sentences: tuple[Runs, ...] = ()
    highlights: tuple[tuple[Runs, str], ...] = ()
    blocks: list[Block] = []
    for number, output in _outputs(notebook):
        data = output["data"]
        if COVER in data:
            sentences = tuple(runs(each) for each in data[COVER]["sentences"])
            highlights = tuple((runs(each["text"]), each["key"]) for each in data[COVER]["highlights"])
        elif CHART in data:
            blocks.append(_chart(number, data[CHART], output.get("metadata", {}).get(CHART, {})))
        elif TABLE in data:
            blocks.append(_table(number, data[TABLE]))
        elif WORDS in data:
            blocks.extend(_words("".join(data[WORDS])))
        elif HEADING not in data and set(data) - _SILENT:
            raise _lost(number, ", ".join(sorted(set(data) - _SILENT)))
    document = Document(sentences, highlights, tuple(blocks))
    _check_references(document)
    return document


def runs(text: str) -> Runs:
    """Return a line of little Markdown as runs: ``**bold**`` and ``[](#key)``."""
    found: list[Run] = []
    end = 0
    for mark in _MARK.finditer(text):
        if mark.start() > end:
            found.append(Run(text[end : mark.start()]))
        bold = mark["bold"]
        found.append(Run(bold, bold=True) if bold else Run(mark["words"], key=mark["key"]))
        end = mark.end()
    if end < len(text):
        found.append(Run(text[end:]))
    return tuple(found)


def _outputs(notebook: Mapping[str, Any]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield each output that carries data, with the number of its cell, counted from 1."""
    for number, cell in enumerate(notebook["cells"], start=1):
        for output in cell.get("outputs", ()):
            if "data" in output:
                yield number, output


def _chart(cell: int, figure: Mapping[str, Any], about: Mapping[str, Any]) -> Chart:
    missing = [name for name in ("caption", "alt", "key") if not about.get(name)]
    if missing:
        words = ", ".join(missing)
        raise DocumentIncomplete(
            Text(
                f"第 {cell} 个单元的图缺少 {words}：请用 Writer.chart 显示。",
                f"The chart in cell {cell} lacks {words}: show it with Writer.chart.",
            )
        )
    blank = unseen(figure)
    if blank is not None:
        raise DocumentIncomplete(
            Text(
                f"第 {cell} 个单元的图“{about['caption']}”{blank.zh}。",
                f"The chart {about['caption']!r} in cell {cell} {blank.en}.",
            )
        )
    return Chart(figure, about["caption"], about.get("note", ""), about["alt"], about["key"], bool(about.get("half")))


def _table(cell: int, table: Mapping[str, Any]) -> Table:
    columns = tuple((column["label"], bool(column["number"])) for column in table["columns"])
    rows = tuple(tuple(row) for row in table["rows"])
    if not rows or any(len(row) != len(columns) for row in rows):
        raise DocumentIncomplete(
            Text(
                f"第 {cell} 个单元的表“{table['caption']}”为空，或各行与表头的列数不同。",
                f"The table {table['caption']!r} in cell {cell} is empty, or its rows and its header differ in width.",
            )
        )
    return Table(columns, rows, table["caption"], table["note"], table["key"], bool(table.get("half")))


def _words(markdown: str) -> Iterator[Block]:
    for part in re.split(r"\n{2,}", markdown.strip()):
        heading = re.fullmatch(r"(#{2,3}) (.+)", part)
        if heading:
            yield Heading(heading[2], len(heading[1]) - 1)
        elif all(line.startswith("- ") for line in part.splitlines()):
            yield Paragraph(tuple(runs(line[2:]) for line in part.splitlines()), listed=True)
        else:
            yield Paragraph((runs(" ".join(part.splitlines())),))


def _lost(cell: int, kinds: str) -> DocumentIncomplete:
    return DocumentIncomplete(
        Text(
            f"第 {cell} 个单元显示了报告装不下的内容（{kinds}）：请用 Writer 显示，不要让它悄悄丢失。",
            f"Cell {cell} shows what a report cannot carry ({kinds}): show it with Writer, or it is lost.",
        )
    )


def _check_references(document: Document) -> None:
    """Raise if two exhibits share a key or words refer to one that is not there."""
    keys = [block.key for block in document.blocks if isinstance(block, Chart | Table)]
    doubled = sorted({key for key in keys if keys.count(key) > 1})
    said: Sequence[Runs] = [
        *document.sentences,
        *(text for text, _ in document.highlights),
        *(item for block in document.blocks if isinstance(block, Paragraph) for item in block.items),
    ]
    wanted = {run.key for each in said for run in each if run.key} | {key for _, key in document.highlights}
    absent = sorted(wanted - set(keys))
    if doubled or absent:
        words = ", ".join(doubled + absent)
        raise DocumentIncomplete(
            Text(f"图表编号重复或被引用而不存在：{words}", f"Exhibits named twice, or referred to and absent: {words}")
        )
