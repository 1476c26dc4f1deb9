"""Histories side by side, so that every method advances all of them, and all its parameters, at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Truth = npt.NDArray[np.bool_]

_FIRST = 4  # moments whose mean is a first level
TINY = 1e-20  # squared errors of series of size one are told apart down to this


@dataclass(frozen=True)
class Panel:
    """Histories as columns, the longest first, ending at the same row; NaN before a beginning and in gaps.

    ``starts`` is the row at which each history begins, ``season`` the moments in a year (1: none).
    """

    values: Vector
    starts: Whole
    season: int

    @classmethod
    def of(cls, histories: Sequence[Vector], season: int) -> "Panel":
        """Return the panel of histories that are ordered by length, the longest first."""
        length = len(histories[0])
        values = np.full((length, len(histories)), np.nan)
        for column, history in enumerate(histories):
            values[length - len(history) :, column] = history
        return cls(values, length - np.array([len(each) for each in histories]), season)

    def holding(self, values: Vector) -> "Panel":
        """Return the same histories with other values, for instance their logs."""
        return Panel(values, self.starts, self.season)

    @cached_property
    def seen(self) -> Whole:
        """How many values each history has, gaps left out."""
        return np.sum(~np.isnan(self.values), axis=0)

    @cached_property
    def active(self) -> list[int]:
        """How many histories have begun, by row: columns 0 to here take part."""
        return [int(each) for each in np.searchsorted(self.starts, np.arange(len(self.values)), side="right")]

    @cached_property
    def gaps(self) -> list[bool]:
        """Whether a history that has begun lacks a value, by row."""
        return [bool(np.isnan(row[:count]).any()) for row, count in zip(self.values, self.active, strict=True)]

    @cached_property
    def with_gaps(self) -> Truth:
        """Which histories lack a value after their beginning."""
        begun = np.arange(len(self.values))[:, None] >= self.starts
        return np.asarray((np.isnan(self.values) & begun).any(axis=0))

    def opening(self, length: int) -> Vector:
        """Return the first rows of each history, histories × ``length``; NaN beyond the end."""
        rows = self.starts[:, None] + np.arange(length)
        columns = np.arange(len(self.starts))[:, None]
        return np.where(rows < len(self.values), self.values[np.minimum(rows, len(self.values) - 1), columns], np.nan)

    def first_level(self) -> Vector:
        """Return the mean of the first moments of each history, of which the very first is always known."""
        rows = self.opening(_FIRST)
        known = ~np.isnan(rows)
        return np.asarray(np.where(known, rows, 0.0).sum(1) / np.maximum(known.sum(1), 1))


def missed(actual: Vector, expected: Vector, *, gap: bool) -> Vector:
    """Return the errors of a row, histories × parameters; nought where nothing was observed to learn from."""
    error: Vector = actual[:, None] - expected
    return np.where(np.isnan(error), 0.0, error) if gap else error


def line(rows: Vector) -> tuple[Vector, Vector]:
    """Return the intercept (at the first place) and slope of the least-squares line of each row; NaN is skipped."""
    known = ~np.isnan(rows)
    count = np.maximum(known.sum(1), 1)
    places = np.where(known, np.arange(rows.shape[1]), 0.0)
    values = np.where(known, rows, 0.0)
    middle, mean = places.sum(1) / count, values.sum(1) / count
    apart = np.where(known, places - middle[:, None], 0.0)
    around = (apart**2).sum(1)
    slope = (apart * values).sum(1) / np.where(around > 0, around, 1.0)
    return mean - slope * middle, slope


def likelihoods(squares: Vector, seen: Whole, parameters: Vector | float = 0.0) -> Vector:
    """Return the weight of each parameter set, histories × sets, from its sum of squared errors (Akaike weights)."""
    deviance = seen[:, None] * np.log(squares + TINY) + 2 * np.asarray(parameters)
    weights = np.exp(np.maximum(-0.5 * (deviance - deviance.min(1, keepdims=True)), -700.0))
    return weights / weights.sum(1, keepdims=True)


def grid(*axes: Sequence[float]) -> tuple[Vector, ...]:
    """Return every combination of the axes' values, one vector an axis."""
    return tuple(each.ravel() for each in np.meshgrid(*(np.asarray(axis, dtype=float) for axis in axes), indexing="ij"))
