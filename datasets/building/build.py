"""Build: from a folder of extracts to a published snapshot."""

import shutil
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from datasets.building.assemble import Assembly, assemble
from datasets.building.carry import current_manifest
from datasets.building.derivation import Derivation, derive, packages_of
from datasets.building.derived import DERIVED, StagingSnapshot, Store
from datasets.building.fingerprint import (
    code_version,
    columns_of,
    content_hash,
    fingerprint_of_view,
    fingerprints,
    views_of,
)
from datasets.building.gather import gather
from datasets.building.inherit import drop_rest, inherit, unaltered, unchanged
from datasets.building.parts import discard_damaged
from datasets.checking.before import hold_against
from datasets.console.progress import Progress, silent
from datasets.contract import PERSONS
from datasets.errors import DatasetsError
from datasets.finding import Finding
from datasets.home import building, sweep
from datasets.intake.returned import write_all
from datasets.intake.unchanged import unchanged_sources
from datasets.ledger import open_ledger
from datasets.protection.rounding import told, told_missing
from datasets.published.manifest import DATABASE, PERSONS_DATABASE, Manifest, TableEntry
from datasets.published.publish import persons_at_work, publish, reuse
from datasets.rows import single
from datasets.settings import settings
from datasets.sql import literal, quoted
from datasets.text import Text


@dataclass(frozen=True, kw_only=True)
class BuildResult:
    """The snapshot a build gave: new (``published``) or already there; its findings, rows by table, seconds by step."""

    name: str
    published: bool
    findings: tuple[Finding, ...]
    counts: dict[str, int]
    timings: dict[str, float] = field(default_factory=dict)


def build(
    extracts: Path,
    *,
    home: Path,
    derivations: Sequence[Derivation] = (),
    zone: str | None = None,
    threads: int | None = None,
    progress: Progress = silent,
    smaller: str | None = None,
) -> BuildResult:
    """Collect, check and integrate the extracts, compute the derivations, and publish the snapshot.

    Raises BuildRefused, with its findings, when a source has no usable file, or lacks much of what the current snapshot
    holds and ``smaller`` does not say why; the current snapshot stays.
    """
    if not extracts.is_dir():
        raise DatasetsError(Text(f"没有这个抽取目录：{extracts}。", f"There is no folder of extracts {extracts}."))
    with building(home), _recorded(home) as outcome:
        result = None
        while result is None:  # again only when parts of earlier builds turned out to be damaged
            result = _try(extracts, home, derivations, zone or settings().zone, threads, progress, smaller)
        outcome.update(outcome="published" if result.published else "reused", snapshot=result.name)
    return result


def _try(
    extracts: Path,
    home: Path,
    derivations: Sequence[Derivation],
    zone: str,
    threads: int | None,
    progress: Progress,
    smaller: str | None,
) -> BuildResult | None:
    sweep(home)
    staging = home / "staging" / uuid.uuid4().hex
    staging.mkdir(parents=True, mode=0o700)
    try:
        return _build(extracts, home, staging, derivations, zone, threads, progress, smaller)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _build(
    extracts: Path,
    home: Path,
    staging: Path,
    derivations: Sequence[Derivation],
    zone: str,
    threads: int | None,
    progress: Progress,
    smaller: str | None,
) -> BuildResult | None:
    gathered = gather(extracts, home=home, staging=staging, zone=zone, progress=progress)
    earlier = current_manifest(home)
    onto = earlier if earlier and unchanged(earlier, gathered.keys) and inherit(home, staging, earlier) else None
    connection = _connect(staging, threads)
    try:
        assembly = assemble(connection, gathered, home=home, staging=staging, zone=zone, progress=progress, onto=onto)
        with assembly.timed("before"):
            gone, lost = hold_against(connection, home, earlier, assembly.entries, smaller)
            assembly.findings += lost  # told, but not of the content: a build from nothing knows no snapshot before
        with assembly.timed("fingerprint"):
            tables, persons = _fingerprints(connection, assembly, onto)
        manifest = _manifest(assembly, tables, persons, zone, derivations, home).model_copy(
            update={"missing": told_missing(gone)}
        )
        if reuse(home, manifest.name):
            return _result(manifest, assembly, published=False)
        if (home / "snapshots" / manifest.name).is_dir() and discard_damaged(home):
            return None
        store = Store(folder=home / DERIVED, staging=staging)
        manifest = _derive(connection, manifest, derivations, assembly, store, progress, onto)
        with assembly.timed("returned"):
            same = unchanged_sources(connection, home, earlier, manifest.code_version)
            write_all(connection, home, manifest.name, earlier.name if earlier else "", same)
        progress(Text("发布快照", "Publishing the snapshot"), 1, 1)
        with assembly.timed("publish"):
            _tidy(staging)
            manifest = publish(connection, home, staging, manifest)
        return _result(manifest, assembly, published=True)
    finally:
        connection.close()


def _connect(staging: Path, threads: int | None) -> duckdb.DuckDBPyConnection:
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoload_known_extensions": "false",
        "autoinstall_known_extensions": "false",
        "python_enable_replacements": "false",
        "temp_directory": str(staging / "spill"),
        "memory_limit": settings().build_memory,
        "file_search_path": str(staging.resolve()),
    }
    if wanted := threads or settings().build_threads:
        config["threads"] = wanted
    connection = duckdb.connect(staging / DATABASE, config=config)
    connection.execute("SET enable_progress_bar = false")
    if (published := staging / PERSONS_DATABASE).exists():  # inherited: nothing in it changes
        connection.execute(f"ATTACH {literal(str(published))} AS {PERSONS} (READ_ONLY)")
        return connection
    connection.execute(f"ATTACH {literal(str(persons_at_work(staging)))} AS {PERSONS}")
    persons_at_work(staging).chmod(0o600)
    return connection


def _fingerprints(
    connection: duckdb.DuckDBPyConnection, assembly: Assembly, onto: Manifest | None
) -> tuple[dict[str, TableEntry], dict[str, TableEntry]]:
    """Return what the manifest says of the tables of the bases, and of those about persons."""
    carried = assembly.carried.values()
    known = {name: entry for each in carried for name, entry in each.tables.items()}
    known |= {name: onto.tables[name] for name in unaltered(onto)} if onto else {}
    tables = fingerprints(connection, known=known)
    columns = columns_of(connection)
    tables |= {
        name: fingerprint_of_view(connection, name, columns[name], assembly.served[name].rows)
        for name in views_of(connection)
    }
    if onto:
        return tables, onto.persons
    known = {name: entry for each in carried for name, entry in each.persons.items()}
    return tables, {name: told(each) for name, each in fingerprints(connection, PERSONS, known).items()}


def _manifest(
    assembly: Assembly,
    tables: dict[str, TableEntry],
    persons: dict[str, TableEntry],
    zone: str,
    derivations: Sequence[Derivation],
    home: Path,
) -> Manifest:
    code = code_version(packages_of(derivations))
    metadata = {
        "zone": zone,
        "as_of": assembly.as_of.isoformat(),
        "code": code,
        "derivations": [each.name for each in derivations],
    }
    identity = content_hash({**tables, **{f"{PERSONS}.{name}": each for name, each in persons.items()}}, metadata)
    return Manifest(
        name=f"{assembly.as_of.isoformat()}-{identity[:12]}",
        zone=zone,
        as_of=assembly.as_of,
        content_hash=identity,
        code_version=code,
        built_at=datetime.now(UTC),
        engine=f"duckdb {duckdb.__version__}",
        sources=assembly.entries,
        tables=tables,
        persons=persons,
        files=assembly.files,
        bases=assembly.bases,
        parts=tuple(sorted(_kept_parts(assembly, home))),
    )


def _kept_parts(assembly: Assembly, home: Path) -> set[str]:
    taken = {each.key for each in assembly.taken if each.folder.is_relative_to(home)}
    return taken.union(*(each.parts for each in assembly.bases.values()))


def _derive(
    connection: duckdb.DuckDBPyConnection,
    manifest: Manifest,
    derivations: Sequence[Derivation],
    assembly: Assembly,
    store: Store,
    progress: Progress,
    onto: Manifest | None,
) -> Manifest:
    staging = StagingSnapshot(manifest, connection, store, onto.made if onto else None)
    tables = dict(manifest.tables)
    for done, derivation in enumerate(derivations):
        progress(derivation.label, done, len(derivations))
        with assembly.timed(f"derive {derivation.name}"):
            made = derive(connection, derivation, staging, assembly.served)
            columns = columns_of(connection)
            tables |= {name: TableEntry(rows=_rows_of(connection, name), columns=columns[name]) for name in made}
    drop_rest(connection)
    return manifest.model_copy(
        update={"tables": tables, "derived": tuple(sorted(store.used)), "made": dict(sorted(staging.made.items()))}
    )


def _rows_of(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    (rows,) = single(connection, f"SELECT count(*) FROM {quoted(table)}")  # noqa: S608 - our own tables
    return int(rows)


def _tidy(staging: Path) -> None:
    for name in ("intake", "reading", "spill"):
        shutil.rmtree(staging / name, ignore_errors=True)


def _result(manifest: Manifest, assembly: Assembly, *, published: bool) -> BuildResult:
    return BuildResult(
        name=manifest.name,
        published=published,
        findings=tuple(assembly.findings),
        counts={name: entry.rows for name, entry in manifest.tables.items()},
        timings=assembly.timings,
    )


@contextmanager
def _recorded(home: Path) -> Iterator[dict[str, str]]:
    """Write the build into the ledger: that it began, and how it ended."""
    ledger = open_ledger(home)
    outcome = {"outcome": "failed", "snapshot": "", "message": ""}
    try:
        with ledger:
            started = _now()
            line = ledger.execute("INSERT INTO build (started_at, outcome) VALUES (?, 'running')", [started]).lastrowid
        try:
            yield outcome
        except DatasetsError as error:
            outcome.update(outcome="refused", message=str(error))
            raise
        finally:
            with ledger:
                ledger.execute(
                    "UPDATE build SET finished_at = ?, outcome = ?, snapshot = ?, message = ? WHERE id = ?",
                    [_now(), outcome["outcome"], outcome["snapshot"], outcome["message"], line],
                )
    finally:
        ledger.close()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
