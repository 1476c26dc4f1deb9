"""Cells of facts: the delivered text, how the contract casts it, and by which identifier the row was linked."""

from dataclasses import replace
from pathlib import Path

from datasets.building.integrate import ENTITY, ENTITY_DIMENSIONS, column_of
from datasets.catalogue import bases
from datasets.cell.explanation import CellExplanation
from datasets.cell.golden import from_list, golden_cell, parent_of
from datasets.cell.origin import header_of, link_of, origin, source_of
from datasets.cell.place import Place, place, written
from datasets.contract import Field, Source, Unit
from datasets.published.snapshot import Snapshot
from datasets.text import Text

LINKS = "base_legal_entities__record_link"
DERIVED = Text(
    "由基础表的步骤推算；下面是它所依据的部门原始行。", "Computed by a step of the base from the delivered row below."
)
SUMMED = Text(
    "由基础表的步骤从多行得出，没有单独一行原件。",
    "Computed by a step of the base from many rows; no single delivered row is behind it.",
)
# The columns that name a delivered row; a pair of records has two.
ROWS = (("receipt", "source_row"), ("left_receipt", "left_row"), ("right_receipt", "right_row"))


def plain_cell(snapshot: Snapshot, home: Path, found: Place) -> CellExplanation:
    """Return the explanation of a cell of any other base table."""
    rows = [(_number(found.values.get(one)), _number(found.values.get(other))) for one, other in ROWS]
    behind = [(receipt, row) for receipt, row in rows if receipt and row]
    source = source_of(snapshot, behind[0][0]) if behind else None
    contract = source if source and source.base_table == found.table else None
    cast = _field(contract, found.field)
    how = _how(snapshot, found, contract, cast, derived=DERIVED if behind else SUMMED)
    told = replace(found.told(snapshot, cast.label if cast else None), how=how)
    header = header_of(source, column=found.field)
    origins = [
        replace(
            origin(snapshot, home, receipt, row, header=header, value=written(found.values[found.field])),
            place=number,
            link=link_of(snapshot, LINKS, receipt, row),
        )
        for number, (receipt, row) in enumerate(behind, start=1)
    ]
    told = replace(told, origins=tuple(origins))
    return replace(told, below=_entity(snapshot, home, found, cast))


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _field(source: Source | None, column: str) -> Field | None:
    return next((each for each in source.fields if column_of(each) == column), None) if source else None


def _how(
    snapshot: Snapshot, found: Place, source: Source | None, cast: Field | None, *, derived: Text
) -> tuple[Text, ...]:
    if cast:
        return (_casting(cast),)
    if found.field in ("receipt", "source_row"):
        return (Text("原件的回执号和行号。", "The receipt of the delivered file and the row in it."),)
    child = parent_of(snapshot, found)
    if child:
        return (from_list(child, found.values[child]),)
    if found.field == "entity_id" and source and source.entity_field:
        return (_identified(source),)
    if found.field in ENTITY_DIMENSIONS and found.values.get("entity_id"):
        return (Text("取自法人库中该法人的同名字段。", "The field of the same name of the legal entity."),)
    given = tuple(_reasons(found))
    return given or (derived,)


def _casting(cast: Field) -> Text:
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
    if found.values.get("reason_zh"):
        notes.append(Text(str(found.values["reason_zh"]), str(found.values["reason_en"])))
    return notes


def _entity(snapshot: Snapshot, home: Path, found: Place, cast: Field | None) -> tuple[CellExplanation, ...]:
    """Return the explanation of the legal entity's cell from which a dimension was taken."""
    golden = bases()["legal_entities"].golden
    entity = found.values.get("entity_id")
    if cast or golden is None or not entity or found.field not in ENTITY_DIMENSIONS or parent_of(snapshot, found):
        return ()
    return (golden_cell(snapshot, home, place(snapshot, ENTITY, str(entity), found.field), golden),)
