"""What tax, customs and social insurance know of organisations: each its own names, addresses and codes."""

from datasets.simulate.part import Dirt, Extract, Part
from datasets.text import Text

CHECK_DIGIT = Dirt(kind="organisation_check_digit", share=300, expected="refuse")
DATE = Dirt(kind="impossible_date", share=100, expected="refuse")
DUPLICATE = Dirt(kind="duplicate", share=80, expected="refuse")

PART = Part(
    key="departments",
    label=Text("生成各部门的单位名录", "Departments' lists of organisations"),
    rank=13,
    world=("entries", "writing", "staff"),
    extracts=(
        Extract(
            source="tax_registration",
            path="tax_registration/tax_registration.csv",
            encoding="gb18030",
            dirt=(
                Dirt(kind="taxpayer_check_digit", share=250, expected="refuse"),
                Dirt(kind="taxpayer_lower_case", share=400, expected="accept"),
                Dirt(kind="unknown_division", share=60, expected="refuse"),
                DATE,
                DUPLICATE,
            ),
        ),
        Extract(
            source="customs_registration",
            path="customs_registration/customs_registration.csv",
            encoding="gb18030",
            dirt=(CHECK_DIGIT, DATE, DUPLICATE),
        ),
        Extract(
            source="insurance_unit",
            path="insurance_unit/insurance_unit.csv",
            dirt=(
                CHECK_DIGIT,
                Dirt(kind="not_a_count", share=60, expected="refuse"),
                Dirt(kind="impossible_month", share=60, expected="refuse"),
                DUPLICATE,
            ),
        ),
    ),
)
