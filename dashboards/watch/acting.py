"""Acting on a warning: the step in its history and the line in the audit trail, for the forms and for the commands."""

from pathlib import Path

from dashboards import accounts
from indicators.warnings import Action, Actor, Case, take


def act(
    home: Path,
    actor: Actor,
    action: Action,
    number: str,
    *,
    text: str = "",
    department: str | None = None,
    days: int | None = None,
    seen: int | None = None,
) -> Case:
    """Take an action, note it in the audit trail and return the warning; what is refused leaves no trace."""
    found = take(home, number, action, actor, text=text, department=department, days=days, seen=seen)
    last = found.steps[-1]
    detail = " ".join(filter(None, (number, last.department, str(last.deadline or ""), last.text.zh)))
    accounts.record(home, actor.name, f"warning_{action.value}", detail)
    return found
