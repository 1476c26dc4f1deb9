"""The source contract: what a department promises about its extract.

Fields follow the core elements of the directory standard GB/T 21063.3 (name, abstract, provider,
classification, identifier, metadata identifier) and the zone plan's wish that format, collection,
update, coverage, history and relations of every resource are written down.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from datasets.text import Text

PERSONS = "persons"  # the database of rows about natural persons, attached while building and never afterwards


class Kind(StrEnum):
    """What the text in a column means, hence how it is cast."""

    TEXT = "text"
    CODE = "code"
    ORGANISATION_CODE = "organisation_code"  # GB 11714, 8+1 characters, hyphen allowed
    TAXPAYER_NUMBER = "taxpayer_number"  # 15 = 6 + organisation code; 18 = unified social credit code
    CREDIT_CODE = "credit_code"  # GB 32100, 18 characters
    REGISTRATION_NUMBER = "registration_number"  # GB/T 17710 MOD 11,10, 15 digits; 13 digits before 2007
    CUSTOMS_CODE = "customs_code"  # 10 characters, given by customs
    PERSON_NUMBER = "person_number"  # GB 11643, 18 characters, or the 15 digits of before 1999
    DATE = "date"  # 2010-06-30
    MONTH = "month"  # 2010-06, cast to the first day of the month
    TIME = "time"  # 2010-06-30 14:05 or 2010-06-30 14:05:59, the zone's own clock, cast to TIMESTAMP
    COUNT = "count"  # a whole number, cast to BIGINT
    GEOMETRY = "geometry"  # well-known text, in the source's coordinate system
    AMOUNT = "amount"  # DECIMAL(18,2), in the unit
    QUANTITY = "quantity"  # DOUBLE, in the unit


class Unit(StrEnum):
    """The unit a department writes; a base holds the unscaled unit."""

    YUAN = "yuan"
    TEN_THOUSAND_YUAN = "ten_thousand_yuan"
    HUNDRED_MILLION_YUAN = "hundred_million_yuan"
    USD = "usd"
    TEN_THOUSAND_USD = "ten_thousand_usd"
    SQUARE_METRE = "square_metre"
    KILOGRAM = "kilogram"
    KILOWATT_HOUR = "kilowatt_hour"
    TEN_THOUSAND_KILOWATT_HOUR = "ten_thousand_kilowatt_hour"
    TONNE_COAL_EQUIVALENT = "tonne_coal_equivalent"
    INDEX = "index"  # 100 is the month it is compared with
    NONE = "none"

    @property
    def scale(self) -> int:
        """Return the factor from the written unit to the base's unit."""
        if self.value.startswith("hundred_million"):
            return 100_000_000
        return 10_000 if self.value.startswith("ten_thousand") else 1

    @property
    def base(self) -> str:
        """Return the name of the unit a base holds the value in."""
        return self.value.removeprefix("hundred_million_").removeprefix("ten_thousand_")


class Sharing(StrEnum):
    """Who else may have the extract (政务信息资源共享管理暂行办法, 2016, article 9)."""

    UNCONDITIONAL = "unconditional"  # 无条件共享
    CONDITIONAL = "conditional"  # 有条件共享
    NONE = "none"  # 不予共享


class Classification(StrEnum):
    """Who may see a field."""

    OPEN = "open"
    INTERNAL = "internal"
    RESTRICTED = "restricted"


class Subject(StrEnum):
    """What a row of master data describes; rows of several departments on one subject are linked."""

    ENTITY = "entity"  # an organisation
    PERSON = "person"  # a natural person: microdata, kept in a database of its own


class CoordinateSystem(StrEnum):
    """What a department's longitudes and latitudes refer to; bases hold CGCS2000 (EPSG:4490)."""

    CGCS2000 = "CGCS2000"
    WGS_84 = "WGS-84"
    GCJ_02 = "GCJ-02"
    BD_09 = "BD-09"


class DeliveryMode(StrEnum):
    """What a delivery holds of all there is, hence what must not be missing from the next one."""

    FULL = "full"  # everything, each time: nothing that was there may be gone without a word
    BY_PERIOD = "by_period"  # a file a period, each complete for its own: it grows, the others stand
    INCREMENT = "increment"  # what is new since the last one


class Cadence(StrEnum):
    """How often the department delivers."""

    DAILY = "daily"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"
    ON_CHANGE = "on_change"


@dataclass(frozen=True, kw_only=True)
class Field:
    """One column of an extract.

    ``header`` is the department's column title; ``name`` is ours and ends in its unit or kind.
    ``range`` bounds a row's value and ``median_range`` the file's median, both in ``unit``:
    the second catches a file delivered in the wrong unit. A field not ``in_base`` stays in the
    landing, where a row's receipt and number lead back to it. ``attribute`` names the attribute of the
    row's subject that the field reports (its name, its address …); several departments may report the same.
    ``edition_date`` names the date of the row that decides in which edition of its list the code was written; the
    base then holds the code of the current edition, and the delivered one in a column ending in ``_delivered``.
    A date before ``earliest`` is a slip, and so is one after the day of delivery, unless the field is ``planned``.
    ``empty_is_said``: no value is an answer too (no closing date: still open), so an empty cell is not a gap.
    ``restricted_where`` is a condition in SQL over the columns of the base table: where it is true, the value is
    restricted, as it would be throughout if the field were classified so.
    """

    name: str
    header: str
    kind: Kind
    label: Text
    unit: Unit = Unit.NONE
    required: bool = True
    code_list: str | None = None
    range: tuple[Decimal, Decimal] | None = None
    median_range: tuple[Decimal, Decimal] | None = None
    classification: Classification = Classification.INTERNAL
    in_base: bool = True
    attribute: str | None = None
    empty_is_said: bool = False
    edition_date: str | None = None
    earliest: date = date(1900, 1, 1)
    planned: bool = False
    restricted_where: str | None = None


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A condition in SQL over the typed columns that every good row fulfils."""

    key: str
    sql: str
    message: Text
    suggestion: Text


class Growth(StrEnum):
    """What the growth over a year that is published with a figure compares."""

    NOMINAL = "nominal"  # the two levels, as published: it can be computed again
    COMPARABLE = "comparable"  # constant prices or a comparable scope: it cannot


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One macro-economic series of a source: the field of its value, and of the growth published beside it.

    A ``flow`` adds up over the months of a year; an index or a stock does not.
    """

    series: str
    name: Text
    value_field: str
    growth_field: str | None = None
    growth: Growth = Growth.NOMINAL
    flow: bool = True


@dataclass(frozen=True, kw_only=True)
class Statistics:
    """How the rows of a statistical source become vintages of series.

    Beside the values a row has the fields ``period_text``, ``figure_status_code`` and ``published_date``
    (``datasets.vintages.fields``); ``item_field`` names its coded breakdown, if there is one.
    """

    measures: tuple[Measure, ...]
    item_field: str | None = None

    @property
    def figure(self) -> tuple[str, ...]:
        """Return the fields by which a figure is one: period, item, status and day of publication."""
        item = (self.item_field,) if self.item_field else ()
        return ("period_text", *item, "figure_status_code", "published_date")


@dataclass(frozen=True, kw_only=True)
class Source:
    """One department's extract and everything that was agreed about it.

    ``files`` is a glob below the extracts folder. ``unique`` names the columns that identify a row; the figures of
    ``statistics`` are unique besides.
    ``base`` and ``table`` say where the checked rows go: table ``base_{base}__{table}``.
    ``entity_field`` is the column by which a row is linked to a legal entity; the base table
    then also carries ``entity_id`` and the entity's industry, street and ownership. A source with a
    ``subject`` delivers master data: each of its rows describes one organisation or person and is linked to it.
    The rows of a ``large`` source are not copied into a snapshot's database: its base table is a view over its parts.
    A build is refused without a usable file of a ``required`` source; any other may come later.
    A source with ``small_cells`` counts persons in groups so small that they are kept apart like persons.
    ``delivery_mode`` is ``update_method`` in a word: by it an extract is held against the one before.
    ``consumers`` are the departments that receive the extract's data from the centre.
    """

    key: str
    name: Text
    abstract: Text
    department: Text
    owner: Text
    legal_basis: Text
    coverage: Text
    update_method: Text
    history: Text
    relations: Text
    delivery_mode: DeliveryMode
    cadence: Cadence
    sharing: Sharing
    classification: Classification
    files: str
    fields: tuple[Field, ...]
    unique: tuple[str, ...]
    base: str
    table: str
    encoding: str = "utf-8"
    delimiter: str = ","
    entity_field: str | None = None
    subject: Subject | None = None
    small_cells: bool = False
    coordinates: CoordinateSystem | None = None
    statistics: Statistics | None = None
    required: bool = False
    large: bool = False
    consumers: tuple[Text, ...] = ()
    shipped: bool = False  # True: the file belongs to the zone's folder, not to the extracts
    rules: tuple[Rule, ...] = field(default=())

    @property
    def base_table(self) -> str:
        """Return the name of the base table its rows go to."""
        return f"base_{self.base}__{self.table}"

    @property
    def apart(self) -> bool:
        """Return whether no reader of a snapshot may see the rows: they are about persons, or nearly so."""
        return self.subject is Subject.PERSON or self.small_cells

    @property
    def relation(self) -> str:
        """Return the base table as SQL of a build names it: rows about persons go to a database of their own."""
        return f"{PERSONS}.{self.base_table}" if self.apart else self.base_table
