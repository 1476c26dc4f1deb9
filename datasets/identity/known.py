"""Known: what the current snapshot says of a record that a steward names by source and serial."""

from dataclasses import dataclass

from datasets.building.integrate import column_of
from datasets.catalogue import sources
from datasets.contract import Source, Subject
from datasets.errors import DatasetsError
from datasets.identity.overrides import Key
from datasets.published.snapshot import Snapshot
from datasets.sql import literal, quoted
from datasets.text import Text

SHOWN = ("name", "address")


@dataclass(frozen=True, kw_only=True)
class Known:
    """A record about an organisation: how the steward named it, what it says, and to which legal entity it belongs."""

    key: Key
    name: str
    address: str
    entity_id: str

    def __str__(self) -> str:
        """Return one line for the steward."""
        said = [each for each in (self.name, self.address) if each]
        return "  ".join(["/".join(self.key), *said, f"→ {self.entity_id}"])


def known(snapshot: Snapshot, key: Key) -> Known | None:
    """Return a record about an organisation, None of a source about persons, whose names no snapshot holds.

    Raise DatasetsError if the snapshot has no such record.
    """
    source = sources()[key[0]]
    if source.subject is Subject.PERSON:
        return None
    found = snapshot.query(_lookup(source), [key[1]]).to_pylist() if snapshot.has(source.base_table) else []
    if source.subject is not Subject.ENTITY or not found:
        raise DatasetsError(
            Text(
                f"当前快照没有记录 {'/'.join(key)}；请用 jingwei links review 核对来源和流水号。",
                f"The current snapshot has no record {'/'.join(key)}; see jingwei links review for source and serial.",
            )
        )
    return Known(key=key, **{name: value or "" for name, value in found[0].items()})


def _lookup(source: Source) -> str:
    first = next((each for each in source.fields if each.name == source.unique[0] and each.in_base), None)
    serial = f"r.{quoted(column_of(first))}::TEXT" if first else "r.receipt || ':' || r.source_row"
    columns = {each.attribute: f"r.{quoted(column_of(each))}" for each in source.fields if each.in_base}
    shown = ", ".join(f"{columns.get(name, 'NULL')}::TEXT AS {name}" for name in SHOWN)
    return f"""
        SELECT {shown}, l.entity_id FROM {source.base_table} r JOIN base_legal_entities__record_link l
            ON l.source = {literal(source.key)} AND (l.receipt, l.source_row) = (r.receipt, r.source_row)
        WHERE {serial} = ? ORDER BY l.receipt, l.source_row LIMIT 1
    """  # noqa: S608 - from contracts, which are code
