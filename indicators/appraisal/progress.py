"""Progress: the plan's tasks on the programme board, with the months that applications give them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from indicators.appraisal.pack import Pack
from indicators.appraisal.pack import Task as Planned
from indicators.appraisal.portfolio.board import Standing, Task, board, month
from indicators.appraisal.portfolio.precedence import ordered
from indicators.appraisal.proposal import Proposal

_YEAR = 12


def tasks_of(pack: Pack) -> tuple[Task, ...]:
    """Return the plan's tasks with their months; each is due by the end of its phase.

    The plan names the year of each task and no months: the year is shared out evenly over the longest chain of tasks
    of the same phase, and a task is expected in the part in which its turn comes. What runs through runs from the first
    phase to the end of the last.
    """
    planned = pack.tasks
    inside = {key: _same_phase(task, planned) for key, task in planned.items()}
    turns: dict[str, int] = {}
    for key in ordered(inside):
        turns[key] = max((turns[each] + 1 for each in inside[key]), default=0)
    phases = sorted({task.phase for task in planned.values()})
    parts = {phase: 1 + max(turns[key] for key, task in planned.items() if task.phase == phase) for phase in phases}
    whole = (phases[-1] - phases[0] + 1) * _YEAR
    return tuple(_task(task, turns[key], parts[task.phase], phases[0], whole) for key, task in planned.items())


def progress(pack: Pack, proposals: Sequence[Proposal] = (), now: str | None = None) -> tuple[Standing, ...]:
    """Return the board of the plan: tasks that applications serve have the months these give, the others the plan's.

    A task that several applications serve begins with the first of them and ends with the last; what it follows may
    push it, whatever they say. What nobody applied for cannot begin before ``now``. What runs through does so whatever
    an application says.
    """
    served: dict[str, list[tuple[str, str]]] = {}
    for each in proposals:
        begins, ends = each.project.start, each.project.finish
        if begins is not None and ends is not None:
            for task in each.project.tasks or ():
                served.setdefault(task, []).append((begins, ends))
    return board([_given(task, served.get(task.key, ())) for task in tasks_of(pack)], now=now)


def _given(task: Task, months: Sequence[tuple[str, str]]) -> Task:
    """Return a task with the months that applications give it, due as before; one that runs through as it is."""
    if task.phase is None:
        return replace(task, given=True)
    if not months:
        return task
    begins, ends = min(begins for begins, _ in months), max(ends for _, ends in months)
    return replace(task, start=begins, months=month(ends) - month(begins) + 1, given=True)


def _same_phase(task: Planned, planned: Mapping[str, Planned]) -> tuple[str, ...]:
    return tuple(each for each in task.after if planned[each].phase == task.phase)


def _task(task: Planned, turn: int, parts: int, first: int, whole: int) -> Task:
    found = Task(
        key=task.number,
        name=task.name.text,
        start=f"{task.phase}-{turn * (_YEAR // parts) + 1:02d}",
        months=_YEAR // parts,
        phase=task.phase,
        after=tuple((each, 0) for each in task.after),
        due=f"{task.phase}-{_YEAR}",
    )
    return replace(found, start=f"{first}-01", months=whole, phase=None, due=None) if task.runs_through else found
