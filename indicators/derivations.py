"""What a build adds to a snapshot: its quality, cubes, then forecasts of the series that pages open with."""

from collections.abc import Mapping

import pyarrow as pa

from datasets import (
    Derivation,
    Snapshot,
    Text,
    quality,
)
from indicators import concentration, cubes, reported
from indicators.catalogue import catalogue
from indicators.definition import Rows, TopShare
from indicators.forecast import stored
from indicators.record import hindcast
from indicators.signals import stored as signals


def derivations() -> tuple[Derivation, ...]:
    """Return the derivations for :func:`datasets.build`, in the order they must run."""
    return (
        quality.DERIVATION,
        Derivation(name="cubes", label=Text("汇总立方", "Cubes"), tables=cube_tables),
        Derivation(name="forecasts", label=Text("预测", "Forecasts"), tables=stored.tables),
        Derivation(name="hindcasts", label=Text("回溯演算", "Hindcasts"), tables=hindcast.tables),
        Derivation(name="signals", label=Text("景气信号", "Signals"), tables=signals.tables),
    )


def cube_tables(snapshot: Snapshot) -> Mapping[str, str | pa.Table]:
    """Return the query of every cube; an indicator whose base table is missing has none."""
    found: dict[str, str | pa.Table] = {}
    if snapshot.has("base_economy__macro_month"):
        found[reported.CUBE] = reported.cube_sql()
    for definition in catalogue().values():
        if isinstance(definition, Rows) and snapshot.has(definition.base_table):
            found[cubes.cube_name(definition.key)] = cubes.cube_sql(definition)
        elif isinstance(definition, TopShare):
            found[cubes.cube_name(definition.key)] = concentration.cube_sql(definition)
    return found
