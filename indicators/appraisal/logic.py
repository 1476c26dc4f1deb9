"""Three-valued logic (Kleene): true, false and not known, where what is missing never counts for anybody."""

from collections.abc import Iterable
from decimal import Decimal


def any_of(values: Iterable[bool | None]) -> bool | None:
    """Return true if one is, otherwise unknown if one is, otherwise false."""
    found = list(values)
    if any(each is True for each in found):
        return True
    return None if any(each is None for each in found) else False


def all_of(values: Iterable[bool | None]) -> bool | None:
    """Return false if one is, otherwise unknown if one is, otherwise true."""
    found = list(values)
    if any(each is False for each in found):
        return False
    return None if any(each is None for each in found) else True


def negated(value: bool | None) -> bool | None:
    """Return the contrary; of what is unknown, unknown."""
    return None if value is None else not value


def at_least(value: Decimal | int | None, bound: Decimal | int) -> bool | None:
    """Return whether a value reaches a bound."""
    return None if value is None else value >= bound


def holds(values: Iterable[object] | None, wanted: object) -> bool | None:
    """Return whether something is among the values."""
    return None if values is None else wanted in values
