"""The catalogue: every definition of the library under its key."""

from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import NamedTuple, cast

import indicators.library
from datasets import Text
from datasets.content import exported, modules
from indicators.definition import AnyIndicator, Catalogue, Indicator, Reported
from indicators.errors import QuestionError

_NEAR = 3  # keys that are suggested for one that is not known
_BEGUN, _TAIL = 3, 2  # letters at its beginning that must agree, and at its end that need not: taxes, tax_revenue


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
    """Return one definition; an unknown key is an error that names those it may have meant, by key or by name."""
    try:
        return catalogue()[key]
    except KeyError:
        raise QuestionError(_unknown(key)) from None


def _unknown(key: str) -> Text:
    """Return that there is no such indicator, the nearest ones, and where all of them are listed."""
    words = {each: each for each in catalogue()}
    words |= {word.casefold(): each.key for each in catalogue().values() for word in (each.name.zh, each.name.en)}
    close = get_close_matches(key.casefold(), words, n=_NEAR)
    begun = [word for word in catalogue() if word.startswith(key.casefold()[: max(_BEGUN, len(key) - _TAIL)])]
    begun.sort(key=lambda word: not catalogue()[word].watched)
    near = list(dict.fromkeys(words[word] for word in (*begun, *close)))[:_NEAR]
    meant = Text("", "")
    if near:
        meant = Text(f"是否指 {'、'.join(near)}？", f" Did you mean {', '.join(near)}?")
    return Text(
        f"没有指标 {key}。{meant.zh}jingwei show 列出全部指标。",
        f"There is no indicator {key}.{meant.en} jingwei show lists all of them.",
    )


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
