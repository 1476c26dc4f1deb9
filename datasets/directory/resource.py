"""Resources: sources and base tables described by the core elements of GB/T 21063.3-2007.

The six mandatory elements are name, abstract, provider, category, resource identifier and metadata identifier;
the others here (cadence, sharing, fields …) are that standard's optional ones or the zone plan's wish.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from datasets.base import Base
from datasets.catalogue import bases, sources
from datasets.contract import Cadence, Classification, Sharing
from datasets.directory.column import Column, delivered, held, key_of, strictest
from datasets.protection.rounding import rounded
from datasets.published.snapshot import Snapshot
from datasets.text import Text

CENTRE = Text("政务信息资源中心", "Government information resource centre")
NO_BASE = Text("汇总与管理", "Summaries and management")


@dataclass(frozen=True, kw_only=True)
class Resource:
    """One source or base table; ``kind`` is ``source`` or ``base_table``, ``rows`` those in the snapshot.

    ``key_columns`` name one row of it, none where nothing is known to. Its classification is the highest of what it
    holds. Rows about persons are counted rounded.
    """

    kind: str
    key: str
    name: Text
    abstract: Text
    provider: Text
    contact: Text
    category: Text
    identifier: str
    cadence: Cadence | None
    sharing: Sharing | None
    classification: Classification
    legal_basis: Text | None
    coverage: Text | None
    history: Text | None
    relations: Text | None
    consumers: tuple[Text, ...] = ()
    columns: tuple[Column, ...] = field(default=())
    key_columns: tuple[str, ...] = ()
    rows: int | None = None
    simulated: bool

    @property
    def metadata_identifier(self) -> str:
        """Return an identifier of this description: it changes when the description does, not with the rows."""
        content = {name: value for name, value in asdict(self).items() if name != "rows"}
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
        return f"{self.identifier}#{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def resources(snapshot: Snapshot) -> tuple[Resource, ...]:
    """Return every source, then every base table of a snapshot."""
    return (*_sources(snapshot), *_base_tables(snapshot))


def _sources(snapshot: Snapshot) -> Iterator[Resource]:
    simulated = _simulated(snapshot)
    rows = {each.key: sum(r.rows - r.refused_rows for r in each.receipts) for each in snapshot.manifest.sources}
    for source in sources().values():
        columns = tuple(delivered(each, source) for each in source.fields)
        yield Resource(
            kind="source",
            key=source.key,
            name=source.name,
            abstract=source.abstract,
            provider=source.department,
            contact=source.owner,
            category=bases()[source.base].name,
            identifier=f"{snapshot.manifest.zone}/source/{source.key}",
            cadence=source.cadence,
            sharing=source.sharing,
            classification=strictest([source.classification, *(each.classification for each in columns)]),
            legal_basis=source.legal_basis,
            coverage=source.coverage,
            history=source.history,
            relations=source.relations,
            consumers=source.consumers,
            columns=columns,
            rows=rounded(rows.get(source.key, 0)) if source.apart else rows.get(source.key, 0),
            simulated=simulated.get(source.key, False),
        )


def _simulated(snapshot: Snapshot) -> dict[str, bool]:
    return {each.key: each.simulated for each in snapshot.manifest.sources}


def _base_tables(snapshot: Snapshot) -> Iterator[Resource]:
    simulated = _simulated(snapshot)
    by_table = {source.base_table: source for source in sources().values()}
    for name, entry in sorted(snapshot.manifest.tables.items()):
        if not name.startswith("base_"):
            continue
        base = bases().get(name.removeprefix("base_").partition("__")[0])
        source = by_table.get(name)
        title = source.name if source else _title(base, name)
        columns = tuple(held(name, column, kind, source) for column, kind in entry.columns)
        classes = [each.classification for each in columns] + ([source.classification] if source else [])
        yield Resource(
            kind="base_table",
            key=name,
            name=title,
            abstract=source.abstract if source else (base.abstract if base else title),
            provider=CENTRE,
            contact=source.owner if source else CENTRE,
            category=base.name if base else NO_BASE,
            identifier=f"{snapshot.manifest.zone}/table/{name}",
            cadence=source.cadence if source else None,
            sharing=source.sharing if source else None,
            classification=strictest(classes),
            legal_basis=source.legal_basis if source else None,
            coverage=source.coverage if source else None,
            history=source.history if source else None,
            relations=source.relations if source else None,
            columns=columns,
            key_columns=key_of(name, source),
            rows=entry.rows,
            simulated=simulated[source.key] if source else snapshot.manifest.simulated,
        )


def _title(base: Base | None, table: str) -> Text:
    words = table.partition("__")[2]
    return base.titles.get(words, Text(words, words)) if base else Text(words, words)
