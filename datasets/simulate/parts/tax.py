"""Taxes: registered, levied and paid, a file a year."""

from datasets.simulate.part import Dirt, Extract, Part
from datasets.text import Text

PART = Part(
    key="tax",
    label=Text("生成税收", "Taxes"),
    rank=20,
    world=("taxes",),
    extracts=(
        Extract(
            source="tax",
            path="tax/{year}.csv",
            dirt=(
                Dirt(kind="taxpayer_lower_case", share=300, expected="accept"),
                Dirt(kind="taxpayer_check_digit", share=60, expected="refuse"),
                Dirt(kind="taxpayer_missing", share=25, expected="refuse"),
                Dirt(kind="taxpayer_full_width", share=40, expected="refuse"),
                Dirt(kind="taxpayer_scientific", share=12, expected="refuse"),
                Dirt(kind="thousands_separator", share=30, expected="refuse"),
                Dirt(kind="swapped_amounts", share=15, expected="refuse"),
                Dirt(kind="unknown_tax_type", share=20, expected="refuse"),
                Dirt(kind="unregistered", share=150, expected="accept"),
                Dirt(kind="duplicate", share=15, expected="refuse"),
            ),
        ),
    ),
)
