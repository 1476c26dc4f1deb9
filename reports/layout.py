"""A document laid out for print: charts drawn, words chosen, provenance added, everything as plain data."""

import calendar
import re
from collections.abc import Mapping, Sequence
from typing import Any

from datasets import Language, Snapshot
from indicators.charts import palette
from indicators.zone import zone
from reports.correction import Correction
from reports.document import Block, Chart, Document, Heading, Paragraph, Runs, Table
from reports.edition import Edition
from reports.provenance import code_to_verify, provenance
from reports.render import Drawing, render
from reports.words import WORDS, width_of

WIDTH_PIXELS = 640
HALF_WIDTH_PIXELS = 304
_NARROW = 9  # a column of numbers is never narrower than that
_SHORT = 30  # Latin characters or half as many Chinese ones; a longer text takes the room a table has left
_LONG_WORD = 16
_LONGEST = 90
_LINE = 112  # Latin characters on a line of a table of full width
_GAP = 2  # of them between columns
_READABLE = 26  # of a long text, below which it is a ladder of words
_SHARED = 36  # of a text of a crowded table: a longer one is no reason to starve the others


def lay_out(
    document: Document,
    edition: Edition,
    snapshot: Snapshot,
    parameters: Mapping[str, Any],
    corrects: Correction | None = None,
) -> dict[str, Any]:
    """Return what the template and the web page are made of; the same arguments give the same data."""
    language: Language = parameters["language"]
    correction = corrects.said(language) if corrects else ""
    drawings = [Drawing(chart.figure, _width(chart), _height(chart)) for chart in document.charts]
    drawn = dict(zip((chart.key for chart in document.charts), render(drawings), strict=True))
    name = zone(snapshot).name.in_language(language)
    year, month = (int(part) for part in parameters["period"].split("-"))
    words = {name: text.in_language(language) for name, text in WORDS.items()}
    sentences = [_runs(sentence) for sentence in document.sentences]
    highlights = [{"text": _runs(text), "key": key} for text, key in document.highlights]
    blocks = [laid(block, drawn) for block in document.blocks]
    shown = [sentences, highlights, *({**block, "svg": ""} for block in blocks)]
    digits = code_to_verify(edition, snapshot, parameters, shown, correction)
    return {
        "language": language,
        "words": words,
        "palette": dict(palette.TOKENS),
        "title": edition.title.in_language(language),
        "period": edition.label(parameters["period"], language),
        "date": [year, month, calendar.monthrange(year, month)[1]],
        "zone": name,
        "author": f"{words['brand']}{'·' if language == 'zh' else ' · '}{name}",
        "classification": edition.classification.in_language(language),
        "simulated": snapshot.manifest.simulated,
        "snapshot": snapshot.name,
        "code": digits,
        "correction": correction,
        "as_of": snapshot.as_of.isoformat(),
        "sentences": sentences,
        "highlights": highlights,
        "blocks": blocks,
        "rows": _rows(document.blocks),
        "provenance": [
            {**part, "rows": [[_breakable(cell) for cell in row] for row in part["rows"]]}
            for part in provenance(edition, snapshot, parameters, digits)
        ],
    }


def _rows(blocks: Sequence[Block]) -> list[list[int]]:
    """Return the places of the blocks row by row: two halves that follow one another share a row."""
    rows: list[list[int]] = []
    for place, block in enumerate(blocks):
        before = blocks[rows[-1][0]] if rows and len(rows[-1]) == 1 else None
        if _is_half(block) and before is not None and _is_half(before):
            rows[-1].append(place)
        else:
            rows.append([place])
    return rows


def _is_half(block: Block) -> bool:
    return isinstance(block, Chart | Table) and block.half


def _width(chart: Chart) -> int:
    return HALF_WIDTH_PIXELS if chart.half else WIDTH_PIXELS


def _height(chart: Chart) -> int:
    return int(chart.figure["layout"].get("height", 300))


def _runs(runs: Runs) -> list[dict[str, Any]]:
    return [{"text": run.text, "bold": run.bold, "key": run.key} for run in runs]


def laid(block: Block, drawn: Mapping[str, str]) -> dict[str, Any]:
    """Return a block as plain data; ``drawn`` has the SVG of each chart by its key."""
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "text": block.text}
        case Paragraph():
            return {"kind": "paragraph", "listed": block.listed, "items": [_runs(item) for item in block.items]}
        case Chart():
            about = {"caption": block.caption, "note": block.note, "alt": block.alt, "key": block.key}
            return {"kind": "chart", "svg": drawn[block.key], **about}
        case Table():
            columns = [
                {"label": label, "number": number, "wide": wide}
                for (label, number), wide in zip(block.columns, _wide(block), strict=True)
            ]
            return {
                "kind": "table",
                "columns": columns,
                "rows": [[_breakable(cell) for cell in row] for row in block.rows],
                "caption": block.caption,
                "note": block.note,
                "key": block.key,
            }


def _wide(table: Table) -> list[int]:
    """Return the shares in which columns take the room left over, 0 for those as wide as their words.

    Long texts share it by their length; without any, the numbers of a table of full width spread out. Where words
    would leave long texts no room, numbers keep what their digits need, told as less than 0, and texts share the rest.
    """
    widest = [max(map(width_of, column)) for column in zip(*table.rows, strict=True)]
    if max(widest) <= _SHORT:
        return [max(width, _NARROW) * int((place > 0) != table.half) for place, width in enumerate(widest)]
    if not _crowded(table, widest):
        return [min(width, _LONGEST) if width > _SHORT else 0 for width in widest]
    least = [max(width, _longest_word(label)) for (label, _), width in zip(table.columns, widest, strict=True)]
    return [-width if number else min(width, _SHARED) for (_, number), width in zip(table.columns, least, strict=True)]


def _crowded(table: Table, widest: Sequence[int]) -> bool:
    """Return whether columns as wide as their words and their titles leave too little for the long ones."""
    columns = zip(table.columns, widest, strict=True)
    needed = sum(
        min(width, _READABLE) if width > _SHORT else max(width, width_of(head)) for (head, _), width in columns
    )
    return needed + _GAP * len(widest) > _LINE // (2 if table.half else 1)


def _longest_word(text: str) -> int:
    """Return the width of what cannot be broken: a word, or a single Chinese character."""
    return max(map(width_of, re.findall(r"[^\s\u2e80-\uffff]+|\S", text)), default=0)


def _breakable(text: str) -> str:
    """Return the text with places to break inside long words such as addresses, so that they stay in their column."""
    return re.sub(rf"\S{{{_LONG_WORD},}}", lambda word: re.sub(r"([./_-])(?=\w)", "\\1\u200b", word[0]), text)
