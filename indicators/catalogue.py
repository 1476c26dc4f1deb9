"""The catalogue: every definition of the library under its key."""

from functools import cache
from types import MappingProxyType
from typing import NamedTuple, cast

import indicators.library
from datasets import Text
from datasets.content import exported, modules
from indicators.definition import AnyIndicator, Catalogue, Indicator, Reported
from indicators.errors import QuestionError


class Family(NamedTuple):
    """Indicators that belong together: one file of the library."""

    key: str
    name: Text
    members: tuple[AnyIndicator, ...]


@cache
def families() -> tuple[Family, ...]:
    """Return the families, in the order of the library's files."""
    names = cast("list[Text]", list(exported(indicators.library, "FAMILY")))
    members = cast("list[tuple[AnyIndicator, ...]]", list(exported(indicators.library, "INDICATORS")))
    keys = [each.__name__.rpartition(".")[2] for each in modules(indicators.library)]
    return tuple(map(Family, keys, names, members))


def family(key: str) -> Family:
    """Return one family by the name of its file."""
    return next(each for each in families() if each.key == key)


@cache
def catalogue() -> Catalogue:
    """Return every indicator by key, in the order of the library's files."""
    found: dict[str, AnyIndicator] = {}
    for each in (member for family in families() for member in family.members):
        if each.key in found:
            raise TypeError(f"Two indicators have the key {each.key}; keys name one thing.")
        found[each.key] = each
    return MappingProxyType(found)


def definition_of(key: str) -> AnyIndicator:
    """Return one definition; an unknown key is an error that lists the known ones."""
    try:
        return catalogue()[key]
    except KeyError:
        known = ", ".join(catalogue())
        raise QuestionError(
            Text(f"没有指标 {key}；已有：{known}", f"There is no indicator {key}; there are: {known}")
        ) from None


def summed(key: str) -> Indicator:
    """Return a definition that is a plain sum; the parts of ratios and shares must be."""
    found = definition_of(key)
    if not isinstance(found, Indicator):
        raise TypeError(f"{key} is not a sum over a base table.")
    return found


def reporting(series: str) -> str:
    """Return the key of the statistical report whose total is a series, such as gdp; the name itself where none is."""
    reports = (each for each in catalogue().values() if isinstance(each, Reported))
    return next((each.key for each in reports if (each.series, each.item) == (series, "total")), series)
