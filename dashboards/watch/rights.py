"""Who may do what to a warning and beside a chart: the one place that says so."""

from dashboards.access import Reader, Role
from indicators.warnings import Action, Case
from indicators.warnings.loop import ALLOWED

_LEADING = frozenset({Role.LEADER, Role.PLANNER})


def may_act(reader: Reader, action: Action, case: Case) -> bool:
    """Return whether somebody may take an action: leaders and planners all but answer, a department its own answer."""
    if action is Action.ANSWER:
        return reader.role is Role.DEPARTMENT and reader.department == case.department != ""
    return action in ALLOWED and reader.role in _LEADING


def may_remark(reader: Reader) -> bool:
    """Return whether somebody may write beside a chart: remarks, annotations, comments."""
    return reader.role in _LEADING


def concerns(reader: Reader, case: Case) -> bool:
    """Return whether a warning is for somebody: a department's user is concerned by the department's own."""
    return reader.role is not Role.DEPARTMENT or case.department == reader.department
