"""Precedence: an order in which what comes before stands before, or the edge that closes a circle."""

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from datasets import Text
from indicators.errors import QuestionError


def ordered(before: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return keys so that each stands after what must come before it; as given where nothing says otherwise.

    Refuses a key that nobody has, and a circle: the sentence names the edge that closes it and the way round.
    """
    known = set(before)
    missing = [(key, each) for key, needs in before.items() for each in needs if each not in known]
    if missing:
        key, each = missing[0]
        raise QuestionError(
            Text(f"“{key}”的前置“{each}”不在清单中。", f"{key!r} comes after {each!r}, which is not in the list.")
        )
    try:
        return tuple(TopologicalSorter(before).static_order())
    except CycleError as found:
        circle = [str(each) for each in found.args[1]]  # each comes before the next; the first is the last
        first, second = circle[-2], circle[-1]
        way = " → ".join(circle)
        raise QuestionError(
            Text(
                f"前置关系成环：“{second}”依赖“{first}”这一条边使其闭合（{way}），请取消其中一条。",
                f"Precedence runs in a circle, closed by the edge {first!r} → {second!r} ({way}): drop one of them.",
            )
        ) from None
