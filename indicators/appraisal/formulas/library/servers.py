"""Servers: transactions, tpmC, requests a second, factors one after another, units needed."""

from typing import Annotated, Literal

from datasets import Text
from indicators.appraisal.formulas.formula import Answer, Answers, formula
from indicators.appraisal.formulas.units import UNITS
from indicators.appraisal.sizing import servers
from indicators.appraisal.sizing.chain import Chain, Factor, Rounding
from indicators.appraisal.sizing.demand import Demand, Growth
from indicators.appraisal.sizing.line import Capacity, sized
from indicators.errors import QuestionError

Round = Literal["no", "up", "down", "nearest"]
_MINUTE = Text("笔/分", "a minute")
_STATED = Text("由 rounded 指定，缺省不舍入", "as rounded says; none by default")


def rounding_of(word: str) -> Rounding:
    """Return the rounding that a word of the command line means."""
    return None if word == "no" else word


@formula(
    Text("每分钟业务数", "Transactions a minute"),
    "calls / days * share / hours * peak / 60",
    source=Text("tpmC 简单计算法（流传的可研算法）", "the reckoning that circulates as tpmC简单计算法"),
    rounding=_STATED,
)
def transactions(
    *,
    calls: Annotated[float, Text("期内业务量", "calls in the period")],
    days: Annotated[float, Text("期内工作日", "working days in it")],
    share: Annotated[float, Text("忙时占全日比例", "share of a day in the busy hours")],
    hours: Annotated[float, Text("忙时小时数", "busy hours")],
    peak: Annotated[float, Text("峰值倍数", "busiest hour over those")] = 1.0,
    rounded: Annotated[Round, Text("舍入", "rounding")] = "no",
) -> Answers:
    """Return transactions a minute."""
    found = servers.transactions_a_minute(
        calls, days=days, share=share, hours=hours, peak=peak, rounded=rounding_of(rounded)
    )
    return (Answer("minute", Text("每分钟业务数", "transactions"), found.value, _MINUTE),)


@formula(
    Text("数据库服务器 tpmC", "tpmC of a database server"),
    "transactions * operations * ratio * correction * peak * growth / (1 - reserve)",
    source=Text(
        "tpmC 简单计算法；系统能力需求估算（U×N×平均操作数×峰值×修正÷0.7）", "tpmC简单计算法; 系统能力需求估算"
    ),
    rounding=Text("缺省舍去小数，rounded 可改", "what is behind the point is dropped unless rounded says otherwise"),
)
def tpmc(
    *,
    transactions: Annotated[float, Text("每分钟业务数", "transactions a minute")],
    operations: Annotated[float, Text("每笔业务的数据库事务数", "database transactions in one")] = 1.0,
    ratio: Annotated[float, Text("基准比例（复杂度）", "weight in the benchmark (complexity)")] = 1.0,
    correction: Annotated[float, Text("经验修正系数", "correction")] = 1.0,
    peak: Annotated[float, Text("峰值倍数", "peak")] = 1.0,
    growth: Annotated[float, Text("增长倍数", "growth")] = 1.0,
    reserve: Annotated[float, Text("处理能力冗余", "share of the processor kept free")] = 0.0,
    rounded: Annotated[Round, Text("舍入", "rounding")] = "down",
) -> Answers:
    """Return tpmC."""
    found = servers.tpmc(
        transactions,
        operations=operations,
        ratio=ratio,
        correction=correction,
        peak=peak,
        growth=growth,
        reserve=reserve,
        rounded=rounding_of(rounded),
    )
    return (
        Answer("tpmc", Text("tpmC", "tpmC"), found.value, _MINUTE),
        Answer("written", Text("算式", "as written"), found.formula()),
    )


@formula(
    Text("任意系数链", "Any chain of factors"),
    "start * a / b ... , each step as the study writes it",
    source=Text("可研报告的连乘算法，逐步照录", "studies multiply factors; each step as they write it"),
    rounding=Text(
        "在步骤中写 up、down、nearest（四舍五入），写在哪一步就在哪一步舍入",
        "up, down or nearest (halves up) among the steps, where the study rounds",
    ),
)
def chain(
    *,
    start: Annotated[float, Text("起点", "start")],
    steps: Annotated[tuple[str, ...], Text("步骤，如 *4 /0.7 nearest", "steps, as in *4 /0.7 nearest")],
) -> Answers:
    """Return what a chain of factors comes to, step by step."""
    value, told = Chain(start, ()), []
    for place, step in enumerate(steps, start=1):
        value = Chain(value.value, (), step) if step in {"up", "down", "nearest"} else _step(value.value, step)
        told.append(Answer(f"step{place}", Text(f"第 {place} 步 {step}", f"step {place} {step}"), value.value))
    return (*told, Answer("value", Text("结果", "result"), value.value))


def _step(value: float, step: str) -> Chain:
    sign, number = step[:1], step[1:]
    try:
        if sign in "*×/÷":
            return Chain(value, (Factor(Text(step, step), float(number), divides=sign in "/÷"),))
    except ValueError:
        pass
    raise QuestionError(
        Text(
            f"步骤“{step}”应写成 *2、/0.7、up、down 或 nearest。",
            f"The step {step!r} should read *2, /0.7, up, down or nearest.",
        )
    )


@formula(
    Text("每秒请求数", "Requests a second"),
    "users * concurrency / (think + response) * peak",
    source=Text("Denning 与 Buzen（1978）交互响应时间定律", "Denning and Buzen (1978), interactive response-time law"),
    rounding=Text("不舍入", "none"),
)
def requests(
    *,
    users: Annotated[float, Text("用户数", "users")],
    concurrency: Annotated[float, Text("并发率", "share online at once")] = 1.0,
    think: Annotated[float, Text("思考时间（秒）", "seconds of thinking")] = 0.0,
    response: Annotated[float, Text("响应时间（秒）", "seconds of response")] = 0.0,
    peak: Annotated[float, Text("峰值倍数", "peak")] = 1.0,
    service: Annotated[float, Text("每请求服务时间（秒）", "seconds of service for one")] = 0.0,
    machines: Annotated[int, Text("服务器数", "servers")] = 1,
) -> Answers:
    """Return requests a second, and how busy the servers are."""
    found = servers.requests_a_second(
        users, concurrency=concurrency, think_seconds=think, response_seconds=response, peak=peak
    ).value
    busy = servers.busy_share(found, service, machines)
    return (
        Answer("requests", Text("每秒请求数", "requests"), found, Text("次/秒", "a second")),
        Answer("busy", Text("利用率", "utilisation"), busy),
    )


@formula(
    Text("需要台数与上限", "Units needed and the ceiling"),
    "N(t, g) = spares + ceil((load (1 + g)^t / utilisation - reuse) / capacity); ceiling = N(3, P90)",
    source=Text(
        "规划五(二)：现阶段满足 2—3 年，可扩展约 5 年", "plan, 5(2): two to three years now, about five by growing"
    ),
    rounding=Text("台数向上取整", "units are rounded up"),
)
def need(
    *,
    load: Annotated[float, Text("现有负载", "load of today")],
    growth: Annotated[float, Text("年增长率 P50", "growth a year, P50")],
    low: Annotated[float | None, Text("P10，缺省同 P50", "P10, by default P50")] = None,
    high: Annotated[float | None, Text("P90，缺省同 P50", "P90, by default P50")] = None,
    utilisation: Annotated[float, Text("设计利用率", "utilisation")] = 1.0,
    capacity: Annotated[float, Text("单台能力", "capacity of one")] = 1.0,
    spares: Annotated[int, Text("备机数", "spares")] = 0,
    reuse: Annotated[float, Text("可复用能力", "capacity reused")] = 0.0,
    requested: Annotated[int, Text("申请台数", "units asked for")] = 0,
) -> Answers:
    """Return load, load over utilisation and units for two, three and five years, the ceiling and the excess."""
    spread = Growth(growth if low is None else low, growth, growth if high is None else high)
    found = sized(
        Capacity(
            name="need",
            demand=Demand(load, spread),
            capacity=capacity,
            requested=requested,
            price_fen=0,
            utilisation=utilisation,
            spares=spares,
            reuse=reuse,
        )
    )
    told = []
    for each in found.needs:
        when = Text(f"{each.years} 年 P{each.probability:.0%}"[:-1], f"{each.years} years P{each.probability:.0%}"[:-1])
        key = f"{each.years}_p{round(each.probability * 100)}"
        told += [
            Answer(
                f"carried_{key}",
                Text(f"{when.zh} 负载÷利用率", f"{when.en} load over utilisation"),
                each.load / utilisation,
            ),
            Answer(f"units_{key}", Text(f"{when.zh} 台数", f"{when.en} units"), each.units, UNITS),
        ]
    return (
        *told,
        Answer("ceiling", Text("上限", "ceiling"), found.ceiling, UNITS),
        Answer("excess", Text("超量", "excess"), found.excess, UNITS),
        Answer("short", Text("偏小", "short"), found.short, UNITS),
        Answer("oversize", Text("3 年超配比", "oversize at three years"), found.oversize),
    )


FORMULAS = (transactions, tpmc, chain, requests, need)
