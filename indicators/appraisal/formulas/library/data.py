"""Data: storage, what disks hold and serve, backup, bandwidth."""

from typing import Annotated, Literal

from datasets import Text
from indicators.appraisal.formulas.formula import Answer, Answers, formula
from indicators.appraisal.sizing import network, storage
from indicators.appraisal.sizing.demand import Growth

_TB = Text("TB", "TB")
_MBIT = Text("Mbit/s", "Mbit/s")
_NONE = Text("不舍入", "none")
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
    Text("RAID 可用容量", "What a RAID group holds"),
    "usable = (disks - hot) size left; tebibytes = usable 1000^4 / 1024^4",
    source=Text("Patterson、Gibson 与 Katz（1988）RAID", "Patterson, Gibson and Katz (1988) on RAID"),
    rounding=_NONE,
)
def usable(
    *,
    disks: Annotated[int, Text("盘数", "disks")],
    size: Annotated[float, Text("单盘容量（TB）", "terabytes of a disk")],
    raid: Annotated[Level, Text("RAID 级别", "RAID level")] = "5",
    hot: Annotated[int, Text("其中热备盘", "hot spares among them")] = 0,
    groups: Annotated[int, Text("分成的组数", "groups they are in")] = 1,
) -> Answers:
    """Return what disks hold in so many groups of equal size, in terabytes and tebibytes."""
    left = storage.protection(raid, (disks - hot) // groups)
    held = (disks - hot) * size * left
    return (
        Answer("usable", Text("可用容量", "usable"), held, _TB),
        Answer(
            "tebibytes",
            Text("可用容量（二进制）", "usable, in powers of 1024"),
            held * (1000 / 1024) ** 4,
            Text("TiB", "TiB"),
        ),
        Answer("lost", Text("冗余与热备占用", "taken by protection and spares"), disks * size - held, _TB),
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
    "users * concurrency * kilobits * peak / utilisation / 1000; kilobytes * 8 / seconds in place of kilobits by pages",
    source=Text("可研通行算法，逐项列出", "as studies reckon, each factor itemised"),
    rounding=Text("不舍入；1 Mbit 为 1000 kbit", "none; 1000 kbit are one Mbit"),
)
def bandwidth(
    *,
    users: Annotated[float, Text("用户数（或每秒页数）", "users (or pages a second)")],
    concurrency: Annotated[float, Text("并发率", "share online at once")] = 1.0,
    kilobits: Annotated[float, Text("每用户 kbit/s，0 为按页", "kbit/s of one, 0 to go by pages")] = 0.0,
    kilobytes: Annotated[float, Text("每页 KB", "kilobytes of a page")] = 0.0,
    seconds: Annotated[float, Text("打开一页的秒数", "seconds in which a page opens")] = 1.0,
    peak: Annotated[float, Text("峰值倍数", "peak")] = 1.0,
    utilisation: Annotated[float, Text("设计利用率", "utilisation")] = 1.0,
) -> Answers:
    """Return megabits a second."""
    found = (
        network.bandwidth(users, concurrency=concurrency, kilobits_each=kilobits, peak=peak, utilisation=utilisation)
        if kilobits
        else network.page_bandwidth(
            users * concurrency / seconds, kilobytes_each=kilobytes, peak=peak, utilisation=utilisation
        )
    )
    return (
        Answer("megabits", Text("带宽", "bandwidth"), found.value, _MBIT),
        Answer("written", Text("算式", "as written"), found.formula()),
    )


FORMULAS = (capacity, usable, iops, video, backup, bandwidth)
