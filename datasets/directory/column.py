"""Columns: what each field of a resource is called, its unit, its code list, who may see it, and the tables' keys.

A column that a department delivered is described by its contract, one whose value a rule chose by that attribute of
the base; what the engine adds stands in ``columns.csv``, by table or for all tables. No other source has a say.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from datasets.base import Base
from datasets.building.integrate import column_of
from datasets.catalogue import bases, sources
from datasets.contract import Classification, Field, Kind, Source, Subject, Unit
from datasets.golden.attribute import Attribute, Golden
from datasets.text import Text

FOLDER = Path(__file__).parent
ORDER = (Classification.OPEN, Classification.INTERNAL, Classification.RESTRICTED)


@dataclass(frozen=True, kw_only=True)
class Column:
    """One field of a resource: its name, what it is called, its type and unit, who may see it.

    ``required`` says that it is never empty in this resource.
    """

    name: str
    label: Text
    type: str
    unit: str
    code_list: str | None
    required: bool
    classification: Classification


@dataclass(frozen=True, kw_only=True)
class _Added:
    """What ``columns.csv`` says of a column that no department delivers."""

    label: Text
    code_list: str | None


def delivered(each: Field, source: Source) -> Column:
    """Return a field as its department delivers it."""
    return Column(
        name=each.header,
        label=each.label,
        type=each.kind.value,
        unit=each.unit.value,
        code_list=each.code_list,
        required=each.required,
        classification=class_of(each, source),
    )


def class_of(each: Field, source: Source) -> Classification:
    """Return who may see a field: of a source that is open, all that is not restricted is open.

    A field of which some values are restricted is classed by those.
    """
    if each.restricted_where:
        return Classification.RESTRICTED
    if each.classification is Classification.INTERNAL and source.classification is Classification.OPEN:
        return Classification.OPEN
    return each.classification


def strictest(classes: list[Classification]) -> Classification:
    """Return the highest class of several."""
    return max(classes, key=ORDER.index, default=Classification.INTERNAL)


def held(table: str, name: str, kind: str, source: Source | None) -> Column:
    """Return the description of one column of a base table; ``source`` is the one whose rows it holds."""
    field = next((e for e in source.fields if e.in_base and column_of(e) == name), None) if source else None
    if source and field:
        return Column(
            name=name,
            label=field.label,
            type=kind,
            unit=_base_unit(field),
            code_list=field.code_list,
            required=field.required or name in key_of(table, source),
            classification=class_of(field, source),
        )
    base = bases().get(table.removeprefix("base_").partition("__")[0])
    chosen = _attribute(base, table, name)
    own, general = _added().get((table, name)), _added().get(("", name))
    named = own or chosen or general
    listed = own or general
    return Column(
        name=name,
        label=named.label if named else Text(name, name.replace("_", " ")),
        type=kind,
        unit=_unit_of(name),
        code_list=listed.code_list if listed else None,
        required=name in key_of(table, source),
        classification=_class_added(base, table, name, source),
    )


def key_of(table: str, source: Source | None) -> tuple[str, ...]:
    """Return the columns that name one row of a base table, none if nothing is known to."""
    if source is None:
        return _keys().get(table, ())
    unique = [field for field in source.fields if field.name in source.unique]
    kept = all(each.in_base and each.required for each in unique)
    return tuple(map(column_of, unique)) if unique and kept else ("receipt", "source_row")


def _attribute(base: Base | None, table: str, name: str) -> Attribute | None:
    """Return the attribute of the base's golden records that a column of their table holds."""
    return base.golden.attribute(name) if base and base.golden and table == base.golden.table else None


def _class_added(base: Base | None, table: str, name: str, source: Source | None) -> Classification:
    """Return who may see a column that no department delivers: values of attributes as their sources say."""
    if base and base.golden:
        if chosen := _attribute(base, table, name):
            return _class_of_attribute(chosen.name)
        if name == "value" and table in (base.golden.candidates, f"{base.golden.table}_history"):
            return _class_of_values(base.golden)
    return Classification.OPEN if source and source.classification is Classification.OPEN else Classification.INTERNAL


def _class_of_values(golden: Golden) -> Classification:
    return strictest([_class_of_attribute(each.name) for each in golden.attributes])


@cache
def _class_of_attribute(name: str) -> Classification:
    """Return the highest class that a source of legal entities gives an attribute; persons are in no table here."""
    told = [source for source in sources().values() if source.subject is Subject.ENTITY]
    found = [each.classification for source in told for each in source.fields if each.attribute == name]
    return strictest([Classification.INTERNAL, *found])


def _base_unit(each: Field) -> str:
    return "none" if each.kind in (Kind.TEXT, Kind.CODE) else each.unit.base


def _unit_of(name: str) -> str:
    """Return the unit in which a column's name ends."""
    return next((each.value for each in Unit if name == each.value or name.endswith(f"_{each.value}")), "none")


@cache
def _added() -> Mapping[tuple[str, str], _Added]:
    with (FOLDER / "columns.csv").open(encoding="utf-8", newline="") as lines:
        return {
            (row["table"], row["column"]): _Added(label=Text(row["zh"], row["en"]), code_list=row["code_list"] or None)
            for row in csv.DictReader(lines)
        }


@cache
def _keys() -> Mapping[str, tuple[str, ...]]:
    with (FOLDER / "keys.csv").open(encoding="utf-8", newline="") as lines:
        return {row["table"]: tuple(row["columns"].split()) for row in csv.DictReader(lines)}
