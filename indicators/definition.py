"""What an indicator is: frozen definitions that say what is measured, never how it is computed.

Every computed indicator is a sum of one amount over the rows of one base table. That is why any slice
adds up, why a cube can answer for the table, and why a number can be split into the rows that made it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from datasets import Text

if TYPE_CHECKING:
    import ibis.expr.types as ir


class Unit(StrEnum):
    """The base unit of a value; :mod:`indicators.figures` scales it for readers."""

    YUAN = "yuan"
    USD = "usd"
    ENTERPRISES = "enterprises"
    SQUARE_METRE = "square_metre"
    YUAN_PER_MU = "yuan_per_mu"
    SHARE = "share"  # a fraction of one, shown in per cent


class Direction(StrEnum):
    """Which way is good news."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"


@dataclass(frozen=True, kw_only=True, eq=False)
class Definition:
    """The words and the unit that every kind of indicator has."""

    key: str
    name: Text
    unit: Unit
    meaning: Text
    formula: Text
    caveat: Text
    owner: Text
    sources: tuple[str, ...]
    direction: Direction = Direction.UP
    dimensions: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Indicator(Definition):
    """The sum of ``amount`` over the rows of ``table``, by the month in column ``time``.

    ``table`` is an unbound Ibis table, perhaps filtered; ``amount`` is one of its columns. With
    ``stock`` the sums are changes and the value of a month is everything up to and including it.
    """

    table: "ir.Table"
    amount: "ir.NumericColumn"
    time: str
    stock: bool = False

    @property
    def measure(self) -> "ir.NumericScalar":
        """Return the aggregate that a slice of the table is reduced to."""
        return self.amount.sum()

    @property
    def delivered(self) -> "ir.Table":
        """Return the whole base table underneath, before any filter."""
        import ibis.expr.operations as ops

        return self.table.op().find(ops.UnboundTable)[0].to_expr()

    @property
    def base_table(self) -> str:
        """Return the name of the base table underneath."""
        return str(self.delivered.get_name())


@dataclass(frozen=True, kw_only=True, eq=False)
class Ratio(Definition):
    """One indicator divided by another, times ``scale``; undefined where the divisor is not positive."""

    numerator: str
    denominator: str
    scale: float = 1.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Difference(Definition):
    """One indicator minus another of the same unit."""

    minuend: str
    subtrahend: str


@dataclass(frozen=True, kw_only=True, eq=False)
class TopShare(Definition):
    """The share of the ``count`` largest contributors, told apart by column ``entity``, in an indicator."""

    of: str
    entity: str
    count: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Published(Definition):
    """Annual figures of the zone that a bulletin printed, with their vintages and their published growth."""


AnyIndicator = Indicator | Ratio | Difference | TopShare | Published
Catalogue = Mapping[str, AnyIndicator]
