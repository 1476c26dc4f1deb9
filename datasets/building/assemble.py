"""Assemble: the four bases in one staging database, source by source, base by base."""

import time
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from datasets.base import Base, Site, Work
from datasets.building.carry import Carried, carry
from datasets.building.codes import codes_by_list, declare_codes, load_codes
from datasets.building.collect import Delivery
from datasets.building.derived import Served
from datasets.building.fingerprint import tables_of
from datasets.building.gather import Gathered
from datasets.building.inherit import clear, inherited
from datasets.building.integrate import integrate, leave_empty
from datasets.building.parts import PARTS, Taken, take
from datasets.catalogue import bases, sources, zone_folder
from datasets.checking.check import NOTHING, Checked, check
from datasets.checking.conservation import CREATE, account, move, recount
from datasets.checking.horizon import latest
from datasets.checking.quarantine import FINDING, QUARANTINE
from datasets.console.progress import Progress
from datasets.contract import Source
from datasets.errors import BuildRefused, DatasetsError
from datasets.finding import Finding
from datasets.identity import remember
from datasets.protection.seal import mask
from datasets.published.manifest import BaseEntry, FileEntry, Manifest, Receipt, SourceEntry
from datasets.reading.identifiers import MACROS
from datasets.rows import append
from datasets.sql import literal, quoted
from datasets.text import Text


@dataclass(kw_only=True)
class Assembly:
    """What assembling has gathered so far."""

    as_of: date = date.min
    findings: list[Finding] = field(default_factory=list)
    entries: tuple[SourceEntry, ...] = ()
    timings: dict[str, float] = field(default_factory=dict)
    codes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    taken: list[Taken] = field(default_factory=list)
    months: list[str] = field(default_factory=list)
    files: dict[str, FileEntry] = field(default_factory=dict)
    served: dict[str, Served] = field(default_factory=dict)
    named: dict[int, str] = field(default_factory=dict)
    refused: dict[int, int] = field(default_factory=dict)
    checked: dict[str, Checked] = field(default_factory=dict)
    bases: dict[str, BaseEntry] = field(default_factory=dict)
    carried: dict[str, Carried] = field(default_factory=dict)

    def site(self, connection: duckdb.DuckDBPyConnection, zone: str, home: Path) -> Site:
        """Return the place where the steps of a base work."""
        return Site(
            connection=connection,
            zone=zone,
            home=home,
            findings=self.findings,
            files=self.named,
            refused=self.refused,
        )

    def carry_over(self, base: str, carried: Carried) -> None:
        """Take in what was carried over of a base, named by its key."""
        self.carried[base] = carried
        self.bases[base] = carried.entry
        self.findings += carried.entry.findings
        self.months.append(carried.entry.month)
        self.refused.update(carried.entry.refused)

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Note the seconds a step took."""
        begun = time.perf_counter()
        yield
        self.timings[step] = time.perf_counter() - begun


def assemble(
    connection: duckdb.DuckDBPyConnection,
    gathered: Gathered,
    *,
    home: Path,
    staging: Path,
    zone: str,
    progress: Progress,
    onto: Manifest | None = None,
) -> Assembly:
    """Fill the staging database with code lists, bases, findings, quarantine and receipts.

    ``onto``: the snapshot whose bases the database already holds, all of them as they would be made.
    """
    assembly = Assembly(findings=list(gathered.findings), timings={"collect": gathered.seconds})
    assembly.named = {each.receipt: each.file for received in gathered.deliveries.values() for each in received}
    connection.execute(MACROS)
    with assembly.timed("begin"):
        _begin(connection, assembly, zone, onto)
    for base in bases().values():
        _make(connection, assembly, base, gathered, home=home, staging=staging, zone=zone, progress=progress)
    if onto is None:
        mask(connection)
    _settle(connection, assembly)
    assembly.as_of = _as_of(assembly)
    known = {key: entry for each in assembly.carried.values() for key, entry in each.sources.items()}
    assembly.entries = tuple(
        known.get(key) or _entry(source, gathered.deliveries[key], assembly.checked[key], assembly.refused)
        for key, source in sources().items()
    )
    _write_findings(connection, assembly)
    return assembly


def _begin(connection: duckdb.DuckDBPyConnection, assembly: Assembly, zone: str, onto: Manifest | None) -> None:
    """Create the tables that are there before any base, or take over those of a snapshot with all its bases."""
    if onto is None:
        connection.execute(FINDING + QUARANTINE + CREATE)
        load_codes(connection, zone)
    else:
        clear(connection, onto)
        connection.execute(FINDING)
        declare_codes(connection)
        tables = tables_of(connection)
        for base in bases():
            assembly.carry_over(base, inherited(onto, base, tables))
    assembly.codes = codes_by_list(connection)


def _make(
    connection: duckdb.DuckDBPyConnection,
    assembly: Assembly,
    base: Base,
    gathered: Gathered,
    *,
    home: Path,
    staging: Path,
    zone: str,
    progress: Progress,
) -> None:
    """Make a base, or carry it over, and take the large sources, whose rows no step reads."""
    own = [each for each in sources().values() if each.base == base.key]
    small, large = ([each for each in own if each.large is size] for size in (False, True))

    def taken(several: Sequence[Source]) -> None:
        for source in several:
            progress(Text(f"核查{source.name.zh}", f"Checking {source.name.en}"), len(assembly.checked), len(sources()))
            with assembly.timed(source.key):
                assembly.checked[source.key] = _take(
                    connection, assembly, source, gathered.deliveries[source.key], home, staging
                )

    key = gathered.keys[base.key]
    if base.key not in assembly.carried:
        with assembly.timed(f"carry {base.key}"):
            carried = carry(connection, home, base, key)
        if carried:
            assembly.carry_over(base.key, carried)
    if base.key not in assembly.carried:
        before = len(assembly.findings), len(assembly.taken), len(assembly.months), dict(assembly.refused)
        taken(small)
        with assembly.timed(base.key):
            _run_steps(base, assembly.site(connection, zone, home))
        assembly.bases[base.key] = _base_entry(assembly, key, home, *before)
    taken(large)


def _base_entry(
    assembly: Assembly, key: str, home: Path, findings: int, taken: int, months: int, refused: Mapping[int, int]
) -> BaseEntry:
    """Return the entry of a base just made, given how much of everything there was before it."""
    return BaseEntry(
        key=key,
        month=max(assembly.months[months:], default=""),
        refused=tuple(sorted((receipt, rows) for receipt, rows in assembly.refused.items() if receipt not in refused)),
        parts=tuple(each.key for each in assembly.taken[taken:] if each.folder.is_relative_to(home)),
        findings=tuple(assembly.findings[findings:]),
    )


def _settle(connection: duckdb.DuckDBPyConnection, assembly: Assembly) -> None:
    """Enter what steps refused into the lines of conservation, and count the base tables again, of bases just made."""
    made = [each for each in sources().values() if each.key in assembly.checked]
    carried = {receipt for each in assembly.carried.values() for receipt, _ in each.entry.refused}
    move(connection, made, {receipt: rows for receipt, rows in assembly.refused.items() if receipt not in carried})
    recount(connection, made)


def _take(
    connection: duckdb.DuckDBPyConnection,
    assembly: Assembly,
    source: Source,
    deliveries: Sequence[Delivery],
    home: Path,
    staging: Path,
) -> Checked:
    taken = take(connection, source, deliveries, home=home, staging=staging, codes=assembly.codes)
    if not taken and not source.required and not source.apart:
        leave_empty(connection, source)
        return NOTHING
    checked = check(connection, source, taken)
    assembly.findings += checked.findings
    if source.required and not checked.accepted:
        raise BuildRefused(source.key, _refusal(source, deliveries), assembly.findings)
    integrated = integrate(connection, source, checked, staging)
    assembly.findings += integrated.findings
    remember(connection, source)
    account(connection, source, checked, taken)
    assembly.taken += taken
    if not source.shipped and not source.apart:
        assembly.months.append(latest(checked.files, source))
    if integrated.served:
        assembly.files |= {f"{PARTS}/{each.part.sha256}.parquet": _file(each) for each in checked.files}
        assembly.served[source.base_table] = integrated.served
    return checked


def _file(taken: Taken) -> FileEntry:
    return FileEntry(sha256=taken.part.sha256, bytes=taken.part.bytes)


def _refusal(source: Source, deliveries: Sequence[Delivery]) -> Text:
    if not deliveries:
        return Text(
            f"没有收到{source.name.zh}（{source.files}）；未发布快照，现有快照不变。",
            f"{source.name.en} ({source.files}) did not arrive; nothing was published, the current snapshot stays.",
        )
    return Text(
        f"{source.name.zh}没有一个可用文件；未发布快照，现有快照不变。",
        f"{source.name.en} has no usable file; nothing was published, the current snapshot stays.",
    )


def _run_steps(base: Base, site: Site) -> None:
    for name in base.reference:
        path = zone_folder(site.zone) / f"{name}.csv"
        if not path.is_file():
            raise DatasetsError(Text(f"区域内容缺少文件 {path.name}。", f"The zone's content lacks {path.name}."))
        site.connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {quoted(name)} AS "
            f"FROM read_csv({literal(str(path))}, all_varchar = true, header = true)"
        )
    for step in base.steps:
        if isinstance(step, Work):
            step.run(site)
        else:
            site.connection.execute(f"CREATE OR REPLACE TABLE {step.table} AS {step.sql}")


def _as_of(assembly: Assembly) -> date:
    """Return the last day of the last month any department's extract speaks of."""
    last = max(assembly.months, default="")
    if not last:
        raise DatasetsError(Text("没有任何部门数据带月份。", "No department's extract speaks of a month."))
    month = date.fromisoformat(last)
    return month.replace(day=monthrange(month.year, month.month)[1])


def _entry(source: Source, deliveries: Sequence[Delivery], checked: Checked, refused: Mapping[int, int]) -> SourceEntry:
    usable = {each.delivery.receipt for each in checked.files}
    receipts = [
        Receipt(
            receipt=each.receipt,
            file=each.file,
            sha256=each.sha256,
            bytes=each.bytes,
            encoding=each.encoding,
            simulated=each.simulated,
            rows=checked.rows.get(each.receipt, 0),
            refused_rows=checked.refused.get(each.receipt, 0) + refused.get(each.receipt, 0),
            refused=each.receipt not in usable,
            horizon=each.horizon,
        )
        for each in deliveries
    ]
    return SourceEntry(
        key=source.key,
        name=source.name,
        department=source.department,
        persons=source.apart,
        receipts=tuple(receipts),
    )


def _write_findings(connection: duckdb.DuckDBPyConnection, assembly: Assembly) -> None:
    assembly.findings.sort(key=lambda each: (each.receipt, each.rule, each.field or ""))
    connection.execute("""
        CREATE TABLE receipt (receipt INTEGER, source TEXT, file TEXT, sha256 TEXT, bytes BIGINT, encoding TEXT,
            rows BIGINT, refused_rows BIGINT, refused BOOLEAN, department_zh TEXT, department_en TEXT,
            source_zh TEXT, source_en TEXT, simulated BOOLEAN)
    """)
    rows = [
        (each.receipt, entry.key, each.file, each.sha256, each.bytes, each.encoding, each.rows, each.refused_rows,
         each.refused, *entry.department, *entry.name, each.simulated)
        for entry in assembly.entries
        for each in entry.receipts
    ]  # fmt: skip
    append(connection, "receipt", rows)
    append(connection, "finding", [each.record() for each in assembly.findings])
