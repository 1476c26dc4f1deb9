"""Wide and long: rows of sums as periods × columns, and periods × columns as one long frame; with arrays throughout."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

SEPARATOR = "\x1f"  # between the codes of a column; no code list has it
_YEAR = 12


def spread(
    found: pa.Table, by: tuple[str, ...], value: str, index: pd.DatetimeIndex | None = None, *, rest: float = np.nan
) -> pd.DataFrame:
    """Return one value column of rows as periods × columns, both sorted; a column is its codes joined by SEPARATOR.

    The periods are those of ``index``, or those that the rows have. ``rest`` stands where there is no row, or no value.
    A total is one column even where no row matched; a split shows the codes that have rows.
    """
    days = found["period"].to_numpy().astype("datetime64[us]")
    if index is None:
        index = pd.DatetimeIndex(np.unique(days), name="period")
    labels, column = _columns(found, by)
    values = found[value].to_numpy().astype(float)
    rows = index.to_numpy().searchsorted(days)
    inside = rows < len(index)
    inside[inside] = index.to_numpy()[rows[inside]] == days[inside]
    grid = np.full((len(index), len(labels)), rest)
    grid[rows[inside], column[inside]] = np.where(np.isnan(values), rest, values)[inside]
    return pd.DataFrame(grid, index=index, columns=pd.Index(labels, dtype=object, name="column"))


def _columns(found: pa.Table, by: tuple[str, ...]) -> tuple[list[str], npt.NDArray[np.intp]]:
    """Return the labels of the columns in order, and the place of each row's among them."""
    place = np.zeros(found.num_rows, dtype=np.intp)
    labels = [""]
    for name in by:
        encoded = found[name].combine_chunks().dictionary_encode()
        codes = encoded.dictionary.to_pylist()
        place = place * len(codes) + encoded.indices.to_numpy().astype(np.intp)
        seen, place = np.unique(place, return_inverse=True)
        pairs = [divmod(int(each), len(codes)) for each in seen]
        labels = [f"{labels[before]}{SEPARATOR}{codes[code]}" for before, code in pairs]
    labels = [label.removeprefix(SEPARATOR) for label in labels]
    order = sorted(range(len(labels)), key=labels.__getitem__)
    sorted_place = np.empty(len(labels), dtype=np.intp)
    sorted_place[order] = np.arange(len(labels))
    return [labels[each] for each in order], sorted_place[place]


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
