"""Macro-economic series with their vintages: what was published when, month by month, and what looks wrong in it."""

from datasets.vintages.known import as_known, latest

__all__ = ["as_known", "latest"]
