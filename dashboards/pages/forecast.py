"""The forecast: where an indicator is heading, whether the year's goals will be met, and how good we were."""

from typing import Any

from dashboards.asking import prospects, queries
from dashboards.exports.downloads import link
from dashboards.page import Page
from dashboards.parts.controls import chooser
from dashboards.parts.figures import amount, fact, interval, phrase, told, written
from dashboards.parts.goals import calibration_note, goal_sentences, goal_table
from dashboards.parts.method import method_note
from dashboards.parts.nowcast import nowcast_panel
from dashboards.parts.panel import chart, empty, panel
from dashboards.parts.table import Column, table
from dashboards.parts.truth import past_panel, score_panel
from dashboards.views.view import View
from dashboards.wire.elements import html
from datasets.text import Text
from indicators import catalogue, charts, percent
from indicators.computing.alignment import gapless, paced
from indicators.definition import Frequency
from indicators.forecast.reasons import member_name, method_shares
from indicators.targets.words import likelihood

_DEFAULT = "tax_revenue"
_INDICATOR = Text("指标", "Indicator")
_FAN = {
    Frequency.MONTH: Text("{name}：未来十二个月（当月，{unit}）", "{name}: the next twelve months (month, {unit})"),
    Frequency.QUARTER: Text("{name}：未来两年（当季，{unit}）", "{name}: the next two years (quarter, {unit})"),
    Frequency.YEAR: Text("{name}：未来三年（{unit}）", "{name}: the next three years ({unit})"),
}
_GOALS = Text("全年目标", "Targets of the year")
_SAYINGS = Text("可以直接引用的话", "Sentences to quote")
_METHOD = Text("为什么用这个方法", "Why this method")
_PART = Text("组成方法", "Member")
_WEIGHT = Text("权重", "Weight")
_YEAR_END = Text("预计全年 {year}", "Expected for {year}")
_INTERVAL = Text("80% 区间 {interval}", "80% interval {interval}")
_LIKELY = Text("完成目标的概率", "Probability of the target")
_NEXT = {
    Frequency.MONTH: Text("下个月", "Next month"),
    Frequency.QUARTER: Text("下个季度", "Next quarter"),
    Frequency.YEAR: Text("下一年", "Next year"),
}
_OF_GOAL = Text("目标 {goal}", "target {goal}")
_EARLIER = Text("目标和预测只从最新月份给出。", "Targets and forecasts are given from the latest month only.")
_PERIODS = 48


def options(view: View) -> dict[str, str]:
    """Return the indicators that are carried forward, by month, quarter or year."""
    return {key: view.say(each.name) for key, each in catalogue().items() if gapless(each) or paced(each)}


def title(view: View) -> str:
    """Return the heading."""
    return view.joined(view.say(PAGE.name), view.say(catalogue()[_key(view)].name))


def body(view: View) -> list[Any]:
    """Return the page."""
    key = _key(view)
    goals = [
        nowcast_panel(view),
        panel(view, view.say(_GOALS), goal_table(view), note=calibration_note(view), area="wide"),
        panel(view, view.say(_SAYINGS), goal_sentences(view), area="wide"),
    ]
    return [
        html.Div(
            [chooser(view, "indicator", view.say(_INDICATOR), options(view), everything=False, current=key)],
            className="filters",
        ),
        _facts(view, key),
        html.Div(
            [
                _fan(view, key),
                *(goals if view.period == view.latest else []),
                past_panel(view, key),
                score_panel(view, key),
                _method(view, key),
            ],
            className="grid tax",
        ),
    ]


def _key(view: View) -> str:
    chosen = view.chosen("indicator") or _DEFAULT
    return chosen if chosen in options(view) else next(iter(options(view)))


def _facts(view: View, key: str) -> Any:
    if view.period != view.latest:
        return html.P(view.say(_EARLIER), className="notice")
    definition = catalogue()[key]
    blocks: list[Any] = []
    ahead, end, goal = queries.forecast(view, key), queries.year_end(view, key), prospects.goal(view, key)
    if ahead is not None:
        first = ahead.frame.iloc[0]
        when: dict[str, Any] = {"period": f"{first['period']:%Y-%m}", "cumulative": False}
        value = told(view, amount(view, first["mean"], definition.unit), key, "forecast", first["mean"], **when)
        sure = interval(view, key, "forecast", (first.lo80, first.hi80), definition.unit, **when)
        blocks.append(fact(view.say(_NEXT[definition.frequency]), value, phrase(view.say(_INTERVAL), interval=sure)))
    if end is not None:
        value = told(view, amount(view, end.mean, definition.unit), key, "year_end", end.mean)
        sure = interval(view, key, "year_end", (end.lo80, end.hi80), definition.unit)
        name = view.say(_YEAR_END).format(year=end.year)
        blocks.append(fact(name, value, phrase(view.say(_INTERVAL), interval=sure)))
    if goal is not None:
        subject = goal.target.key
        aim = told(view, html.Span(written(view, goal.goal, goal.unit)), subject, "target.goal", goal.goal)
        likely = html.Span(likelihood(goal.probability, view.language))
        likely = told(view, likely, subject, "target.probability", goal.probability)
        blocks.append(fact(view.say(_LIKELY), likely, phrase(view.say(_OF_GOAL), goal=aim)))
    return html.Div(blocks, className="facts") if blocks else None


def _fan(view: View, key: str) -> Any:
    history = queries.series(view, key, cumulative=False)
    shown = history[history["period"] <= f"{view.period}-01"]
    ahead = queries.forecast(view, key) if view.period == view.latest else None
    definition = catalogue()[key]
    drawn = charts.trend(shown, ahead, unit=definition.unit, language=view.language, months=_PERIODS, height=320)
    heading = view.say(_FAN[definition.frequency]).format(name=view.say(definition.name), unit=charts.unit_of(drawn))
    return panel(
        view,
        heading,
        chart(view, "forecast-fan", drawn, heading),
        key=key,
        note=method_note(view, ahead),
        csv=link(view, key),
        png="forecast-fan",
        area="wide",
    )


def _method(view: View, key: str) -> Any:
    """Return the reason for the method, and what it is made of where it is a combination."""
    ahead = queries.forecast(view, key)
    if ahead is None:
        return panel(view, view.say(_METHOD), empty(view))
    shares = sorted(method_shares(ahead.weights).items(), key=lambda each: (-each[1], each[0]))
    rows = [
        [
            view.say(member_name(name)),
            told(
                view,
                html.Span(percent(share, view.language, signed=False)),
                key,
                "method.weight",
                share,
                slice_=f"member={name}",
            ),
        ]
        for name, share in shares
    ]
    columns = [Column("part", view.say(_PART), number=False), Column("weight", view.say(_WEIGHT))]
    words = html.P(view.say(ahead.reason), className="reason")
    return panel(view, view.say(_METHOD), html.Div([words, table(view, columns, rows) if rows else None]))


PAGE = Page(
    key="forecast",
    path="/forecast",
    name=Text("预测", "Forecast"),
    group=Text("指标", "Indicators"),
    position=25,
    parameters=("indicator", "ahead"),
    switches=("snapshot", "period"),
    title=title,
    body=body,
)
