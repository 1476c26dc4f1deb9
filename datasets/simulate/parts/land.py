"""Parcels of land."""

from datasets.simulate.part import Dirt, Extract, Part
from datasets.text import Text

PART = Part(
    key="land",
    label=Text("生成宗地", "Parcels"),
    rank=50,
    world=("parcels",),
    extracts=(
        Extract(
            source="land",
            path="land/land.csv",
            dirt=(
                Dirt(kind="organisation_hyphen", share=6000, expected="accept"),
                Dirt(kind="organisation_check_digit", share=150, expected="refuse"),
                Dirt(kind="impossible_date", share=150, expected="refuse"),
                Dirt(kind="unknown_use", share=100, expected="refuse"),
            ),
        ),
    ),
    sizes=lambda scale: {"parcels": max(700, round(2_800 * scale))},
)
