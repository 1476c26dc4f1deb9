"""Warnings: raised by declared rules when a snapshot is published, assigned, answered and closed in the ledger."""

from indicators.warnings.case import ACTION_NAMES, STATE_NAMES, Action, Case, Sight, State, Step, urgency
from indicators.warnings.check import check, escalate, told
from indicators.warnings.ledger import case, cases, version
from indicators.warnings.loop import Actor, open_actions, take
from indicators.warnings.rule import LIGHT_NAMES, Rule, rules

__all__ = [
    "ACTION_NAMES",
    "LIGHT_NAMES",
    "STATE_NAMES",
    "Action",
    "Actor",
    "Case",
    "Rule",
    "Sight",
    "State",
    "Step",
    "case",
    "cases",
    "check",
    "escalate",
    "open_actions",
    "rules",
    "take",
    "told",
    "urgency",
    "version",
]
