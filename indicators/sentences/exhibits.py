"""Exhibits of one indicator in one month, as every report shows them: its course, its parts, what moved it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from datasets import Text
from indicators.catalogue import definition_of
from indicators.charts import bars, trend
from indicators.computing.slices import Where
from indicators.dimensions import labels
from indicators.display import Writer
from indicators.figures import percent
from indicators.sentences.month import Month
from indicators.statistics.contributions import contributions

_TO_DATE = Text("本年累计", "year to date")
_GREY = Text("本年累计；灰字为同比", "year to date; growth in grey")
_BETWEEN = Text("；", "; ")
_ROOM = 1.35  # for number and growth behind a bar in half the width
_YEARS = 60  # months that a course shows


@dataclass(frozen=True)
class Exhibits:
    """Shows exhibits of a month with a writer; ``where`` narrows everything to a slice, such as one block."""

    month: Month
    write: Writer
    where: Where = field(default_factory=dict)

    def course(self, key: str, caption: Text, exhibit: str, *, height: int = 210, half: bool = False) -> None:
        """Show an indicator through time with its forecast; below, who answers for it and how the method did."""
        month, unit = self.month, definition_of(key).unit
        past, ahead = month.history(key, self.where), month.ahead(key, self.where)
        top = max([past.value.tail(_YEARS).abs().max(), *(ahead.frame.hi95 if ahead else [])])
        below = filter(None, [month.source(key), "" if self.where else month.honesty(key)])
        self.write.chart(
            trend(past, ahead, unit=unit, language=month.language, height=height),
            _in_unit(caption, month.unit(key, top)),
            key=exhibit,
            note=_BETWEEN.in_language(month.language).join(below),
            half=half,
        )

    def largest(
        self,
        key: str,
        by: str,
        caption: Text,
        exhibit: str,
        *,
        most: int = 8,
        chart: Callable[..., Mapping[str, Any]] = bars,
        half: bool = True,
        **more: Any,
    ) -> None:
        """Show the largest parts of the year so far; bars carry their growth."""
        month = self.month
        parts = month.parts(key, by).head(most)
        rows = parts.to_dict("records")
        grown = {str(row["label"]): row["yoy"] for row in rows if pd.notna(row["yoy"])}
        notes = {label: percent(yoy, month.language) for label, yoy in grown.items()} if chart is bars else None
        values = {str(row["label"]): row["value"] for row in rows}
        unit = month.unit(key, parts.value.max())
        drawn = chart(
            values, unit=definition_of(key).unit, language=month.language, notes=notes, **{"height": 250, **more}
        )
        if notes and half:
            low, high = drawn["layout"]["xaxis"]["range"]
            drawn["layout"]["xaxis"]["range"] = [low, high * _ROOM]
        self.write.chart(drawn, _in_unit(caption, unit), key=exhibit, note=_GREY if notes else _TO_DATE, half=half)

    def moved(self, key: str, by: str, caption: Text, exhibit: str, *, most: int = 10, half: bool = True) -> None:
        """Show what each part added to growth in the year so far, or took off it, in percentage points."""
        month = self.month
        names = labels(month.snapshot, by, month.language)
        parts = contributions(month.snapshot, key, month.period, by, self.where, cumulative=True)
        parts = parts[parts.points.notna()]
        chosen = parts.reindex(parts.points.abs().sort_values(ascending=False, kind="stable").index).head(most)
        chosen = chosen.sort_values(["points", "code"], ascending=[False, True])
        values = {
            names.get(str(each), str(each)): moved for each, moved in zip(chosen.code, chosen.points, strict=True)
        }
        self.write.chart(
            bars(values, unit="share", language=month.language, height=250),
            _in_unit(caption, Text("百分点", "percentage points").in_language(month.language)),
            key=exhibit,
            note=_TO_DATE,
            half=half,
        )

    def ranking(self, key: str, by: str, head: Text, caption: Text, exhibit: str, **more: Any) -> None:
        """Show the largest parts of the year so far as a table: value, growth, share; all others in the last row."""
        half = bool(more.pop("half", False))
        self.write.table(*self.month.ranking(key, by, head, **more), caption, key=exhibit, half=half)


def _in_unit(caption: Text, unit: str) -> Text:
    return Text(f"{caption.zh}（{unit}）", f"{caption.en} ({unit})")
