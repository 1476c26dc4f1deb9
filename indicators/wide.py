"""Wide and long: rows of sums as periods × columns, and periods × columns as one long frame; with arrays throughout."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

SEPARATOR = "\x1f"  # between the codes of a column; no code list has it
_YEAR = 12
_SPARSE = 8  # times as many places as rows: beyond, sorting is cheaper than counting


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
    days = found["period"].to_numpy().astype("datetime64[us]")
    if index is None:
        index = pd.DatetimeIndex(np.unique(days), name="period")
    labels, column = _columns(found, by)
    rows = index.to_numpy().searchsorted(days)
    inside = rows < len(index)
    inside[inside] = index.to_numpy()[rows[inside]] == days[inside]
    columns = pd.Index(labels, dtype=object, name="column")
    cells = rows[inside] * len(labels) + column[inside]

    def grid(name: str) -> pd.DataFrame:
        told = found[name].to_numpy().astype(float)[inside]
        flat = np.full(len(index) * len(labels), rest)
        flat[cells] = np.where(np.isnan(told), rest, told)
        return pd.DataFrame(flat.reshape(len(index), len(labels)), index=index, columns=columns)

    return tuple(map(grid, values))


def _columns(found: pa.Table, by: tuple[str, ...]) -> tuple[list[str], npt.NDArray[np.intp]]:
    """Return the labels of the columns in order, and the place of each row's among them."""
    place = np.zeros(found.num_rows, dtype=np.intp)
    labels = [""]
    for name in by:
        encoded = found[name].combine_chunks().dictionary_encode()
        codes = encoded.dictionary.to_pylist()
        place = place * len(codes) + encoded.indices.to_numpy().astype(np.intp)
        seen, place = _numbered(place, len(labels) * len(codes))
        pairs = [divmod(int(each), len(codes)) for each in seen]
        labels = [f"{labels[before]}{SEPARATOR}{codes[code]}" for before, code in pairs]
    labels = [label.removeprefix(SEPARATOR) for label in labels]
    order = sorted(range(len(labels)), key=labels.__getitem__)
    sorted_place = np.empty(len(labels), dtype=np.intp)
    sorted_place[order] = np.arange(len(labels))
    return [labels[each] for each in order], sorted_place[place]


def _numbered(places: npt.NDArray[np.intp], most: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Return the places below ``most`` that occur, in order, and the number of each; in one pass where they are few."""
    if most > _SPARSE * len(places) + _SPARSE:
        seen, numbers = np.unique(places, return_inverse=True)
        return seen, numbers
    occurs = np.bincount(places, minlength=most) > 0
    return np.flatnonzero(occurs), (np.cumsum(occurs) - 1)[places]


def tidy(frames: Mapping[str, pd.DataFrame], by: tuple[str, ...]) -> pd.DataFrame:
    """Return frames of one shape as one long frame: period, a column of codes for each of ``by``, and one per frame."""
    first = next(iter(frames.values()))
    height, width = first.shape
    codes = [str(column).split(SEPARATOR) for column in first.columns]
    columns: dict[str, object] = {"period": first.index.to_numpy().repeat(width)}
    turns = np.tile(np.arange(width), height)
    for place, name in enumerate(by):
        columns[name] = pd.array([code[place] for code in codes], dtype="str").take(turns)
    columns |= {name: frame.to_numpy(dtype=float).ravel() for name, frame in frames.items()}
    return pd.DataFrame(columns)


def year_before(values: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Return, for each row and column, the value of the same period of the year before; NaN where there is none."""
    held = values.to_numpy(dtype=float)
    months = values.index.to_numpy().astype("datetime64[M]").astype(int)
    found = np.full(held.shape, np.nan)
    place = months.searchsorted(months - _YEAR)
    known = months[place] == months - _YEAR if len(months) else np.zeros(0, dtype=bool)
    found[known] = held[place[known]]
    return found


def like(values: npt.NDArray[np.float64], frame: pd.DataFrame) -> pd.DataFrame:
    """Return an array with the periods and columns of a frame."""
    return pd.DataFrame(values, index=frame.index, columns=frame.columns)
