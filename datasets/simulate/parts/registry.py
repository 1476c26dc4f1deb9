"""The hidden world's enterprises, and the business register that knows them."""

from datasets.simulate.part import Dirt, Extract, Part
from datasets.text import Text

PART = Part(
    key="registry",
    label=Text("生成企业", "Enterprises"),
    rank=10,
    world=(
        "enterprises",
        "registers",
    ),
    extracts=(
        Extract(
            source="registry",
            path="registry/registry.csv",
            encoding="gb18030",
            dirt=(
                Dirt(kind="organisation_hyphen", share=2500, expected="accept"),
                Dirt(kind="organisation_lower_case", share=1500, expected="accept"),
                Dirt(kind="organisation_check_digit", share=120, expected="refuse"),
                Dirt(kind="organisation_missing", share=80, expected="refuse"),
                Dirt(kind="registration_full_width", share=60, expected="accept"),
                Dirt(kind="unknown_division", share=60, expected="refuse"),
                Dirt(kind="impossible_date", share=60, expected="refuse"),
                Dirt(kind="closed_before_founded", share=40, expected="refuse"),
                Dirt(kind="duplicate", share=50, expected="refuse"),
            ),
        ),
    ),
    sizes=lambda scale: {"enterprises": max(60, round(15_000 * scale))},
)
