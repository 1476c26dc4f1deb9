"""Network and licences: megabits a second, ports, and how many licences a way of counting asks for."""

import math
from collections.abc import Sequence

from datasets import Text
from indicators.appraisal.sizing.chain import Chain, Covers, Factor
from indicators.errors import QuestionError

_BITS = 8


def bandwidth(
    users: float, *, concurrency: float, kilobits_each: float, peak: float = 1.0, utilisation: float = 1.0
) -> Chain:
    """Return megabits a second: users × online at once × kilobit/s each × peak ÷ utilisation ÷ 1000."""
    return Chain(
        users,
        (
            Factor(Text("并发率", "share online at once"), concurrency),
            Factor(Text("每用户千比特/秒", "kilobits a second each"), kilobits_each),
            Factor(Text("峰值倍数", "peak"), peak, Covers.PEAK),
            Factor(Text("设计利用率", "utilisation"), utilisation, Covers.HEADROOM, divides=True),
            Factor(Text("千比特折兆比特", "kilobits in a megabit"), 1000, divides=True),
        ),
    )


def page_bandwidth(
    requests_second: float, *, kilobytes_each: float, peak: float = 1.0, utilisation: float = 1.0
) -> Chain:
    """Return megabits a second: requests/s × kilobytes × 8 × peak ÷ utilisation ÷ 1000."""
    return Chain(
        requests_second,
        (
            Factor(Text("每请求千字节", "kilobytes a request"), kilobytes_each),
            Factor(Text("每字节比特数", "bits in a byte"), _BITS),
            Factor(Text("峰值倍数", "peak"), peak, Covers.PEAK),
            Factor(Text("设计利用率", "utilisation"), utilisation, Covers.HEADROOM, divides=True),
            Factor(Text("千比特折兆比特", "kilobits in a megabit"), 1000, divides=True),
        ),
    )


def switches(ports: int, *, ports_each: int, kept_free: float = 0.0) -> int:
    """Return how many switches ``ports`` take when a share of each is kept free."""
    return math.ceil(ports / (ports_each * (1 - kept_free)) - 1e-9)


def named_licences(users: int, free: int = 0) -> int:
    """Return licences to buy for named users, less those that are free elsewhere."""
    return max(0, users - free)


def concurrent_licences(users: float, concurrency: float, free: int = 0) -> int:
    """Return licences to buy for the users online at once, less those that are free elsewhere."""
    return max(0, math.ceil(users * concurrency - 1e-9) - free)


def core_licences(servers: Sequence[tuple[int, float]], free: int = 0) -> int:
    """Return licences by cores: each server's ``(cores, factor)`` multiplied and rounded up, less those free."""
    if any(cores < 0 or factor <= 0 for cores, factor in servers):
        raise QuestionError(Text("核数或核系数不成立。", "A number of cores or its factor cannot be."))
    return max(0, sum(math.ceil(cores * factor - 1e-9) for cores, factor in servers) - free)
