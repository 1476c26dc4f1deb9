"""The table behind a figure: typed rows, and lines that say what they are; as CSV for any program."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import indicators
from dashboards.asking import queries
from dashboards.parts.filters import spoken_filters
from dashboards.parts.provenance import departments, simulated
from dashboards.shell import SIMULATED
from dashboards.views.view import View
from datasets.text import Text
from indicators import scale
from indicators.definition import Unit

Cell = date | str | float | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WORDS = {
    "indicator": Text("指标", "indicator"),
    "unit": Text("单位", "unit"),
    "source": Text("来源", "source"),
    "snapshot": Text("快照", "snapshot"),
    "filters": Text("筛选", "filters"),
    "basis": Text("口径", "basis"),
    "label": Text("标注", "label"),
    "none": Text("无", "none"),
    "cumulative": Text("累计", "year to date"),
    "month": Text("当月", "month"),
    "period": Text("月份", "period"),
    "value": Text("数值", "value"),
    "yoy": Text("同比", "yoy"),
    "published": Text("公布值", "Published figures"),
    "delivered": Text("部门数据", "Departments' data"),
}


@dataclass(frozen=True)
class Tabular:
    """One indicator in the view's slice: ``about`` it in pairs, column ``titles``, and rows with values in ``unit``.

    A row is the first day of the period, code and name of each dimension, value and growth (a fraction).
    """

    key: str
    name: str
    unit: str
    share: bool
    about: tuple[tuple[str, str], ...]
    titles: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tabular(view: View, key: str, by: tuple[str, ...]) -> Tabular:
    """Return the table of an indicator in the view's slice, split by some dimensions, values in the base unit."""
    definition = indicators.catalogue()[key]
    found = queries.series(view, key, by, view.where(definition.dimensions))
    said = {name: view.say(text) for name, text in _WORDS.items()}
    unit = "" if definition.unit is Unit.SHARE else scale(0.0, definition.unit, view.language).unit
    about = (
        (said["indicator"], f"{view.say(definition.name)} ({key})"),
        (said["unit"], str(definition.unit)),
        (said["basis"], said["cumulative" if view.cumulative else "month"]),
        (said["filters"], "; ".join(spoken_filters(view, definition.dimensions)) or said["none"]),
        (said["source"], departments(view, key)),
        (said["snapshot"], view.snapshot),
        (said["label"], standing(view, key)),
    )
    names = [part for name in by for part in (f"{name}_code", view.say(indicators.DIMENSIONS[name].name))]
    words = {name: queries.labels(view, name) for name in by}
    rows = tuple(
        (
            row["period"].date(),
            *(part for name in by for part in (row[name], words[name].get(row[name], ""))),
            _known(row["value"]),
            _known(row["yoy"]),
        )
        for row in found.to_dict("records")
    )
    titles = (said["period"], *names, said["value"], said["yoy"])
    return Tabular(key, view.say(definition.name), unit, definition.unit is Unit.SHARE, about, titles, rows)


def standing(view: View, key: str) -> str:
    """Return what an indicator's data are: simulated, published or delivered by departments."""
    if simulated(view, key):
        return view.say(SIMULATED)
    printed = isinstance(indicators.catalogue()[key], indicators.Published)
    return view.say(_WORDS["published" if printed else "delivered"])


def as_csv(table: Tabular) -> str:
    """Return the text of a CSV file, without the byte order mark; no cell is a formula."""
    lines: list[Iterable[str]] = [(f"# {name}", said) for name, said in table.about]
    lines.append(table.titles)
    lines += [map(_written, row) for row in table.rows]
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(safe(list(line)) for line in lines)
    return out.getvalue()


def safe(cells: list[str]) -> list[str]:
    """Return cells a spreadsheet will not run: text that begins like a formula gets an apostrophe."""
    return [f"'{cell}" if cell.startswith(_FORMULA) and not _is_number(cell) else cell for cell in cells]


def _written(cell: Cell) -> str:
    if isinstance(cell, date):
        return f"{cell:%Y-%m}"
    return "" if cell is None else repr(cell) if isinstance(cell, float) else cell


def _known(value: float) -> float | None:
    return None if value != value else float(value)  # noqa: PLR0124 NaN is the one number unlike itself


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
