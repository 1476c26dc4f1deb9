"""Waiting lines: Erlang's formulas for requests that are lost or wait while all servers are busy (M/M/c)."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from datasets import Text
from indicators.errors import QuestionError

_MOST = 1_000_000
_NEARLY = 1e-12


def blocked(erlangs: float, servers: int) -> float:
    """Return Erlang's B: the share of requests that find all servers busy and are lost (Erlang 1917).

    By the recursion B(c) = A·B(c − 1) / (c + A·B(c − 1)), which neither overflows nor loses digits.
    """
    share = 1.0
    for server in range(1, servers + 1):
        share = erlangs * share / (server + erlangs * share)
    return share


@dataclass(frozen=True)
class Queue:
    """Requests that come at random, are served by any of ``servers``, and wait when all are busy (M/M/c, FIFO).

    ``arrivals`` are requests a second, ``service`` the mean seconds of one; any other unit of time serves as well.
    ``variation`` is the mean of the squared coefficients of variation of the times between arrivals and of service: one
    if both are exponential. Waits are in proportion to it (Allen and Cunneen); for one server and arrivals at random
    that is exact (Pollaczek and Khinchine).
    """

    arrivals: float
    service: float
    servers: int
    variation: float = 1.0

    def __post_init__(self) -> None:
        """Refuse what is below nought, and a queue without a server."""
        if not (0 <= self.arrivals < math.inf and 0 < self.service < math.inf and self.servers >= 1):
            raise QuestionError(
                Text(
                    "到达率、服务时间应为正数，服务台至少一个。",
                    "Arrivals and service are positive; there is at least one server.",
                )
            )

    @property
    def erlangs(self) -> float:
        """The traffic A = λ·S: how many servers would be busy on the average."""
        return self.arrivals * self.service

    @property
    def busy(self) -> float:
        """The utilisation ρ = A / c; from one on the queue grows without end."""
        return self.erlangs / self.servers

    @property
    def waits(self) -> float:
        """Erlang's C: the share of requests that wait, c·B / (c − A·(1 − B)); one where ρ ≥ 1."""
        if self.busy >= 1:
            return 1.0
        lost = blocked(self.erlangs, self.servers)
        return self.servers * lost / (self.servers - self.erlangs * (1 - lost))

    @property
    def mean_wait(self) -> float:
        """The mean wait of all requests, C·S / (c − A), in the unit of the service."""
        if self.busy >= 1:
            return math.inf
        return self.variation * self.waits * self.service / (self.servers - self.erlangs)

    @property
    def empty(self) -> float:
        """The share of time in which nobody is there, P₀ = C·(1 − ρ)·c! / A^c; nought where ρ ≥ 1 (M/M/c)."""
        if self.busy >= 1:
            return 0.0
        if not self.erlangs:
            return 1.0
        small = math.lgamma(self.servers + 1) - self.servers * math.log(self.erlangs)
        return math.exp(math.log(self.waits) + math.log1p(-self.busy) + small)

    @property
    def mean_response(self) -> float:
        """The mean time from arrival to the end of service."""
        return self.mean_wait + self.service

    @property
    def mean_present(self) -> float:
        """How many requests are there on the average, waiting or being served (Little 1961)."""
        return self.arrivals * self.mean_response

    @property
    def mean_waiting(self) -> float:
        """How many requests wait on the average (Little 1961)."""
        return self.arrivals * self.mean_wait

    def within(self, time: float) -> float:
        """Return the share of requests that begin to be served within ``time``: 1 − C·e^(−(c − A)·t / S)."""
        if self.busy >= 1:
            return 0.0
        return 1 - self.waits * math.exp(-(self.servers - self.erlangs) * time / self.service)


def servers_for(arrivals: float, service: float, *, within: float, share: float) -> Queue:
    """Return the queue of the fewest servers that begin ``share`` of the requests ``within`` a time."""
    if not 0 <= share < 1:
        raise QuestionError(Text("目标占比应在 0 与 1 之间。", "The share that is aimed at lies in [0, 1)."))
    servers = max(1, math.floor(arrivals * service) + 1)
    while (found := Queue(arrivals, service, servers)).within(within) < share and servers < _MOST:
        servers += 1
    return found


def retried(erlangs: float, servers: int, retry: float = 0.0) -> tuple[float, float]:
    """Return the share lost and the traffic offered where the share ``retry`` of what is lost comes again at once.

    Offered = first + retry · offered · B(offered), between first and first / (1 − retry) (extended Erlang B).
    """
    if not 0 <= retry < 1:
        raise QuestionError(Text("重试比例应不小于 0、小于 1。", "The share that comes again lies in [0, 1)."))
    offered = _last(erlangs, erlangs / (1 - retry), lambda each: each * (1 - retry * blocked(each, servers)) <= erlangs)
    return blocked(offered, servers), offered


def channels_for(erlangs: float, *, lost: float, retry: float = 0.0) -> int:
    """Return the fewest servers that lose at most the share ``lost`` of the requests (Erlang B)."""
    _require_share(lost)
    servers, share = 0, 1.0
    while share > lost:
        servers += 1
        share = erlangs * share / (servers + erlangs * share)
    while retry and retried(erlangs, servers, retry)[0] > lost:
        servers += 1
    return servers


def carried(servers: int, *, lost: float) -> float:
    """Return the most traffic that so many servers can be offered while they lose at most the share ``lost``."""
    _require_share(lost)
    return _last(0.0, servers / (1 - lost) + 1, lambda each: blocked(each, servers) <= lost)


def _last(low: float, high: float, holds: Callable[[float], bool]) -> float:
    """Return the largest number between two for which a condition holds that holds below it and not above."""
    while high - low > _NEARLY * high:
        middle = (low + high) / 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low


def _require_share(lost: float) -> None:
    if not 0 < lost < 1:
        raise QuestionError(Text("允许的损失率应在 0 与 1 之间。", "The share that may be lost lies between 0 and 1."))
