"""The track record: what was forecast when, kept as it was said, and how it turned out."""

from indicators.record.ledger import keep, kept
from indicators.record.score import Score, scored, summary

__all__ = ["Score", "keep", "kept", "scored", "summary"]
