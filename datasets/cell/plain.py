"""Cells of facts: the delivered text, how the contract casts it, and by which identifier the row was linked."""

from dataclasses import replace
from pathlib import Path

from datasets.building.integrate import ENTITY, ENTITY_DIMENSIONS, column_of
from datasets.catalogue import bases
from datasets.cell.explanation import CellExplanation, Origin
from datasets.cell.golden import from_list, golden_cell, parent_of
from datasets.cell.origin import header_of, link_of, origin, source_of
from datasets.cell.place import Place, place, written
from datasets.contract import CoordinateSystem, Field, Kind, Source, Unit
from datasets.errors import DatasetsError
from datasets.published.landing import ROW_NAMES
from datasets.published.snapshot import Snapshot
from datasets.text import Text

LINKS = "base_legal_entities__record_link"
DERIVED = Text(
    "由基础表的步骤从下面的部门原始行推算（由多行得出的，列出其中第一行）。",
    "Computed by a step of the base from the delivered row below, or from several of which it is the first.",
)
SUMMED = Text(
    "由基础表的步骤从多行得出，没有单独一行原件。",
    "Computed by a step of the base from many rows; no single delivered row is behind it.",
)
POSITIONED = Text(
    "坐标所在的街区（面取面内一点，线取中点）。",
    "The block of its position: of an area a point in it, of a line its middle.",
)
DIFFERENCE = Text(
    "本期累计数减去上期累计数；两行原件如下。", "The cumulative figure less the one before it; both rows are below."
)
INTERVAL = Text(
    "最后一段为现在的选定值，此前各段取自变更登记。",
    "The last interval holds the value chosen now, those before it what the changes say.",
)
LOCATION = "base_geography__location"
POSITION = ("longitude_degree", "latitude_degree")


def plain_cell(snapshot: Snapshot, home: Path, found: Place) -> CellExplanation:
    """Return the explanation of a cell of any other base table."""
    rows = [(_number(found.values.get(one)), _number(found.values.get(other))) for one, other in ROW_NAMES]
    behind = [(receipt, row) for receipt, row in rows if receipt and row]
    source = source_of(snapshot, behind[0][0]) if behind else None
    contract = source if source and source.base_table == found.table else None
    cast = _field(contract, found.field)
    told = found.told(snapshot, cast.label if cast else None)
    child = None if cast else parent_of(snapshot, found)
    if child:
        finer = plain_cell(snapshot, home, replace(found, field=child))
        return replace(told, how=(from_list(child, found.values[child]),), below=(finer,))
    header = _header(source, found)
    value = written(found.values[found.field]) if header else "—"  # no column of the row says it
    origins = [
        replace(
            origin(snapshot, home, receipt, row, header=header, value=value),
            place=number,
            link=link_of(snapshot, LINKS, receipt, row),
        )
        for number, (receipt, row) in enumerate(behind, start=1)
    ]
    if len(origins) > 1:
        origins = [_as_written(each) for each in origins]
    how = _how(found, contract, cast, derived=DERIVED if behind else SUMMED)
    below = (*_entity(snapshot, home, found, cast), *_located(snapshot, home, found, contract, cast))
    return replace(told, how=how, origins=tuple(origins), below=below)


def _as_written(told: Origin) -> Origin:
    """Return one of several rows with the text of its own column: the cell's value is that of none of them."""
    text = (told.delivered or {}).get(told.header or "")
    return replace(told, value="—", header=None) if text is None else replace(told, value=text)


def _header(source: Source | None, found: Place) -> str | None:
    """Return the title of the delivered column that says the cell; a value is a series' measure or an attribute."""
    measures = source.statistics.measures if source and source.statistics and found.field == "value" else ()
    fields = [each.value_field for each in measures if each.series == found.values.get("series")]
    attribute = str(found.values.get("attribute") or "") if found.field == "value" else ""
    return header_of(source, column=fields[0] if fields else found.field, attribute=attribute)


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _field(source: Source | None, column: str) -> Field | None:
    return next((each for each in source.fields if column_of(each) == column), None) if source else None


def _how(found: Place, source: Source | None, cast: Field | None, *, derived: Text) -> tuple[Text, ...]:
    if source and cast:
        return (_casting(source, cast),)
    if found.field in ("receipt", "source_row"):
        return (Text("原件的回执号和行号。", "The receipt of the delivered file and the row in it."),)
    if found.field == "street" and source and source.coordinates:
        return (POSITIONED,)
    if found.field == "entity_id" and source and source.entity_field:
        return (_identified(source),)
    if found.field in ENTITY_DIMENSIONS and found.values.get("entity_id"):
        return (Text("取自法人库中该法人的同名字段。", "The field of the same name of the legal entity."),)
    given = tuple(_reasons(found))
    return given or (derived,)


def _casting(source: Source, cast: Field) -> Text:
    zh, en = (
        f"“{cast.header}”一列按合同转换（{cast.kind}）",
        f"Column {cast.header!r} cast by the contract ({cast.kind})",
    )
    if cast.unit is not Unit.NONE and cast.unit.scale != 1:
        zh, en = f"{zh}，乘以 {cast.unit.scale:,} 换成基本单位", f"{en}, times {cast.unit.scale:,} for the base's unit"
    if cast.code_list:
        zh, en = (
            f"{zh}，代码表 {cast.code_list}，空值记为 unknown",
            f"{en}, code list {cast.code_list}, empty is unknown",
        )
    system = source.coordinates
    if system and system is not CoordinateSystem.CGCS2000 and (cast.kind is Kind.GEOMETRY or cast.name in POSITION):
        zh, en = f"{zh}，由 {system.value} 换算为 CGCS2000", f"{en}, turned from {system.value} into CGCS2000"
    return Text(zh + "。", en + ".")


def _identified(source: Source) -> Text:
    field = next(each for each in source.fields if each.name == source.entity_field)
    return Text(
        f"以“{field.header}”中的组织机构代码对应法人库；没有对应的留空。",
        f"Linked by the organisation code in {field.header!r}; empty where no entity has it.",
    )


def _reasons(found: Place) -> list[Text]:
    """Return what a derived row says of itself: its method, grade or score, and its reason."""
    said = [
        f"{name} = {found.values[name]}" for name in ("method", "grade", "score") if found.values.get(name) is not None
    ]
    notes = [Text(", ".join(said), ", ".join(said))] if said else []
    if found.field == "value" and found.values.get("before_receipt"):
        notes.append(DIFFERENCE)
    if found.field == "value" and "change_receipt" in found.values:
        notes.append(INTERVAL)
    if found.values.get("reason_zh"):
        notes.append(Text(str(found.values["reason_zh"]), str(found.values["reason_en"])))
    return notes


def _entity(snapshot: Snapshot, home: Path, found: Place, cast: Field | None) -> tuple[CellExplanation, ...]:
    """Return the explanation of the legal entity's cell from which a dimension was taken."""
    golden = bases()["legal_entities"].golden
    entity = found.values.get("entity_id")
    if cast or golden is None or not entity or found.field not in ENTITY_DIMENSIONS:
        return ()
    return (golden_cell(snapshot, home, place(snapshot, ENTITY, str(entity), found.field), golden),)


def _located(
    snapshot: Snapshot, home: Path, found: Place, source: Source | None, cast: Field | None
) -> tuple[CellExplanation, ...]:
    """Return how a row with an address as well as a position was located to its block, with grade and reason."""
    if cast or found.field != "street" or not source or not source.coordinates:
        return ()
    row = f"subject={source.key},receipt={found.values['receipt']},source_row={found.values['source_row']}"
    return located(snapshot, home, row)


def located(snapshot: Snapshot, home: Path, row: str) -> tuple[CellExplanation, ...]:
    """Return the explanation of the block in a row of the table of locations, nothing where there is no such row."""
    if LOCATION not in snapshot.manifest.tables:
        return ()
    try:
        return (plain_cell(snapshot, home, place(snapshot, LOCATION, row, "street")),)
    except DatasetsError:  # nothing said where it is
        return ()
