"""Investment projects, month by month."""

from datasets.simulate.part import Dirt, Extract, Part
from datasets.text import Text

PART = Part(
    key="investment",
    label=Text("生成投资项目", "Projects"),
    rank=40,
    world=("projects",),
    extracts=(
        Extract(
            source="investment",
            path="investment/investment.csv",
            dirt=(
                Dirt(kind="organisation_hyphen", share=4000, expected="accept"),
                Dirt(kind="organisation_check_digit", share=100, expected="refuse"),
                Dirt(kind="unknown_stage", share=80, expected="refuse"),
                Dirt(kind="impossible_month", share=60, expected="refuse"),
                Dirt(kind="duplicate", share=60, expected="refuse"),
            ),
        ),
    ),
    sizes=lambda scale: {"projects": max(460, round(4_600 * scale))},
)
