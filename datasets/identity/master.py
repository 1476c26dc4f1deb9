"""Master data of a folder of extracts, checked as in a build, in a database of its own: to fit and to measure."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from datasets.building.codes import codes_by_list, load_codes
from datasets.building.collect import collect
from datasets.building.integrate import integrate
from datasets.building.parts import take
from datasets.catalogue import sources
from datasets.checking.check import check
from datasets.checking.quarantine import TABLES
from datasets.contract import PERSONS, Source, Subject
from datasets.identity.record import remember
from datasets.reading.identifiers import MACROS


def describing(subject: Subject) -> list[Source]:
    """Return the sources whose rows each describe such a subject."""
    return [each for each in sources().values() if each.subject is subject]


@contextmanager
def master_data(extracts: Path, zone: str, subject: Subject) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database with the checked rows of one kind of subject, gone afterwards."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(Path(folder) / "master.duckdb") as connection:
        connection.execute(f"ATTACH '{Path(folder) / 'persons.duckdb'}' AS {PERSONS}")
        connection.execute(MACROS)
        connection.execute(TABLES)
        load_codes(connection, zone)
        _take(connection, extracts, Path(folder), _needed(subject))
        yield connection


def _needed(subject: Subject) -> list[Source]:
    beside = [each for each in sources().values() if each.key == "registry_change" and subject is Subject.ENTITY]
    return [*describing(subject), *beside]


def _take(connection: duckdb.DuckDBPyConnection, extracts: Path, folder: Path, needed: Sequence[Source]) -> None:
    (folder / "intake").mkdir()
    receipt = 1
    for source in needed:
        delivered, _ = collect(source, extracts, home=folder, intake=folder / "intake", first_receipt=receipt)
        receipt += len(delivered)
        taken = take(connection, source, delivered, home=folder, staging=folder, codes=codes_by_list(connection))
        checked = check(connection, source, taken)
        integrate(connection, source, checked, folder)
        remember(connection, source)
