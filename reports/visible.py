"""Whether a chart would show anything on paper: of a kind that is drawn there, with a mark that can be seen."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from datasets import Text
from indicators.sentences.describe import is_empty

DRAWN: Final = frozenset({"bar", "heatmap", "scatter", "treemap"})
"""The kinds of traces whose drawing without a browser was compared with a browser's; others may come out blank."""

_HIDDEN: Final = (False, "legendonly")


def unseen(figure: Mapping[str, Any]) -> Text | None:
    """Return why a chart would come out blank, None if it shows something."""
    strange = sorted({str(each.get("type", "scatter")) for each in figure["data"]} - DRAWN)
    if strange:
        kinds = ", ".join(strange)
        return Text(f"含有不能绘制的类型 {kinds}", f"has what cannot be drawn on paper: {kinds}")
    shown = [each for each in figure["data"] if _is_shown(each)]
    if is_empty({"data": shown}):
        return Text("没有数据", "is empty")
    if not any(_is_within(each, figure["layout"]) for each in shown):
        return Text("没有一个数落在坐标轴范围内", "has no value within the range of its axes")
    return None


def _is_shown(trace: Mapping[str, Any]) -> bool:
    nothing = trace.get("type", "scatter") == "scatter" and trace.get("mode") == "none" and not trace.get("fill")
    return trace.get("visible", True) not in _HIDDEN and trace.get("opacity", 1) != 0 and not nothing


def _is_within(trace: Mapping[str, Any], layout: Mapping[str, Any]) -> bool:
    """Return whether a value of a trace lies within every range its axes are given as numbers."""
    if "base" in trace:  # it begins where it says
        return True
    inside = [True]
    for name in ("x", "y"):
        axis = layout.get(f"{name}axis{str(trace.get(f'{name}axis', name))[1:]}", {})
        found, numbers = _numbers(axis.get("range") or ()), _numbers(trace.get(name) or ())
        if axis.get("type") == "log":
            continue
        if len(found) == len(axis.get("range") or ()) == 2 and numbers:  # noqa: PLR2004 from and to
            reach = [0.0, *numbers] if trace.get("type") == "bar" else numbers  # a bar begins at nought
            inside.append(min(reach) <= max(found) and max(reach) >= min(found))
    return all(inside)


def _numbers(values: Iterable[Any]) -> Sequence[float]:
    return [float(each) for each in values if isinstance(each, int | float) and not isinstance(each, bool)]
