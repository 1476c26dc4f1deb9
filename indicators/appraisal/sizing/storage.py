"""Storage: what data take when they grow, on which tier, behind which protection, and what backup takes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from datasets import Text
from indicators.appraisal.sizing.demand import HALF, Growth
from indicators.errors import QuestionError

_PER_CENT_KEPT_FREE = 0.2
_BITS, _SECONDS = 8, 3600


@dataclass(frozen=True)
class Holding:
    """Data in terabytes: there today, growing by a rate a year, and by a fixed amount a year beside it."""

    today: float
    growth: Growth
    added_a_year: float = 0.0

    def at(self, years: float, probability: float = HALF) -> float:
        """Return terabytes after ``years``, not exceeded with the probability: T0 (1 + g)^t + a t."""
        return float(self.today * (1 + self.growth.quantile(probability)) ** years + self.added_a_year * years)


def records(a_day: float, *, bytes_each: float, days: float, overhead: float = 1.0) -> float:
    """Return terabytes (10¹² bytes) of records kept for ``days``; ``overhead`` is what indices and logs multiply by."""
    return a_day * bytes_each * days * overhead / 1e12


def recorded(
    megabits_second: float, *, channels: int, days: float, hours: float = 24, base: int = 1024, formatted: float = 1.0
) -> float:
    """Return terabytes of video: Mbit/s × 3600 × hours × days × channels ÷ 8 ÷ base² ÷ ``formatted``.

    ``base`` is 1024, as the trade reckons, or 1000; ``formatted`` the share of a disk that is left when formatted.
    """
    return megabits_second * _SECONDS * hours * days * channels / _BITS / base**2 / formatted


def protection(level: str, disks: int = 0) -> float:
    """Return the share of raw capacity that a RAID level (0, 1, 10, 5, 50, 6, 60) leaves, in groups of ``disks``."""
    spent = {"5": 1, "50": 1, "6": 2, "60": 2}
    if level == "0":
        return 1.0
    if level in {"1", "10"}:
        return 0.5
    if level not in spent or disks <= spent[level] + 1:
        raise QuestionError(
            Text(f"RAID {level}（每组 {disks} 盘）不成立。", f"RAID {level} over {disks} disks does not exist.")
        )
    return (disks - spent[level]) / disks


def disks_for(operations: float, *, reads: float, level: str, disk: float) -> int:
    """Return the fewest disks of ``disk`` operations a second that serve so many, ``reads`` of them as a share.

    A write costs one operation without protection, two mirrored, four with one parity, six with two.
    """
    penalty = {"0": 1, "1": 2, "10": 2, "5": 4, "50": 4, "6": 6, "60": 6}.get(level)
    if penalty is None or not 0 <= reads <= 1 or operations < 0 or disk <= 0:
        raise QuestionError(
            Text("读写比例、RAID 级别或单盘能力不成立。", "The share of reads, level or disk cannot be.")
        )
    return math.ceil(operations * (reads + (1 - reads) * penalty) / disk - 1e-9)


def raw(
    data: float, *, protected: float = 1.0, kept_free: float = _PER_CENT_KEPT_FREE, reduction: float = 1.0
) -> float:
    """Return raw terabytes for data: data ÷ reduction ÷ protection ÷ (1 − kept free); ``reduction`` 2 halves them."""
    return data / reduction / protected / (1 - kept_free)


@dataclass(frozen=True)
class Tier:
    """A class of storage: the share of data on it, the share protection leaves, the price of a raw terabyte in fen."""

    name: str
    share: float
    protected: float
    terabyte_fen: int


@dataclass(frozen=True)
class Placed:
    """What lies on one tier: terabytes of data, raw terabytes, and their price in fen."""

    tier: str
    data: float
    raw: float
    price_fen: int


def placed(data: float, tiers: Sequence[Tier], *, kept_free: float = _PER_CENT_KEPT_FREE) -> tuple[Placed, ...]:
    """Return data spread over tiers, whole raw terabytes of each; the shares add up to one."""
    if not math.isclose(sum(tier.share for tier in tiers), 1, abs_tol=1e-9):
        raise QuestionError(Text("各层占比之和应为 1。", "The tiers' shares must add up to one."))
    found = []
    for tier in tiers:
        own = data * tier.share
        need = raw(own, protected=tier.protected, kept_free=kept_free)
        found.append(Placed(tier.name, own, need, math.ceil(need - 1e-9) * tier.terabyte_fen))
    return tuple(found)


def backup(data: float, *, fulls: int, increments: int, change: float, reduction: float = 1.0) -> float:
    """Return terabytes of backup: (fulls + increments × change) × data ÷ reduction, ``change`` a share an increment."""
    return data * (fulls + increments * change) / reduction


def replication_mbps(changed_gigabytes: float, recovery_point_hours: float, utilisation: float = 1.0) -> float:
    """Return megabits a second that carry what changes within the recovery point objective (RPO)."""
    return changed_gigabytes * _BITS * 1000 / (recovery_point_hours * _SECONDS) / utilisation


def restore_hours(data_gigabytes: float, megabytes_a_second: float) -> float:
    """Return hours that reading the data back takes, to be held against the recovery time objective (RTO)."""
    return data_gigabytes * 1000 / megabytes_a_second / _SECONDS
