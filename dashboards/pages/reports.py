"""Reports: the library of runs, each with its files or with what went wrong, and a run begun now."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from dashboards.library import EDITORS, START, issues_of, library_of, offered, runs_of
from dashboards.page import Page
from dashboards.parts.controls import chooser
from dashboards.parts.figures import undivided
from dashboards.parts.panel import panel
from dashboards.parts.table import Column, table
from dashboards.views.view import View
from dashboards.wire.elements import html
from datasets.text import Text
from indicators import period_label
from indicators.warnings.workdays import local_time

_RUNS = Text("已生成的报告", "Reports made")
_RUNS_NOTE = Text("新的在前；PDF 未被改动才能打开", "newest first; opened only while the PDF is unaltered")
_NONE = Text(
    "还没有报告。请选择报告和期间生成，或在命令行运行 jingwei report run。",
    "No report yet: choose an edition and a month, or run jingwei report run.",
)
_COLUMNS = ("edition", "period", "files", "status", "language", "finished")
_TITLES = {
    "edition": Text("报告", "Report"),
    "period": Text("期间", "Period"),
    "language": Text("语言", "Language"),
    "status": Text("状态", "Status"),
    "finished": Text("完成时间", "Finished"),
    "files": Text("打开", "Open"),
}
_STATUS = {
    "done": Text("已生成", "Made"),
    "failed": Text("失败", "Failed"),
    "running": Text("正在生成", "Under way"),
    "broken": Text("中断", "Broken off"),
}
_LANGUAGES = {"zh": "中文", "en": "English"}
_WEB = Text("网页", "Web page")
_WORKBOOK = Text("表格", "Tables")
_FAILURE = Text("失败报告", "What failed")
_NOW = Text("现在生成", "Make one now")
_NOW_NOTE = Text("按当前快照；约需一分钟", "from the current snapshot; takes about a minute")
_MONTH = Text("期间", "Month")
_MAKE = Text("生成", "Make it")
_ALL_OF = Text("报告", "Report")
_AGAIN = Text("刷新", "Refresh")
_SAID = {
    "started": Text("已开始生成，稍后刷新本页查看。", "Begun; refresh this page in a while."),
    "already": Text("同一报告正在生成，请稍候。", "The same report is being made already; please wait."),
    "refused": Text(
        "没有开始：这种报告没有所选的期间、语言或参数。季报、半年报和年报请选该期最后一个月。",
        "Not begun: there is no such period, language or parameter. Of a quarter, half or year choose the last month.",
    ),
}
_SHOWN = 200
_ABOUT = ("department", "enterprise")  # the parameters that say whose report it is
_ISSUES = Text("各期进展", "Issues")
_ISSUES_NOTE = Text("到期的在前，未到期的在后；北京时间", "those due first, then what is to come; time of Beijing")
_MOST_ISSUES = 24
_MOST_MISSED = 5
_ISSUE_TITLES = {
    "issue": Text("报告", "Report"),
    "due": Text("应于", "Due"),
    "standing": Text("状态", "Status"),
    "open": Text("打开", "Open"),
    "delivered": Text("投递", "Delivery"),
}
_VERSION = Text("第 {} 版", "version {}")
_WRONG = frozenset({"failed", "withdrawn"})
_TOLD = ("edition", "period", "variant", "version", "standing", "reason", "delivered", "missed")
_COMING = "coming"
_UNDER_WAY = frozenset({"ready", "waiting"})


def title(view: View) -> str:
    """Return the heading."""
    return view.say(PAGE.name)


def body(view: View) -> list[Any]:
    """Return what was said to the last form, the runs and, for those who may, the form."""
    library = library_of(view.home)
    names = {key: view.say(name) for key, name in (library.titles() if library else {}).items()}
    said = _SAID.get(view.chosen("said") or "")
    chosen = view.chosen("edition")
    runs = [run for run in runs_of(view.home, view.reader) if chosen in (None, run["edition"])][:_SHOWN]
    issues = _begun_first(each for each in issues_of(view.home, view.reader) if chosen in (None, each["edition"]))
    notice = [view.say(said), " ", html.A(view.say(_AGAIN), href=view.href())] if said else None
    return [
        html.P(notice, className="notice", role="status") if notice else None,
        panel(view, view.say(_NOW), _form(view, _offered(view)), note=view.say(_NOW_NOTE))
        if names and view.reader.may(EDITORS)
        else None,
        html.Div(chooser(view, "edition", view.say(_ALL_OF), names), className="filters") if len(names) > 1 else None,
        panel(view, view.say(_ISSUES), _issue_table(view, issues, names), note=view.say(_ISSUES_NOTE))
        if issues
        else None,
        panel(
            view,
            view.say(_RUNS),
            _table(view, runs, names) if runs else html.P(view.say(_NONE), className="empty"),
            note=view.say(_RUNS_NOTE),
        ),
    ]


def _offered(view: View) -> dict[str, str]:
    return {key: view.say(name) for key, name in offered(view.home).items()}


def _begun_first(issues: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the issues that are shown: what was due, the latest first, and then what is to come, the next first."""
    found = list(issues)
    begun = [each for each in found if each["standing"] != _COMING]
    return [*begun, *(each for each in reversed(found) if each["standing"] == _COMING)][:_MOST_ISSUES]


def _table(view: View, runs: list[Mapping[str, Any]], names: Mapping[str, str]) -> Any:
    columns = [Column(each, view.say(_TITLES[each]), number=False) for each in _COLUMNS]
    return table(view, columns, [_row(view, run, names) for run in runs], cards=True)


def _row(view: View, run: Mapping[str, Any], names: Mapping[str, str]) -> list[Any]:
    status = [html.Span(view.say(_STATUS[run["status"]]), className=f"run {run['status']}")]
    if run["status"] == "failed" and run["message"]:
        status.append(html.Small(str(run["message"])[:200], className="said"))
    if became := view.say(run["became"]):
        status = [html.Span(became[:200], className="run failed")]
    about = " ".join(str(run["parameters"][name]) for name in _ABOUT if name in run["parameters"])
    name = names.get(run["edition"], run["edition"])
    return [
        html.Div([name, html.Small(about, className="said")]) if about else name,
        view.say(run["label"]),
        _files(view, run["id"], run["status"]) if run["path"] else "",
        html.Div(status),
        _LANGUAGES[run["language"]],
        local_time(datetime.fromisoformat(run["finished_at"])) if run["finished_at"] else "",
    ]


def _issue_table(view: View, issues: list[Mapping[str, Any]], names: Mapping[str, str]) -> Any:
    columns = [Column(key, view.say(name), number=False) for key, name in _ISSUE_TITLES.items()]
    shown = table(view, columns, [_issue(view, each, names) for each in issues])
    return html.Div(shown, className="issues")


def _issue(view: View, each: Mapping[str, Any], names: Mapping[str, str]) -> list[Any]:
    kind = "failed" if each["standing"] in _WRONG else "running" if each["standing"] in _UNDER_WAY else "done"
    standing: list[Any] = [html.Span(view.say(each["name"]), className=f"run {kind}")]
    if reason := view.say(each["reason"]):
        standing.append(html.Small(undivided(reason[:200]), className="said"))
    version = view.say(_VERSION).format(each["version"]) if each["version"] > 1 else ""
    about = view.joined(view.say(each["label"]), _LANGUAGES[each["language"]], _parameters(each), version)
    return [
        html.Div([names.get(each["edition"], each["edition"]), html.Small(about, className="said")]),
        local_time(each["due"]),
        html.Div(standing),
        _files(view, each["run"]) if each["run"] else "",
        _deliveries(view, each),
    ]


def _deliveries(view: View, each: Mapping[str, Any]) -> Any:
    """Return how many have it and, to those who see to reports, who has not got it and why."""
    counted = html.Span(view.say(each["delivered"]), className="wrong" if each["wrong"] else "")
    missed = each["missed"][:_MOST_MISSED] if view.reader.may(EDITORS) else []
    return html.Div([counted, *(html.Small(f"{who} {view.say(why)}", className="said") for who, why in missed)])


def _parameters(each: Mapping[str, Any]) -> str:
    return str(each["variant"]).partition(".")[2]


def _files(view: View, number: int, status: str = "done") -> Any:
    """Return links to what a run made; of a failed one, to the report of its failure."""
    made = (("pdf", "PDF"), ("html", view.say(_WEB)), ("xlsx", view.say(_WORKBOOK)))
    kinds = {"done": made, "failed": (("failure", view.say(_FAILURE)),)}
    links = [(f"/reports/{number}.{kind}", word) for kind, word in kinds.get(status, ())]
    return html.Div([html.A(word, href=href, target="_blank") for href, word in links], className="files")


def _form(view: View, names: Mapping[str, str]) -> Any:
    editions = html.Select([html.Option(name, value=key) for key, name in names.items()], name="edition")
    languages = [html.Option(word, value=code, selected=code == view.language) for code, word in _LANGUAGES.items()]
    month = html.Span(view.say(_MONTH))
    return html.Form(
        [
            html.Label([html.Span(view.say(_ALL_OF)), editions], className="chooser"),
            html.Label([month, html.Select(_months(view), name="period")], className="chooser"),
            html.Label(
                [html.Span(view.say(_TITLES["language"])), html.Select(languages, name="language")], className="chooser"
            ),
            html.Button(view.say(_MAKE), type="submit"),
        ],
        action=f"{START}?lang={view.language}",
        method="post",
        className="filters make",
    )


def _months(view: View) -> list[Any]:
    """Return the last three years' months, the latest first."""
    last = int(view.latest[:4]) * 12 + int(view.latest[5:]) - 1
    found = [f"{each // 12}-{each % 12 + 1:02d}" for each in range(last, last - 36, -1)]
    return [html.Option(period_label(each, view.language), value=each) for each in found]


def _moment(home: Path) -> str:
    runs = [(run["id"], run["status"]) for run in runs_of(home)[:_SHOWN]]
    issues = [[str(each[name]) for name in _TOLD] for each in issues_of(home)]
    return str([runs, issues])


PAGE = Page(
    key="reports",
    path="/reports",
    name=Text("报告", "Reports"),
    position=13,
    parameters=("edition", "said"),
    switches=(),
    title=title,
    body=body,
    moment=_moment,
)
