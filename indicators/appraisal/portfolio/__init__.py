"""The portfolio: which applications, in which form, from which year, under which budgets; and the programme board."""

from indicators.appraisal.portfolio.board import Actual, Standing, Task, board
from indicators.appraisal.portfolio.elastic import Gives, gives
from indicators.appraisal.portfolio.marginal import Marginal, curve, marginals, shadow_prices
from indicators.appraisal.portfolio.model import After, Floor, Programme, Project, Variant
from indicators.appraisal.portfolio.nested import Level, Priorities, cut_levels, listed, prioritised
from indicators.appraisal.portfolio.plan import Choice, Plan, planned

__all__ = [
    "Actual",
    "After",
    "Choice",
    "Floor",
    "Gives",
    "Level",
    "Marginal",
    "Plan",
    "Priorities",
    "Programme",
    "Project",
    "Standing",
    "Task",
    "Variant",
    "board",
    "curve",
    "cut_levels",
    "gives",
    "listed",
    "marginals",
    "planned",
    "prioritised",
    "shadow_prices",
]
