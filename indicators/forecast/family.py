"""Families of series that add up, forecast together so that their forecasts add up too."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from datasets import Text
from indicators.forecast import backtest
from indicators.forecast.engine import outlooks
from indicators.forecast.outlook import Outlook
from indicators.forecast.panel import Vector
from indicators.forecast.reconciliation import NAMES, Chosen, Structure, choose, reconciled, variances
from indicators.forecast.task import Series

_SAME = 1e-9  # of the whole: what differs by less adds up


@dataclass(frozen=True)
class Coherent:
    """The outlooks of a family, in their order, and how they were made to add up (None: nothing adds up)."""

    outlooks: list[Outlook]
    chosen: Chosen | None


def structure_of(values: Sequence[Vector], cuts: Sequence[tuple[int, Sequence[int]]]) -> Structure:
    """Return the structure of the cuts (a whole's place, its parts' places) that add up in every moment known."""
    sound = []
    for whole, parts in cuts:
        total = np.sum([values[part] for part in parts], axis=0) if len(parts) else np.full_like(values[whole], np.nan)
        size = np.maximum(np.abs(values[whole]), np.sum([np.abs(values[part]) for part in parts], axis=0))
        if np.all(np.abs(total - values[whole]) <= _SAME * size):
            sound.append((whole, tuple(parts)))
    return Structure(len(values), tuple(sound))


def coherent(series: Sequence[Series], structure: Structure, season: int, horizon: int) -> Coherent:
    """Return the outlooks of a family of series of one span, moved so that wholes are the sums of their parts.

    Half-widths of intervals stay; their middles move. Which method moves them is chosen at the origins.
    """
    return adding_up(outlooks(series, season, horizon, alone=True), structure, season)


def adding_up(found: list[Outlook], structure: Structure, season: int) -> Coherent:
    """Return the outlooks of a family moved as :func:`coherent` says."""
    if not structure.wholes:
        return Coherent(found, None)
    fixed = np.array([each.tested is None and not np.any(each.narrow) for each in found])
    above_zero = np.array([each.above_zero for each in found])
    said, came = _trials(found, season)
    chosen = choose(said, came, structure, fixed, above_zero)
    samples = np.moveaxis(came - said, 1, 0).reshape(structure.count, -1)
    base = np.array([each.columns()[0] for each in found])
    spread = variances(chosen.method, structure, samples)
    moved = reconciled(base, structure, spread, fixed, above_zero)
    return Coherent([_moved(each, mean, chosen.method) for each, mean in zip(found, moved, strict=True)], chosen)


def _trials(found: list[Outlook], season: int) -> tuple[Vector, Vector]:
    """Return what was said and what came at origins that all share, origins × series × the moments between two.

    A series that never moved said what came; where one is too short to be tested, there are no origins.
    """
    ahead = backtest.step_of(season)
    shape = (backtest.ORIGINS, len(found), ahead)
    said, came = np.zeros(shape), np.zeros(shape)
    for place, each in enumerate(found):
        if each.tested is None:
            if np.any(each.narrow):
                return np.zeros((0, *shape[1:])), np.zeros((0, *shape[1:]))
            continue
        said[:, place], came[:, place] = (part[:, :ahead] * each.scale for part in each.tested)
    whole = np.isfinite(said).all(axis=(1, 2)) & np.isfinite(came).all(axis=(1, 2))
    return said[whole], came[whole]


def _moved(outlook: Outlook, mean: Vector, method: str) -> Outlook:
    name = NAMES[method]
    method_name = Text(f"{outlook.method.zh}，经{name.zh}协调", f"{outlook.method.en}, reconciled by {name.en}")
    note = Text("预测与其整体和部分协调一致。", "The forecast adds up with its whole and parts.")
    return replace(
        outlook,
        mean=mean / outlook.scale,
        method=method_name,
        reason=Text(f"{outlook.reason.zh}{note.zh}", f"{outlook.reason.en} {note.en}"),
    )
