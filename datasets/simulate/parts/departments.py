"""What the departments know of organisations: each its own names, addresses and codes."""

from datasets.simulate.part import Dirt, Extract, Part
from datasets.simulate.parts.organisations import CHECK_DIGIT, DATE, DUPLICATE
from datasets.text import Text

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
        Extract(
            source="health_licence",
            path="health_licence/health_licence.csv",
            encoding="gb18030",
            dirt=(CHECK_DIGIT, DATE, DUPLICATE, Dirt(kind="unknown_kind", share=80, expected="refuse")),
        ),
        Extract(
            source="fiscal_unit",
            path="fiscal_unit/fiscal_unit.csv",
            dirt=(
                CHECK_DIGIT,
                DUPLICATE,
                Dirt(kind="unknown_purpose", share=80, expected="refuse"),
                Dirt(kind="thousands_separator", share=80, expected="refuse"),
            ),
        ),
        Extract(
            source="judicial_case",
            path="judicial_case/judicial_case.csv",
            encoding="gb18030",
            dirt=(CHECK_DIGIT, DATE, DUPLICATE),
        ),
    ),
)
