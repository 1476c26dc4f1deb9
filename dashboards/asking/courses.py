"""Courses: series as arrays by column, of which a page cuts a hundred pieces without making a frame of any."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Values = npt.NDArray[Any]
Row = Mapping[str, Any]
"""One period of a series: period, value, yoy and whatever else the indicator tells."""


@dataclass(frozen=True, eq=False)
class Course:
    """A series in the order of time: its columns by name, and each row's month, by which it is found at once."""

    columns: dict[str, Values]
    months: "npt.NDArray[np.datetime64]"

    @cached_property
    def frame(self) -> pd.DataFrame:
        """Return the series as a frame."""
        return pd.DataFrame(self.columns)

    def of_code(self, dimension: str, code: str) -> "Course | None":
        """Return the series of one code of a split in which every period has every code; None for a strange code."""
        codes = self._codes.get(dimension, {})
        if code not in codes:
            return None
        rows = slice(codes[code], None, len(codes))
        kept = {name: values[rows] for name, values in self.columns.items() if name != dimension}
        return Course(kept, self.months[rows])

    @cached_property
    def _codes(self) -> dict[str, dict[str, int]]:
        """Return by dimension where each code stands among the rows of the first period."""
        first = self.months == self.months[:1]
        split = {name: values[first].tolist() for name, values in self.columns.items() if values.dtype == object}
        return {name: {code: at for at, code in enumerate(codes)} for name, codes in split.items()}

    def where(self, rows: Values) -> "Course":
        """Return the rows that are marked."""
        return Course({name: values[rows] for name, values in self.columns.items()}, self.months[rows])

    def row(self, at: int) -> Row:
        """Return the row at a place."""
        return {name: values[at] for name, values in self.columns.items()} | {"period": self.period(at)}

    def period(self, at: int) -> pd.Timestamp:
        """Return the period of the row at a place."""
        return pd.Timestamp(self.columns["period"][at])

    def reach(self, month: str) -> int:
        """Return how many rows there are up to a month, 2010-06."""
        return int(self.months.searchsorted(np.datetime64(month), side="right"))

    def until(self, month: str) -> pd.DataFrame:
        """Return the rows up to a month."""
        return self.frame.iloc[: self.reach(month)]

    def values(self, month: str, most: int) -> list[float]:
        """Return the values of the last periods up to a month."""
        end = self.reach(month)
        found: list[float] = self.columns["value"][max(0, end - most) : end].tolist()
        return found

    def within(self, month: str) -> slice:
        """Return where the rows of a month stand."""
        return slice(int(self.months.searchsorted(np.datetime64(month))), self.reach(month))

    def last(self, month: str) -> slice:
        """Return where the rows of the last period up to a month stand."""
        end = self.reach(month)
        return slice(int(self.months.searchsorted(self.months[end - 1])) if end else 0, end)

    def lists(self, rows: slice, *names: str) -> list[list[Any]]:
        """Return columns of the rows at a stretch."""
        return [self.columns[name][rows].tolist() for name in names]


def course_of(frame: pd.DataFrame) -> Course:
    """Return a series as its columns; equal codes are one object."""
    columns = {str(name): _array(values) for name, values in frame.items()}
    return Course(columns, columns["period"].astype("datetime64[M]"))


def _array(values: "pd.Series[Any]") -> Values:
    if not isinstance(values.dtype, pd.StringDtype):
        return values.to_numpy()
    places, known = pd.factorize(values)  # a million rows name a hundred codes
    words: Values = np.array([*known, None], dtype=object)
    return words[places]
