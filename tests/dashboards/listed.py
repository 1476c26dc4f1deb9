"""What the layer below says of the numbers of lists: project review, the data centre, the warnings."""

from functools import cache

from dashboards.opinions import supposed_in
from dashboards.parts.budgets import asked_of
from dashboards.parts.programme import _planned
from datasets.sharing import collected_twice, matrix
from indicators.appraisal.afterwards import by_department
from indicators.appraisal.budgeting import range_of, years_of
from indicators.appraisal.docket import docket, state
from indicators.appraisal.programme import ADMISSIBLE
from indicators.appraisal.progress import progress
from indicators.appraisal.ways import staged, ways
from indicators.warnings import State, cases
from indicators.warnings.case import OVER, WITH_DEPARTMENT
from indicators.warnings.workdays import today


@cache
def _docket(home):
    return docket(home, "teda")


def _of_docket(view, snapshot, measure: str, where: dict[str, str], told: dict[str, str]) -> float:
    everything = _docket(view.home).opinions.values()
    shown = [
        each
        for each in everything
        if where.get("department", each.department) == each.department
        and where.get("outcome", each.outcome) == each.outcome
        and ("clause" not in where or where["clause"] in each.decided_by)
    ]
    if measure in {"count", "all"}:
        return len(shown if measure == "count" else everything)
    granted = sum(each.lines.approved_fen for each in shown if each.outcome in ADMISSIBLE)
    asked, cut = (sum(getattr(each, name) for each in shown) for name in ("requested_fen", "cut_fen"))
    return {"requested_fen": asked, "cut_fen": cut, "approved_fen": granted, "held_fen": asked - cut - granted}[measure]


def _of_opinion(view, snapshot, measure: str, where: dict[str, str], told: dict[str, str]) -> float:
    known, key = _docket(view.home), where["application"]
    assumed = supposed_in({name: word for name, word in where.items() if name != "application"})
    found, (kind, *rest) = known.opinion(key, assumed), measure.split(".")
    if kind == "line":
        return getattr(found.lines.lines[int(rest[0])], rest[1])
    if kind == "duplicate":
        return found.duplicates[int(rest[0])].likeness
    if kind == "size":
        return getattr(found.sizes[int(rest[0])].sized, rest[1])
    if kind == "way":
        sized = found.sizes[int(rest[0])]
        rule = next(each for each in known.pack_under(assumed).rule if each.id == "S5")
        line = dict(known.proposal(key).lines())[sized.path]
        return float(getattr(ways(staged(line, sized.sized, rule))[int(rest[1])], rest[2]))
    return getattr(found.lines, rest[0] if rest else kind)


def _of_portfolio(view, snapshot, measure: str, where: dict[str, str], told: dict[str, str]) -> float:
    known = _docket(view.home)
    years = years_of(known)
    asked = asked_of(view, known, years, range_of(known, years))
    # What was planned is asked once: that it is the best plan is held by the portfolio's own tests.
    plan, listed, marginals, _ = _planned(view.home, "teda", state(view.home, "teda"), asked)
    places, more = {each.project: each for each in listed}, {each.year: each for each in marginals}
    if "year" in where:
        name, at = measure.removeprefix("year."), plan.programme.years.index(int(where["year"]))
        return getattr(more[int(where["year"])], name) if name in {"shadow", "resolved"} else _money(plan, name)[at]
    if "project" in where:
        return _of_project(plan, places, measure, where["project"])
    sizes = {"chosen": len(plan.chosen), "candidates": len(plan.programme.projects)}
    sizes["inadmissible"] = len(known.readings) - sizes["candidates"]
    return sizes[measure] if measure in sizes else getattr(plan, measure)


def _money(plan, name: str) -> tuple[int, ...]:
    return plan.programme.budgets_fen if name == "budget_fen" else getattr(plan, name)


def _of_project(plan, places, measure: str, key: str) -> float:
    project, place = next(each for each in plan.programme.projects if each.key == key), places.get(key)
    chosen = [each for each in project.variants if place is not None and each.key == place.variant]
    variant = next(iter(chosen), project.variants[0])
    if measure == "place":
        return list(places).index(key) + 1
    if measure in {"points", "share"}:
        return place.share if measure == "share" else variant.value if place is None else place.value
    return sum(variant.spending_fen) if measure == "building_fen" else variant.runs(variant.years)


def _of_board(view, snapshot, measure: str, where: dict[str, str], told: dict[str, str]) -> float:
    known = _docket(view.home)
    admitted = [known.proposal(key) for key, each in known.opinions.items() if each.outcome in ADMISSIBLE]
    found = progress(known.pack, [each for each in admitted if each is not None], where.get("now"))
    if "task" in where:
        return getattr(next(each for each in found if each.task.key == where["task"]), measure)
    counted = {
        "tasks": found,
        "late": [each for each in found if each.slip > 0],
        "leaving": [each for each in found if each.leaves_phase],
        "critical": [each for each in found if each.slack <= 0],
    }
    return len(counted[measure])


def _of_used(view, snapshot, measure: str, where: dict[str, str], told: dict[str, str]) -> float:
    known = _docket(view.home)
    if "department" in where:
        found = next(each for each in by_department(known.used) if each.department == where["department"])
        return {
            "measured": found.applications,
            "held": found.held,
            "asked": found.share_of_request,
            "share": found.share,
        }[measure]
    rows = [each for each in known.used if where.get("application") in (None, each.number)]
    if "application" in where:
        return getattr(rows[0], {"asked": "share_of_request"}.get(measure, measure))
    built = sum(each.outcome in ADMISSIBLE for each in known.opinions.values())
    shares = {"share": sum(each.share for each in rows), "held_share": sum(each.held for each in rows)}
    return {"measured": len(rows), "built": built}.get(measure) or shares[measure] / len(rows)


def _of_quality(view, snapshot, measure: str, where: dict[str, str], told: dict[str, str]) -> float:
    part, whole = (
        snapshot.query(
            "SELECT sum(part), sum(whole) FROM quality WHERE base = ? AND measure = ?", [where["base"], measure]
        )
        .to_pylist()[0]
        .values()
    )
    return float(part) / float(whole)


def _of_source(view, snapshot, measure: str, where: dict[str, str], told: dict[str, str]) -> float:
    if measure not in {"rows", "refused"}:
        found = snapshot.query(
            "SELECT part / whole AS share FROM quality WHERE source = ? AND measure = ?", [where["source"], measure]
        )
        return float(found.to_pylist()[0]["share"])
    entry = next(each for each in snapshot.manifest.sources if each.key == where["source"])
    refused = sum(each.refused_rows for each in entry.receipts)
    return refused if measure == "refused" else sum(each.rows for each in entry.receipts) - refused


def _of_supplier(view, snapshot, measure: str, where: dict[str, str], told: dict[str, str]) -> float:
    lines = matrix(view.language)
    supplier = list(dict.fromkeys(lines["supplier"]))[int(where["row"])]
    return lines[lines["supplier"] == supplier]["source"].nunique()


def _of_gathered(view, snapshot, measure: str, where: dict[str, str], told: dict[str, str]) -> float:
    return sorted(collected_twice(view.language)["times"], reverse=True)[int(where["row"])]


def _of_warnings(view, snapshot, measure: str, where: dict[str, str], told: dict[str, str]) -> float:
    known = cases(view.home)
    if where:
        return next(each.latest.value for each in known if each.number == where["number"])
    named = {"undone": {each for each in State if each not in OVER}, "all": set(State), "assigned": WITH_DEPARTMENT}
    if measure == "late":
        return sum(each.overdue(today()) for each in known)
    return sum(each.state in named.get(measure, {measure}) for each in known)


OF_LISTS = {
    "quality": _of_quality,
    "source": _of_source,
    "supplier": _of_supplier,
    "gathered": _of_gathered,
    "warnings": _of_warnings,
    "warning": _of_warnings,
    "docket": _of_docket,
    "opinion": _of_opinion,
    "portfolio": _of_portfolio,
    "board": _of_board,
    "used": _of_used,
}
"""Who says what a number of the lists is: of project review, the data centre and the warnings."""
