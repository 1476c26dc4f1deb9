"""The macro-economic reports of the departments, with their vintages."""

from datasets.simulate.macro import macro_totals
from datasets.simulate.part import Dirt, Extract, Part
from datasets.text import Text

# What clerks do to a table of figures; only the first three can be refused, the others raise an alarm.
SLIPS = (
    Dirt(kind="thousands_separator", share=150, expected="refuse"),
    Dirt(kind="full_width_value", share=100, expected="refuse"),
    Dirt(kind="impossible_period", share=80, expected="refuse"),
    Dirt(kind="unit_slip", share=100, expected="accept"),
    Dirt(kind="growth_slip", share=150, expected="accept"),
)

PART = Part(
    key="economy",
    label=Text("生成宏观统计", "Macro-economic reports"),
    rank=80,
    world=("economy", "vintages"),
    totals=macro_totals,
    extracts=(
        Extract(source="fiscal_revenue", path="fiscal_revenue/fiscal_revenue.csv", encoding="gb18030", dirt=SLIPS),
    ),
)
