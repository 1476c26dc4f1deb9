"""The queue of applications: sums, filters, one row for each with what is asked, cut and left, and by which clause."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from dashboards.parts.controls import chooser
from dashboards.parts.figures import amount, fact, titled, told
from dashboards.parts.panel import panel
from dashboards.parts.table import Column, order, table
from dashboards.views.view import View
from dashboards.wire.elements import dcc, html
from datasets.text import Text
from indicators.appraisal.docket import Docket
from indicators.appraisal.opinion import OUTCOME_NAMES, Opinion
from indicators.appraisal.programme import ADMISSIBLE
from indicators.sentences.phrases import capital

FILTERS = ("department", "outcome", "clause")
_FEN = 100
_WAN, _THOUSAND = 1_000_000, 100_000  # fen
_TITLES = {
    "number": Text("申报", "Application"),
    "department": Text("部门", "Department"),
    "outcome": Text("意见", "Opinion"),
    "requested": Text("申报", "Asked for"),
    "cut": Text("核减", "Cut"),
    "approved": Text("核定", "Approved"),
    "by": Text("依据条款", "Decided by"),
}
_SUMMED = ("requested", "cut", "approved")
_MONEY = frozenset(_SUMMED)
_QUEUE = Text("申报队列", "Applications")
_COUNT = Text("申报", "Applications")
_COUNTED = Text("共 {all} 项", "of {all}")
_ASKED, _CUT = Text("申报金额", "Asked for"), Text("核减", "Cut")
_APPROVED, _HELD = Text("核定同意", "Approved"), Text("尚不同意", "Not approved")
_SUM = Text("申报 = 核减 + 核定同意 + 尚不同意", "asked for = cut + approved + not approved")
_OUTCOME, _RULE = Text("意见", "Opinion"), Text("条款", "Clause")
_ALL = Text("合计", "Together")
_NOTHING = Text("没有符合条件的申报。", "No application fits.")
_SHIPPED = Text(
    "演示用的模拟申报，此后实测的负载也是模拟的：数据目录里没有 applications 文件夹。"
    "把申报文件（TOML 或填好的表）放进该文件夹，本页即改列它们。",
    "Simulated applications with simulated loads measured since, for demonstration: the home has no folder "
    "applications. Put applications (TOML or filled forms) there and this page lists those instead.",
)
_OWN = Text("申报来自数据目录的 applications 文件夹。", "The applications are those of the home's folder applications.")


def of_opinion(view: View, shown: Any, key: str, measure: str, value: float, supposed: Iterable[str] = ()) -> Any:
    """Return the element of a number of an opinion with what it is; amounts are exact in fen.

    ``supposed`` names what of the address the opinion rests on beside the application.
    """
    asked = [f"{name}={view.chosen(name)}" for name in supposed if view.chosen(name)]
    element = html.Span(shown) if isinstance(shown, str) else shown
    return told(view, element, "opinion", measure, value, slice_=",".join([f"application={key}", *asked]))


def of_docket(view: View, shown: Any, measure: str, value: float) -> Any:
    """Return the element of a count or sum of the queue with what it is: the filters of the address are its slice."""
    asked = [f"{name}={view.chosen(name)}" for name in FILTERS if view.chosen(name)]
    element = html.Span(shown) if isinstance(shown, str) else shown
    return told(view, element, "docket", measure, value, slice_=",".join(asked))


class Entry(NamedTuple):
    """One application of the queue, by what the address calls it."""

    key: str
    name: str
    department: str
    opinion: Opinion

    @property
    def approved_fen(self) -> int | None:
        """What is left of an application that may be approved; None where it may not."""
        return self.opinion.lines.approved_fen if self.opinion.outcome in ADMISSIBLE else None


def origin(view: View, docket: Docket) -> Any:
    """Return where the applications come from, and what the registers are marked as."""
    said = view.say(_SHIPPED if docket.shipped else _OWN)
    return html.P([said, " ", html.B(f"{capital(view.say(docket.registers.label))}{_stop(view)}")], className="notice")


def queue(view: View, docket: Docket) -> list[Any]:
    """Return the sums, the filters and the table."""
    everything = [
        Entry(key, view.say(docket.name(key)), view.say(each.department_name), each)
        for key, each in docket.opinions.items()
    ]
    shown = [each for each in everything if _fits(view, each)]
    return [
        _facts(view, shown, len(everything)),
        html.Div(_filters(view, docket, everything), className="filters"),
        panel(
            view,
            view.say(_QUEUE),
            _table(view, docket, shown) if shown else html.P(view.say(_NOTHING), className="empty"),
            note=view.say(_SUM),
            area="docket",
        ),
    ]


def _fits(view: View, each: Entry) -> bool:
    department, outcome, clause = (view.chosen(name) for name in ("department", "outcome", "clause"))
    return (
        department in (None, each.opinion.department)
        and outcome in (None, each.opinion.outcome)
        and (clause is None or clause in each.opinion.decided_by)
    )


def spoken(view: View, docket: Docket) -> list[str]:
    """Return the filters of the queue in words: 意见=缓建, department, clause."""
    outcome, department, clause = (view.chosen(name) for name in ("outcome", "department", "clause"))
    names = {each.department: view.say(each.department_name) for each in docket.opinions.values()}
    named = next((view.say(text) for code, text in OUTCOME_NAMES.items() if code == outcome), outcome)
    said = ((_OUTCOME, named), (_TITLES["department"], names.get(department or "", department)), (_RULE, clause))
    return [f"{view.say(title)}={word}" for title, word in said if word]


def _facts(view: View, shown: Sequence[Entry], count: int) -> Any:
    asked = sum(each.opinion.requested_fen for each in shown)
    cut = sum(each.opinion.cut_fen for each in shown)
    approved = sum(each.approved_fen or 0 for each in shown)
    held = asked - cut - approved
    sums = ((_ASKED, "requested", asked), (_CUT, "cut", cut), (_APPROVED, "approved", approved), (_HELD, "held", held))
    number = of_docket(view, str(len(shown)), "count", len(shown))
    below = view.say(_COUNTED).format(all=count)
    return html.Div(
        [
            fact(view.say(_COUNT), number, of_docket(view, below, "all", count)),
            *(
                fact(view.say(word), of_docket(view, amount(view, value / _FEN, "yuan"), f"{name}_fen", value))
                for word, name, value in sums
            ),
        ],
        className="facts counts money",
    )


def _filters(view: View, docket: Docket, everything: Sequence[Entry]) -> list[Any]:
    departments = {each.opinion.department: each.department for each in everything if each.opinion.department}
    there = Counter(each.opinion.outcome for each in everything)
    outcomes: dict[str, str] = {
        code: f"{capital(view.say(name))} {there[code]}" for code, name in OUTCOME_NAMES.items() if code in there
    }
    deciding = {rule for each in everything for rule in each.opinion.decided_by}
    rules = {each.id: f"{each.id} {view.say(each.name.text)}" for each in docket.pack.rule if each.id in deciding}
    ordered = dict(sorted(departments.items(), key=lambda item: item[1]))
    return [
        chooser(view, "outcome", view.say(_OUTCOME), outcomes),
        chooser(view, "department", view.say(_TITLES["department"]), ordered),
        chooser(view, "clause", view.say(_RULE), rules),
    ]


_KEYS: dict[str, Callable[[Entry], Any]] = {
    "number": lambda each: each.key,
    "department": lambda each: each.department,
    "outcome": lambda each: list(OUTCOME_NAMES).index(each.opinion.outcome),
    "requested": lambda each: each.opinion.requested_fen,
    "cut": lambda each: each.opinion.cut_fen,
    "approved": lambda each: each.approved_fen or 0,
    "by": lambda each: each.opinion.decided_by,
}


def _table(view: View, docket: Docket, shown: Sequence[Entry]) -> Any:
    name, rising = order(view.chosen("sort") or "-number", list(_KEYS))
    ordered = sorted(sorted(shown, key=_KEYS["number"]), key=_KEYS[name], reverse=not rising)
    unit = money_unit(view)
    columns = [
        Column(key, titled(view, said, unit), short=said) if key in _MONEY else Column(key, said, number=False)
        for key, said in ((key, view.say(title)) for key, title in _TITLES.items())
    ]
    clauses = {each.id: view.say(each.clause_text) for each in docket.pack.rule}
    sums = dict(zip(_SUMMED, map(sum, zip(*(_sums(each) for each in shown), strict=True)), strict=True))
    together = [of_docket(view, money(view, fen), f"{name}_fen", fen) for name, fen in sums.items()]
    total = [view.say(_ALL), "", "", *together, ""]
    rows = [_row(view, each, clauses) for each in ordered]
    return table(view, columns, rows, sorted_by=f"{'-' if rising else ''}{name}", total=total, cards=True)


def _sums(each: Entry) -> tuple[int, int, int]:
    return each.opinion.requested_fen, each.opinion.cut_fen, each.approved_fen or 0


def _row(view: View, each: Entry, clauses: dict[str, str]) -> list[Any]:
    found = each.opinion
    link = dcc.Link(each.name, href=view.href(application=each.key))
    by = [html.Div([html.B(rule), " ", clauses[rule]]) for rule in found.decided_by[:_FEW]]
    if len(found.decided_by) > _FEW:
        by.append(html.Div(view.say(_MORE).format(count=len(found.decided_by) - _FEW)))
    sums = dict(zip(_SUMMED, (found.requested_fen, found.cut_fen or None, each.approved_fen), strict=True))
    return [
        html.Div([link, html.Small(each.key, className="said")]),
        each.department,
        mark(view, found),
        *(
            "—" if fen is None else of_opinion(view, money(view, fen), each.key, f"{name}_fen", fen)
            for name, fen in sums.items()
        ),
        html.Div(by, className="by"),
    ]


_FEW = 2
_MORE = Text("另有 {count} 条", "{count} more")


def mark(view: View, found: Opinion) -> Any:
    """Return the outcome of an opinion as a mark; its kind says whether it may be approved."""
    kind = "good" if found.outcome in ADMISSIBLE else "open" if found.outcome in {"supplement", "revise"} else "bad"
    return html.Span(capital(view.say(found.outcome_name)), className=f"outcome {kind}")


def money(view: View, fen: int) -> str:
    """Return an amount in 万元 to two places, in English in thousand yuan to one: the same hundred yuan."""
    return f"{fen / _WAN:,.2f}" if view.language == "zh" else f"{fen / _THOUSAND:,.1f}"


def money_unit(view: View) -> str:
    """Return the unit that money is said in."""
    return view.say(Text("万元", "thousand yuan"))


def _stop(view: View) -> str:
    return "。" if view.language == "zh" else "."
