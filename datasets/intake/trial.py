"""Trial: one file checked by the rules of a build, in memory, without publishing."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from datasets.base import Site
from datasets.building.codes import codes_by_list, load_codes
from datasets.building.collect import Delivery, receive, take_in
from datasets.building.parts import take
from datasets.checking.check import Checked, check
from datasets.checking.horizon import last_day
from datasets.checking.quarantine import TABLES
from datasets.contract import PERSONS, Source
from datasets.finding import Finding
from datasets.geography.layer import has_position
from datasets.geography.refine import examine as examine_layer
from datasets.reading.identifiers import MACROS
from datasets.rows import append
from datasets.settings import settings
from datasets.sql import literal

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "python_enable_replacements": "false",
}
_RECEIPT = (
    "CREATE OR REPLACE TABLE receipt (receipt INTEGER, source TEXT, file TEXT, rows BIGINT, refused_rows BIGINT, "
    "refused BOOLEAN)"
)


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What the checks say of one file, in a database that has the tables receipt, finding and quarantine of it.

    ``displaced`` counts, by receipt, the rows that were refused for where they lie.
    """

    connection: duckdb.DuckDBPyConnection
    deliveries: Sequence[Delivery]
    checked: Checked
    findings: Sequence[Finding]
    displaced: Mapping[int, int]

    @property
    def accepted(self) -> int:
        """Return how many rows a build would take."""
        return self.checked.accepted - sum(self.displaced.values())


@contextmanager
def bench(zone: str | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield an empty database in memory in which sources can be checked."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(config=_CONFIG) as connection:
        connection.execute(f"SET temp_directory = {literal(folder)}")
        connection.execute(f"ATTACH ':memory:' AS {PERSONS}")
        connection.execute(MACROS)
        connection.execute(TABLES)
        load_codes(connection, zone or settings().zone)
        yield connection


def examine_file(
    connection: duckdb.DuckDBPyConnection, source: Source, path: Path, *, home: Path, folder: Path
) -> Trial:
    """Land a file, open it in ``folder``, and check it as a build would; what other files hold is not looked at."""
    for table in ("finding", "quarantine", f"{PERSONS}.quarantine"):
        connection.execute(f"TRUNCATE {table}")
    received = receive(source, path, path.parent, home, 1)
    today = last_day(datetime.now(UTC).date(), settings().zone, simulated=received.simulated)
    deliveries, findings = take_in(replace(received, horizon=today), source, folder)
    codes = codes_by_list(connection)
    checked = check(connection, source, take(connection, source, deliveries, home=folder, staging=folder, codes=codes))
    site = Site(
        connection=connection,
        zone=settings().zone,
        home=home,
        findings=[*findings, *checked.findings],
        files={each.receipt: each.file for each in deliveries},
    )
    if has_position(source) and checked.accepted:
        examine_layer(site, source)
    findings = sorted(site.findings, key=lambda each: (each.receipt, each.rule, each.field or ""))
    append(connection, "finding", [each.record() for each in findings])
    connection.execute(_RECEIPT)
    append(connection, "receipt", [_receipt(each, checked, site.refused) for each in deliveries])
    return Trial(
        connection=connection, deliveries=deliveries, checked=checked, findings=findings, displaced=site.refused
    )


def _receipt(delivery: Delivery, checked: Checked, displaced: Mapping[int, int]) -> tuple[object, ...]:
    number = delivery.receipt
    rows, refused = checked.rows.get(number, 0), checked.refused.get(number, 0) + displaced.get(number, 0)
    whole = refused >= rows
    return number, delivery.source, delivery.file, rows, refused, whole
