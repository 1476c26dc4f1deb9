"""The commands of operators on warnings: what is open, and each step of the loop on behalf of somebody."""

import getpass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from datasets.console.terminal import Format, Shape, home, language, note, opened, print_frame, require_known, say

if TYPE_CHECKING:
    from indicators.warnings import Case

app = typer.Typer(help=say("监测预警", "Warnings"), no_args_is_help=True)

Number = Annotated[str, typer.Argument(help=say("预警编号，如 2026-001", "the warning's number, such as 2026-001"))]
Said = Annotated[str, typer.Argument(help=say("内容", "the words"))]
Days = Annotated[int | None, typer.Option(help=say("期限（工作日）", "term in working days"))]


@app.command("list", help=say("列出预警，急的在前", "List warnings, the most urgent first"))
def listed(
    state: Annotated[str | None, typer.Option(help=say("状态", "state"))] = None,
    department: Annotated[str | None, typer.Option(help=say("部门", "department"))] = None,
    everything: Annotated[bool, typer.Option("--all", help=say("含已办结的", "closed ones too"))] = False,
    shape: Shape = Format.TABLE,
) -> None:
    """Print one line a warning: number, light, what, state, who must act, by when."""
    import pandas as pd

    from indicators import warnings
    from indicators.warnings.duty import department_of
    from indicators.warnings.workdays import today

    require_known("--state", state, list(warnings.State))
    whose = department_of(department).zh if department else None
    found = [
        each
        for each in sorted(warnings.cases(home()), key=lambda each: warnings.urgency(each, today()))
        if (everything or state is not None or not each.over)
        and state in (None, each.state)
        and whose in (None, each.department)
    ]
    print_frame(pd.DataFrame([_line(each) for each in found], columns=list(_TITLES)).rename(columns=_titles()), shape)


@app.command(help=say("一条预警的全部经过", "The whole history of one warning"))
def show(number: Number) -> None:
    """Print a warning with every step, oldest first."""
    from indicators import warnings
    from indicators.warnings.loop import known
    from indicators.warnings.workdays import local_time

    found, tongue = known(home(), number), language()
    print(f"{found.number}  {found.name.in_language(tongue)}：{found.about.in_language(tongue)}")
    print(found.latest.said.in_language(tongue))
    print(found.latest.bounds.in_language(tongue))
    for each in found.steps:
        when, what = local_time(each.at), warnings.ACTION_NAMES[each.action].in_language(tongue)
        print("  ".join(filter(None, (when, each.who, what, *_term(each), each.text.in_language(tongue)))))


@app.command(help=say("交办给部门并定期限", "Assign to a department, with a term"))
def assign(
    number: Number,
    to: Annotated[str | None, typer.Option(help=say("部门，默认责任部门", "default: the one responsible"))] = None,
    days: Days = None,
    text: Annotated[str, typer.Option(help=say("要求", "what is asked"))] = "",
) -> None:
    """Assign a warning; its deadline is printed."""
    _act("assign", number, text=text, department=to, days=days)


@app.command(help=say("代部门记录反馈", "Write down a department's answer"))
def answer(number: Number, text: Said) -> None:
    """Record an answer."""
    _act("answer", number, text=text)


@app.command("return", help=say("退回补办", "Send an answer back"))
def send_back(number: Number, text: Said, days: Days = None) -> None:
    """Return an answer to the department, with a new term."""
    _act("return", number, text=text, days=days)


@app.command(help=say("催办", "Urge a department"))
def urge(number: Number, text: Annotated[str, typer.Argument()] = "") -> None:
    """Remind the department."""
    _act("urge", number, text=text)


@app.command(help=say("办结", "Close"))
def close(number: Number, text: Said) -> None:
    """Close a warning with a word why."""
    _act("close", number, text=text)


@app.command(
    help=say("按规则重新核对当前快照，并上报逾期", "Hold the current snapshot against the rules; escalate late ones")
)
def check() -> None:
    """Do what a build does after publishing; run it once a day, so that late answers are noticed."""
    from indicators import warnings

    print(warnings.told(warnings.check(home(), opened(None))).in_language(language()))


@app.command(help=say("列出规则与界限", "List the rules and their bounds"))
def rules() -> None:
    """Print each rule in force: key, name, bounds, term, reference."""
    from indicators import warnings
    from indicators.warnings.workdays import today

    for each in warnings.rules(today()).values():
        name, reference = (words.text.in_language(language()) for words in (each.name, each.reference))
        term = say(f"{each.days} 个工作日", f"{each.days} working days")
        print(f"{each.key:18}{name}  {each.bounds(language())}  {term}")
        note(f"{'':18}{reference}")


def _act(word: str, number: str, **given: Any) -> None:
    """Take one action as the person at this machine and print how the warning stands."""
    from dashboards.watch.acting import act
    from indicators.warnings import STATE_NAMES, Action, Actor

    found = act(home(), Actor(getpass.getuser(), "operator"), Action(word), number, **given)
    state = STATE_NAMES[found.state].in_language(language())
    print("  ".join(filter(None, (found.number, state, *(_term(found.steps[-1]))))))


_TITLES = {
    "number": ("编号", "number"),
    "light": ("灯", "light"),
    "what": ("预警", "warning"),
    "about": ("对象", "about"),
    "value": ("数值", "value"),
    "state": ("状态", "state"),
    "department": ("责任部门", "department"),
    "deadline": ("期限", "deadline"),
}


def _titles() -> dict[str, str]:
    return {name: say(*words) for name, words in _TITLES.items()}


def _line(found: "Case") -> dict[str, str]:
    from indicators import warnings
    from indicators.warnings.duty import named
    from indicators.warnings.workdays import today

    late = say("（逾期）", " (late)") if found.overdue(today()) else ""
    return {
        "number": found.number,
        "light": warnings.LIGHT_NAMES[found.latest.light].in_language(language()),
        "what": found.name.in_language(language()),
        "about": found.about.in_language(language()),
        "value": found.latest.shown.in_language(language()),
        "state": warnings.STATE_NAMES[found.state].in_language(language()),
        "department": named(found.department).in_language(language()),
        "deadline": f"{found.deadline}{late}" if found.deadline else "—",
    }


def _term(step: Any) -> list[str]:
    """Return the department and the deadline that a step set."""
    from indicators.warnings.duty import named

    whose = [named(step.department).in_language(language())] if step.department else []
    return [*whose, *([say(f"期限 {step.deadline}", f"due {step.deadline}")] if step.deadline else [])]
