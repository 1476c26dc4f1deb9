"""Flips: the smallest change of input that turns a verdict, found by running the rule again on inputs as they might be.

One input is tried first, then two, then as many as it takes. A number is moved until the rule turns and then back,
by halves, to the last step (1, or 0.01) at which it still does.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, islice, product
from typing import Any

from indicators.appraisal.kinds import Kind, kind_of

_FAR = 4**14
_STRIDE = 8
_PAIRS, _FEW, _MOST = 150, 6, 12  # runs of the rule, inputs of which pairs are tried, inputs changed together
_SOMETHING = "—"  # a word that stands for any

Changes = Mapping[str, Any]
Turns = Callable[[Changes], bool]


def _others(kind: Kind, value: Any) -> list[Any]:
    """Return what else an input that is no number might be, the nearest first."""
    if not kind.words:
        return [each for each in kind.choices if each != value]
    held: tuple[Any, ...] = value or ()
    added = [(*held, each) for each in kind.choices or (_SOMETHING,) if each not in held]
    dropped = [tuple(other for other in held if other != each) for each in held]
    return [*added, *dropped, *([()] if value != () else [])]


def _ends(kind: Kind, value: Any) -> list[Any]:
    """Return how far a number might go, up and down."""
    whole = kind.step == 1
    far = max(Decimal(value or 1), Decimal(1)) * _FAR
    ends = [far, Decimal(0)] if value is None or value >= 0 else [far]
    return [int(each) if whole else each for each in ends if each != value]


def _between(kind: Kind, path: str, start: Any, end: Any, turns: Turns, kept: Changes, limit: float = math.inf) -> Any:
    """Return the number nearest to ``start`` that turns the rule, where ``end`` does; None if it moves by ``limit``.

    Ever longer strides find where it turns, halves then where exactly, to the step.
    """
    step = kind.step or Decimal(1)

    def number(at: Decimal) -> Any:
        return int(at) if step == 1 else at * step

    def turned(at: Decimal) -> bool:
        return turns({**kept, path: number(at)})

    stays, found, stride = Decimal(start or 0) / step, Decimal(end) / step, Decimal(1)
    way = 1 if found > stays else -1
    if start is None and turned(stays):
        return number(stays)
    if abs(found - stays) > 1 and not turned(found - way):
        return number(found)  # the rule itself named the bound
    while stride < abs(found - stays) and not turned(stays + way * stride):
        stays, stride = stays + way * stride, stride * _STRIDE
        if _size(start, number(stays)) >= limit:
            return None
    if stride < abs(found - stays):
        found = stays + way * stride
    while abs(found - stays) > 1:
        middle = ((found + stays) / 2).to_integral_value()
        stays, found = (stays, middle) if turned(middle) else (middle, found)
    return number(found)


def _size(before: Any, after: Any) -> float:
    if isinstance(before, bool) or before is None:
        return 1.0
    if isinstance(before, Decimal | int) and isinstance(after, Decimal | int):
        old, new = Decimal(before), Decimal(after)
        return float(abs(new - old) / max(abs(new), abs(old), Decimal("0.01")))
    if isinstance(before, tuple) and isinstance(after, tuple):
        moved = len({*map(str, before)} ^ {*map(str, after)})
        return moved / max(len(before), len(after), 1)
    return 1.0


def size_of(inputs: Changes, changes: Changes) -> float:
    """Return how large changes are: each input 1 at most, a number by how far it moves."""
    return sum(_size(inputs.get(path), after) for path, after in changes.items())


def _options(inputs: Changes, tries: Sequence[tuple[str, Any]]) -> dict[str, list[Any]]:
    """Return for each input what it might be instead, what the rule itself proposes first."""
    found: dict[str, list[Any]] = {}
    for path, value in tries:
        if value != inputs.get(path):
            found.setdefault(path, []).append(value)
    for path, value in inputs.items():
        kind = kind_of(path)
        if kind is not None and path not in found:
            found.setdefault(path, []).extend(_ends(kind, value) if kind.step else _others(kind, value))
    return found


def _refined(changes: dict[str, Any], inputs: Changes, turns: Turns) -> dict[str, Any]:
    """Return the changes without those that are not needed, and with numbers moved no further than needed."""
    for path in list(changes):
        fewer = {other: value for other, value in changes.items() if other != path}
        if fewer and turns(fewer):
            changes = fewer
    for path, value in list(changes.items()):
        kind = kind_of(path)
        if kind is not None and kind.step and isinstance(value, Decimal | int):
            kept = {other: each for other, each in changes.items() if other != path}
            changes[path] = _between(kind, path, inputs.get(path), value, turns, kept)
    return changes


def _single(options: Mapping[str, list[Any]], inputs: Changes, turns: Turns) -> dict[str, Any] | None:
    """Return the smallest change of one input that turns the rule; of equals the one proposed first."""
    found: dict[str, Any] | None = None
    least = math.inf
    for path, values in options.items():
        kind, before = kind_of(path), inputs.get(path)
        moves = kind is not None and kind.step is not None
        for value in values:
            if (not moves and _size(before, value) >= least) or not turns({path: value}):
                continue
            nearest = _between(kind, path, before, value, turns, {}, least) if moves and kind is not None else value
            if nearest is not None and _size(before, nearest) < least:
                found, least = {path: nearest}, _size(before, nearest)
    return found


def _several(options: Mapping[str, list[Any]], inputs: Changes, turns: Turns) -> list[dict[str, Any]]:
    """Return changes of two inputs that turn the rule, or else of as many as it takes, without those not needed."""
    pairs = (
        dict(zip(paths, values, strict=True))
        for paths in (combinations(options, 2) if len(options) <= _FEW else ())
        for values in product(*(options[path][:3] for path in paths))
    )
    found = [_refined(each, inputs, turns) for each in islice(pairs, _PAIRS) if turns(each)]
    for choice in () if found else range(3):
        together = {path: values[min(choice, len(values) - 1)] for path, values in options.items() if values}
        found += [_refined(together, inputs, turns)] if turns(together) else []
    return [each for each in found if len(each) <= _MOST]


def smallest(inputs: Changes, tries: Sequence[tuple[str, Any]], turns: Turns) -> dict[str, Any] | None:
    """Return the smallest changes of inputs that turn a rule, each run and seen to do so; None if none was found."""
    options = _options(inputs, tries)
    found = _single(options, inputs, turns)
    if found is not None:
        return found
    return min(_several(options, inputs, turns), key=lambda each: size_of(inputs, each), default=None)
