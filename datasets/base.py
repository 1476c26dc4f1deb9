"""What a base database is: a description, and SQL steps beyond the default integration."""

from dataclasses import dataclass

from datasets.text import Text


@dataclass(frozen=True, kw_only=True)
class Step:
    """One named table made by a SELECT over the base's tables; ``{zone}`` is the zone's key."""

    table: str
    sql: str


@dataclass(frozen=True, kw_only=True)
class Base:
    """One of the four base databases.

    Bases are built by ``rank``: legal entities come before everything that is linked to them.
    ``reference`` names CSV files of the zone's folder that the steps read, as temp tables of that name.
    """

    key: str
    name: Text
    abstract: Text
    rank: int
    reference: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
