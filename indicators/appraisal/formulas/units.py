"""Units that formulas of several content files answer in."""

from typing import Final

from datasets import Text

POINTS: Final = Text("功能点", "points")
UNITS: Final = Text("台", "units")
YUAN: Final = Text("元", "yuan")
