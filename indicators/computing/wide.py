"""Wide and long: rows of sums as periods × columns, and periods × columns as one long frame; with arrays throughout."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

SEPARATOR = "\x1f"  # between the codes of a column; no code list has it
EVER = slice(None, None)
_YEAR = 12
_NEGLIGIBLE = 0.1  # a base below this part of the value is next to nothing
_SPARSE = 8  # times as many places as rows: beyond, sorting is cheaper than counting
_STRETCH = 1 << 14  # rows of codes that are written out before they are pointed to again
_BLOCK = 1 << 15  # values that are worked on together: few enough for the processor's own memory
_TEXT = pd.StringDtype(na_value=np.nan)  # what pandas calls "str"


def spread(
    found: pa.Table,
    by: tuple[str, ...],
    values: Sequence[str],
    index: pd.DatetimeIndex | None = None,
    *,
    rest: float = np.nan,
) -> tuple[pd.DataFrame, ...]:
    """Return value columns of rows, each as periods × columns, both sorted; a column is its codes joined by SEPARATOR.

    The periods are those of ``index``, or those that the rows have. ``rest`` stands where there is no row, or no value.
    A total is one column even where no row matched; a split shows the codes that have rows.
    """
    days = found["period"].cast(pa.date32()).cast(pa.int32()).to_numpy()
    if index is None:
        index = pd.DatetimeIndex(np.unique(days).astype("datetime64[D]").astype("datetime64[us]"), name="period")
    labels, column = _columns(found, by)
    rows = _places(days, index)
    inside = rows >= 0
    everything = bool(inside.all())
    columns = pd.Index(labels, dtype=object, name="column")
    cells = rows * len(labels) + column
    cells = cells if everything else cells[inside]

    def grid(name: str) -> pd.DataFrame:
        told = found[name].to_numpy().astype(float, copy=False)
        told = told if everything else told[inside]
        flat = np.full(len(index) * len(labels), rest)
        flat[cells] = np.where(np.isnan(told), rest, told)
        return pd.DataFrame(flat.reshape(len(index), len(labels)), index=index, columns=columns, copy=False)

    return tuple(map(grid, values))


def _places(days: npt.NDArray[np.int32], index: pd.DatetimeIndex) -> npt.NDArray[np.intp]:
    """Return the place of each day (since 1970) in an index, -1 where it is not there: looked up, not searched."""
    wanted = index.to_numpy().astype("datetime64[D]").astype(np.int64)
    if not len(wanted):
        return np.full(len(days), -1, dtype=np.intp)
    first, last = wanted[0], wanted[-1]
    table = np.full(last - first + 2, -1, dtype=np.intp)
    table[wanted - first] = np.arange(len(wanted))
    beyond = (days < first) | (days > last)
    return np.asarray(table[np.where(beyond, -1, days - first) if beyond.any() else days - first])


def _columns(found: pa.Table, by: tuple[str, ...]) -> tuple[list[str], npt.NDArray[np.intp]]:
    """Return the labels of the columns in order, and the place of each row's among them.

    A cube keeps the periods of a column together: neighbours of the same codes are looked at once.
    """
    codes = [found[name].combine_chunks() for name in by]
    heads = np.flatnonzero(_starts(codes, found.num_rows))
    labels, place = _labelled([each.take(pa.array(heads)) for each in codes], len(heads))
    return labels, place.repeat(np.diff(heads, append=found.num_rows))


def _starts(codes: Sequence[pa.Array], count: int) -> npt.NDArray[np.bool_]:
    """Return which rows differ from the one before in some code; the first always does."""
    found = np.zeros(count, dtype=bool)
    found[:1] = True
    for each in codes:
        found[1:] |= pc.not_equal(each[1:], each[:-1]).to_numpy(zero_copy_only=False)
    return found


def _labelled(codes: Sequence[pa.Array], count: int) -> tuple[list[str], npt.NDArray[np.intp]]:
    """Return the distinct labels in order, and the place of each row's among them."""
    place = np.zeros(count, dtype=np.intp)
    labels = [""]
    for each in codes:
        encoded = each.dictionary_encode()
        own = encoded.dictionary.to_pylist()
        place = place * len(own) + encoded.indices.to_numpy().astype(np.intp)
        seen, place = _numbered(place, len(labels) * len(own))
        pairs = [divmod(int(at), len(own)) for at in seen]
        labels = [f"{labels[before]}{SEPARATOR}{own[code]}" for before, code in pairs]
    labels = [label.removeprefix(SEPARATOR) for label in labels]
    order = sorted(range(len(labels)), key=labels.__getitem__)
    sorted_place = np.empty(len(labels), dtype=np.intp)
    sorted_place[order] = np.arange(len(labels))
    return [labels[at] for at in order], sorted_place[place]


def _numbered(places: npt.NDArray[np.intp], most: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Return the places below ``most`` that occur, in order, and the number of each; in one pass where they are few."""
    if most > _SPARSE * len(places) + _SPARSE:
        seen, numbers = np.unique(places, return_inverse=True)
        return seen, numbers
    occurs = np.bincount(places, minlength=most) > 0
    return np.flatnonzero(occurs), (np.cumsum(occurs) - 1)[places]


def tidy(frames: Mapping[str, pd.DataFrame], by: tuple[str, ...], window: slice = EVER) -> pd.DataFrame:
    """Return frames of one shape as one long frame: period, a column of codes for each of ``by``, and one per frame.

    Only periods within ``window``, whose ends belong to it, are there.
    """
    if window != EVER:
        frames = {name: frame.loc[window] for name, frame in frames.items()}
    first = next(iter(frames.values()))
    height, width = first.shape
    codes = [str(column).split(SEPARATOR) for column in first.columns]
    columns: dict[str, object] = {"period": first.index.to_numpy().repeat(width)}
    for place, name in enumerate(by):
        columns[name] = _again([code[place] for code in codes], height)
    columns |= {name: frame.to_numpy(dtype=float, copy=True).ravel() for name, frame in frames.items()}
    return pd.DataFrame(columns, copy=False)


def _again(codes: Sequence[str], times: int) -> pd.Series:
    """Return codes again and again; a long column is one stretch of memory that is pointed to many times."""
    together = max(1, min(times, _STRETCH // max(len(codes), 1)))
    turns = np.tile(np.arange(len(codes), dtype=np.int32), together)
    stretch = pa.array(codes, pa.large_string()).take(pa.array(turns))
    whole, rest = divmod(times, together)
    chunks = [*[stretch] * whole, stretch[: rest * len(codes)]]
    return pa.chunked_array(chunks, pa.large_string()).to_pandas(types_mapper={pa.large_string(): _TEXT}.get)


def year_before(values: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Return, for each row and column, the value of the same period of the year before; NaN where there is none."""
    held = values.to_numpy(dtype=float)
    found = np.full(held.shape, np.nan)
    for now, before in _years(values):
        found[now] = held[before]
    return found


def tells(now: Any, base: Any) -> Any:
    """Return whether growth from one amount to another says something; arrays give arrays.

    It says nothing where the base is not positive, where the value is negative, and where the base is less than a tenth
    of the value: growth of more than ninefold says only that there was next to nothing before. Series and
    contributions ask here alike.
    """
    return (now >= 0) & (base > 0) & (base >= now * _NEGLIGIBLE)


def over_year_before(values: pd.DataFrame) -> pd.DataFrame:
    """Return each value over that of the year before less one; NaN without one, and where it does not tell."""
    held = values.to_numpy(dtype=float)
    found = np.full(held.shape, np.nan)
    for rows, earlier in _years(values):
        now, base, told = held[rows], held[earlier], found[rows]
        np.divide(now, base, out=told, where=tells(now, base))
        told -= 1
    return like(found, values)


def _years(values: pd.DataFrame) -> Iterator[tuple[slice, slice]]:
    """Yield stretches of periods, and where those of a year before stand; periods without one are left out."""
    months = values.index.to_numpy().astype("datetime64[M]").astype(int)
    place = months.searchsorted(months - _YEAR)
    known = np.flatnonzero(months[place] == months - _YEAR) if len(months) else np.zeros(0, dtype=int)
    breaks = np.flatnonzero((np.diff(known) > 1) | (np.diff(place[known]) > 1)) + 1
    together = max(1, _BLOCK // max(values.shape[1], 1))
    for stretch in np.split(known, breaks):
        for at in range(0, len(stretch), together):
            some = stretch[at : at + together]
            first = place[some[0]]
            yield slice(some[0], some[-1] + 1), slice(first, first + len(some))


def like(values: npt.NDArray[np.float64], frame: pd.DataFrame) -> pd.DataFrame:
    """Return an array, which becomes the frame's own, with the periods and columns of a frame."""
    return pd.DataFrame(values, index=frame.index, columns=frame.columns, copy=False)
