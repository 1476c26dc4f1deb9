"""What a base database is: a description, and the steps that make its tables beyond the default integration."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from datasets.finding import Finding
from datasets.golden.attribute import Golden
from datasets.text import Text


@dataclass(frozen=True, kw_only=True)
class Site:
    """Where a step works: the staging database, the zone, the state folder, and the list its findings go to.

    ``files`` names the file of each receipt. A step that moves rows of a source from its base table to the quarantine
    adds their number to ``refused``, by receipt.
    """

    connection: duckdb.DuckDBPyConnection
    zone: str
    home: Path
    findings: list[Finding]
    files: Mapping[int, str] = field(default_factory=dict)
    refused: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One named table made by a SELECT over the base's tables; ``persons.…`` is one about natural persons."""

    table: str
    sql: str


@dataclass(frozen=True, kw_only=True)
class Work:
    """One named piece of work in Python for what a SELECT cannot say; it makes or replaces tables of the site."""

    name: str
    run: Callable[[Site], None]


@dataclass(frozen=True, kw_only=True)
class Base:
    """One of the base databases.

    Bases are built by ``rank``: legal entities come before everything that is linked to them.
    ``reads`` names the bases, other than its own, whose tables its sources and steps read. Steps read no large source.
    ``reference`` names CSV files of the zone's folder that the steps read, as temp tables of that name.
    ``golden`` declares the rules by which the values of the base's subject are chosen.
    ``titles`` says what the tables made by its steps are called, by table name without the base's prefix.
    """

    key: str
    name: Text
    abstract: Text
    rank: int
    reads: tuple[str, ...] = ("legal_entities",)
    reference: tuple[str, ...] = ()
    steps: tuple[Step | Work, ...] = ()
    golden: Golden | None = None
    titles: Mapping[str, Text] = field(default_factory=dict)
