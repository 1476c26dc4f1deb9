"""A fault: what can be wrong with a row, as the department reads it, and what to do about it."""

from dataclasses import dataclass

from datasets.finding import Severity
from datasets.text import Text


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A rule as the department reads it; ``{proposal}`` in the suggestion is the likely value."""

    message: Text
    suggestion: Text
    severity: Severity = "error"
