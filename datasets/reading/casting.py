"""Casting: from the text a department wrote to a typed value, by contract, without repair.

``text`` in the SQL below stands for the delivered column ``{name}`` of table ``delivered``; the typed
value is the column of the same name in the result.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from datasets.contract import Field, Kind, Source
from datasets.reading.identifiers import IDENTIFIER_KINDS
from datasets.reading.rules import NOT_THE_KIND
from datasets.reading.wording import is_blank, is_no_value, is_stray
from datasets.sql import literal, quoted

NUMBER = r"-?[0-9]{1,15}(\.[0-9]+)?"
SCIENTIFIC = r"[-+]?[0-9]+(\.[0-9]+)?[eE]\+?[0-9]+"
# All that is seen in ASCII but + (of 1E+17), _ (of _x0000_) and the quotation marks.
PLAIN_CODE = r"[!\x{23}-&(-*,-^`-~]+"
# How spreadsheets mark text, delivered as part of it: '00123 and ="00123".
APOSTROPHE = r"^[\x{27}\x{2018}\x{2019}]|[\x{27}\x{2019}]$|^=?\x{22}|\x{22}$"
THOUSANDS = r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?"


# How a kind is held in a base; every other kind is text.
TYPES: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.AMOUNT: "DECIMAL(18, 2)",
        Kind.QUANTITY: "DOUBLE",
        Kind.DATE: "DATE",
        Kind.MONTH: "DATE",
        Kind.TIME: "TIMESTAMP",
        Kind.COUNT: "BIGINT",
    }
)


@dataclass(frozen=True, kw_only=True)
class Check:
    """A condition every good row fulfils: ``sql`` is never NULL; ``rule`` is SQL for the rule's key."""

    field: Field | None
    sql: str
    rule: str


def text_of(field: Field) -> str:
    """Return the column that holds a field's text as delivered."""
    return quoted(f"delivered {field.name}")


def spelling_table(field: Field) -> str:
    """Return the name of the temp table of an identifier's distinct spellings."""
    return quoted(f"spelling {field.name}")


def spared(source: Source, field: Field) -> bool:
    """Return whether a row may stay although this identifier has a wrong check digit.

    Where an identifier is not required, the rest of a record about an organisation or person still says who is
    meant. The row is taken with a finding, and the number proves nothing about identity.
    """
    return source.subject is not None and not field.required and field.kind in IDENTIFIER_KINDS


def codes_of(code_list: str) -> str:
    """Return the name of the type that a text can be cast to if it is a code of the list.

    A type, because looking codes up in a table is a join, and joins let rows change places.
    """
    return quoted(f"codes {code_list}")


def codes_in_force(code_list: str) -> str:
    """Return the name of the macro that says whether a text is a code of the edition in force on a day."""
    return quoted(f"in force {code_list}")


def decimals(field: Field) -> int:
    """Return how many decimals of the written unit make one fen or cent."""
    return 6 if field.unit.scale > 1 else 2


def typed(field: Field) -> str:
    """Return SQL for the typed value, NULL where the text is not written as its kind demands.

    A cast alone is too kind: it takes 1.2E+5, 1_000 and 2010-6-3, and rounds what is too precise.
    """
    text, scale = text_of(field), field.unit.scale
    match field.kind:
        case Kind.AMOUNT:
            pattern = rf"-?[0-9]{{1,15}}(\.[0-9]{{1,{decimals(field)}}}0*)?"  # a database's numeric(18, 4) is exact too
            amount = f"try_cast({text} AS DECIMAL(18, 2))"
            if scale > 1:
                amount = f"try_cast(try_cast({text} AS DECIMAL(22, 6)) * {scale} AS DECIMAL(18, 2))"
        case Kind.QUANTITY:
            pattern = NUMBER
            amount = f"try_cast({text} AS DOUBLE)" + (f" * {scale}" if scale > 1 else "")
        case Kind.DATE:
            pattern, amount = "[0-9]{4}-[0-9]{2}-[0-9]{2}", f"try_cast({text} AS DATE)"
        case Kind.MONTH:
            pattern, amount = "[0-9]{4}-[0-9]{2}", f"try_cast({text} || '-01' AS DATE)"
        case Kind.TIME:
            pattern = "[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}(:[0-9]{2})?"
            amount = f"try_cast({text} AS TIMESTAMP)"
        case Kind.COUNT:
            pattern, amount = "-?[0-9]{1,15}", f"try_cast({text} AS BIGINT)"
        case _:
            return text
    return f"CASE WHEN regexp_full_match({text}, '{pattern}') THEN {amount} END"


def well_formed(field: Field) -> str:
    """Return SQL that is true where a text that is not missing is written as its kind demands."""
    text = text_of(field)
    match field.kind:
        case Kind.AMOUNT | Kind.QUANTITY | Kind.COUNT | Kind.DATE | Kind.MONTH | Kind.TIME:
            return f"{quoted(field.name)} IS NOT NULL"
        case Kind.CODE:
            odd = f"regexp_full_match({text}, '{SCIENTIFIC}') OR has_full_width({text}) OR {is_stray(text)} "
            odd += f"OR regexp_matches({text}, '{APOSTROPHE}')"
            # CASE, because AND asks all its conditions of every row
            return f"CASE WHEN regexp_full_match({text}, '{PLAIN_CODE}') THEN true ELSE NOT ({odd}) END"
        case _:  # identifiers are judged by distinct spelling, free text is as it is
            return "true"


def cause(field: Field, otherwise: str) -> str:
    """Return SQL that names the rule a badly written text breaks."""
    text = text_of(field)
    precise = f"WHEN regexp_full_match({text}, '{NUMBER}') THEN 'too_precise' " if field.kind is Kind.AMOUNT else ""
    stray = f"WHEN {is_stray(text)} THEN 'stray_blank' "
    apostrophe = f"WHEN regexp_matches({text}, '{APOSTROPHE}') THEN 'apostrophe' "
    number = f"WHEN regexp_full_match({text}, '{THOUSANDS}') THEN 'thousands_separator' " + precise
    return (
        f"CASE WHEN has_full_width({text}) THEN 'full_width' "
        f"WHEN regexp_full_match({text}, '{SCIENTIFIC}') THEN 'scientific_notation' "
        f"{number if field.kind in (Kind.AMOUNT, Kind.QUANTITY, Kind.COUNT) else ''}"
        f"WHEN {is_no_value(text)} THEN 'error_value' "
        f"{stray if field.kind is Kind.CODE or field.kind in IDENTIFIER_KINDS else ''}"
        f"{apostrophe if field.kind is Kind.CODE or field.kind in IDENTIFIER_KINDS else ''}ELSE '{otherwise}' END"
    )


def checks(source: Source) -> Iterator[Check]:
    """Yield every check of a source that can be made on one row alone."""
    first = next(field for field in source.fields if field.name in source.unique)
    titled = f"coalesce({text_of(first)} <> {literal(first.header)}, true)"
    yield Check(field=first, sql=titled, rule="'repeated_heading'")
    for field in source.fields:
        yield from _field_checks(field, in_key=field.name in source.unique)
    for rule in source.rules:
        yield Check(field=None, sql=f"coalesce({rule.sql}, true)", rule=literal(rule.key))


def _field_checks(field: Field, *, in_key: bool) -> Iterator[Check]:
    text, value = text_of(field), quoted(field.name)
    if field.required:
        yield Check(field=field, sql=f"NOT ({is_blank(text)})", rule="'missing'")
    if field.kind is Kind.TEXT:
        yield Check(field=field, sql=f"({text} IS NULL OR NOT ({is_no_value(text)}))", rule="'error_value'")
        if in_key:
            yield Check(field=field, sql=f"NOT ({is_stray(text)})", rule="'stray_blank'")
    elif field.kind not in IDENTIFIER_KINDS:
        rule = cause(field, NOT_THE_KIND.get(field.kind, "not_in_list"))
        yield Check(field=field, sql=f"({text} IS NULL OR ({_written(field)}))", rule=rule)
    if field.kind is Kind.CODE and not field.code_list:
        yield Check(field=field, sql=f"({text} IS NULL OR NOT ({is_no_value(text)}))", rule="'error_value'")
    if field.code_list:
        well = f"NOT ({well_formed(field)})" if field.kind is Kind.CODE else "false"
        listed = f"CASE WHEN {text} IS NULL OR {_listed(field)} THEN true ELSE {well} END"
        yield Check(field=field, sql=listed, rule="'not_in_list'")
    if field.range:
        low, high = (_bound(each * field.unit.scale, field.kind) for each in field.range)
        yield Check(field=field, sql=f"coalesce({value} BETWEEN {low} AND {high}, true)", rule="'out_of_range'")
    if field.kind in (Kind.DATE, Kind.TIME, Kind.MONTH):
        floor = f"coalesce({value} >= DATE '{field.earliest}', true)"
        yield Check(field=field, sql=floor, rule="'date_too_early'")


def _written(field: Field) -> str:
    """Return SQL for a text that is written as its kind demands; what is in a list needs no further look."""
    if field.code_list and field.kind is Kind.CODE:
        return f"CASE WHEN {_listed(field)} THEN true ELSE {well_formed(field)} END"
    return well_formed(field)


def _listed(field: Field) -> str:
    """Return SQL that is true for a code of the current list, or of the edition in force on the row's date."""
    if field.edition_date:
        return f"{codes_in_force(field.code_list or '')}({text_of(field)}, {quoted(field.edition_date)})"
    return f"try_cast({text_of(field)} AS {codes_of(field.code_list or '')}) IS NOT NULL"


def in_force(day: str) -> str:
    """Return SQL over ``code_conversion``: the edition of a day, the current one where the day is not known."""
    known = f"coalesce({day}, DATE '9999-12-30')"
    return f"coalesce(valid_from <= {known}, true) AND coalesce({known} < valid_to, true)"


def _bound(value: Decimal, kind: Kind) -> str:
    return f"{value}::{'DECIMAL(18, 2)' if kind is Kind.AMOUNT else 'DOUBLE'}"
