"""Money as an application writes it: an amount with its unit, kept as exact yuan."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from indicators.appraisal.fen import UNITS as FEN

UNITS: Mapping[str, Decimal] = MappingProxyType(
    {"yuan": Decimal(1), **{unit: Decimal(each) / 100 for unit, each in FEN.items()}}
)
"""The units an amount may have and how many yuan one of them is."""

_WRITTEN = re.compile(r"\s*([+-]?[\d,，]*\.?\d+)\s*(\S.*?)?\s*")
_FOREIGN = re.compile(r"美元|美金|欧元|日元|港币|港元|英镑|USD|EUR|JPY|HKD|GBP|\$|€|£", re.IGNORECASE)
_FEN = Decimal("0.01")
MOST = Decimal(10) ** 15
"""No figure of an application is larger: yuan, loads, capacities."""


def _parts(value: Any) -> tuple[Any, str]:
    """Return the amount and the unit of ``"120 万元"`` or ``{amount = 120, unit = "万元"}``."""
    if isinstance(value, Mapping):
        if set(value) != {"amount", "unit"}:
            raise PydanticCustomError("money_format", "an amount and its unit")
        return value["amount"], str(value["unit"]).strip()
    if isinstance(value, str):
        found = _WRITTEN.fullmatch(value)
        if found is None:
            currency = _FOREIGN.search(value)
            if currency:
                raise PydanticCustomError("money_currency", "not in yuan", {"unit": currency.group()})
            raise PydanticCustomError("money_format", "an amount and its unit")
        return re.sub("[,，]", "", found.group(1)), found.group(2) or ""
    return value, ""


def money(value: Any) -> Decimal:
    """Return an amount in yuan, exact to the fen; a bare number, another currency or less than nothing is refused."""
    amount, unit = _parts(value)
    if not unit:
        raise PydanticCustomError("money_unit", "no unit")
    if _FOREIGN.search(unit):
        raise PydanticCustomError("money_currency", "not in yuan", {"unit": unit})
    if unit not in UNITS:
        raise PydanticCustomError("money_format", "an amount and its unit")
    try:
        yuan = Decimal(str(amount)) * UNITS[unit]
    except InvalidOperation:
        raise PydanticCustomError("money_format", "an amount and its unit") from None
    if not yuan.is_finite():
        raise PydanticCustomError("money_format", "an amount and its unit")
    if yuan < 0:
        raise PydanticCustomError("negative", "below nothing")
    if yuan > MOST:
        raise PydanticCustomError("beyond", "beyond what can be")
    if yuan != yuan.quantize(_FEN):
        raise PydanticCustomError("money_fen", "finer than a fen")
    return yuan.quantize(_FEN)


def number(value: Any) -> Decimal:
    """Return a number as it is written, exact; words and truth values are none."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise PydanticCustomError("number", "not a number")
    found = Decimal(str(value))
    if not found.is_finite():
        raise PydanticCustomError("number", "not a number")
    if abs(found) > MOST:
        raise PydanticCustomError("beyond", "beyond what can be")
    return found


def quantity(value: Any) -> Decimal:
    """Return a number that is not below nothing."""
    found = number(value)
    if found < 0:
        raise PydanticCustomError("negative", "below nothing")
    return found


Yuan = Annotated[Decimal, BeforeValidator(money)]
"""An amount in yuan, written with its unit: ``"120 万元"``, ``"1,200,000 元"`` or ``{amount = 120, unit = "万元"}``."""

Number = Annotated[Decimal, BeforeValidator(number)]
"""An exact number."""

Quantity = Annotated[Decimal, BeforeValidator(quantity)]
"""An exact number that is not negative."""
