"""Machine room and yearly cost: rack units, power, cooling, and what one unit costs for as long as it is owned."""

import math
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from datasets import Text
from indicators.appraisal.fen import Number, at_least_nought, exact, per_year, whole_fen
from indicators.errors import QuestionError

HOURS = Decimal(8760)
"""Hours of a year of 365 days."""

_KILO = 1000
_BTU = 3412.142  # British thermal units an hour in a kilowatt
_TON = 3.516853  # kilowatts in a ton of refrigeration


@dataclass(frozen=True, kw_only=True)
class Room:
    """What a machine room charges: yuan a kWh, power usage effectiveness (PUE), yuan a rack unit and year."""

    tariff: Decimal
    pue: Decimal
    rent: Decimal

    @classmethod
    def of(cls, *, tariff: Number, pue: Number, rent: Number) -> "Room":
        """Return the room with exact numbers, refusing negative ones and a PUE below 1."""
        effectiveness = exact(pue)
        if effectiveness < 1:
            raise QuestionError(Text(f"PUE 为 {effectiveness}：不能小于 1。", f"PUE is {effectiveness}, below 1."))
        return cls(
            tariff=at_least_nought(tariff, Text("电价", "The tariff")),
            pue=effectiveness,
            rent=at_least_nought(rent, Text("机位租金", "The rent of a rack unit")),
        )


@dataclass(frozen=True, kw_only=True)
class Running:
    """What one unit needs while owned: maintenance a year as a share of its price, watts, load factor, rack units."""

    maintenance: Decimal
    watts: Decimal
    load_factor: Decimal
    rack_units: Decimal

    @classmethod
    def of(
        cls, *, maintenance: Number = 0, watts: Number = 0, load_factor: Number = 1, rack_units: Number = 0
    ) -> "Running":
        """Return the needs with exact numbers, refusing negative ones."""
        return cls(
            maintenance=at_least_nought(maintenance, Text("年维护费率", "The maintenance rate")),
            watts=at_least_nought(watts, Text("功率", "The power")),
            load_factor=at_least_nought(load_factor, Text("负荷系数", "The load factor")),
            rack_units=at_least_nought(rack_units, Text("机柜占用", "The rack units")),
        )


@dataclass(frozen=True)
class Hidden:
    """The hidden cost of one unit a year, in exact fen, by kind (clause 五(二): 维护成本、机房空间、电力、空调)."""

    maintenance: Decimal
    power: Decimal
    cooling: Decimal
    space: Decimal

    @property
    def facility(self) -> Decimal:
        """What does not hang on the price: power, cooling and space."""
        return self.power + self.cooling + self.space

    @property
    def total(self) -> Decimal:
        """All four kinds."""
        return self.maintenance + self.facility


def hidden_a_year(price_fen: Decimal | int, running: Running, room: Room) -> Hidden:
    """Return price·m + kW·λ·8760·e + kW·λ·8760·e·(PUE − 1) + U·rent, each in exact fen."""
    hundred = Decimal(100)
    kilowatt_hours = running.watts / _KILO * running.load_factor * HOURS
    power = kilowatt_hours * room.tariff * hundred
    return Hidden(
        maintenance=Decimal(price_fen) * running.maintenance,
        power=power,
        cooling=power * (room.pue - 1),
        space=running.rack_units * room.rent * hundred,
    )


def annuity(discount: Number, first: int, last: int) -> Decimal:
    """Return Σ (1 + r)^−k for k from ``first`` to ``last``: what one fen at the end of each year is worth today."""
    factor = 1 + per_year(discount, Text("折现率", "The discount rate"))
    return sum((factor**-year for year in range(first, last + 1)), Decimal(0))


def life_cycle_fen(price_fen: int, hidden: Hidden, discount: Number, years: int = 5) -> int:
    """Return price + hidden·annuity over ``years``, in whole fen: what one unit costs over its life."""
    return whole_fen(price_fen + hidden.total * annuity(discount, 1, years))


@dataclass(frozen=True)
class Heat:
    """The heat of a machine room in watts, by where it comes from."""

    equipment: float
    ups: float
    distribution: float
    lighting: float
    people: float

    @property
    def watts(self) -> float:
        """The whole."""
        return self.equipment + self.ups + self.distribution + self.lighting + self.people


@cache
def _beside() -> dict[str, Any]:
    """Return the dated figures on what gives off heat beside the equipment."""
    return tomllib.loads((files("indicators") / "appraisal" / "packs" / "heat.toml").read_text(encoding="utf-8"))


def heat(load: float, *, rating: float, square_metres: float, people: int = 0) -> Heat:
    """Return the heat of a room whose equipment draws ``load`` watts of a power system rated ``rating`` watts.

    UPS and distribution lose a share of the rating and one of the load; light is by area, people are by number
    (Rasmussen 2003; the figures are in ``packs/heat.toml``).
    """
    norm = _beside()
    (ups, ups_load), (line, line_load) = norm["ups"], norm["distribution"]
    return Heat(
        equipment=load,
        ups=ups * rating + ups_load * load,
        distribution=line * rating + line_load * load,
        lighting=norm["lighting_square_metre"] * square_metres,
        people=norm["person"] * people,
    )


@dataclass(frozen=True)
class Footprint:
    """What equipment asks of a machine room: rack units, kilowatts of equipment, of cooling and of the whole, racks."""

    rack_units: float
    kilowatts: float
    cooling_kilowatts: float
    input_kilowatts: float
    racks: int

    @property
    def cooling_btu_an_hour(self) -> float:
        """The heat to be carried away, in British thermal units an hour."""
        return self.cooling_kilowatts * _BTU

    @property
    def cooling_tons(self) -> float:
        """The heat to be carried away, in tons of refrigeration."""
        return self.cooling_kilowatts / _TON


def footprint(
    equipment: Iterable[tuple[int, Running]],
    *,
    pue: float,
    rack_units: int = 42,
    usable: float = 1.0,
    kilowatts_a_rack: float = math.inf,
) -> Footprint:
    """Return what ``(number, one's needs)`` ask of a room; all electricity becomes heat.

    Racks are as many as space (``usable`` of ``rack_units`` each) and power (``kilowatts_a_rack``) demand, whichever
    is more; the room's input is the equipment's power times PUE.
    """
    lines = list(equipment)
    space = float(sum(number * one.rack_units for number, one in lines))
    power = float(sum(number * one.watts * one.load_factor for number, one in lines)) / _KILO
    racks = max(math.ceil(space / (rack_units * usable)), math.ceil(power / kilowatts_a_rack))
    return Footprint(space, power, power, power * pue, racks)
