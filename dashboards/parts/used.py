"""Afterwards (后评价): what was approved against what is used, by application and by department."""

from typing import Any

from dashboards.parts.figures import fact, told
from dashboards.parts.panel import panel
from dashboards.parts.table import Column, table
from dashboards.views.view import View
from dashboards.wire.elements import dcc, html
from datasets.text import Text
from indicators.appraisal.afterwards import Used, by_department
from indicators.appraisal.choices import named
from indicators.appraisal.docket import MEASURED, Docket
from indicators.errors import QuestionError

_NOTHING = Text(
    f"还没有实测负载。把 {MEASURED}（列：number、month、p95）放进 applications 文件夹，本页即作后评价。",
    f"No load was measured since. Put {MEASURED} (columns number, month, p95) into the folder applications.",
)
_COUNT, _COUNTED = Text("已实测", "Measured"), Text("共 {count} 项同意建设", "of {count} that may be built")
_SHARE, _SHARE_WHY = (
    Text("核定能力的利用率", "Of what was approved, used"),
    Text("各项的平均", "mean of the applications"),
)
_HELD, _HELD_WHY = (
    Text("落在预测区间", "Within what was foreseen"),
    Text("区间为 P10—P90，约应有八成", "P10 to P90: about eight in ten should be"),
)
_EACH, _DEPARTMENTS = Text("逐项", "By application"), Text("按部门", "By department")
_NOTE = Text(
    "利用率为实测 P95 除以核定能力（含利旧）", "used: the P95 measured over the capacity approved, with what is reused"
)
_COLUMNS = (
    ("name", Text("项目", "Project"), False),
    ("month", Text("实测月份", "Measured in"), False),
    ("measured", Text("实测 P95", "P95 measured"), True),
    ("approved", Text("核定能力", "Approved"), True),
    ("share", Text("利用率", "Used"), True),
    ("asked", Text("若按申报", "Of what was asked"), True),
    ("foreseen", Text("预测 P10—P90", "Foreseen, P10 to P90"), True),
    ("held", Text("是否落在其中", "Within it"), False),
)
_BY = (
    ("department", Text("部门", "Department"), False),
    ("count", Text("项目", "Projects"), True),
    ("share", Text("利用率", "Used"), True),
    ("asked", Text("若按申报", "Of what was asked"), True),
    ("held", Text("落在预测区间", "Within what was foreseen"), True),
)
_WITHIN, _ABOVE, _BELOW = Text("是", "yes"), Text("高于", "above"), Text("低于", "below")


def used(view: View, known: Docket) -> list[Any]:
    """Return the sums, a row for each application that was measured, and for each department."""
    try:
        found = known.used
    except QuestionError as error:
        return [html.P(view.say(error.text), className="notice")]
    if known.trouble is not None:
        return [html.P(view.say(known.trouble), className="notice")]
    if not found:
        return [html.P(view.say(_NOTHING), className="notice")]
    rows = [_row(view, known, each) for each in sorted(found, key=lambda each: each.share)]
    by = [
        [
            view.say(known.registers.department_named(each.department)),
            _of(view, str(each.applications), "measured", each.applications, f"department={each.department}"),
            _of(view, f"{each.share:.0%}", "share", each.share, f"department={each.department}"),
            _of(view, f"{each.share_of_request:.0%}", "asked", each.share_of_request, f"department={each.department}"),
            _of(view, str(each.held), "held", each.held, f"department={each.department}"),
        ]
        for each in by_department(found)
    ]
    return [
        _facts(view, known, found),
        html.Div(
            [
                panel(view, view.say(_DEPARTMENTS), table(view, _columns(view, _BY), by, cards=True), area="used"),
                panel(
                    view,
                    view.say(_EACH),
                    table(view, _columns(view, _COLUMNS), rows, cards=True),
                    note=view.say(_NOTE),
                    area="used",
                ),
            ],
            className="stack",
        ),
    ]


def _facts(view: View, known: Docket, found: tuple[Used, ...]) -> Any:
    built = sum(each.outcome in {"approve", "resize"} for each in known.opinions.values())
    share, held = (sum(values) / len(found) for values in ([e.share for e in found], [e.held for e in found]))
    return html.Div(
        [
            fact(
                view.say(_COUNT),
                _of(view, str(len(found)), "measured", len(found)),
                _of(view, view.say(_COUNTED).format(count=built), "built", built),
            ),
            fact(view.say(_SHARE), _of(view, f"{share:.0%}", "share", share), view.say(_SHARE_WHY)),
            fact(view.say(_HELD), _of(view, f"{held:.0%}", "held_share", held), view.say(_HELD_WHY)),
        ],
        className="facts counts money",
    )


def _of(view: View, shown: str, measure: str, value: float, slice_: str = "") -> Any:
    """Return the element of a number with what it is: of whom, and its exact value."""
    return told(view, html.Span(shown), "used", measure, value, slice_=slice_)


def _columns(view: View, columns: tuple[tuple[str, Text, bool], ...]) -> list[Column]:
    return [Column(key, view.say(title), number=number) for key, title, number in columns]


def _row(view: View, known: Docket, each: Used) -> list[Any]:
    key = next(key for key, found in known.opinions.items() if found.number == each.number)
    proposal = known.proposal(key)
    metric = named(proposal.demand.metric or "", view.language) if proposal is not None else ""
    low, _, high = each.foreseen
    within = _WITHIN if each.held else _ABOVE if each.measured > high else _BELOW
    where = f"application={each.number}"
    link = dcc.Link(view.say(known.name(key)), href=view.href(application=key))
    return [
        html.Div([link, html.Small(view.joined(each.number, metric), className="said")]),
        each.month,
        _of(view, f"{each.measured:,.0f}", "measured", each.measured, where),
        _of(view, f"{each.approved:,.0f}", "approved", each.approved, where),
        _of(view, f"{each.share:.0%}", "share", each.share, where),
        _of(view, f"{each.share_of_request:.0%}", "asked", each.share_of_request, where),
        f"{low:,.0f} – {high:,.0f}",
        html.Span(view.say(within), className=f"outcome {'good' if each.held else 'bad'}"),
    ]
