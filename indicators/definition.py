"""What an indicator is: frozen definitions that say what is measured, never how it is computed.

What is computed from base tables is a sum of one amount over the rows of one table, or one such sum over another.
That is why any slice adds up, why a cube can answer for the table, and why a number can be split into the rows that
made it. What a department publishes as a statistic, or as protected counts of persons, is shown as published.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import product
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

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
    INDEX = "index"  # 100 is the period compared with
    PERSONS = "persons"
    VISITS = "visits"
    HOUSEHOLDS = "households"
    CASES = "cases"
    PROJECTS = "projects"
    PIECES = "pieces"
    DAYS = "days"
    HOURS = "hours"
    KILOWATT_HOUR = "kilowatt_hour"
    TONNE_COAL = "tonne_coal"  # tonnes of standard coal equivalent
    COAL_PER_10K_YUAN = "coal_per_10k_yuan"  # kilograms of standard coal
    KILOWATT_HOUR_PER_10K_YUAN = "kilowatt_hour_per_10k_yuan"
    MICROGRAM = "microgram"  # per cubic metre
    MILLIGRAM = "milligram"  # per cubic metre
    KILOGRAM = "kilogram"
    USD_PER_KILOGRAM = "usd_per_kilogram"
    TIMES = "times"  # a plain multiple, such as the plot ratio


class Direction(StrEnum):
    """Which way is good news."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"


class Frequency(StrEnum):
    """How often an indicator has a value; a quarter or year stands in its last month."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        """Return how many months one period has."""
        return {"month": 1, "quarter": 3, "year": 12}[self]


class Growth(StrEnum):
    """Where the growth shown beside a statistic comes from; the two are never mixed in one column."""

    COMPUTED = "computed"  # from the levels
    PUBLISHED = "published"  # as the department published it, at comparable prices or scope
    INDEX = "index"  # the index against the year before says the growth: its value / 100 - 1


@dataclass(frozen=True, kw_only=True, eq=False)
class Definition:
    """The words and the unit that every kind of indicator has.

    ``watched`` indicators are asked each month whether they changed in a way worth a sentence.
    """

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
    frequency: Frequency = Frequency.MONTH
    watched: bool = False


@dataclass(frozen=True, kw_only=True, eq=False)
class Rows(Definition):
    """What is added up over the rows of ``table``, by the month in column ``time``.

    ``table`` is an unbound Ibis table, perhaps filtered; ``amount`` is a column or an expression of its columns,
    exact to two decimals. With ``stock`` the sums are changes and the value of a month is everything up to it.
    """

    table: "ir.Table"
    amount: "ir.NumericColumn"
    time: str
    stock: bool = False

    sums: ClassVar[tuple[str, ...]] = ("value",)  # the names of the measures

    @property
    def measures(self) -> Mapping[str, "ir.NumericScalar"]:
        """Return the aggregates, by column of the cube, that a slice of the table is reduced to."""
        return {"value": self.amount.sum()}

    @property
    def delivered(self) -> "ir.Table":
        """Return the whole table underneath, before any filter, with the month its rows are counted in."""
        import ibis.expr.operations as ops

        node = self.table.op()
        while isinstance(node, ops.Filter):
            node = node.parent
        return node.to_expr()

    @property
    def base_table(self) -> str:
        """Return the name of the base table underneath, whose rows have receipts."""
        return next(name for name, columns in self.underneath.items() if "receipt" in columns)

    @property
    def underneath(self) -> Mapping[str, frozenset[str]]:
        """Return the columns of every base table that is read, by its name."""
        import ibis.expr.operations as ops

        return {str(each.name): frozenset(each.schema) for each in self.table.op().find(ops.UnboundTable)}


@dataclass(frozen=True, kw_only=True, eq=False)
class Indicator(Rows):
    """The sum of ``amount``; ``parts`` are indicators that add up to this one in every slice that it has."""

    parts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Mean(Rows):
    """The sum of ``amount`` over the sum of ``weight`` of the same rows: an average, a rate or a share.

    ``amount_unit`` is the unit of the rows' amounts where it is not that of the mean.
    """

    weight: "ir.NumericColumn"
    amount_unit: Unit | None = None

    sums: ClassVar[tuple[str, ...]] = ("value", "weight")

    @property
    def measures(self) -> Mapping[str, "ir.NumericScalar"]:
        """Return both sums."""
        return {"value": self.amount.sum(), "weight": self.weight.sum()}


@dataclass(frozen=True, kw_only=True, eq=False)
class Ratio(Definition):
    """One indicator divided by another, times ``scale``; undefined where the divisor is not positive.

    Where one of the two has a value less often than every month, the other is added up over the same months.
    """

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

    frequency: Frequency = Frequency.YEAR


@dataclass(frozen=True, kw_only=True, eq=False)
class Reported(Definition):
    """A statistical series as its department delivers it: item ``item`` of ``series``, every vintage kept.

    A dimension, if there is one, is the series' own list of items: an answer is split into the finest items
    below ``item``. Months that were delivered together (January and February) stay together. ``chain`` names, for an
    index, the series of the same items against the month before and against the year before: they link into one.
    """

    series: str
    item: str = "total"
    growth: Growth = Growth.COMPUTED
    chain: tuple[str, str] | None = None

    @property
    def flow(self) -> bool:
        """Return whether periods add up, as those of an index do not."""
        return self.growth is not Growth.INDEX


@dataclass(frozen=True, kw_only=True, eq=False)
class Protected(Definition):
    """Counts of persons by year as they were published: small cells are withheld and never become nought.

    ``table`` has a column for each of ``columns`` and the count. A slice must lie within one of ``designs``, the
    tables that were protected together, each divided by one of ``places`` too. ``fixed`` limits the count to a cell.
    """

    table: str
    count: str
    columns: tuple[str, ...]
    designs: tuple[tuple[str, ...], ...]
    places: tuple[str, ...] = ()
    fixed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    frequency: Frequency = Frequency.YEAR

    @property
    def published(self) -> tuple[frozenset[str], ...]:
        """Return the sets of dimensions within which the table has cells."""
        places = [(), *((each,) for each in self.places)]
        return tuple(frozenset((*design, *place)) for design, place in product(self.designs, places))


AnyIndicator = Indicator | Mean | Ratio | Difference | TopShare | Published | Reported | Protected
Catalogue = Mapping[str, AnyIndicator]
