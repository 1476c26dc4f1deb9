"""A case: one warning with everything that happened to it, and the state that follows from its steps."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from datasets import Text
from indicators.warnings.reading import Subject
from indicators.warnings.rule import Light


class State(StrEnum):
    """Where a warning stands."""

    OPEN = "open"
    ASSIGNED = "assigned"
    RETURNED = "returned"
    ANSWERED = "answered"
    CLOSED = "closed"
    CLEARED = "cleared"


STATE_NAMES = {
    State.OPEN: Text("待交办", "to be assigned"),
    State.ASSIGNED: Text("办理中", "in hand"),
    State.RETURNED: Text("退回补办", "returned"),
    State.ANSWERED: Text("待审核", "to be judged"),
    State.CLOSED: Text("已办结", "closed"),
    State.CLEARED: Text("自动解除", "cleared by itself"),
}
OVER = frozenset({State.CLOSED, State.CLEARED})
WITH_DEPARTMENT = frozenset({State.ASSIGNED, State.RETURNED})


class Action(StrEnum):
    """What a step did: the first five are people's, the others the system's."""

    ASSIGN = "assign"
    ANSWER = "answer"
    RETURN = "return"
    CLOSE = "close"
    URGE = "urge"
    RAISE = "raise"
    WORSEN = "worsen"
    ESCALATE = "escalate"
    CLEAR = "clear"
    GONE = "gone"
    AGAIN = "again"


ACTION_NAMES = {
    Action.ASSIGN: Text("交办", "assigned"),
    Action.ANSWER: Text("反馈", "answered"),
    Action.RETURN: Text("退回", "returned"),
    Action.CLOSE: Text("办结", "closed"),
    Action.URGE: Text("催办", "urged"),
    Action.RAISE: Text("预警", "raised"),
    Action.WORSEN: Text("升级为红灯", "turned red"),
    Action.ESCALATE: Text("逾期上报", "escalated: overdue"),
    Action.CLEAR: Text("自动解除", "cleared by itself"),
    Action.GONE: Text("情况已消除", "condition gone"),
    Action.AGAIN: Text("情况再现", "condition back"),
}
SYSTEM = "system"


@dataclass(frozen=True)
class Step:
    """One line of a warning's history: who did what, when and why."""

    id: int
    at: dt.datetime
    who: str
    role: str
    action: Action
    text: Text
    department: str = ""
    deadline: dt.date | None = None


@dataclass(frozen=True)
class Sight:
    """How a warning looked to one snapshot: its period, light and magnitude, and the bounds then in force."""

    snapshot: str
    period: dt.date
    light: Light
    value: float
    shown: Text
    said: Text
    bounds: Text


@dataclass(frozen=True)
class Case:
    """A warning, its sights and its steps, oldest first; ``follows`` is the number of an earlier one alike."""

    id: int
    number: str
    rule: str
    name: Text
    subject: Subject
    about: Text
    responsible: str
    days: int
    follows: str
    sights: tuple[Sight, ...]
    steps: tuple[Step, ...]

    @property
    def identity(self) -> tuple[str, Subject]:
        """Return what makes two warnings the same: rule, indicator or source, and slice; never the period."""
        return self.rule, self.subject

    @property
    def latest(self) -> Sight:
        """Return the warning as last seen."""
        return self.sights[-1]

    @property
    def state(self) -> State:
        """Return where it stands: what the last step that moves it says."""
        return next((_MOVES[each.action] for each in reversed(self.steps) if each.action in _MOVES), State.OPEN)

    @property
    def over(self) -> bool:
        """Return whether nobody need act any more."""
        return self.state in OVER

    @property
    def department(self) -> str:
        """Return the department it is assigned to, until then the one responsible."""
        return next((each.department for each in reversed(self.steps) if each.department), self.responsible)

    @property
    def deadline(self) -> dt.date | None:
        """Return the day by which the department must answer, None before it is assigned."""
        return next((each.deadline for each in reversed(self.steps) if each.deadline), None)

    @property
    def gone(self) -> bool:
        """Return whether the last check no longer found the condition."""
        told = [each.action for each in self.steps if each.action in _CONDITION]
        return bool(told) and told[-1] is not Action.AGAIN

    @property
    def escalated(self) -> bool:
        """Return whether the present term was missed and reported upwards."""
        since = [each.action for each in self.steps]
        return Action.ESCALATE in _after_last(since, (Action.ASSIGN, Action.RETURN))

    def overdue(self, today: dt.date) -> bool:
        """Return whether the department is late on a day."""
        return self.state in WITH_DEPARTMENT and self.deadline is not None and self.deadline < today


_MOVES = {
    Action.RAISE: State.OPEN,
    Action.ASSIGN: State.ASSIGNED,
    Action.ANSWER: State.ANSWERED,
    Action.RETURN: State.RETURNED,
    Action.CLOSE: State.CLOSED,
    Action.CLEAR: State.CLEARED,
}
_CONDITION = (Action.CLEAR, Action.GONE, Action.AGAIN)


def _after_last(actions: Sequence[Action], ends: Sequence[Action]) -> Sequence[Action]:
    place = max((at for at, each in enumerate(actions) if each in ends), default=-1)
    return actions[place + 1 :]


_LIGHT_ORDER = {"red": 0, "yellow": 1}


def urgency(case: Case, today: dt.date) -> tuple[int, int, dt.date, int]:
    """Return the key by which warnings are put in order of who must act: late ones, then red before yellow."""
    waits = 0 if case.overdue(today) else 3 if case.over else 2 if case.state in WITH_DEPARTMENT else 1
    return waits, _LIGHT_ORDER[case.latest.light], case.deadline or dt.date.max, case.id
