"""Protected counts of persons, as they were published: a withheld cell is missing and says so, it is never nought."""

from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from datasets import Snapshot
from indicators.computing.slices import Slice
from indicators.computing.wide import spread
from indicators.definition import Protected

_ALL = "all"  # the code of a margin


class Answer(NamedTuple):
    """Years × columns of the count, and whether anything in it was withheld."""

    value: pd.DataFrame
    withheld: pd.DataFrame


def cells_sql(definition: Protected, cut: Slice) -> str:
    """Return the query for the cells of a slice: every dimension it does not speak of stands at its margin."""
    where = dict(cut.where)
    kept = [
        f"{name} {_kept(name, definition, where, cut)}"
        for name in definition.columns
        if not (name == "area" and "street" in cut.dimensions)
    ]
    split = "".join(f", {name}" for name in cut.by)
    return (
        f"SELECT make_date(year, 12, 1) AS period{split}, "  # noqa: S608 names come from definitions, codes are quoted
        f"CASE WHEN count({definition.count}) = count(*) THEN sum({definition.count})::DOUBLE END AS value, "
        f"max(suppressed::INTEGER) AS withheld FROM {definition.table} "
        f"WHERE {' AND '.join(kept) or 'true'} GROUP BY ALL"
    )


def _kept(name: str, definition: Protected, where: dict[str, tuple[str, ...]], cut: Slice) -> str:
    codes = where.get(name)
    if codes is None and name in definition.fixed:
        codes = (definition.fixed[name],)
    if codes is not None:
        quoted = ", ".join("'" + code.replace("'", "''") + "'" for code in codes)
        return f"IN ({quoted})"
    return f"<> '{_ALL}'" if name in cut.by else f"= '{_ALL}'"


@lru_cache(maxsize=128)
def answer(snapshot: Snapshot, definition: Protected, cut: Slice) -> Answer:
    """Return a slice of a protected table; a sum of cells is missing where one of them is withheld."""
    found = snapshot.query(cells_sql(definition, cut))
    value, withheld = spread(found, cut.by, ("value", "withheld"))
    return Answer(value, withheld.fillna(0.0) > 0)
