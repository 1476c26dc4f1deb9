"""Resources: sources and base tables described by the core elements of GB/T 21063.3-2007.

The six mandatory elements are name, abstract, provider, category, resource identifier and metadata identifier;
the others here (cadence, sharing, fields …) are that standard's optional ones or the zone plan's wish.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from types import MappingProxyType

from datasets.base import Base
from datasets.catalogue import bases, sources
from datasets.contract import Cadence, Classification, Field, Kind, Sharing, Source
from datasets.integrate import column_of
from datasets.snapshot import Snapshot
from datasets.text import Text

CENTRE = Text("政务信息资源中心", "Government information resource centre")
NO_BASE = Text("汇总与管理", "Summaries and management")

# What the engine itself adds to a base table.
COLUMNS: Mapping[str, Text] = MappingProxyType(
    {
        "entity_id": Text("法人标识", "legal entity"),
        "receipt": Text("回执号", "receipt of the delivered file"),
        "source_row": Text("原文件行号", "record number in the delivered file"),
        "source": Text("来源", "source"),
        "person_id": Text("人员标识（加密）", "person, keyed hash"),
        "valid_from": Text("生效日期", "valid from"),
        "valid_to": Text("失效日期", "valid to"),
        "method": Text("方法", "method"),
        "score": Text("得分", "score"),
        "reason_zh": Text("理由（中文）", "reason, Chinese"),
        "reason_en": Text("理由（英文）", "reason, English"),
        "month": Text("月份", "month"),
    }
)


@dataclass(frozen=True, kw_only=True)
class Column:
    """One field of a resource: its name, what it is called, its type and unit, who may see it."""

    name: str
    label: Text
    type: str
    unit: str
    code_list: str | None
    required: bool
    classification: Classification


@dataclass(frozen=True, kw_only=True)
class Resource:
    """One source or base table; ``kind`` is ``source`` or ``base_table``, ``rows`` those in the snapshot."""

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
            classification=source.classification,
            legal_basis=source.legal_basis,
            coverage=source.coverage,
            history=source.history,
            relations=source.relations,
            consumers=source.consumers,
            columns=tuple(_delivered(each) for each in source.fields),
            rows=rows.get(source.key, 0),
            simulated=simulated.get(source.key, False),
        )


def _simulated(snapshot: Snapshot) -> dict[str, bool]:
    return {each.key: each.simulated for each in snapshot.manifest.sources}


def _delivered(each: Field) -> Column:
    return Column(
        name=each.header,
        label=each.label,
        type=each.kind.value,
        unit=each.unit.value,
        code_list=each.code_list,
        required=each.required,
        classification=each.classification,
    )


def _base_tables(snapshot: Snapshot) -> Iterator[Resource]:
    simulated = _simulated(snapshot)
    by_table = {source.base_table: source for source in sources().values()}
    for name, entry in sorted(snapshot.manifest.tables.items()):
        if not name.startswith("base_"):
            continue
        base = bases().get(name.removeprefix("base_").partition("__")[0])
        source = by_table.get(name)
        title = source.name if source else _title(base, name)
        known = _known(source)
        columns = tuple(_held(column, kind, known) for column, kind in entry.columns)
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
            classification=_strictest(columns),
            legal_basis=source.legal_basis if source else None,
            coverage=source.coverage if source else None,
            history=source.history if source else None,
            relations=source.relations if source else None,
            columns=columns,
            rows=entry.rows,
            simulated=simulated[source.key] if source else snapshot.manifest.simulated,
        )


def _title(base: Base | None, table: str) -> Text:
    words = table.partition("__")[2]
    return base.titles.get(words, Text(words, words)) if base else Text(words, words)


def _known(source: Source | None) -> dict[str, Field]:
    return {column_of(each): each for each in source.fields if each.in_base} if source else {}


def _held(name: str, kind: str, known: Mapping[str, Field]) -> Column:
    each = known.get(name) or _of_any_source().get(name)
    return Column(
        name=name,
        label=each.label if each else COLUMNS.get(name, Text(name, name.replace("_", " "))),
        type=kind,
        unit=_base_unit(each),
        code_list=each.code_list if each else None,
        required=bool(each and each.required),
        classification=each.classification if each else Classification.INTERNAL,
    )


def _of_any_source() -> dict[str, Field]:
    return {column_of(each): each for source in sources().values() for each in source.fields}


def _base_unit(each: Field | None) -> str:
    if each is None or each.kind in (Kind.TEXT, Kind.CODE):
        return "none"
    return each.unit.value.removeprefix("ten_thousand_")


def _strictest(columns: tuple[Column, ...]) -> Classification:
    order = (Classification.OPEN, Classification.INTERNAL, Classification.RESTRICTED)
    return max((each.classification for each in columns), key=order.index, default=Classification.INTERNAL)
