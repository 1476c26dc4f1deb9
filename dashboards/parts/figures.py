"""Numbers on a page: amount with its unit small behind, growth with its colour, months in words."""

import re
from collections.abc import Iterable, Sequence
from string import Formatter
from typing import Any
from urllib.parse import quote

from dashboards.views.view import View
from dashboards.wire.elements import html
from datasets.text import Text
from indicators import Scale, charts, figure, percent, period_label, points, scale
from indicators.definition import AnyIndicator, Frequency, Unit
from indicators.sentences.spans import Mark, Span

Where = tuple[tuple[str, str], ...]

_QUOTED = {code: quote(chr(code)) for code in range(128)}  # drawings are plain letters and digits
_CLASS = {"plain": "", "figure": "", "rise": "up", "fall": "down"}
YOY = Text("同比", "y/y")
_TO = Text(" 至 ", " to ")
_DAY = re.compile(r"(\d{4}-\d{2}(?:-\d{2}(?:-[0-9a-f]{12})?)?)")  # 2026-10, 2026-10-31, 2026-10-31-da0894e1190b
_NOT_COMPARABLE = Text("不可比", "not comparable")


def amount(view: View, value: float | None, unit: str, *, signed: bool = False) -> Any:
    """Return a number with its unit small behind; the exact number travels with it."""
    written = figure(value, unit, view.language, signed=signed)
    exact = "" if value is None else repr(float(value))
    return html.Span([written.number, html.I(written.unit)], className="amount", **{"data-value": exact})


def marked(
    view: View,
    shown: Any,
    key: str,
    row: Any,
    where: Where = (),
    *,
    measure: str = "value",
    cumulative: bool | None = None,
) -> Any:
    """Return the element of a number with what it is: indicator, slice, period, basis, measure, and its exact value.

    ``row`` holds the period and the measures. What is marked is what ``jingwei show`` says of the same slice.
    """
    when, cut = f"{row['period']:%Y-%m}", sliced(where)
    return told(view, shown, key, measure, row[measure], period=when, slice_=cut, cumulative=cumulative)


def told(
    view: View,
    shown: Any,
    subject: str,
    measure: str,
    value: float,
    *,
    period: str = "",
    slice_: str = "",
    cumulative: bool | None = None,
) -> Any:
    """Return the element of a number with what it is of and its exact value, for numbers that no series holds.

    ``subject`` is an indicator or another thing with numbers (a goal, the climate, a parcel), ``measure`` which of
    them; without a ``period`` it is the view's.
    """
    about = {
        "indicator": subject,
        "slice": slice_,
        "period": period or view.period,
        "basis": "to_date" if (view.cumulative if cumulative is None else cumulative) else "month",
        "measure": measure,
        "value": repr(float(value)),
    }
    for name, word in about.items():
        setattr(shown, f"data-{name}", word)
    return shown


def spark(view: View, values: Sequence[float]) -> Any:
    """Return the last months as a picture in the page's theme; the numbers stand beside it."""
    drawn = charts.dressed_text(charts.sparkline(values), view.theme)
    return html.Img(src="data:image/svg+xml;utf8," + drawn.translate(_QUOTED), alt="", className="spark")


def written(view: View, value: float | None, unit: str) -> str:
    """Return a number with its unit as one phrase."""
    return str(figure(value, unit, view.language))


def column(view: View, values: Iterable[float | None], unit: str) -> Scale:
    """Return the scale a column of numbers shares; its unit belongs into the column's title."""
    return charts.shared_scale(values, unit, view.language)


def titled(view: View, name: str, unit: str) -> str:
    """Return a column's title with its unit: 税额（亿元）, Amount (billion yuan)."""
    if not unit:
        return name
    return f"{name}（{unit}）" if view.language == "zh" else f"{name} ({unit})"


def interval(view: View, subject: str, measure: str, bounds: tuple[float, float], unit: str, **about: Any) -> Any:
    """Return low–high in one scale, each with what it is: the measure with _lo80 and _hi80 behind it.

    A word stands instead of the dash where a minus would stand beside it.
    """
    low, high = bounds
    shared = scale(max(abs(low), abs(high)), unit, view.language)
    ends = [
        told(view, html.Span(shared.figure(value).number), subject, f"{measure}_{name}", value, **about)
        for name, value in (("lo80", low), ("hi80", high))
    ]
    return html.Span([ends[0], "–" if low >= 0 else view.say(_TO), ends[1]])


def undivided(words: str) -> list[Any]:
    """Return words whose months, days and snapshots stay in one line: browsers would break them at their hyphens."""
    return [html.Span(each, className="whole") if at % 2 else each for at, each in enumerate(_DAY.split(words)) if each]


def phrase(template: str, **parts: Any) -> list[Any]:
    """Return a phrase with elements in the places of its fields."""
    found: list[Any] = []
    for words, field, *_ in Formatter().parse(template):
        found += [words] if words else []
        found += [parts[field]] if field else []
    return found


def pieces(view: View, spans: Iterable[Span]) -> list[Any]:
    """Return a sentence with its figures set apart, each number with what it is."""
    return [_piece(view, each) for each in spans]


def _piece(view: View, each: Span) -> Any:
    if each.mark is None and each.role == "plain":
        return each.text
    shown = html.Span(each.text) if each.role == "plain" else html.B(each.text, className=_CLASS[each.role])
    return shown if each.mark is None else said(view, shown, each.mark)


def said(view: View, shown: Any, mark: Mark) -> Any:
    """Return the element of a number with its mark."""
    return told(
        view,
        shown,
        mark.subject,
        mark.measure,
        mark.value,
        period=mark.period,
        slice_=sliced(mark.where),
        cumulative=mark.cumulative,
    )


def sliced(where: Where) -> str:
    """Return a slice as a figure carries it: industry=automotive,street=E03B."""
    return ",".join(f"{name}={code}" for name, code in where)


def growth(view: View, fraction: float | None, *, word: bool = True, against: str = "") -> Any:
    """Return growth in the colour of rise or fall; a dash says why when there is none.

    ``against`` says what it is growth over, where that is not the year before.
    """
    lead = f"{against or view.say(YOY)} " if word else ""
    if fraction is None or fraction != fraction:  # noqa: PLR0124 NaN is the one number unlike itself
        return html.Span(f"{lead}—", className="growth", title=view.say(_NOT_COMPARABLE))
    direction = "up" if fraction > 0 else "down" if fraction < 0 else ""
    return html.Span(f"{lead}{percent(fraction, view.language)}", className=f"growth {direction}")


def fact(label: str, value: Any, below: Any = None) -> Any:
    """Return one number of the strip below a page's filters: what it is, the number, and what stands under it."""
    return html.Div([html.Small(label), html.Div(value, className="v"), html.Div(below, className="growth")])


def change(view: View, definition: AnyIndicator, row: Any, *, word: bool = True, against: str = "") -> Any:
    """Return growth on the year before; of a share the difference in percentage points, which is its growth."""
    if definition.unit is not Unit.SHARE:
        return growth(view, row["yoy"], word=word, against=against)
    moved = row["value"] - row["value"] / (1 + row["yoy"]) if row["yoy"] > -1 else float("nan")
    if moved != moved:  # noqa: PLR0124 NaN is the one number unlike itself
        return growth(view, None, word=word, against=against)
    lead = f"{against or view.say(YOY)} " if word else ""
    direction = "up" if moved > 0 else "down" if moved < 0 else ""
    return html.Span(f"{lead}{points(moved, view.language)}", className=f"growth {direction}")


def span(view: View, definition: AnyIndicator, row: Any = None) -> str:
    """Return the words for the stretch of time a value covers: 2026年1—10月, or the month alone.

    With a ``row`` of a series they are those of its period, which may be a quarter or end before the view's month.
    """
    cumulative = view.cumulative and not getattr(definition, "stock", False)
    if row is None:
        cumulative = cumulative and definition.frequency is Frequency.MONTH
        return period_label(view.period, view.language, cumulative=cumulative)
    months = row.get("months", 1)
    together = int(months) if months == months and definition.frequency is Frequency.MONTH else 1  # noqa: PLR0124 NaN
    frequency = definition.frequency
    return period_label(row["period"], view.language, cumulative=cumulative, frequency=frequency, together=together)
