"""Servers: TPC-C transactions a minute and requests a second, as feasibility studies reckon them."""

from datasets import Text
from indicators.appraisal.sizing.chain import Chain, Covers, Factor, Rounding

_MINUTES = 60


def transactions_a_minute(
    calls: float, *, days: float, share: float, hours: float, peak: float = 1.0, rounded: Rounding = None
) -> Chain:
    """Return transactions a minute from calls a period: calls ÷ days × share ÷ hours × peak ÷ 60.

    ``share`` of a day's calls come within ``hours``; ``peak`` is the busiest hour over those. Studies round the
    minute's figure to a whole one before going on: ``rounded`` says how.
    """
    return Chain(
        calls,
        (
            Factor(Text("工作日数", "working days"), days, divides=True),
            Factor(Text("忙时占比", "share in busy hours"), share),
            Factor(Text("忙时小时数", "busy hours"), hours, divides=True),
            Factor(Text("峰值倍数", "peak"), peak, Covers.PEAK),
            Factor(Text("每小时分钟数", "minutes an hour"), _MINUTES, divides=True),
        ),
        rounded,
    )


def tpmc(
    transactions: float,
    *,
    operations: float = 1.0,
    ratio: float = 1.0,
    correction: float = 1.0,
    peak: float = 1.0,
    growth: float = 1.0,
    years: float | None = None,
    reserve: float = 0.0,
    rounded: Rounding = "down",
) -> Chain:
    """Return tpmC = transactions/min × operations × ratio × correction × peak × growth ÷ (1 − reserve).

    ``operations`` are database transactions in one of the business, ``ratio`` the benchmark's weight of one,
    ``correction`` the gap between published and real values (经验系数), ``reserve`` the share of the processor that is
    kept free, ``growth`` a factor for ``years`` ahead. Published figures drop what is behind the point.
    """
    return Chain(
        transactions,
        (
            Factor(Text("每笔业务的数据库事务数", "operations in a transaction"), operations),
            Factor(Text("基准比例", "weight in the benchmark"), ratio),
            Factor(Text("经验修正系数", "correction"), correction, Covers.OVERHEAD),
            Factor(Text("峰值倍数", "peak"), peak, Covers.PEAK),
            Factor(Text("增长倍数", "growth"), growth, Covers.GROWTH, years=years),
            Factor(Text("1 − 处理能力冗余", "1 − reserve"), 1 - reserve, Covers.HEADROOM, divides=True),
        ),
        rounded,
    )


def requests_a_second(
    users: float, *, concurrency: float, think_seconds: float, response_seconds: float = 0.0, peak: float = 1.0
) -> Chain:
    """Return requests a second by the interactive response-time law: users × concurrency ÷ (think + response) × peak.

    Denning and Buzen (1978): X = N / (Z + R).
    """
    return Chain(
        users,
        (
            Factor(Text("并发率", "share online at once"), concurrency),
            Factor(
                Text("思考加响应时间（秒）", "think and response time"), think_seconds + response_seconds, divides=True
            ),
            Factor(Text("峰值倍数", "peak"), peak, Covers.PEAK),
        ),
    )


def busy_share(requests_second: float, service_seconds: float, servers: int = 1) -> float:
    """Return the utilisation law's U = X · S / servers: how busy ``servers`` are at that load."""
    return requests_second * service_seconds / servers
