"""The truth about our forecasts: what was said some months before, what came, and how far off it was."""

from typing import Any

from dashboards.asking import prospects, queries
from dashboards.parts.controls import choice_switch
from dashboards.parts.figures import told
from dashboards.parts.panel import chart, empty, panel
from dashboards.parts.table import Column, table
from dashboards.views.view import View
from dashboards.wire.elements import html
from datasets.text import Text
from indicators import catalogue, charts, percent, period_label
from indicators.record.residuals import shifts
from indicators.record.score import NATURES, Nature, Score

_MONTHS = 36
_YEAR = 12  # months of real forecasts that make a line
_STEP = "3"
_STEPS = {
    "1": Text("1 个月", "1 month"),
    "3": Text("3 个月", "3 months"),
    "6": Text("6 个月", "6 months"),
    "12": Text("12 个月", "12 months"),
}
_TITLE = Text(
    "{name}：当时怎么说，后来怎样（{nature}，{unit}）", "{name}: what was said and what came ({nature}, {unit})"
)
_NATURE = Text(
    "回溯演算：用现在的模型和现在的数据，假装只知道当时的月份；与实时预测分开统计，从不混合",
    "Hindcast: today's engine on today's data, knowing nothing after each origin; never mixed with real-time forecasts",
)
_NO_REAL = Text(
    "实时预测已开始逐月入账，尚无到期可评的月份", "real-time forecasts are kept each month; none has come due yet"
)
_SHIFTED = Text("模型误差自{month}起整体偏移", "the model's errors have had another mean since {month}")
_SCORES = Text("预测成绩单", "Track record")
_COLUMNS = (
    ("nature", Text("性质", "Nature"), False),
    ("ahead", Text("提前", "Ahead"), False),
    ("cases", Text("次数", "Cases"), True),
    ("error", Text("误差", "Error"), True),
    ("naive", Text("朴素法误差", "Naive error"), True),
    ("c80", Text("80% 区间覆盖", "80% covered"), True),
    ("c95", Text("95% 区间覆盖", "95% covered"), True),
)
_AHEAD = Text("{first}–{last} 个月", "{first}–{last} months")
_SCORES_NOTE = Text(
    "误差为平均绝对误差 ÷ 平均实际值；朴素法沿用上年同月；覆盖率应接近 80% 与 95%",
    "Error: mean absolute error over the mean actual; naive repeats last year's month; 80 and 95 % should be covered",
)


def past_panel(view: View, key: str) -> Any:
    """Return the chart of forecasts against what came; real-time ones where there are enough, else hindcasts."""
    definition = catalogue()[key]
    rows = prospects.said(view, key)
    offered = {code: view.say(word) for code, word in _STEPS.items() if int(code) % definition.frequency.months == 0}
    asked = view.chosen("ahead") or _STEP
    step = asked if asked in offered else _STEP
    real = rows[(rows.nature == "real_time") & (rows.step == int(step))]
    nature: Nature = "real_time" if len(real) >= _YEAR // definition.frequency.months else "hindcast"
    shown = rows[(rows.nature == nature) & (rows.step == int(step)) & (rows.period <= f"{view.period}-01")]
    history = queries.history(view, key).tail(_MONTHS)
    if shown.empty:
        return panel(view, view.say(_SCORES), empty(view), area="wide")
    drawn = charts.said_and_came(shown, history, step=int(step), unit=definition.unit, language=view.language)
    title = view.say(_TITLE).format(
        name=view.say(definition.name), nature=view.say(NATURES[nature]), unit=charts.unit_of(drawn)
    )
    switch = choice_switch(view, "ahead", offered, step, _STEP)
    turned = [period_label(each, view.language) for each in shifts(queries.snapshot_of(view), key)]
    shifted = view.say(_SHIFTED).format(month=turned[-1]) if turned else ""
    note = view.joined(view.say(_NATURE), shifted, "" if (rows.nature == "real_time").any() else view.say(_NO_REAL))
    return panel(
        view,
        title,
        html.Div([switch, chart(view, "forecast-past", drawn, title)]),
        key=key,
        note=note,
        png="forecast-past",
        area="wide",
    )


def score_panel(view: View, key: str) -> Any:
    """Return the table of scores, each nature by itself."""
    columns = [Column(name, view.say(title), number=number) for name, title, number in _COLUMNS]
    rows = [
        [
            view.say(NATURES[each.nature]),
            view.say(_AHEAD).format(first=each.first, last=each.last),
            *(_scored(view, key, each, name) for name in ("cases", "error", "naive_error", "coverage80", "coverage95")),
        ]
        for each in prospects.scores(view, key)
    ]
    content = table(view, columns, rows, cards=True) if rows else empty(view)
    return panel(view, view.say(_SCORES), content, key=key, note=view.say(_SCORES_NOTE))


def _scored(view: View, key: str, score: Score, name: str) -> Any:
    value = getattr(score, name)
    words = f"{value}" if name == "cases" else percent(value, view.language, signed=False)
    about = f"nature={score.nature},first={score.first}"
    return told(view, html.Span(words), key, f"record.{name}", value, slice_=about)
