"""How good the bases are: five measures of every source and base, with thresholds, kept over time."""

from datasets.quality.history import history, remember
from datasets.quality.measure import DERIVATION
from datasets.quality.report import of_bases, of_sources

__all__ = ["DERIVATION", "history", "of_bases", "of_sources", "remember"]
