"""The commands of a whole year's applications: the portfolio under budgets, and the programme board."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from datasets import Text, settings
from datasets.console.terminal import Format, Shape, home, language, note, print_frame, require_known, say
from indicators.appraisal import Opinion, Proposal, read, review
from indicators.appraisal.afterwards import afterwards as approved_and_used
from indicators.appraisal.afterwards import by_department, read_measured
from indicators.appraisal.fen import fen, yuan
from indicators.appraisal.inventory import registers_at
from indicators.appraisal.opinion import OUTCOME_NAMES
from indicators.appraisal.override import standing
from indicators.appraisal.pack import pack
from indicators.appraisal.portfolio.elastic import gives
from indicators.appraisal.portfolio.marginal import marginals
from indicators.appraisal.portfolio.model import Floor, Project, Variant
from indicators.appraisal.portfolio.nested import listed
from indicators.appraisal.portfolio.plan import Choice, Plan, planned
from indicators.appraisal.programme import ADMISSIBLE, Candidates, Points, candidates, points
from indicators.appraisal.progress import progress
from indicators.appraisal.reading import alone
from indicators.errors import QuestionError

app = typer.Typer()

_BUDGET = re.compile(r"(\d{4})\s*=\s*([\d.,]+)\s*(\D+?)\s*")
_FIRST, _LAST = 1990, 2100  # years that a budget can be of
_VARIANTS = {
    "full": Text("全额", "full"),
    "reduced": Text("核减后", "reduced"),
    "staged": Text("分期", "staged"),
}
Files = Annotated[list[Path], typer.Argument(help=say("申报文件", "files of applications"))]


def budgets(given: Sequence[str]) -> dict[int, int]:
    """Return fen by year of ``2008=600万元`` words; refuses another form, another unit and a year given twice."""
    found: dict[int, int] = {}
    for each in given:
        written = _BUDGET.fullmatch(each)
        if written is None or int(written[1]) in found or not _FIRST <= int(written[1]) <= _LAST:
            raise QuestionError(
                Text(
                    f"预算“{each}”应写成 2008=600万元，每年一次。",
                    f"{each!r} should read 2008=6000000yuan, once for each year.",
                )
            )
        found[int(written[1])] = fen(written[2].replace(",", ""), written[3])
    return found


def weighed(given: Sequence[str]) -> Points:
    """Return the points with the weights of ``P1=2`` words."""
    scale = points()
    weights = dict(scale.conditions)
    for each in given:
        name, _, value = each.partition("=")
        if name not in weights or not re.fullmatch(r"\d+(\.\d+)?", value):
            known = "、".join(weights)
            raise QuestionError(
                Text(
                    f"权重“{each}”应写成 P1=2（{known}）。",
                    f"The weight {each!r} should read P1=2 ({', '.join(weights)}).",
                )
            )
        weights[name] = float(value)
    return scale.model_copy(update={"conditions": weights})


def floored(given: Sequence[str]) -> list[Floor]:
    """Return the floors of ``portals=0.2`` or ``T01+T02=0.2`` words: a share of all spending for what serves them."""
    tasks, parts = pack().tasks, pack().parts
    found = []
    for each in given:
        name, _, share = each.partition("=")
        wanted = parts.get(name, frozenset(name.split("+")))
        if not wanted <= set(tasks) or not re.fullmatch(r"0(\.\d+)?|1", share):
            known = ", ".join(parts)
            raise QuestionError(
                Text(
                    f"最低占比“{each}”应写成 portals=0.2（{known}）或 T01+T02=0.2。",
                    f"The floor {each!r} should read portals=0.2 ({known}) or T01+T02=0.2.",
                )
            )
        found.append(Floor(wanted, float(share), name if name in parts else ""))
    return found


def _admissible(found: Candidates, mandatory: Sequence[str]) -> None:
    """Refuse what must be built and is not among what may be approved."""
    unknown = "、".join(sorted(set(mandatory) - {project.key for project in found.programme.projects}))
    if unknown:
        raise QuestionError(
            Text(f"必建项目不在可批准的申报中：{unknown}。", f"What must be built may not be approved: {unknown}.")
        )


@app.command(
    help=say("年度项目组合：方案、开工年、优先序", "A portfolio under yearly budgets: variants, starts, priority list")
)
def portfolio(
    proposal: Files,
    budget: Annotated[
        list[str], typer.Option(help=say("年度预算，如 2008=600万元，可重复", "2008=6000000yuan, for each year"))
    ],
    weight: Annotated[list[str] | None, typer.Option(help=say("优先条件权重，如 P1=2", "such as P1=2"))] = None,
    floor: Annotated[
        list[str] | None, typer.Option(help=say("最低占比，如 portals=0.2 或 T01+T02=0.2", "portals=0.2, T01+T02=0.2"))
    ] = None,
    mandatory: Annotated[list[str] | None, typer.Option(help=say("必建项目的编号", "what must be built"))] = None,
    gap: Annotated[float, typer.Option(help=say("允许的间隙", "gap that is allowed"))] = 0.005,
    shape: Shape = Format.TABLE,
) -> None:
    """Print what is chosen, from which year, and its place on the list that survives cuts; exit 1 if no plan exists."""
    if not 0 <= gap <= 1:
        raise typer.BadParameter(say("--gap 在 0 与 1 之间", "--gap lies between 0 and 1"))
    reviewed, opinions = _reviewed(proposal)
    found = candidates(
        reviewed,
        budgets(budget),
        registers_at(home(), settings().zone),
        weights=weighed(weight or ()),
        floors=floored(floor or ()),
        mandatory=mandatory or (),
    )
    _admissible(found, mandatory or ())
    plan = planned(found.programme, gap=gap)
    note(points().reference.text.in_language(language()))
    for number, outcome in found.left_out:
        note(f"{number}: {OUTCOME_NAMES[outcome].in_language(language())}")  # type: ignore[index]
    if plan is None:
        for each in gives(found.programme):
            note(each.sentence.in_language(language()))
        raise typer.Exit(1)
    print_frame(_frame(found, plan, {each.number: each.name for each in opinions}), shape)
    _said(plan)


def _reviewed(files: Sequence[Path]) -> tuple[list[tuple[Proposal, Opinion]], list[Opinion]]:
    known = registers_at(home(), settings().zone)
    readings = alone([read(each, known) for each in files])
    unread = [finding.message for each in readings if each.proposal is None for finding in each.findings]
    if unread:  # a plan of the others would be another plan
        raise QuestionError(Text("；".join(each.zh for each in unread), "; ".join(each.en for each in unread)))
    opinions = review(readings, known=known, overrides=standing(home()))
    pairs = [
        (reading.proposal, opinion)
        for reading, opinion in zip(readings, opinions, strict=True)
        if reading.proposal is not None
    ]
    return pairs, opinions


def _frame(found: Candidates, plan: Plan, names: dict[str, str]) -> pd.DataFrame:
    """Return every admissible application: whether and when it is built, its place, and the cut it survives."""
    places = {each.project: (number, each.share) for number, each in enumerate(listed(plan).places, start=1)}
    chosen = {choice.project: choice for choice in plan.choices}
    rows = []
    for project in found.programme.projects:
        choice = chosen.get(project.key)
        variant = _variant(project, choice)
        place, share = places.get(project.key, (None, None))
        rows.append(
            {
                "number": project.key,
                "name": names.get(project.key, ""),
                "variant": _VARIANTS[variant.key].in_language(language()) if choice else None,
                "start": str(choice.year) if choice else None,
                "building_yuan": sum(variant.spending_fen) / 100,
                "running_yuan": variant.runs(variant.years) / 100,
                "worth": round(choice.value if choice else variant.value, 3),
                "list_place": str(place) if place else None,
                "paid_from": f"{share:.0%}" if share else None,
            }
        )
    return pd.DataFrame(rows)


def _variant(project: Project, choice: Choice | None) -> Variant:
    """Return the variant that was chosen, else the first one."""
    return next((each for each in project.variants if choice and each.key == choice.variant), project.variants[0])


def _said(plan: Plan) -> None:
    """Tell on stderr how good the plan is, what each budget leaves, and what more of it would bring."""
    note(plan.sentence().in_language(language()))
    programme = plan.programme
    for place, each in enumerate(marginals(programme, plan)):
        built, run, left = (yuan(money[place]) for money in (plan.building_fen, plan.running_fen, plan.left_fen))
        more = yuan(each.step_fen)
        note(
            say(
                f"{each.year} 年：建设 {built} 元，运维 {run} 元，结余 {left} 元；"
                f"每多一万元的影子价格 {each.shadow:.4f} 分，增加 {more} 元再求解多得 {each.resolved:.3f} 分",
                f"{each.year}: building {built}, operation {run}, left {left} yuan; shadow price of 10,000 yuan more "
                f"{each.shadow:.4f} points, {more} yuan more solved again bring {each.resolved:.3f} points",
            )
        )


@app.command(help=say("后评价：核定与实际使用", "Afterwards: what was approved against what is used"))
def afterwards(
    proposal: Files,
    measured: Annotated[Path, typer.Option(help=say("CSV：number,month,p95", "CSV with number, month, p95"))],
    by: Annotated[
        str, typer.Option(help=say("application 或 department", "application or department"))
    ] = "application",
    shape: Shape = Format.TABLE,
) -> None:
    """Print by application or department which share of approved capacity is used, and whether it was foreseen."""
    require_known("--by", by, ("application", "department"))
    reviewed, _ = _reviewed(proposal)
    known = registers_at(home(), settings().zone)
    used = approved_and_used(reviewed, read_measured(measured))
    rows = [
        {
            "number": each.number,
            "department": each.department,
            "name": known.department_named(each.department).in_language(language()),
            "month": each.month,
            "measured": each.measured,
            "approved": each.approved,
            "used_share": f"{each.share:.1%}",
            "used_of_request": f"{each.share_of_request:.1%}",
            "foreseen": f"{each.foreseen[0]:,.0f}–{each.foreseen[2]:,.0f}",
            "held": each.held,
        }
        for each in used
    ]
    if by == "department":
        rows = [
            {
                "department": each.department,
                "name": known.department_named(each.department).in_language(language()),
                "applications": each.applications,
                "used_share": f"{each.share:.1%}",
                "used_of_request": f"{each.share_of_request:.1%}",
                "held": each.held,
            }
            for each in by_department(used)
        ]
    print_frame(pd.DataFrame(rows), shape)


@app.command(help=say("规划任务进度表：滑期与时差", "The board of the plan's tasks: slips and slack"))
def board(
    proposal: Annotated[list[Path] | None, typer.Argument(help=say("申报文件", "files of applications"))] = None,
    now: Annotated[str | None, typer.Option(help=say("当前月份，如 2009-06", "this month, such as 2009-06"))] = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Print every task of the plan with its due and expected months, slip, slack and what pushes it."""
    reviewed, _ = _reviewed(proposal or ())
    found = progress(pack(), [each for each, opinion in reviewed if opinion.outcome in ADMISSIBLE], now)
    rows = [
        {
            "task": each.task.key,
            "name": each.task.name.in_language(language()),
            "due": each.planned_end,
            "expected_start": each.expected_start,
            "expected_end": each.expected_end,
            "slip_months": each.slip,
            "slack_months": each.slack,
            "pushed_by": each.pushed_by,
            "leaves_phase": each.leaves_phase,
        }
        for each in found
    ]
    print_frame(pd.DataFrame(rows), shape)
