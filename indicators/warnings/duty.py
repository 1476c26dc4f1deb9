"""Who is responsible: the departments there are, and which of them leads what an indicator measures."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from datasets import Text, sources
from indicators.catalogue import definition_of
from indicators.errors import QuestionError


@cache
def departments() -> Mapping[str, Text]:
    """Return every department that delivers data, by its Chinese name, which is how the ledger knows it."""
    named = {each.department.zh: each.department for each in sources().values()}
    return MappingProxyType({name: named[name] for name in sorted(named)})


@cache
def leading() -> Mapping[str, Text]:
    """Return the department that leads an indicator's subject, where another one only delivers the data."""
    text = (files("indicators") / "warnings" / "duties.csv").read_text(encoding="utf-8")
    return MappingProxyType(
        {row["indicator"]: department_of(row["department"]) for row in csv.DictReader(text.splitlines())}
    )


def department_of(name: str) -> Text:
    """Return a department by its name in either language; an unknown one is an error that lists the known."""
    found = next((each for each in departments().values() if name in each), None)
    if found is None:
        zh, en = ("、".join(departments()), ", ".join(each.en for each in departments().values()))
        raise QuestionError(Text(f"没有部门“{name}”；已有：{zh}", f"There is no department {name!r}; there are: {en}"))
    return found


def named(name: str) -> Text:
    """Return a department as the ledger knows it in both languages; one that delivers no more keeps its own name."""
    return departments().get(name, Text(name, name))


def responsible(kind: str, key: str) -> Text:
    """Return who answers for an indicator (its lead, otherwise who delivers the data) or for a source."""
    if kind == "source":
        return sources()[key].department
    return leading().get(key) or sources()[definition_of(key).sources[0]].department
