"""Projects on their way: how many were signed, filed, started and completed in the view's months."""

from typing import Any

from dashboards.asking import queries
from dashboards.parts.figures import change, marked, span, written
from dashboards.parts.panel import empty, panel
from dashboards.parts.table import Column, table
from dashboards.views.view import View
from dashboards.wire.elements import html
from datasets.text import Text
from indicators import catalogue

_STAGES = (
    ("fdi_contracts", "fdi_contracted", Text("签约（外资合同）", "Signed (foreign contracts)")),
    ("projects_filed", None, Text("备案", "Filed")),
    ("project_starts", "started_investment", Text("开工", "Started")),
    ("project_completions", "completed_investment", Text("投产", "Completed")),
)
_TITLE = Text("项目进度：签约、备案、开工、投产", "Projects: signed, filed, started, completed")
_NOTE = Text("同一时段内进入各阶段的项目，并非同一批项目", "Projects that entered each stage, not one cohort")
_COLUMNS = (Text("阶段", "Stage"), Text("项目数", "Projects"), Text("同比", "y/y"), Text("金额", "Amount"))
_STAGE, _COUNT, _GROWTH, _AMOUNT = _COLUMNS


def pipeline(view: View, _key: str) -> Any:
    """Return the panel."""
    rows = [row for row in (_row(view, *stage) for stage in _STAGES) if row is not None]
    columns = [
        Column("stage", view.say(_STAGE), number=False),
        Column("count", view.say(_COUNT)),
        Column("yoy", view.say(_GROWTH)),
        Column("amount", view.say(_AMOUNT)),
    ]
    heading = view.joined(view.say(_TITLE), span(view, catalogue()["project_starts"]))
    content = table(view, columns, rows) if rows else empty(view)
    return panel(view, heading, content, key="project_starts", note=view.say(_NOTE))


def _row(view: View, counted: str, weighed: str | None, name: Text) -> list[Any] | None:
    count = queries.latest(view, counted)
    if count is None:
        return None
    number = marked(view, html.Span(f"{count['value']:,.0f}"), counted, count)
    moved = marked(view, change(view, catalogue()[counted], count, word=False), counted, count, measure="yoy")
    return [view.say(name), number, moved, _worth(view, weighed) if weighed else "—"]


def _worth(view: View, key: str) -> Any:
    found = queries.latest(view, key)
    if found is None:
        return "—"
    return marked(view, html.Span(written(view, found["value"], catalogue()[key].unit)), key, found)
