"""The nowcast on a page: the sentence, why it moved, and whether the model is to be believed."""

from collections.abc import Mapping
from typing import Any

from dashboards.asking import prospects, queries
from dashboards.parts.figures import pieces, told
from dashboards.parts.panel import panel
from dashboards.parts.table import Column, table
from dashboards.views.view import View
from dashboards.wire.elements import html
from datasets.text import Text
from indicators.nowcast.prices import prices
from indicators.nowcast.prices import sentence as prices_sentence
from indicators.nowcast.words import impact, news_rows, sentence

_TITLE = Text("本季度地区生产总值：即时预测", "This quarter's GDP: nowcast")
_COLUMNS = (
    ("month", Text("月份", "Month"), False),
    ("series", Text("新公布的数据", "Release"), False),
    ("expected", Text("模型原预计", "Model expected"), True),
    ("came", Text("实际公布", "Came"), True),
    ("impact", Text("影响（百分点）", "Impact (pp)"), True),
)
_MOVED = Text("{since} 以来模型预测的变动", "What moved the model since {since}")
_ALL = Text("合计", "Total")
_UNSETTLED = Text(
    "EM 迭代在限定步数内未完全收敛，结果为限定步数的估计",
    "EM had not fully converged within its steps; the estimate is that of the last step",
)


def nowcast_panel(view: View) -> Any:
    """Return the panel, None where there is no nowcast."""
    found = prospects.now(view)
    if found is None:
        return None
    columns = [Column(name, view.say(title), number=number) for name, title, number in _COLUMNS]
    rows = [
        _row(view, at, written, row)
        for at, (written, row) in enumerate(
            zip(news_rows(queries.snapshot_of(view), found, view.language), found.news.to_dict("records"), strict=True)
        )
    ]
    whole = float(found.news.impact.sum())
    total = ["", view.say(_ALL), "", "", told(view, html.Span(impact(whole)), "nowcast", "news.impact", whole)]
    note = view.joined(view.say(found.reason), "" if found.settled else view.say(_UNSETTLED))
    moved = html.H3(view.say(_MOVED).format(since=found.since.isoformat()), className="below")
    apart = prices(queries.snapshot_of(view), found)
    content = html.Div(
        [
            html.P(pieces(view, sentence(found, view.language)), className="saying"),
            *([] if apart is None else [html.P(pieces(view, prices_sentence(apart, view.language)))]),
            *([moved, table(view, columns, rows, total=total)] if rows else []),
        ]
    )
    return panel(view, view.say(_TITLE), content, note=note, area="wide")


def _row(view: View, at: int, written: tuple[str, ...], row: Mapping[Any, Any]) -> list[Any]:
    """Return a release: month and name, and the three numbers with what they are."""
    month, name, *numbers = written
    shown = [
        told(view, html.Span(words), "nowcast", f"news.{measure}", row[measure], slice_=f"row={at}")
        for words, measure in zip(numbers, ("expected", "came", "impact"), strict=True)
    ]
    return [month, name, *shown]
