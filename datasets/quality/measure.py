"""Measuring: part and whole of every measure, source by source, inside the snapshot as table ``quality``."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pyarrow as pa

from datasets.building.derivation import Derivation
from datasets.building.integrate import column_of
from datasets.catalogue import bases, sources
from datasets.contract import Cadence, Field, Kind, Source
from datasets.protection.completeness import TABLE as COMPLETENESS
from datasets.protection.rounding import rounded
from datasets.published.manifest import Receipt, SourceEntry
from datasets.published.snapshot import Snapshot
from datasets.quality.norm import Measure, allowances
from datasets.reading.placeholder import filled as filled_cells
from datasets.sql import literal, quoted
from datasets.text import Text

# Periods that a department reports; the dates in a register (a road's opening) say nothing about its age: the day it
# came does.
PERIODS = {Kind.MONTH: "last_day({})", Kind.TIME: "{}::DATE"}
THOUSAND = 1_000
SCHEMA = pa.schema(
    [("base", pa.string()), ("source", pa.string()), ("measure", pa.string()), ("part", pa.int64()),
     ("whole", pa.int64())]
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Share:
    """One measure of one source (or of a base's departments together, ``source`` empty): ``part`` of ``whole``."""

    base: str
    source: str
    measure: Measure
    part: int
    whole: int


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a source's base table holds: rows, cells, cells that are filled, its last date, rows that are linked."""

    rows: int
    cells: int
    filled: int
    last: date | None
    linked: int


def tables(snapshot: Snapshot) -> Mapping[str, str | pa.Table]:
    """Return table ``quality`` (base, source, measure, part, whole), in the order of sources and measures.

    Counts of persons are rounded.
    """
    entries = {each.key: each for each in snapshot.manifest.sources}
    facts = _facts(snapshot, [each for each in sources().values() if _is_used(entries.get(each.key))])
    found = [
        share
        for source in sources().values()
        for share in _of_source(snapshot, source, entries.get(source.key), facts.get(source.key))
    ]
    found += _agreement(snapshot)
    rows = [
        {
            "base": each.base,
            "source": each.source,
            "measure": each.measure.value,
            "part": each.part,
            "whole": each.whole,
        }
        for each in found
        if each.whole
    ]
    return {"quality": pa.Table.from_pylist(rows, schema=SCHEMA)}


def _is_used(entry: SourceEntry | None) -> bool:
    """Return whether any row of a source was taken."""
    return entry is not None and any(each.rows > each.refused_rows for each in entry.receipts)


def _of_source(snapshot: Snapshot, source: Source, entry: SourceEntry | None, facts: Facts | None) -> Iterator[Share]:
    receipts = entry.receipts if entry else ()
    delivered = sum(each.rows for each in receipts)
    refused = sum(each.refused_rows for each in receipts)

    def told(count: int) -> int:
        return rounded(count) if source.apart else count

    def share(measure: Measure, part: int, whole: int) -> Share:
        return Share(base=source.base, source=source.key, measure=measure, part=part, whole=whole)

    yield share(Measure.COVERAGE, *_covered(told(delivered - refused), snapshot.manifest.missing.get(source.key, 0)))
    if not _is_used(entry):
        return
    yield share(Measure.ACCURACY, told(delivered - refused), told(delivered))
    if (fresh := _fresh(snapshot, source, receipts, facts)) is not None:
        yield share(Measure.FRESHNESS, int(fresh), 1)
    if facts is None:
        if not snapshot.has(source.base_table):
            yield from (share(Measure.COMPLETENESS, *cells) for cells in _sealed(snapshot, source))
        return
    yield share(Measure.COMPLETENESS, facts.filled, facts.cells)
    if source.entity_field:
        yield share(Measure.CONSISTENCY, facts.linked, facts.rows)


def _fresh(snapshot: Snapshot, source: Source, receipts: Sequence[Receipt], facts: Facts | None) -> bool | None:
    """Return whether a source is as new as its cadence asks for, None where that asks nothing or nothing tells."""
    allowed = allowances().get(source.cadence)
    came = [each.horizon for each in receipts if each.horizon and not each.refused]
    last = facts.last if facts and facts.last else max(came, default=None)
    return None if allowed is None or last is None else snapshot.as_of - last <= timedelta(days=allowed)


def _sealed(snapshot: Snapshot, source: Source) -> Iterator[tuple[int, int]]:
    """Yield the cells with a value and all cells of a source whose rows nobody here may see, as the build counted."""
    if snapshot.has(COMPLETENESS):
        sql = f"SELECT filled_count, cell_count FROM {COMPLETENESS} WHERE source = ?"  # noqa: S608 - a constant
        for row in snapshot.query(sql, [source.key]).to_pylist():
            yield row["filled_count"], row["cell_count"]


def _covered(taken: int, missing: int) -> tuple[int, int]:
    """Return how much is there of what was there before, in thousandths, so that every source weighs the same."""
    return (taken * THOUSAND // (taken + missing) if taken else 0), THOUSAND


def _facts(snapshot: Snapshot, used: Sequence[Source]) -> dict[str, Facts]:
    """Return what the base tables of sources hold; a base of which no table changed is not counted again."""
    groups: dict[tuple[str, bool], dict[str, str]] = {}  # the large ones, which change every month, by themselves
    for source in used:
        if snapshot.has(source.base_table) and (sql := _facts_sql(snapshot, source)):
            groups.setdefault((source.base, source.large), {})[source.key] = sql
    asked = list(groups.values())
    questions = ["\n".join(_question(snapshot, sources()[key], sql) for key, sql in each.items()) for each in asked]
    found = snapshot.remember_each(
        questions, lambda places: [snapshot.query(" UNION ALL ".join(asked[place].values())) for place in places]
    )
    return {row.pop("source"): Facts(**row) for table in found for row in table.to_pylist()}


def _question(snapshot: Snapshot, source: Source, sql: str) -> str:
    """Return what decides a source's facts: of a large one, whose table is a view over much else, everything."""
    entry, manifest = snapshot.manifest.tables.get(source.base_table), snapshot.manifest
    return f"facts {manifest.content_hash if source.large or entry is None else entry.fingerprint} {sql}"


def _facts_sql(snapshot: Snapshot, source: Source) -> str | None:
    """Return the SELECT of a source's facts, in one scan of its base table; None where no field is in it."""
    present = _columns(snapshot, source)
    fields = [field for field in source.fields if field.in_base and column_of(field) in present]
    if not fields:
        return None
    counted = [field for field in fields if not field.empty_is_said]
    filled = " + ".join(filled_cells(field, quoted(column_of(field))) for field in counted) or "0"
    dates = [PERIODS[each.kind].format(quoted(column_of(each))) for each in fields if each.kind in PERIODS]
    dates += [quoted(column_of(each)) for each in fields if _is_day_of_news(source, each)]
    last = f"max(greatest({', '.join(dates)}))" if dates else "NULL::DATE"
    linked = "count(entity_id)" if "entity_id" in present else "0"
    return (
        f"SELECT {literal(source.key)} AS source, count(*) AS rows, count(*) * {len(counted)} AS cells, "  # noqa: S608 - from contracts
        f"({filled})::BIGINT AS filled, {last} AS last, ({linked})::BIGINT AS linked FROM {quoted(source.base_table)}"
    )


def _is_day_of_news(source: Source, field: Field) -> bool:
    """Return whether a date says how far the source reaches: of a figure its publication, of daily data the day."""
    daily = source.cadence is Cadence.DAILY and not field.planned
    return field.kind is Kind.DATE and (daily or (source.statistics is not None and field.name == "published_date"))


def _columns(snapshot: Snapshot, source: Source) -> frozenset[str]:
    return snapshot.columns(source.base_table)


def _agreement(snapshot: Snapshot) -> Iterator[Share]:
    """Yield how many of the values that several departments report of one subject agree, by base.

    A pair of which either count is withheld is left out of both.
    """
    for base in bases():
        table = f"base_{base}__conflict"
        if snapshot.has(table):
            (row,) = snapshot.query(
                f"SELECT sum(agreeing)::BIGINT AS part, sum(compared)::BIGINT AS whole FROM {quoted(table)} "  # noqa: S608 - a base's key
                "WHERE agreeing IS NOT NULL AND compared IS NOT NULL"
            ).to_pylist()
            part, whole = row["part"] or 0, row["whole"] or 0
            yield Share(base=base, source="", measure=Measure.CONSISTENCY, part=part, whole=whole)


DERIVATION = Derivation(name="quality", label=Text("数据质量", "Quality of the data"), tables=tables)
