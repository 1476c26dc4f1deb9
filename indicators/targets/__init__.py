"""Targets: the year's goals, how likely they are to be reached, and the rate still needed."""

from indicators.targets.progress import Progress, progress
from indicators.targets.read import Target, targets
from indicators.targets.words import short, spoken

__all__ = ["Progress", "Target", "progress", "short", "spoken", "targets"]
