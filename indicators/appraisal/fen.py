"""Money of a review: whole fen where it is added up, exact decimals on the way there, one rule of rounding."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from types import MappingProxyType

from datasets import Text
from indicators.errors import QuestionError

Number = Decimal | int | float | str
"""What is taken for an exact number: a float stands for the decimal it prints as."""

UNITS: Mapping[str, int] = MappingProxyType(
    {"分": 1, "元": 100, "yuan": 100, "千元": 100_000, "万元": 1_000_000, "亿元": 10_000_000_000}
)
"""Units of money with their fen. Other currencies are not among them: they are refused, never converted in silence."""

MOST = 10**17
"""Fen: no amount is larger, a thousand trillion yuan."""


def exact(value: Number) -> Decimal:
    """Return the decimal that ``value`` prints as, so that 0.1 is a tenth; refuse what is not a finite number."""
    try:
        found = value if isinstance(value, Decimal) else Decimal(str(value).strip())
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise QuestionError(Text(f"“{value}”不是数。", f"{value!r} is not a number."))
    return found


def whole_fen(amount: Decimal) -> int:
    """Return an exact amount in fen as whole fen, half a fen away from nought (四舍五入)."""
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


def fen(amount: Number, unit: str = "元") -> int:
    """Return an amount of money as whole fen; refuse a unit that is not one of :data:`UNITS`."""
    if unit not in UNITS:
        raise QuestionError(
            Text(
                f"金额单位“{unit}”不能识别：只接受{'、'.join(UNITS)}；外币请按合同汇率折成人民币后申报。",
                f"The unit of money {unit!r} is unknown: {', '.join(UNITS)} are; convert other currencies beforehand.",
            )
        )
    found = exact(amount) * UNITS[unit]
    if abs(found) > MOST:
        raise QuestionError(Text(f"金额 {amount} {unit} 大得不合理。", f"{amount} {unit} is larger than can be."))
    return whole_fen(found)


def yuan(amount_fen: int) -> str:
    """Return whole fen as yuan with two places and separators of thousands, to the fen."""
    sign = "-" if amount_fen < 0 else ""
    whole, rest = divmod(abs(amount_fen), 100)
    return f"{sign}{whole:,}.{rest:02d}"


def per_year(rate: Number, name: Text) -> Decimal:
    """Return a rate a year (0.05 is five per cent), refusing what is −100 % or less."""
    found = exact(rate)
    if found <= -1:
        raise QuestionError(
            Text(
                f"{name.zh}为 {found:%}：每年不能减少百分之百或更多。",
                f"{name.en} is {found:%}: no rate a year is −100 % or less.",
            )
        )
    return found


def at_least_nought(value: Number, name: Text) -> Decimal:
    """Return a number that may not be negative, refusing one that is."""
    found = exact(value)
    if found < 0:
        raise QuestionError(Text(f"{name.zh}为 {found}：不能为负。", f"{name.en} is {found}: it cannot be negative."))
    return found
