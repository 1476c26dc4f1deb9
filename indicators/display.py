"""What a notebook shows, in a form that JupyterLab draws at once and a report can carry into print.

A notebook writes with one :class:`Writer`. Charts travel as plotly JSON, tables as rows of finished texts,
words as a little Markdown: paragraphs, ``**bold**`` and ``[](#key)``, which a report turns into "Figure 3".
"""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
from pandas.api.types import is_bool_dtype, is_datetime64_any_dtype, is_integer_dtype, is_numeric_dtype

from datasets.text import Language, Text
from datasets.titles import titled
from indicators.figures import number, scale
from indicators.periods import period_label
from indicators.sentences.describe import describe
from indicators.sentences.phrases import Sentence

CHART: Final = "application/vnd.plotly.v1+json"
TABLE: Final = "application/vnd.jingwei.table+json"
COVER: Final = "application/vnd.jingwei.cover+json"
WORDS: Final = "text/markdown"
HEADING: Final = "application/vnd.jingwei.heading+json"
"""What stands over a chart on a screen; a report sets its captions itself."""

_BRACKETS: Final = Text("（{}）", " ({})")

Words = Text | Sentence | str
"""What can be written: a phrase in both languages, a sentence of the narrative, or words already chosen."""


@dataclass(frozen=True)
class Writer:
    """Writes headings, paragraphs, charts and tables in one language."""

    language: Language

    def cover(self, sentences: Sequence[Words], highlights: Sequence[tuple[Words, str]]) -> None:
        """Give the first page its sentences and its highlights, each with the key of the exhibit it rests on.

        Highlights are entries of a list, which end without a full stop.
        """
        said = [self._say(sentence) for sentence in sentences]
        points = [{"text": self._say(text).rstrip("。."), "key": key} for text, key in highlights]
        listed = "\n".join(f"- {point['text']}" for point in points)
        _show({COVER: {"sentences": said, "highlights": points}, WORDS: "\n\n".join([*said, listed])})

    def section(self, title: Words, level: int = 1) -> None:
        """Begin a section; level 2 begins a part of one."""
        _show({WORDS: f"{'#' * (level + 1)} {self._say(title)}"})

    def paragraph(self, *sentences: Words) -> None:
        """Write one paragraph of the given sentences."""
        _show({WORDS: ("" if self.language == "zh" else " ").join(map(self._say, sentences))})

    def points(self, items: Sequence[Words]) -> None:
        """Write a list."""
        _show({WORDS: "\n".join(f"- {self._say(item)}" for item in items)})

    def chart(
        self,
        figure: Mapping[str, Any],
        caption: Words,
        *,
        key: str,
        note: Words | None = None,
        alt: Words | None = None,
        half: bool = False,
    ) -> None:
        """Show a plotly figure; without ``alt``, readers who cannot see it hear a description made from its data.

        Two exhibits with ``half`` that follow one another stand side by side in print.
        """
        title = self._say(caption)
        spoken = self._say(alt) if alt else describe(figure, title, self.language)
        about = {"caption": title, "note": self._say(note), "alt": spoken, "key": key, "half": half}
        unit = figure["layout"].get("meta", {}).get("unit", "")
        over = _with_unit(title, unit, self.language)
        _show({HEADING: over, "text/html": f"<b>{html.escape(over)}</b>"})
        _show({CHART: {"data": list(figure["data"]), "layout": dict(figure["layout"])}}, {CHART: about})

    def table(
        self,
        columns: Sequence[Words],
        rows: Sequence[Sequence[str]],
        caption: Words,
        *,
        key: str,
        note: Words | None = None,
        words: int = 1,
        half: bool = False,
    ) -> None:
        """Show rows of finished texts; the first ``words`` columns are words, the others numbers set to the right."""
        table = {
            "columns": [{"label": self._say(each), "number": at >= words} for at, each in enumerate(columns)],
            "rows": [[str(cell) for cell in row] for row in rows],
            "caption": self._say(caption),
            "note": self._say(note),
            "key": key,
            "half": half,
        }
        _show({TABLE: table, "text/html": _html(table)})

    def frame(
        self,
        frame: pd.DataFrame,
        caption: Words,
        *,
        key: str,
        unit: str = "",
        fractions: Sequence[str] = (),
        points: Sequence[str] = (),
        note: Words | None = None,
    ) -> None:
        """Write a tidy frame as readers write it: titles in their language, units in the titles, no raw decimals.

        Other numbers than ``fractions`` and ``points`` are amounts of ``unit``, whole ones counts.
        """
        units = {
            **dict.fromkeys(map(str, frame), unit),
            **dict.fromkeys(fractions, "share"),
            **dict.fromkeys(points, "points"),
        }
        columns = [_column(frame[name], units[str(name)], self.language) for name in frame]
        titles = [
            _with_unit(title, said, self.language)
            for title, (said, _) in zip(titled(frame, self.language).columns, columns, strict=True)
        ]
        rows = list(zip(*(cells for _, cells in columns), strict=True))
        words = next((at for at, name in enumerate(frame) if is_numeric_dtype(frame[name])), len(titles))
        self.table(titles, rows, caption, key=key, note=note, words=words)

    def _say(self, text: Words | None) -> str:
        match text:
            case Text():
                return text.in_language(self.language)
            case Sentence():
                return "".join(span.text if span.role == "plain" else f"**{span.text}**" for span in text.spans)
            case _:
                return text or ""


def _with_unit(title: str, unit: str, language: Language) -> str:
    return f"{title}{_BRACKETS.in_language(language).format(unit)}" if unit else title


def _column(values: pd.Series, unit: str, language: Language) -> tuple[str, list[str]]:
    """Return the unit of a column, for its title, and its cells."""
    if is_datetime64_any_dtype(values):
        return "", [period_label(each, language) for each in values]
    if not is_numeric_dtype(values) or is_bool_dtype(values):
        return "", ["" if pd.isna(each) else str(each) for each in values]
    if is_integer_dtype(values) or not unit:
        return "", [number(float(each), whole=is_integer_dtype(values)) for each in values]
    one = scale(values.abs().max(), unit, language)
    signed = unit == "points"
    return one.unit, [one.figure(each, signed=signed).number for each in values]


def _show(data: Mapping[str, Any], metadata: Mapping[str, Any] | None = None) -> None:
    from IPython.display import display  # a notebook has it; the server that imports this layer need not

    display(dict(data), metadata=dict(metadata or {}), raw=True)  # type: ignore[no-untyped-call]


def _html(table: Mapping[str, Any]) -> str:
    """Return the table as JupyterLab shows it."""
    sides = ["right" if column["number"] else "left" for column in table["columns"]]
    head = "".join(
        f'<th style="text-align:{side}">{html.escape(column["label"])}</th>'
        for side, column in zip(sides, table["columns"], strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(f'<td style="text-align:{s}">{html.escape(c)}</td>' for s, c in zip(sides, row, strict=True))
        + "</tr>"
        for row in table["rows"]
    )
    caption, note = html.escape(table["caption"]), html.escape(table["note"])
    return (
        f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{note}</p>"
    )
