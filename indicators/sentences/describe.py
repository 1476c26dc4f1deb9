"""A chart in a few sentences, made from its data, for readers who cannot see it.

The words are those the chart itself shows when pointed at: ``customdata`` holds a mark's label and its value as
text, polygons carry theirs in ``text``. So the description, the chart and the table name one and the same figure.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from datasets.text import Language, Text

_LINE = Text("折线图", "Line chart")
_BARS = Text("条形图", "Bar chart")
_AREAS = Text("面积图", "Areas")
_KINDS = {"bar": _BARS, "treemap": Text("矩形树图", "Treemap"), "heatmap": Text("热力图", "Heat map")}
_MOST = 8


class Mark(NamedTuple):
    """One thing a chart draws: what it is called, its value as the reader sees it, and as a number if known."""

    label: str
    spoken: str
    value: float | None


def marks(trace: Mapping[str, Any]) -> list[Mark]:
    """Return what a trace draws, in its own order; bands, rules and legend entries draw nothing to be named."""
    if trace.get("meta") == "aim":  # what the pointer finds repeats what the lines show
        return []
    if trace.get("fill") == "toself":
        return [Mark(_plain(str(trace["text"])), "", None)] if trace.get("text") else []
    across = trace.get("orientation") == "h"
    labels = trace.get("labels") or trace.get("y" if across else "x") or ()
    amounts = trace.get("values") or trace.get("x" if across else "y") or ()
    told = trace.get("customdata") or [None] * len(labels)
    found = []
    for label, amount, words in zip(labels, amounts, told, strict=False):
        if not isinstance(amount, int | float) or not math.isfinite(amount):
            continue
        if isinstance(words, list | tuple) and len(words) > 1:
            found.append(Mark(str(words[0]), str(words[1]), float(amount)))
        else:
            found.append(Mark(_plain(str(label)), str(words) if words else f"{amount:,.4g}", float(amount)))
    return found


def is_empty(figure: Mapping[str, Any]) -> bool:
    """Return whether a chart would draw nothing at all."""
    return not any(marks(trace) or _flat(trace.get("z", ())) for trace in figure["data"])


def describe(figure: Mapping[str, Any], caption: str, language: Language) -> str:
    """Return what a chart is, what it spans and where its largest and smallest values stand."""
    drawn = [(trace, found) for trace in figure["data"] if (found := marks(trace))]
    polygons = [found[0].label for trace, found in drawn if trace.get("fill") == "toself"]
    shown = [(trace, found) for trace, found in drawn if trace.get("fill") != "toself" and len(found) > 1]
    if polygons:
        return _sentence(_AREAS, caption, _listed(polygons, language), language)
    kind = _KINDS.get(shown[0][0]["type"], _LINE) if shown else _LINE
    said = [_spoken(trace, found, language) for trace, found in shown]
    return _sentence(kind, caption, ("；" if language == "zh" else "; ").join(dict.fromkeys(said)), language)


def _spoken(trace: Mapping[str, Any], found: Sequence[Mark], language: Language) -> str:
    """Return a trace's largest parts if it compares, its ends and extremes if it runs through time."""
    if trace.get("orientation") == "h" or "labels" in trace:
        ranked = sorted(found, key=lambda mark: -(mark.value or 0.0))
        return _listed([f"{mark.label} {mark.spoken}" for mark in ranked], language)
    first, last = found[0], found[-1]
    high, low = max(found, key=lambda mark: mark.value or 0.0), min(found, key=lambda mark: mark.value or 0.0)
    name = str(trace.get("name") or "")
    if language == "zh":
        return (
            f"{name}自{first.label}的 {first.spoken} 到{last.label}的 {last.spoken}，"
            f"最高 {high.spoken}（{high.label}），最低 {low.spoken}（{low.label}）"
        )
    return (
        f"{name} from {first.spoken} in {first.label} to {last.spoken} in {last.label}, "
        f"highest {high.spoken} ({high.label}), lowest {low.spoken} ({low.label})"
    ).strip()


def _sentence(kind: Text, caption: str, rest: str, language: Language) -> str:
    word = kind.in_language(language)
    return f"{word}：{caption}。{rest}。" if language == "zh" else f"{word}: {caption}. {rest}."


def _listed(parts: Sequence[str], language: Language) -> str:
    most = "、".join(parts[:_MOST]) if language == "zh" else ", ".join(parts[:_MOST])
    more = len(parts) - _MOST
    if more <= 0:
        return most
    return f"{most}，另有 {more} 项" if language == "zh" else f"{most}, and {more} more"


def _plain(text: str) -> str:
    return re.sub(r"<[^>]+>", " ", text).replace("  ", " ").strip()


def _flat(rows: Iterable[Any]) -> list[Any]:
    return [inner for each in rows for inner in (_flat(each) if isinstance(each, list | tuple) else [each])]
