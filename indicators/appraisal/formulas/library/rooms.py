"""Machine rooms: racks, power, cooling, uninterruptible supply, and what all of it costs a year."""

from decimal import Decimal
from typing import Annotated

from datasets import Text
from indicators.appraisal.fen import fen, whole_fen
from indicators.appraisal.formulas.formula import Answer, Answers, formula
from indicators.appraisal.formulas.units import YUAN
from indicators.appraisal.sizing.facility import Room, Running, footprint, heat, hidden_a_year, life_cycle_fen

_NONE = Text("不舍入", "none")
_FEN = Decimal(100)


@formula(
    Text("机柜、供电与制冷", "Racks, power and cooling"),
    "kW = units W load / 1000; input = kW PUE; BTU/h = kW 3412.142; tons = kW / 3.516853",
    source=Text(
        "The Green Grid（2007）PUE；1 kW = 3412.142 BTU/h，1 冷吨 = 3.516853 kW",
        "The Green Grid (2007) on PUE; NIST SP 811 on units",
    ),
    rounding=Text("机柜向上取整，其余不舍入", "racks are rounded up"),
)
def room(
    *,
    units: Annotated[int, Text("台数", "units")],
    watts: Annotated[float, Text("单台功率（W）", "watts of one")],
    load: Annotated[float, Text("负荷系数", "load factor")] = 1.0,
    rack_units: Annotated[float, Text("单台占用（U）", "rack units of one")] = 0.0,
    pue: Annotated[float, Text("PUE", "PUE")] = 1.0,
    rack: Annotated[int, Text("每柜可用 U", "rack units of a rack")] = 42,
    kilowatts: Annotated[float | None, Text("每柜功率上限（kW）", "kilowatts a rack may draw")] = None,
) -> Answers:
    """Return what equipment asks of a room."""
    one = Running.of(watts=watts, load_factor=load, rack_units=rack_units)
    limit = {} if kilowatts is None else {"kilowatts_a_rack": kilowatts}
    found = footprint([(units, one)], pue=pue, rack_units=rack, **limit)
    return (
        Answer("kilowatts", Text("设备功率", "power of the equipment"), found.kilowatts, Text("kW", "kW")),
        Answer("input", Text("总输入功率", "power of the whole"), found.input_kilowatts, Text("kW", "kW")),
        Answer("racks", Text("机柜数", "racks"), found.racks),
        Answer("btu", Text("散热量", "heat"), found.cooling_btu_an_hour, Text("BTU/h", "BTU/h")),
        Answer("tons", Text("冷吨", "tons of refrigeration"), found.cooling_tons, Text("冷吨", "tons")),
    )


@formula(
    Text("机房总热量", "Heat of a machine room"),
    "load + (0.04 rating + 0.05 load) + (0.01 rating + 0.02 load) + 21.53 m2 + 100 people",
    source=Text("Rasmussen（2003）APC 第 25 号白皮书，表 1", "Rasmussen (2003), APC white paper 25, table 1"),
    rounding=_NONE,
)
def cooling(
    *,
    load: Annotated[float, Text("设备负荷（W）", "watts of the equipment")],
    rating: Annotated[float, Text("供电系统额定（W）", "rating of the power system in watts")],
    metres: Annotated[float, Text("面积（㎡）", "square metres")],
    people: Annotated[int, Text("人数", "people")] = 0,
) -> Answers:
    """Return the heat by where it comes from, in watts."""
    found = heat(load, rating=rating, square_metres=metres, people=people)
    watt = Text("W", "W")
    return (
        Answer("equipment", Text("设备", "equipment"), found.equipment, watt),
        Answer("ups", Text("UPS", "UPS"), found.ups, watt),
        Answer("distribution", Text("配电", "distribution"), found.distribution, watt),
        Answer("lighting", Text("照明", "lighting"), found.lighting, watt),
        Answer("people", Text("人员", "people"), found.people, watt),
        Answer("watts", Text("合计", "together"), found.watts, watt),
    )


@formula(
    Text("UPS 容量与电池", "Uninterruptible power supply and its battery"),
    "kVA = watts / 1000 / power_factor / (1 - reserve); Ah = watts hours / (volts efficiency); rated = Ah / discharge",
    source=Text("UPS 选型通行算法（恒功率法的简式）", "as UPS manuals reckon it, at constant power"),
    rounding=_NONE,
)
def ups(
    *,
    watts: Annotated[float, Text("负载有功功率（W）", "watts of the load")],
    power_factor: Annotated[float, Text("功率因数", "power factor")] = 0.8,
    reserve: Annotated[float, Text("预留余量", "share kept free")] = 0.0,
    hours: Annotated[float, Text("后备时间（小时）", "hours of autonomy")] = 0.0,
    volts: Annotated[float, Text("电池组电压（V）", "volts of the battery")] = 192.0,
    efficiency: Annotated[float, Text("逆变效率", "efficiency of the inverter")] = 0.9,
    discharge: Annotated[float, Text("电池放电效率", "share of its rating that a battery gives")] = 1.0,
) -> Answers:
    """Return the apparent power of a supply, and the battery that carries its load so long."""
    given = watts * hours / (volts * efficiency)
    amperes = Text("Ah", "Ah")
    return (
        Answer(
            "kva", Text("UPS 容量", "apparent power"), watts / 1000 / power_factor / (1 - reserve), Text("kVA", "kVA")
        ),
        Answer("ampere_hours", Text("电池放出容量", "taken from the battery"), given, amperes),
        Answer("rated", Text("电池标称容量", "rating of the battery"), given / discharge, amperes),
    )


@formula(
    Text("年隐性成本与全周期成本", "Hidden cost a year and life-cycle cost"),
    "price m + kW load 8760 tariff + kW load 8760 tariff (PUE - 1) + U rent; price + hidden sum (1 + r)^-k",
    source=Text("规划五(二)：维护、空间、供电、空调成本", "plan, 5(2): maintenance, space, power, cooling"),
    rounding=Text("年成本精确，全周期四舍五入到分", "exact; the life-cycle cost to the fen, halves up"),
)
def lifetime(
    *,
    price: Annotated[Decimal, Text("单价（元）", "price in yuan")],
    maintenance: Annotated[Decimal, Text("年维护费率", "maintenance a year, share of the price")] = Decimal(0),
    watts: Annotated[Decimal, Text("功率（W）", "watts")] = Decimal(0),
    load: Annotated[Decimal, Text("负荷系数", "load factor")] = Decimal(1),
    tariff: Annotated[Decimal, Text("电价（元/kWh）", "yuan a kWh")] = Decimal(0),
    pue: Annotated[Decimal, Text("PUE", "PUE")] = Decimal(1),
    rack_units: Annotated[Decimal, Text("占用（U）", "rack units")] = Decimal(0),
    rent: Annotated[Decimal, Text("机位租金（元/U·年）", "yuan a rack unit and year")] = Decimal(0),
    discount: Annotated[Decimal, Text("折现率", "discount rate")] = Decimal(0),
    years: Annotated[int, Text("年数", "years")] = 5,
) -> Answers:
    """Return the hidden cost of one unit a year by kind, and what it costs over its life, in yuan."""
    running = Running.of(maintenance=maintenance, watts=watts, load_factor=load, rack_units=rack_units)
    hidden = hidden_a_year(fen(price), running, Room.of(tariff=tariff, pue=pue, rent=rent))
    whole = life_cycle_fen(whole_fen(price * _FEN), hidden, discount, years)
    return (
        Answer("maintenance", Text("维护", "maintenance"), hidden.maintenance / _FEN, YUAN),
        Answer("power", Text("供电", "power"), hidden.power / _FEN, YUAN),
        Answer("cooling", Text("空调", "cooling"), hidden.cooling / _FEN, YUAN),
        Answer("space", Text("空间", "space"), hidden.space / _FEN, YUAN),
        Answer("hidden", Text("年隐性成本", "hidden cost a year"), hidden.total / _FEN, YUAN),
        Answer("life", Text("全周期成本", "life-cycle cost"), Decimal(whole) / _FEN, YUAN),
    )


FORMULAS = (room, cooling, ups, lifetime)
