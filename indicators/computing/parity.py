"""Parity: two engines asked the same questions, indicator by indicator and slice by slice.

Amounts must be equal to the fen, ratios and growth within 1e-12; codes, periods and what is withheld must be the same.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import pandas as pd

from datasets import Snapshot
from indicators.catalogue import catalogue
from indicators.computing.alignment import held
from indicators.computing.compute import series
from indicators.computing.slices import Where
from indicators.definition import AnyIndicator, Mean, Protected, Ratio, Reported, TopShare
from indicators.dimensions import labels

CLOSE = 1e-12  # relative, of ratios and growth
_FEN = 100
_RATIOS = {"yoy", "yoy_computed", "yoy_published"}


class Question(NamedTuple):
    """One slice of an indicator, by period or for the year to date."""

    by: tuple[str, ...] = ()
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    cumulative: bool = False


@dataclass(frozen=True, kw_only=True)
class Parity:
    """How an indicator compared: slices and values asked for, the worst differences, and seconds on either engine.

    ``fen_apart`` is in hundredths of the unit, ``ratio_apart`` relative; ``rows_apart`` names slices whose rows differ.
    """

    indicator: str
    slices: int
    values: int
    fen_apart: int
    ratio_apart: float
    rows_apart: tuple[str, ...]
    duckdb_seconds: float
    spark_seconds: float

    @property
    def equal(self) -> bool:
        """Return whether both engines said the same."""
        return not self.rows_apart and self.fen_apart == 0 and self.ratio_apart <= CLOSE


def every_question(snapshot: Snapshot, definition: AnyIndicator) -> Iterator[Question]:
    """Yield every slice: the total, each dimension and pair, each dimension limited to one and to two codes."""
    dimensions = definition.dimensions
    for by in ((), *combinations(dimensions, 1), *combinations(dimensions, 2)):
        if _published(definition, by):
            yield from (Question(by, cumulative=each) for each in (False, True))
    for name in dimensions:
        codes = tuple(labels(snapshot, name, "en"))
        # Items of a statistic contain one another: two of them need not add up.
        several = codes[1:2] if isinstance(definition, Reported) else codes[1:3]
        for chosen in dict.fromkeys((codes[:1], several)):
            if chosen and _published(definition, (name,)):
                yield Question(where=((name, chosen),))


def few_questions(snapshot: Snapshot, definition: AnyIndicator) -> Iterator[Question]:
    """Yield one question that has everything in it: a split, limited to a code, for the year to date.

    What a share ranks for the year to date joins a table with itself; the quick look asks it by month.
    """
    to_date = not isinstance(definition, TopShare)
    if not definition.dimensions:
        yield Question(cumulative=to_date)
        return
    first, last = definition.dimensions[0], definition.dimensions[-1]
    codes = tuple(labels(snapshot, last, "en"))[:1]
    limited = first != last and _published(definition, (first, last))
    yield Question((first,), where=((last, codes),) if limited else (), cumulative=to_date)


def _published(definition: AnyIndicator, dimensions: tuple[str, ...]) -> bool:
    """Return whether a slice by these dimensions may be asked for."""
    if not isinstance(definition, Protected):
        return True
    return any(set(dimensions) <= each for each in definition.published)


def compare(
    one: Snapshot,
    other: Snapshot,
    questions: Callable[[Snapshot, AnyIndicator], Iterator[Question]] = every_question,
    keys: tuple[str, ...] = (),
) -> Iterator[Parity]:
    """Yield how two engines answer, an indicator at a time; those whose tables neither holds are left out."""
    for definition in catalogue().values():
        if held(one, definition) and (not keys or definition.key in keys):
            yield _compared(one, other, definition, list(questions(one, definition)))


def _compared(one: Snapshot, other: Snapshot, definition: AnyIndicator, questions: list[Question]) -> Parity:
    exact = not isinstance(definition, (Mean, Ratio, TopShare))
    values, amount, ratio, shape, seconds = 0, 0.0, 0.0, [], [0.0, 0.0]
    for question in questions:
        answers = []
        for place, each in enumerate((one, other)):
            began = time.perf_counter()
            answers.append(_asked(each, definition, question))
            seconds[place] += time.perf_counter() - began
        first, second = answers
        if not _same_rows(first, second):
            shape.append(str(question))
            continue
        values += len(first)
        if exact:
            amount = max(amount, _fen_apart(first.value, second.value))
        for name in [*(_RATIOS & set(first.columns)), *([] if exact else ["value"])]:
            ratio = max(ratio, _apart(first[name], second[name]))
    return Parity(
        indicator=definition.key,
        slices=len(questions),
        values=values,
        fen_apart=round(amount),
        ratio_apart=ratio,
        rows_apart=tuple(shape),
        duckdb_seconds=seconds[0],
        spark_seconds=seconds[1],
    )


def _asked(snapshot: Snapshot, definition: AnyIndicator, question: Question) -> pd.DataFrame:
    where: Where = dict(question.where)
    return series(snapshot, definition.key, question.by, where, cumulative=question.cumulative)


def _same_rows(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    """Return whether two answers have the same periods, codes, months covered and missing values."""
    if list(one.columns) != list(other.columns) or len(one) != len(other):
        return False
    numbers = {"value", *_RATIOS} & set(one.columns)
    rest = [name for name in one.columns if name not in numbers]
    missing = all(one[name].isna().equals(other[name].isna()) for name in numbers)
    return missing and one[rest].equals(other[rest])


def _fen_apart(one: pd.Series, other: pd.Series) -> float:
    return _largest(((one * _FEN).round() - (other * _FEN).round()).abs())


def _apart(one: pd.Series, other: pd.Series) -> float:
    """Return the largest difference as a part of the value, or as it is where values are below one."""
    return _largest((one - other).abs() / one.abs().clip(lower=1.0))


def _largest(differences: pd.Series) -> float:
    found = differences.max()
    return 0.0 if pd.isna(found) else float(found)
