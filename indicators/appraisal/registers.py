"""The registers a review reads: assets with their use, shared capacity, rooms, licences, standards, staff, projects.

They are plain files of the zone (``datasets/zones/ZONE/registers``), labelled as simulated where they are.
"""

import csv
import datetime as dt
import io
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path

from datasets import Text, zones
from indicators.errors import QuestionError


@dataclass(frozen=True)
class Asset:
    """One machine, array, switch or piece of software: what it can do and how much of that is used.

    ``row`` is receipt and row of the department's delivery where it comes from a snapshot.
    """

    number: str
    name: Text
    asset_class: str
    department: str
    system: str
    purchased: dt.date
    price_yuan: Decimal
    metric: str
    capacity: Decimal | None
    p95_percent: Decimal | None
    state: str
    shared: bool
    function: str
    data: tuple[str, ...]
    row: tuple[int, int] | None = None

    @property
    def free_capacity(self) -> Decimal | None:
        """What is not used at the 95th percentile, in the asset's metric; None where either is not known."""
        if self.capacity is None or self.p95_percent is None:
            return None
        return self.capacity * (100 - self.p95_percent) / 100

    @property
    def spare(self) -> tuple[Decimal, Decimal, str]:
        """What sorts assets, the one with most to spare first: free capacity, then the least used."""
        used = Decimal(100) if self.p95_percent is None else self.p95_percent
        return -(self.free_capacity or Decimal(0)), used, self.number


@dataclass(frozen=True)
class Shared:
    """Something everybody may use: a network, a room, a database, office automation."""

    number: str
    kind: str
    name: Text
    capacity: Decimal
    used: Decimal
    unit: Text

    @property
    def free(self) -> Decimal:
        """What is left of it, in its unit."""
        return self.capacity - self.used


@dataclass(frozen=True)
class Room:
    """A machine room: rack units, power and cooling, and what of them is used."""

    number: str
    name: Text
    central: bool
    rack_units: Decimal
    rack_units_used: Decimal
    power_kw: Decimal
    power_kw_used: Decimal
    cooling_kw: Decimal
    cooling_kw_used: Decimal

    @property
    def free_rack_units(self) -> Decimal:
        """The rack units nobody uses."""
        return self.rack_units - self.rack_units_used


@dataclass(frozen=True)
class Licence:
    """Licences of one product: held and in use."""

    number: str
    product: str
    department: str
    held: int
    used: int
    row: tuple[int, int] | None = None

    @property
    def free(self) -> int:
        """The licences nobody uses."""
        return max(0, self.held - self.used)


@dataclass(frozen=True)
class Standard:
    """A standard: when it holds, and whether the zone asks every project to follow it, whatever it says of itself.

    ``checked_against`` is where its name and dates were read again; empty means that nobody has, and is told.
    """

    number: str
    name: Text
    compulsory: bool
    valid_from: dt.date
    valid_to: dt.date | None
    checked_against: str = ""

    def in_force(self, day: dt.date) -> bool:
        """Return whether it holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True)
class Staff:
    """Who runs systems in a department."""

    department: str
    operators: int
    certified: int


@dataclass(frozen=True)
class Registers:
    """All registers of a zone on one day, with the label they carry."""

    zone: str
    label: Text
    as_of: dt.date
    facts: Mapping[str, Decimal]
    departments: Mapping[str, Text]
    asset_classes: Mapping[str, Text]
    assets: tuple[Asset, ...]
    shared: tuple[Shared, ...]
    rooms: tuple[Room, ...]
    licences: tuple[Licence, ...]
    standards: tuple[Standard, ...]
    staff: tuple[Staff, ...]

    def department_named(self, code: str) -> Text:
        """Return what a department is called: the name of a code of the zone, any other word as it was filed."""
        return self.departments.get(code, Text(code or "—", code or "—"))

    @cached_property
    def asset_of(self) -> Mapping[str, Asset]:
        """The assets by number."""
        return {each.number: each for each in self.assets}

    @cached_property
    def staff_of(self) -> Mapping[str, Staff]:
        """Who runs systems, by department."""
        return {each.department: each for each in self.staff}

    @cached_property
    def free_of_kind(self) -> Mapping[str, tuple[Shared, ...]]:
        """The shared things of each kind that have something free."""
        kinds = {each.kind for each in self.shared}
        return {kind: tuple(each for each in self.shared if each.kind == kind and each.free > 0) for kind in kinds}

    @cached_property
    def central_rooms(self) -> tuple[Room, ...]:
        """The rooms of the centre."""
        return tuple(each for each in self.rooms if each.central)

    @cached_property
    def assets_of_class(self) -> Mapping[str, tuple[Asset, ...]]:
        """The assets of each class, the one with most to spare first."""
        found: dict[str, list[Asset]] = {}
        for each in sorted(self.assets, key=lambda each: each.spare):
            found.setdefault(each.asset_class, []).append(each)
        return {key: tuple(each) for key, each in found.items()}

    @cached_property
    def licences_of_product(self) -> Mapping[str, tuple[Licence, ...]]:
        """The licences of each product that has free ones, most first."""
        found: dict[str, list[Licence]] = {}
        for each in sorted(self.licences, key=lambda each: (-each.free, each.number)):
            if each.free:
                found.setdefault(each.product, []).append(each)
        return {key: tuple(each) for key, each in found.items()}


_FOLDER = Path(next(iter(zones.__path__)))


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / f"{name}.csv").read_text(encoding="utf-8"))))


def _name(row: Mapping[str, str]) -> Text:
    return Text(row["zh"], row["en"])


def _codes(file: Path) -> dict[str, Text]:
    return {row["code"]: _name(row) for row in _rows(file.parent, file.stem)}


def _asset(row: Mapping[str, str]) -> Asset:
    return Asset(
        number=row["number"],
        name=_name(row),
        asset_class=row["asset_class"],
        department=row["department"],
        system=row["system"],
        purchased=dt.date.fromisoformat(row["purchased"]),
        price_yuan=Decimal(row["price_yuan"]),
        metric=row["metric"],
        capacity=Decimal(row["capacity"]),
        p95_percent=Decimal(row["p95_percent"]),
        state=row["state"],
        shared=row["shared"] == "true",
        function=row["function"],
        data=tuple(row["data"].split()),
    )


def _standard(row: Mapping[str, str]) -> Standard:
    ended = dt.date.fromisoformat(row["valid_to"]) if row["valid_to"] else None
    return Standard(
        row["number"],
        _name(row),
        row["compulsory"] == "true",
        dt.date.fromisoformat(row["valid_from"]),
        ended,
        row["checked_against"],
    )


def _room(row: Mapping[str, str]) -> Room:
    sizes = ("rack_units", "rack_units_used", "power_kw", "power_kw_used", "cooling_kw", "cooling_kw_used")
    return Room(row["number"], _name(row), row["central"] == "true", *(Decimal(row[size]) for size in sizes))


def _shared(row: Mapping[str, str]) -> Shared:
    unit = Text(row["unit_zh"], row["unit_en"])
    return Shared(row["number"], row["kind"], _name(row), Decimal(row["capacity"]), Decimal(row["used"]), unit)


@cache
def registers(zone: str = "teda") -> Registers:
    """Return the registers of a zone."""
    folder = _FOLDER / zone / "registers"
    if not folder.is_dir():
        raise QuestionError(Text(f"区域 {zone} 没有评审登记册。", f"The zone {zone} has no registers for review."))
    about = tomllib.loads((folder / "registers.toml").read_text(encoding="utf-8"), parse_float=Decimal)
    return Registers(
        zone=zone,
        label=Text(about["label_zh"], about["label_en"]),
        as_of=about["as_of"],
        facts={key: Decimal(value) for key, value in about["facts"].items()},
        departments=_codes(_FOLDER / zone / "codes" / "department.csv"),
        asset_classes=_codes(_FOLDER.parent / "codes" / "asset_class.csv"),
        assets=tuple(map(_asset, _rows(folder, "asset"))),
        shared=tuple(map(_shared, _rows(folder, "shared"))),
        rooms=tuple(map(_room, _rows(folder, "room"))),
        licences=tuple(
            Licence(row["number"], row["product"], row["department"], int(row["held"]), int(row["used"]))
            for row in _rows(folder, "licence")
        ),
        standards=tuple(map(_standard, _rows(folder, "standard"))),
        staff=tuple(
            Staff(row["department"], int(row["operators"]), int(row["certified"])) for row in _rows(folder, "staff")
        ),
    )
