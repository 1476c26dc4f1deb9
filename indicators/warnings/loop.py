"""The loop 预警 → 交办 → 反馈: what people may do to a warning in which state; every step is added, none changed."""

import datetime as dt
from pathlib import Path
from typing import NamedTuple

from datasets import Text
from indicators.errors import QuestionError
from indicators.warnings import workdays
from indicators.warnings.case import ACTION_NAMES, STATE_NAMES, Action, Case, State
from indicators.warnings.duty import department_of
from indicators.warnings.ledger import add_step, case, cases_of, writing

LONGEST = 2000
_MOST_DAYS = 90

ALLOWED = {
    Action.ASSIGN: frozenset({State.OPEN, State.ASSIGNED, State.RETURNED, State.ANSWERED}),
    Action.ANSWER: frozenset({State.ASSIGNED, State.RETURNED}),
    Action.RETURN: frozenset({State.ANSWERED}),
    Action.URGE: frozenset({State.ASSIGNED, State.RETURNED}),
    Action.CLOSE: frozenset({State.OPEN, State.ASSIGNED, State.RETURNED, State.ANSWERED}),
}
"""The states in which people may take each action."""

SAYS_WHY = frozenset({Action.ANSWER, Action.RETURN, Action.CLOSE})
"""The actions that need words; an assignment may stand without."""
SETS_TERM = frozenset({Action.ASSIGN, Action.RETURN})
"""The actions that set a deadline."""


class Actor(NamedTuple):
    """Who acts: the account's name and the role, as the history keeps them."""

    name: str
    role: str


def open_actions(found: Case) -> tuple[Action, ...]:
    """Return what can be done to a warning as it stands."""
    return tuple(action for action, states in ALLOWED.items() if found.state in states)


def take(
    home: Path,
    number: str,
    action: Action,
    actor: Actor,
    *,
    text: str = "",
    department: str | None = None,
    days: int | None = None,
    seen: int | None = None,
    now: dt.datetime | None = None,
) -> Case:
    """Take one action and return the warning as it is then; an action that does not fit is refused in words.

    ``days`` are working days from today, by default the rule's. ``seen`` is the last step the actor knew of: when
    somebody else was quicker, or a form came twice, nothing is written.
    """
    words, moment = text.strip(), now or dt.datetime.now(dt.UTC)
    if len(words) > LONGEST:
        raise QuestionError(Text(f"文字不能超过 {LONGEST} 字。", f"The text is longer than {LONGEST} characters."))
    if action in SAYS_WHY and not words:
        raise QuestionError(Text("请写明内容。", "Say why, in words."))
    with writing(home) as ledger:
        found = next((each for each in cases_of(ledger) if each.number == number), None)
        if found is None:
            raise QuestionError(Text(f"没有预警 {number}。", f"There is no warning {number}."))
        if seen is not None and found.steps[-1].id != seen:
            raise QuestionError(
                Text(
                    "这条预警刚有新的进展，请看过再办。", "Something has just happened to this warning: read it first."
                )
            )
        if found.state not in ALLOWED.get(action, frozenset()):
            state, name = STATE_NAMES[found.state], ACTION_NAMES[action]
            raise QuestionError(
                Text(
                    f"预警 {number} {state.zh}，不能{name.zh}。",
                    f"Warning {number} is {state.en}: not to be {name.en}.",
                )
            )
        to = department_of(department or found.department).zh if action is Action.ASSIGN else ""
        term = _term(home, found, days, moment) if action in SETS_TERM else None
        add_step(ledger, found.id, moment, actor.name, actor.role, action, Text(words, words), to, term)
    return known(home, number)


def known(home: Path, number: str) -> Case:
    """Return a warning by its number; an unknown one is an error."""
    found = case(home, number)
    if found is None:
        raise QuestionError(Text(f"没有预警 {number}。", f"There is no warning {number}."))
    return found


def _term(home: Path, found: Case, days: int | None, moment: dt.datetime) -> dt.date:
    count = found.days if days is None else days
    if not 1 <= count <= _MOST_DAYS:
        raise QuestionError(
            Text(f"期限应为 1 至 {_MOST_DAYS} 个工作日。", f"A term is 1 to {_MOST_DAYS} working days.")
        )
    return workdays.after(workdays.local(moment).date(), count, home)
