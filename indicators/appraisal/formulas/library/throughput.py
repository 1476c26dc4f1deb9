"""Throughput: waiting lines, losses, scalability."""

from dataclasses import replace
from typing import Annotated, Literal

from datasets import Text
from indicators.appraisal.formulas.formula import Answer, Answers, formula
from indicators.appraisal.formulas.units import UNITS
from indicators.appraisal.sizing import queueing
from indicators.appraisal.sizing.scalability import Scalability, scalability, transformed
from indicators.errors import QuestionError


@formula(
    Text("排队（Erlang C，M/M/c）", "Waiting line (Erlang C, M/M/c)"),
    "A = arrivals * service; C = c B / (c - A (1 - B)); W = C service / (c - A) (ca2 + cs2) / 2; "
    "1 - C exp(-(c - A) t / service); P0 = C (1 - A / c) c! / A^c",
    source=Text(
        "Erlang（1917）；Kleinrock（1975）；Pollaczek–Khinchine（M/G/1）、Allen–Cunneen（G/G/c，近似）",
        "Erlang (1917); Kleinrock (1975); Pollaczek and Khinchine (M/G/1), Allen and Cunneen (G/G/c, nearly)",
    ),
    rounding=Text("不舍入；服务台数为达到目标的最少整数", "none; servers are the fewest that meet the aim"),
)
def queue(
    *,
    arrivals: Annotated[float, Text("到达率（每单位时间）", "arrivals in a unit of time")],
    service: Annotated[float, Text("平均服务时间（同一单位）", "mean time of service, same unit")],
    servers: Annotated[int, Text("服务台数，0 为求最少", "servers, 0 to find the fewest")] = 0,
    within: Annotated[float, Text("等待目标", "wait that is aimed at")] = 0.0,
    share: Annotated[float, Text("目标占比", "share that is to meet it")] = 0.8,
    arrivals_cv2: Annotated[float, Text("到达间隔变异系数的平方", "squared variation of arrivals")] = 1.0,
    service_cv2: Annotated[float, Text("服务时间变异系数的平方", "squared variation of service")] = 1.0,
) -> Answers:
    """Return how a waiting line behaves, for the servers given or the fewest that meet the aim (M/M/c)."""
    found = (
        queueing.Queue(arrivals, service, servers)
        if servers
        else queueing.servers_for(arrivals, service, within=within, share=share)
    )
    plain = arrivals_cv2 == service_cv2 == 1
    found = replace(found, variation=(arrivals_cv2 + service_cv2) / 2)
    return (
        Answer("servers", Text("服务台数", "servers"), found.servers),
        Answer("erlangs", Text("话务量", "traffic"), found.erlangs, Text("Erl", "erlangs")),
        Answer("busy", Text("利用率", "utilisation"), found.busy),
        Answer("waits", Text("等待概率", "chance of waiting"), found.waits),
        Answer("mean_wait", Text("平均等待", "mean wait"), found.mean_wait),
        Answer("mean_response", Text("平均逗留", "mean time in system"), found.mean_response),
        Answer("mean_waiting", Text("平均队长", "mean queue"), found.mean_waiting),
        Answer("present", Text("系统内平均数", "mean number in system"), found.mean_present),
        Answer("empty", Text("全部空闲的概率", "chance that nobody is there"), found.empty if plain else None),
        Answer(
            "within",
            Text("目标内开始服务的占比", "share served within the aim"),
            found.within(within) if plain else None,
        ),
    )


@formula(
    Text("损失（Erlang B，M/M/c/c）", "Loss (Erlang B, M/M/c/c)"),
    "B(c) = A B(c-1) / (c + A B(c-1)), B(0) = 1; with retry, A = first + retry A B(A)",
    source=Text("Erlang（1917）；重试见扩展 Erlang B", "Erlang (1917); with retry the extended Erlang B"),
    rounding=Text("不舍入；线路数为最少整数", "none; channels are the fewest"),
)
def loss(
    *,
    erlangs: Annotated[float, Text("话务量（Erl），0 为求最大", "traffic in erlangs, 0 to find the most")] = 0.0,
    channels: Annotated[int, Text("线路数，0 为求最少", "channels, 0 to find the fewest")] = 0,
    lost: Annotated[float, Text("允许损失率", "share that may be lost")] = 0.01,
    retry: Annotated[float, Text("损失后立即重试的比例", "share of those lost that comes again")] = 0.0,
) -> Answers:
    """Return the share lost, for the channels given or the fewest that are enough, or the traffic that they carry."""
    traffic = erlangs or queueing.carried(channels, lost=lost)
    lines = channels or queueing.channels_for(traffic, lost=lost, retry=retry)
    share, offered = queueing.retried(traffic, lines, retry)
    return (
        Answer("channels", Text("线路数", "channels"), lines),
        Answer("erlangs", Text("话务量", "traffic"), traffic, Text("Erl", "erlangs")),
        Answer("lost", Text("损失率", "share lost"), share),
        Answer("offered", Text("含重试的话务量", "traffic with what comes again"), offered, Text("Erl", "erlangs")),
        Answer("busy", Text("线路利用率", "utilisation of a channel"), offered * (1 - share) / lines),
    )


@formula(
    Text("利特尔定律与利用率定律", "Little's law and the utilisation law"),
    "number = rate * time; busy = rate * service / servers",
    source=Text("Little（1961）；Denning 与 Buzen（1978）", "Little (1961); Denning and Buzen (1978)"),
    rounding=Text("不舍入", "none"),
)
def little(
    *,
    rate: Annotated[float | None, Text("通过率（每单位时间）", "throughput in a unit of time")] = None,
    time: Annotated[float | None, Text("逗留时间（同一单位）", "time in the system, same unit")] = None,
    number: Annotated[float | None, Text("系统内数量", "number in the system")] = None,
    service: Annotated[float, Text("服务时间，0 为不算", "time of service, 0 for none")] = 0.0,
    servers: Annotated[int, Text("服务台数", "servers")] = 1,
) -> Answers:
    """Return the third of rate, time and number, of which two are given, and how busy the servers are."""
    if [rate, time, number].count(None) != 1:
        raise QuestionError(
            Text("通过率、时间、数量三者给出两个。", "Two of rate, time and number are given, and the third is found.")
        )
    flow = rate if rate is not None else (number or 0.0) / (time or 0.0)
    stay = time if time is not None else (number or 0.0) / flow
    held = number if number is not None else flow * stay
    return (
        Answer("number", Text("系统内数量", "number in the system"), held),
        Answer("rate", Text("通过率", "throughput"), flow),
        Answer("time", Text("逗留时间", "time in the system"), stay),
        Answer("busy", Text("利用率", "utilisation"), flow * service / servers if service else None),
    )


@formula(
    Text("通用可扩展性定律", "Universal Scalability Law"),
    "X(N) = gamma N / (1 + alpha (N - 1) + beta N (N - 1)); N* = sqrt((1 - alpha) / beta)",
    source=Text("Gunther（2007）Guerrilla Capacity Planning", "Gunther (2007), Guerrilla Capacity Planning"),
    rounding=Text(
        "least：吞吐量最小二乘，α、β ≥ 0；transformed：Gunther 的二次变换（须有 N=1）",
        "least: least squares of throughput with α, β ≥ 0; transformed: Gunther's quadratic (needs N = 1)",
    ),
)
def usl(
    *,
    units: Annotated[tuple[float, ...], Text("规模 N", "sizes N")],
    throughput: Annotated[tuple[float, ...], Text("吞吐量", "throughputs")],
    fit: Annotated[Literal["least", "transformed"], Text("拟合方法", "how to fit")] = "least",
    gamma: Annotated[float, Text("已知的单台吞吐量，0 为拟合", "throughput of one if known, 0 to fit it")] = 0.0,
) -> Answers:
    """Return the law's parameters, its best size and greatest throughput."""
    found = (
        transformed(units, throughput) if fit == "transformed" else scalability(units, throughput, gamma=gamma or None)
    )
    return (
        Answer("alpha", Text("争用 α（σ）", "contention α (σ)"), found.alpha),
        Answer("beta", Text("一致性 β（κ）", "coherency β (κ)"), found.beta),
        Answer("gamma", Text("单台吞吐量 γ（λ）", "throughput of one γ (λ)"), found.gamma),
        Answer("best", Text("最佳规模 N*", "best size N*"), found.best_units, UNITS),
        Answer("most", Text("最大吞吐量", "greatest throughput"), found.most),
        Answer("error", Text("均方根残差", "root mean square residual"), found.error),
    )


@formula(
    Text("给定参数的可扩展性", "Scalability of known parameters"),
    "X(N) = gamma N / (1 + alpha (N - 1) + beta N (N - 1)); at beta = 0 Amdahl's law with alpha the serial share",
    source=Text("Gunther（2007）；Amdahl（1967）", "Gunther (2007); Amdahl (1967)"),
    rounding=Text(
        "台数为达到负载的最少整数，其余不舍入", "units are the fewest that carry the load; no other rounding"
    ),
)
def scaling(
    *,
    units: Annotated[float, Text("规模 N", "size N")],
    alpha: Annotated[float, Text("争用 α", "contention α")],
    beta: Annotated[float, Text("一致性 β", "coherency β")] = 0.0,
    gamma: Annotated[float, Text("单台吞吐量", "throughput of one")] = 1.0,
    load: Annotated[float, Text("要承载的负载，0 为不算", "load to be carried, 0 for none")] = 0.0,
) -> Answers:
    """Return what so many units carry, how efficient they are, the best size, and the fewest for a load."""
    law = Scalability(alpha, beta, gamma)
    return (
        Answer("throughput", Text("吞吐量", "throughput"), law.throughput(units)),
        Answer("efficiency", Text("效率", "efficiency"), law.efficiency(units)),
        Answer("best", Text("最佳规模 N*", "best size N*"), law.best_units, UNITS),
        Answer("most", Text("最大吞吐量", "greatest throughput"), law.most),
        Answer(
            "fewest", Text("承载负载的最少台数", "fewest units for the load"), law.units_for(load) if load else None
        ),
    )


FORMULAS = (queue, loss, little, usl, scaling)
