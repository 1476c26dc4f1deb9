"""Data and rooms: storage, backup, bandwidth, racks, power, cooling, yearly cost."""

from decimal import Decimal
from typing import Annotated, Literal

from datasets import Text
from indicators.appraisal.fen import fen, whole_fen
from indicators.appraisal.formulas.formula import Answer, Answers, formula
from indicators.appraisal.formulas.units import YUAN
from indicators.appraisal.sizing import network, storage
from indicators.appraisal.sizing.demand import Growth
from indicators.appraisal.sizing.facility import Room, Running, footprint, heat, hidden_a_year, life_cycle_fen

_TB = Text("TB", "TB")
_MBIT = Text("Mbit/s", "Mbit/s")
_NONE = Text("不舍入", "none")
_FEN = Decimal(100)
Level = Literal["0", "1", "10", "5", "50", "6", "60"]


@formula(
    Text("存储容量", "Storage"),
    "data = today (1 + growth)^years + added years; raw = data / reduction / protection / (1 - free)",
    source=Text("Patterson、Gibson 与 Katz（1988）RAID；容量规划通行算法", "Patterson, Gibson and Katz (1988) on RAID"),
    rounding=_NONE,
)
def capacity(
    *,
    today: Annotated[float, Text("现有数据（TB）", "terabytes today")],
    years: Annotated[float, Text("年数", "years")] = 3.0,
    growth: Annotated[float, Text("年增长率", "growth a year")] = 0.0,
    added: Annotated[float, Text("每年新增（TB）", "terabytes added a year")] = 0.0,
    raid: Annotated[Level, Text("RAID 级别", "RAID level")] = "0",
    disks: Annotated[int, Text("每组盘数", "disks in a group")] = 0,
    free: Annotated[float, Text("预留空闲比例", "share kept free")] = 0.0,
    reduction: Annotated[float, Text("压缩去重倍数", "reduction, 2 halves")] = 1.0,
    copies: Annotated[float, Text("副本数", "copies")] = 1.0,
) -> Answers:
    """Return terabytes of data and of raw capacity."""
    data = storage.Holding(today, Growth(growth, growth, growth), added).at(years)
    left = storage.protection(raid, disks)
    raw = storage.raw(data * copies, protected=left, kept_free=free, reduction=reduction)
    return (
        Answer("data", Text("数据量", "data"), data, _TB),
        Answer("protection", Text("RAID 有效比例", "share left by protection"), left),
        Answer("raw", Text("裸容量", "raw capacity"), raw, _TB),
    )


@formula(
    Text("磁盘数（按 IOPS）", "Disks by operations a second"),
    "disks = ceil(iops (reads + (1 - reads) penalty) / disk); penalty 1, 2, 4, 6 of RAID 0, 1/10, 5, 6",
    source=Text("RAID 写惩罚通行算法", "the usual write penalties of RAID levels"),
    rounding=Text("盘数向上取整", "disks are rounded up"),
)
def iops(
    *,
    operations: Annotated[float, Text("每秒读写次数", "operations a second")],
    reads: Annotated[float, Text("读占比", "share of reads")],
    disk: Annotated[float, Text("单盘每秒次数", "operations a second of a disk")],
    raid: Annotated[Level, Text("RAID 级别", "RAID level")] = "0",
) -> Answers:
    """Return the fewest disks that serve a load."""
    found = storage.disks_for(operations, reads=reads, level=raid, disk=disk)
    return (Answer("disks", Text("盘数", "disks"), found),)


@formula(
    Text("录像存储", "Video storage"),
    "Mbit/s * 3600 * hours * days * channels / 8 / base / base / formatted",
    source=Text("安防厂商方案通行公式（码流÷8×3600×24×天数）", "the formula of the trade's proposals"),
    rounding=Text("不舍入；base 缺省 1024", "none; base is 1024 unless said"),
)
def video(
    *,
    megabits: Annotated[float, Text("每路码流（Mbit/s）", "Mbit/s of a channel")],
    channels: Annotated[int, Text("路数", "channels")],
    days: Annotated[float, Text("保存天数", "days kept")],
    hours: Annotated[float, Text("每天小时数", "hours a day")] = 24.0,
    base: Annotated[int, Text("进位 1024 或 1000", "1024 or 1000")] = 1024,
    formatted: Annotated[float, Text("格式化后剩余比例", "share left when formatted")] = 1.0,
) -> Answers:
    """Return terabytes of recordings."""
    found = storage.recorded(megabits, channels=channels, days=days, hours=hours, base=base, formatted=formatted)
    return (Answer("terabytes", Text("存储容量", "storage"), found, _TB),)


@formula(
    Text("备份容量与窗口", "Backup, replication, restore"),
    "(fulls + increments change) data / reduction; GB 8000 / (hours 3600); GB 1000 / (MB/s 3600)",
    source=Text(
        "全量加增量的保留算法；RPO、RTO 定义见 ISO/IEC 27031",
        "fulls and increments kept; RPO and RTO as in ISO/IEC 27031",
    ),
    rounding=_NONE,
)
def backup(
    *,
    data: Annotated[float, Text("数据量（TB）", "terabytes of data")],
    fulls: Annotated[int, Text("保留的全量份数", "fulls kept")],
    increments: Annotated[int, Text("保留的增量份数", "increments kept")] = 0,
    change: Annotated[float, Text("每次增量占比", "share that an increment changes")] = 0.0,
    reduction: Annotated[float, Text("压缩去重倍数", "reduction, 2 halves")] = 1.0,
    rpo: Annotated[float, Text("RPO（小时），0 为不算", "RPO in hours, 0 for none")] = 0.0,
    speed: Annotated[float, Text("恢复速度（MB/s），0 为不算", "MB/s of a restore, 0 for none")] = 0.0,
) -> Answers:
    """Return terabytes of backup, and with ``rpo`` and ``speed`` the line and the hours it takes."""
    found = storage.backup(data, fulls=fulls, increments=increments, change=change, reduction=reduction)
    line = storage.replication_mbps(data * change * 1000, rpo) if rpo else None
    hours = storage.restore_hours(data * 1000, speed) if speed else None
    return (
        Answer("terabytes", Text("备份容量", "backup"), found, _TB),
        Answer("line", Text("复制带宽", "replication"), line, _MBIT),
        Answer("hours", Text("恢复时间", "restore"), hours, Text("小时", "hours")),
    )


@formula(
    Text("出口带宽", "Bandwidth"),
    "users * concurrency * kilobits * peak / utilisation / 1000; pages/s * kilobytes * 8 * peak / utilisation / 1000",
    source=Text("可研通行算法，逐项列出", "as studies reckon, each factor itemised"),
    rounding=Text("不舍入；1 Mbit 为 1000 kbit", "none; 1000 kbit are one Mbit"),
)
def bandwidth(
    *,
    users: Annotated[float, Text("用户数（或每秒页数）", "users (or pages a second)")],
    concurrency: Annotated[float, Text("并发率", "share online at once")] = 1.0,
    kilobits: Annotated[float, Text("每用户 kbit/s，0 为按页", "kbit/s of one, 0 to go by pages")] = 0.0,
    kilobytes: Annotated[float, Text("每页 KB", "kilobytes of a page")] = 0.0,
    peak: Annotated[float, Text("峰值倍数", "peak")] = 1.0,
    utilisation: Annotated[float, Text("设计利用率", "utilisation")] = 1.0,
) -> Answers:
    """Return megabits a second."""
    found = (
        network.bandwidth(users, concurrency=concurrency, kilobits_each=kilobits, peak=peak, utilisation=utilisation)
        if kilobits
        else network.page_bandwidth(users * concurrency, kilobytes_each=kilobytes, peak=peak, utilisation=utilisation)
    )
    return (
        Answer("megabits", Text("带宽", "bandwidth"), found.value, _MBIT),
        Answer("written", Text("算式", "as written"), found.formula()),
    )


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


FORMULAS = (capacity, iops, video, backup, bandwidth, room, cooling, lifetime)
