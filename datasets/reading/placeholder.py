"""Placeholders: what departments write where they know nothing (无, 不详, 00000000), as SQL.

``placeholder.csv`` beside this lists them by attribute, each line dated and with its reason; ``any`` holds for all. A
value that is one is told and is no value: it identifies nobody, is never golden, and does not count as filled. Where a
value is required, one that is as good as ``empty`` refuses its row, as an empty cell does.
"""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from datasets.contract import Field, Kind
from datasets.reading.identifiers import FULL_WIDTH, HALF_WIDTH
from datasets.sql import literal

LONGEST = 36  # bytes: none of them is longer, and longer texts need not be looked at


@cache
def _patterns(*, empty: bool = False) -> Mapping[str, str]:
    lines = csv.DictReader((files("datasets.reading") / "placeholder.csv").read_text("utf-8").splitlines())
    rows = [row for row in lines if row["empty"] == "yes" or not empty]
    named = dict.fromkeys(row["attribute"] for row in rows if row["attribute"] != "any")
    return MappingProxyType(
        {name: "|".join(row["pattern"] for row in rows if row["attribute"] in ("any", name)) for name in named}
    )


def has_placeholders(attribute: str | None) -> bool:
    """Return whether placeholders are known for an attribute of a base."""
    return attribute in _patterns()


def is_placeholder(attribute: str, text: str, *, empty: bool = False) -> str:
    """Return SQL that is true where a text only stands for a missing value of an attribute; blanks and signs aside.

    With ``empty`` only where it says no more than an empty cell.
    """
    plain = f"trim(translate({text}, {literal(FULL_WIDTH)}, {literal(HALF_WIDTH)}))"
    if attribute == "phone":
        plain = f"regexp_replace({plain}, '[\\s()+\\-]', '', 'g')"
    pattern = _patterns(empty=empty)[attribute]
    return f"CASE WHEN strlen({text}) <= {LONGEST} THEN regexp_full_match({plain}, {literal(pattern)}) ELSE false END"


def filled(field: Field, column: str) -> str:
    """Return SQL for how many cells of a field's column hold a value; words for nothing and unknown codes do not."""
    if field.kind is Kind.TEXT and field.attribute and has_placeholders(field.attribute):
        return f"count({column}) FILTER (NOT {is_placeholder(field.attribute, column)})"
    return f"count(nullif({column}, 'unknown'))" if field.code_list else f"count({column})"
