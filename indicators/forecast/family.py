"""Families of forecasts that add up: wholes are moved to their parts and parts to their wholes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from datasets import Text
from indicators.forecast import backtest
from indicators.forecast.composition import moved_to
from indicators.forecast.panel import Truth, Vector
from indicators.forecast.reconciliation import NAMES, Chosen, Structure, choose, reconciled, variances
from indicators.forecast.result import Forecast

_SAME = 1e-9  # of the whole: what differs by less adds up
_RECENT = 60  # moments that show it: before, there were items that have come to an end
_KNOWN, _SOUND = 0.5, 0.9  # of these moments every part must be known in, and of those the sums must be met in

Cuts = Sequence[tuple[int, Sequence[int]]]


@dataclass(frozen=True)
class Coherent:
    """The forecasts of a family, in their order, and how they were made to add up (None: nothing adds up)."""

    forecasts: list[Forecast]
    chosen: Chosen | None


def structure_of(values: Sequence[Vector], cuts: Cuts) -> Structure:
    """Return the structure of the cuts (a whole's place, its parts' places) that add up in what is known.

    Reports miss a month here and there, and a month after one that is missing holds both: nine in ten of the moments in
    which all is known must add up. What never misses one must always.
    """
    sound = [(whole, tuple(parts)) for whole, parts in cuts if len(parts) and _adds_up(values, whole, parts)]
    return Structure(len(values), tuple(sound))


def _adds_up(values: Sequence[Vector], whole: int, parts: Sequence[int]) -> bool:
    table = np.array([values[part][-_RECENT:] for part in parts])
    of = values[whole][-_RECENT:]
    known = np.isfinite(of) & np.isfinite(table).all(axis=0)
    total, of = table[:, known].sum(axis=0), of[known]
    size = np.maximum(np.abs(of), np.abs(table[:, known]).sum(axis=0))
    met = np.abs(total - of) <= _SAME * size
    enough = known.any() and known.mean() >= _KNOWN
    return bool(enough and met.mean() >= (1.0 if known.all() else _SOUND))


def adding_up(found: Sequence[Forecast], structure: Structure, season: int, kept: Truth | None = None) -> Coherent:
    """Return forecasts of the same periods, moved so that wholes are the sums of their parts; those ``kept`` stay.

    Half-widths of intervals stay; their middles move. Which method moves them is chosen at the origins.
    """
    if not structure.wholes:
        return Coherent(list(found), None)
    fixed = np.array([each.tested is None and _sure(each) for each in found])
    fixed = fixed if kept is None else fixed | kept
    above_zero = np.array([each.above_zero for each in found])
    said, came = _trials(found, season, fixed)
    chosen = choose(said, came, structure, fixed, above_zero)
    samples = np.moveaxis(came - said, 1, 0).reshape(structure.count, -1)
    base = np.array([each.frame["mean"].to_numpy(dtype=float) for each in found])
    spread = variances(chosen.method, structure, samples)
    moved = reconciled(base, structure, spread, fixed, above_zero)
    answer = [
        each if stays else _told(each, mean, chosen.method)
        for each, mean, stays in zip(found, moved, fixed, strict=True)
    ]
    return Coherent(answer, chosen)


def _sure(found: Forecast) -> bool:
    return bool((found.frame.hi95 == found.frame["mean"]).all())


def _trials(found: Sequence[Forecast], season: int, fixed: Truth) -> tuple[Vector, Vector]:
    """Return what was said and what came at origins that all share, origins × series × the moments between two.

    What stays said what came; where another is too short to be tested, there are no origins.
    """
    ahead = backtest.step_of(season)
    shape = (backtest.ORIGINS, len(found), ahead)
    said, came = np.zeros(shape), np.zeros(shape)
    for place, (each, stays) in enumerate(zip(found, fixed, strict=True)):
        if each.tested is None:
            if not stays:
                return np.zeros((0, *shape[1:])), np.zeros((0, *shape[1:]))
            continue
        said[:, place], came[:, place] = (part[:, :ahead] for part in each.tested)
    whole = np.isfinite(said).all(axis=(1, 2)) & np.isfinite(came).all(axis=(1, 2))
    return said[whole], came[whole]


def _told(found: Forecast, mean: Vector, method: str) -> Forecast:
    """Return a forecast moved to another middle that says by what it was moved."""
    name = NAMES[method]
    note = Text("预测与其整体和部分协调一致。", "The forecast adds up with its whole and parts.")
    return replace(
        moved_to(found, mean),
        method=Text(f"{found.method.zh}，经{name.zh}协调", f"{found.method.en}, reconciled by {name.en}"),
        reason=Text(f"{found.reason.zh}{note.zh}", f"{found.reason.en} {note.en}"),
    )
