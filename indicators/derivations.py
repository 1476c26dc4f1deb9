"""What a build adds to a snapshot: its quality, cubes, then forecasts of the series that pages open with."""

from collections.abc import Mapping, Sequence

import ibis
import pyarrow as pa

from datasets import (
    Derivation,
    Snapshot,
    Text,
    Yearly,
    quality,
)
from indicators.catalogue import catalogue
from indicators.computing import concentration, cubes, reported, sums
from indicators.computing.alignment import held
from indicators.definition import AnyIndicator, Rows, TopShare
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
    """Return the query of every cube; an indicator whose base table is missing has none.

    Queries written by one version of code and Ibis are remembered: to write them all takes seconds.
    """
    present = [each for each in catalogue().values() if held(snapshot, each)]
    macro = snapshot.has("base_economy__macro_month")
    question = f"cubes in SQL by Ibis {ibis.__version__} {macro} {[each.key for each in present]}"
    written = snapshot.remember(question, lambda: _as_rows(_queries(present, macro=macro))).to_pylist()
    return {
        each["name"]: Yearly(each["sql"], table=each["table"], time=each["time"], order=each["order"])
        if each["table"]
        else each["sql"]
        for each in written
    }


def _queries(present: Sequence[AnyIndicator], *, macro: bool) -> dict[str, str]:
    found: dict[str, str] = {reported.CUBE: reported.cube_sql()} if macro else {}
    rows = [each for each in present if isinstance(each, Rows)]
    found |= {cubes.cube_name(each.key): cubes.cube_sql(each) for each in rows}
    found |= {cubes.cube_name(each.key): concentration.cube_sql(each) for each in present if isinstance(each, TopShare)}
    return {**found, sums.SPANS: sums.spans_sql(rows)}


def _as_rows(queries: Mapping[str, str]) -> pa.Table:
    """Return queries as rows; ``table`` is empty for one that is not made year by year."""
    return pa.Table.from_pylist(
        [
            {"name": name, "sql": str(sql), **{each: getattr(sql, each, "") for each in ("table", "time", "order")}}
            for name, sql in queries.items()
        ]
    )
