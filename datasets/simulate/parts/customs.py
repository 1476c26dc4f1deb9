"""Trade in goods, as customs records it, a file a year."""

from datasets.simulate.part import Dirt, Extract, Part
from datasets.text import Text

PART = Part(
    key="customs",
    label=Text("生成进出口", "Trade"),
    rank=30,
    world=("trade",),
    extracts=(
        Extract(
            source="customs",
            path="customs/{year}.csv",
            dirt=(
                Dirt(kind="organisation_hyphen", share=20000, expected="accept"),
                Dirt(kind="organisation_lower_case", share=800, expected="accept"),
                Dirt(kind="organisation_check_digit", share=60, expected="refuse"),
                Dirt(kind="organisation_missing", share=30, expected="refuse"),
                Dirt(kind="thousands_separator", share=30, expected="refuse"),
                Dirt(kind="full_width_value", share=20, expected="refuse"),
                Dirt(kind="unknown_partner", share=30, expected="refuse"),
                Dirt(kind="impossible_month", share=15, expected="refuse"),
                Dirt(kind="unregistered", share=120, expected="accept"),
                Dirt(kind="duplicate", share=15, expected="refuse"),
            ),
        ),
    ),
    sizes=lambda scale: {"anchor_lines": max(5, min(36, round(36 * scale**0.45)))},
)
