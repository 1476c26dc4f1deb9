"""Who may do what to a warning and beside a chart: the one place that says so."""

from typing import Any, Protocol

from dashboards.access import Role
from indicators.warnings import Action, Case

_LEADING = frozenset({Role.LEADER, Role.PLANNER})
_DEPARTMENT = "department"
"""The role of a department's own user, and the attribute of the account that names the department."""


class Person(Protocol):
    """What the rights ask of somebody: the role; a department's user also has ``department``, its Chinese name."""

    @property
    def role(self) -> Role:
        """Return what the person does here."""
        ...


def may_act(person: Person, action: Action, case: Case) -> bool:
    """Return whether a person may take an action: leaders and planners all but answer, a department its own answer."""
    if action is Action.ANSWER:
        return department_of(person) == case.department != ""
    return person.role in _LEADING


def may_remark(person: Person) -> bool:
    """Return whether a person may write beside a chart: remarks, annotations, comments."""
    return person.role in _LEADING


def department_of(person: Any) -> str:
    """Return the department a person answers for, nothing for everybody who is no department's user."""
    named = getattr(person, "department", "") if str(person.role) == _DEPARTMENT else ""
    return str(named or "")
