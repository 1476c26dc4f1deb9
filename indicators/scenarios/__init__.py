"""Scenarios: what if a driver moved — named, saved assumptions, and a fan against the baseline."""

from indicators.scenarios.assumptions import Scenario, scenarios
from indicators.scenarios.run import Outcome, affected, chosen_of, scenario

__all__ = ["Outcome", "Scenario", "affected", "chosen_of", "scenario", "scenarios"]
