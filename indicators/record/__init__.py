"""The track record: what was forecast when, kept as it was said, and how it turned out."""

from indicators.record.ledger import keep, kept
from indicators.record.score import Score, hindcasts, of_frame, scored, summary
from indicators.record.year import YearAgo, year_ago

__all__ = ["Score", "YearAgo", "hindcasts", "keep", "kept", "of_frame", "scored", "summary", "year_ago"]
