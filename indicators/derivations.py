"""What a build adds to a snapshot: its quality, cubes, then forecasts of the series that pages open with."""

from collections.abc import Mapping

import pyarrow as pa

from datasets import (
    Derivation,
    Snapshot,
    Text,
    quality,
)
from indicators import concentration, cubes, reported, sums
from indicators.alignment import held
from indicators.catalogue import catalogue
from indicators.definition import Rows, TopShare
from indicators.forecast import stored
from indicators.nowcast import stored as nowcasts
from indicators.record import hindcast
from indicators.signals import stored as signals


def derivations() -> tuple[Derivation, ...]:
    """Return the derivations for :func:`datasets.build`, in the order they must run."""
    return (
        quality.DERIVATION,
        Derivation(name="cubes", label=Text("汇总立方", "Cubes"), tables=cube_tables),
        Derivation(name="forecasts", label=Text("预测", "Forecasts"), tables=stored.tables),
        Derivation(name="hindcasts", label=Text("回溯演算", "Hindcasts"), tables=hindcast.tables),
        Derivation(name="nowcast", label=Text("即时预测", "Nowcast"), tables=nowcasts.tables),
        Derivation(name="signals", label=Text("景气信号", "Signals"), tables=signals.tables),
    )


def cube_tables(snapshot: Snapshot) -> Mapping[str, str | pa.Table]:
    """Return the query of every cube; an indicator whose base table is missing has none."""
    found: dict[str, str | pa.Table] = {}
    if snapshot.has("base_economy__macro_month"):
        found[reported.CUBE] = reported.cube_sql()
    present = [each for each in catalogue().values() if held(snapshot, each)]
    rows = [each for each in present if isinstance(each, Rows)]
    found |= {cubes.cube_name(each.key): cubes.cube_sql(each) for each in rows}
    found |= {cubes.cube_name(each.key): concentration.cube_sql(each) for each in present if isinstance(each, TopShare)}
    return {**found, sums.SPANS: sums.spans_sql(rows)}
