"""The year's goals: a table with what is still needed, and the sentence for each."""

from typing import Any

from dashboards.asking import prospects, queries
from dashboards.parts.figures import growth, pieces, told, written
from dashboards.parts.panel import empty
from dashboards.parts.table import Column, table
from dashboards.views.view import View
from dashboards.wire.elements import html
from datasets.text import Text
from indicators import percent
from indicators.computing.panel import name_of
from indicators.targets import Progress
from indicators.targets.words import likelihood, sentence

_COLUMNS = (
    ("name", Text("指标", "Indicator"), False),
    ("goal", Text("全年目标", "Target"), True),
    ("so_far", Text("已完成", "So far"), True),
    ("share", Text("进度", "Progress"), True),
    ("needed", Text("余下月均需", "Needed a month"), True),
    ("growth", Text("需同比", "Needed y/y"), True),
    ("likely", Text("完成概率", "Probability"), True),
)
_ASSUMED = Text("演示目标", "demo target")
_BASIS = Text("目标来源：{reference}", "Target: {reference}")
_CALIBRATED = Text(
    "概率校准（{cases} 个过去的目标问题）：Brier 分 {brier}，只报达成比例者为 {base}；越小越好",
    "Calibration on {cases} past questions: Brier score {brier}, against {base} for always saying the base rate; less "
    "is better",
)


def goal_table(view: View) -> Any:
    """Return the table of the year's goals."""
    found = prospects.goals(view)
    if not found:
        return empty(view)
    columns = [Column(key, view.say(title), number=number) for key, title, number in _COLUMNS]
    return table(view, columns, [_row(view, each) for each in found], cards=True)


def goal_sentences(view: View) -> Any:
    """Return the sentence of each goal, for the leader to repeat."""
    snapshot = queries.snapshot_of(view)
    return html.Ul(
        [
            html.Li(
                [
                    html.B(view.say(name_of(snapshot, each.target.series))),
                    html.Span(pieces(view, sentence(each, view.language))),
                ]
            )
            for each in prospects.goals(view)
        ],
        className="sayings",
    )


def calibration_note(view: View) -> str:
    """Return how well the probabilities kept their word in the past."""
    found = prospects.calibrated(view)
    if not found.cases:
        return ""
    return view.say(_CALIBRATED).format(cases=found.cases, brier=f"{found.brier:.3f}", base=f"{found.base_rate:.3f}")


def _row(view: View, found: Progress) -> list[Any]:
    name = view.say(name_of(queries.snapshot_of(view), found.target.series))
    tag = html.Span(view.say(_ASSUMED), className="sim") if found.target.assumed else None
    about = view.say(_BASIS).format(reference=view.say(found.target.reference))
    done = found.reached or found.months_left == 0
    return [
        html.Span([name, " ", tag], title=about),
        _told(view, found, "goal", written(view, found.goal, found.unit)),
        _told(view, found, "so_far", written(view, found.so_far, found.unit)),
        html.Span(
            [bar(found), _told(view, found, "share", percent(found.share, view.language, signed=False))],
            className="progress",
        ),
        "—" if done else _told(view, found, "needed", written(view, found.needed, found.unit)),
        "—" if done else _told(view, found, "needed_growth", growth(view, found.needed_growth, word=False)),
        html.B(_told(view, found, "probability", likelihood(found.probability, view.language))),
    ]


def _told(view: View, found: Progress, name: str, shown: Any) -> Any:
    element = html.Span(shown) if isinstance(shown, str) else shown
    return told(view, element, found.target.key, f"target.{name}", getattr(found, name))


def bar(found: Progress) -> Any:
    """Return the share of the goal that has come as a bar, with the share of the year behind it as a mark."""
    share = min(found.share, 1.0)
    year = (12 - found.months_left) / 12
    return html.Span([html.I(style={"width": f"{share:.1%}"}), html.U(style={"left": f"{year:.1%}"})], className="bar")
