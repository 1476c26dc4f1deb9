"""What a corrected report says on its first page: which version it replaces, when that was made, and why."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from datasets import Language, Text
from datasets.printable import printable
from indicators.warnings.workdays import local

_LONGEST: Final = 160
_SAID: Final = Text(
    "更正：本报告为第 {version} 版，替代{when}第 {before} 版。原因：{reason}",
    "Correction: this is version {version}; it replaces version {before}{when}. Why: {reason}",
)
_MADE: Final = Text("{day}生成的", ", made on {day}")


@dataclass(frozen=True)
class Correction:
    """The version a report is, when the one before was made (a moment, if it was), and why it is corrected."""

    version: int
    made_at: dt.datetime | None
    reason: str

    def said(self, language: Language) -> str:
        """Return the sentence, in which a character without a glyph is a box; a long reason ends with an ellipsis."""
        reason = str(printable(" ".join(self.reason.split())))
        if len(reason) > _LONGEST:
            reason = f"{reason[:_LONGEST]}…"
        when = ""
        if self.made_at is not None:
            here = local(self.made_at)
            day = Text(f"{here.year}年{here.month}月{here.day}日", f"{here:%Y-%m-%d}").in_language(language)
            when = _MADE.in_language(language).format(day=day)
        words = {"version": self.version, "before": self.version - 1, "when": when, "reason": reason}
        return _SAID.in_language(language).format(**words)
