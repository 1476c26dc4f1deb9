"""The programme board: tasks of the plan's phases, what really happened, and how far a slip runs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from datasets import Text
from indicators.appraisal.portfolio.precedence import ordered
from indicators.errors import QuestionError

_YEAR = 12


def month(code: str) -> int:
    """Return months since year nought of ``2008-05``."""
    year, _, rest = code.partition("-")
    if not (year.isdigit() and rest.isdigit() and 1 <= int(rest) <= _YEAR):
        raise QuestionError(Text(f"“{code}”不是月份（应如 2008-05）。", f"{code!r} is not a month such as 2008-05."))
    return int(year) * _YEAR + int(rest) - 1


def code(months: int) -> str:
    """Return ``2008-05`` of months since year nought."""
    return f"{months // _YEAR:04d}-{months % _YEAR + 1:02d}"


@dataclass(frozen=True, kw_only=True)
class Task:
    """One task: its phase (a year; None runs through all), planned first month, length in months, and what it follows.

    ``after`` are keys of tasks that are finished before it begins, each with the months between; ``due`` is the month
    by which it is to end, that of its planned start and length if not said. ``given`` says that somebody has said when
    it begins, so that today does not hold it back though nobody has said that it began.
    """

    key: str
    name: Text
    start: str
    months: int
    phase: int | None = None
    after: tuple[tuple[str, int], ...] = ()
    due: str | None = None
    given: bool = False

    @property
    def planned_end(self) -> int:
        """The month in which it is to end, in months since year nought."""
        return month(self.start) + self.months - 1 if self.due is None else month(self.due)


@dataclass(frozen=True)
class Actual:
    """What really happened: the month in which a task began and the one in which it ended; None is not yet."""

    began: str | None = None
    ended: str | None = None


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A task on the board: planned and expected months, slip, the reason, slack, and whether it leaves its phase.

    ``slip`` is by how many months it ends later than planned; negative is earlier.
    ``slack`` is by how many months it may end later before it pushes another task or the end of the programme; nought
    is critical. ``pushed_by`` is the task whose end moves its start, None if it moves by itself.
    """

    task: Task
    planned_end: str
    expected_start: str
    expected_end: str
    slip: int
    slack: int
    pushed_by: str | None
    leaves_phase: bool


def board(
    tasks: Iterable[Task], actual: Mapping[str, Actual] | None = None, now: str | None = None
) -> tuple[Standing, ...]:
    """Return every task's standing, in the order given.

    A task begins when planned or when all it follows have ended, whichever is later; what has begun or ended has. With
    ``now``, what has not begun cannot begin before that month unless it is given, and what has not ended cannot end
    before it. Raises on
    a circle, naming the edge, and on a task that ended before it began.
    """
    listed = {task.key: task for task in tasks}
    real = actual or {}
    starts: dict[str, int] = {}
    ends: dict[str, int] = {}
    pushed: dict[str, str | None] = {}
    for key in ordered({key: tuple(before for before, _ in task.after) for key, task in listed.items()}):
        starts[key], pushed[key] = _start(listed[key], real.get(key, Actual()), ends, now)
        ends[key] = _end(listed[key], real.get(key, Actual()), starts[key], now)
    slack = _slack(listed, ends)
    return tuple(_standing(task, starts[key], ends[key], slack[key], pushed[key]) for key, task in listed.items())


def _start(task: Task, real: Actual, ends: Mapping[str, int], now: str | None) -> tuple[int, str | None]:
    if real.began is not None:
        return month(real.began), None
    planned = month(task.start) if now is None or task.given else max(month(task.start), month(now))
    ready = [(ends[key] + 1 + lag, key) for key, lag in task.after]
    latest, by = max(ready, default=(planned, None))
    return (latest, by) if latest > planned else (planned, None)


def _end(task: Task, real: Actual, start: int, now: str | None) -> int:
    if real.ended is not None:
        if real.began is None or month(real.ended) < month(real.began):
            raise QuestionError(
                Text(f"“{task.name.zh}”的完工月份早于开工月份。", f"{task.name.en!r} ended before it began.")
            )
        return month(real.ended)
    expected = start + task.months - 1
    return expected if now is None or real.began is None else max(expected, month(now))


def _slack(listed: Mapping[str, Task], ends: Mapping[str, int]) -> dict[str, int]:
    """Return slack backwards from the end of the programme, over expected lengths."""
    last = max(ends.values(), default=0)
    latest = dict.fromkeys(listed, last)
    order = ordered({key: tuple(before for before, _ in task.after) for key, task in listed.items()})
    for key in reversed(order):
        task = listed[key]
        for before, lag in task.after:
            latest[before] = min(latest[before], latest[key] - task.months - lag)
    return {key: latest[key] - ends[key] for key in listed}


def _standing(task: Task, start: int, end: int, slack: int, pushed_by: str | None) -> Standing:
    return Standing(
        task=task,
        planned_end=code(task.planned_end),
        expected_start=code(start),
        expected_end=code(end),
        slip=end - task.planned_end,
        slack=slack,
        pushed_by=pushed_by,
        leaves_phase=task.phase is not None and end // _YEAR > task.phase,
    )
