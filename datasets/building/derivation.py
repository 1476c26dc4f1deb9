"""Derivations: tables computed from the bases at build time, such as cubes and forecasts."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from datasets.building.derived import Served, StagingSnapshot, Yearly, at_hand, create_yearly, deciding, use_years
from datasets.errors import DatasetsError
from datasets.published.snapshot import Snapshot
from datasets.sql import quoted
from datasets.text import Text


@dataclass(frozen=True, kw_only=True)
class Derivation:
    """A name and a function from the bases to tables: each a SELECT as text, or an Arrow table."""

    name: str
    label: Text
    tables: Callable[[Snapshot], Mapping[str, str | pa.Table]]


def derive(
    connection: duckdb.DuckDBPyConnection,
    derivation: Derivation,
    staging: StagingSnapshot,
    served: Mapping[str, Served],
) -> list[str]:
    """Create the derivation's tables beside the bases; return their names."""
    wanted = derivation.tables(staging)
    for name in filter(staging.has, wanted):
        raise DatasetsError(
            Text(
                f"派生 {derivation.name} 要建的表 {name} 已经存在。",
                f"Derivation {derivation.name} wants table {name}, which already exists.",
            )
        )
    keys = {name: deciding(connection, each, staging, served) for name, each in wanted.items() if isinstance(each, str)}
    anew = {name: each for name, each in wanted.items() if not staging.bring_back(name, keys.get(name))}
    for name, content in wanted.items():
        if name not in anew and isinstance(content, Yearly):
            use_years(content, staging, served.get(content.table))
    with at_hand(connection, [each.table for each in anew.values() if isinstance(each, Yearly)], served):
        for name, content in anew.items():
            if isinstance(content, Yearly):
                create_yearly(connection, name, content, staging, served.get(content.table))
            elif isinstance(content, str):
                connection.execute(f"CREATE TABLE {quoted(name)} AS {content}")
            else:
                connection.register("derived", content)
                connection.execute(f"CREATE TABLE {quoted(name)} AS FROM derived")
                connection.unregister("derived")
    staging.filled()
    return list(wanted)


def packages_of(derivations: Sequence[Derivation]) -> list[Path]:
    """Return the folders of the packages that decide a snapshot's content: ours and the derivations' own."""
    names = {"datasets", *(each.tables.__module__.partition(".")[0] for each in derivations)}
    files = [sys.modules[name].__file__ for name in sorted(names) if name in sys.modules]
    return [Path(file).parent for file in files if file and Path(file).name == "__init__.py"]
