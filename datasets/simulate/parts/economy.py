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

NO_UNIT_SLIP = tuple(each for each in SLIPS if each.kind != "unit_slip")

PART = Part(
    key="economy",
    label=Text("生成宏观统计", "Macro-economic reports"),
    rank=80,
    world=("economy", "vintages", "prices", "contracts"),
    totals=macro_totals,
    extracts=(
        Extract(source="fiscal_revenue", path="fiscal_revenue/fiscal_revenue.csv", encoding="gb18030", dirt=SLIPS),
        Extract(
            source="fiscal_expenditure",
            path="fiscal_expenditure/fiscal_expenditure.csv",
            encoding="gb18030",
            dirt=SLIPS,
        ),
        Extract(source="retail_sales", path="retail_sales/retail_sales.csv", dirt=SLIPS),
        Extract(source="industrial_output", path="industrial_output/industrial_output.csv", dirt=SLIPS),
        Extract(source="gdp_quarter", path="gdp/gdp.csv", dirt=NO_UNIT_SLIP),
        Extract(source="energy_use", path="energy_use/energy_use.csv", dirt=NO_UNIT_SLIP),
        Extract(source="power_use", path="power_use/power_use.csv", dirt=SLIPS),
        Extract(source="investment_funds", path="investment_funds/investment_funds.csv", dirt=SLIPS),
        Extract(
            source="fdi_contract",
            path="fdi_contract/fdi_contract.csv",
            encoding="gb18030",
            dirt=(
                Dirt(kind="organisation_hyphen", share=3000, expected="accept"),
                Dirt(kind="organisation_check_digit", share=200, expected="refuse"),
                Dirt(kind="unknown_partner", share=150, expected="refuse"),
                Dirt(kind="thousands_separator", share=150, expected="refuse"),
                Dirt(kind="swapped_amounts", share=150, expected="refuse"),
                Dirt(kind="duplicate", share=150, expected="refuse"),
            ),
        ),
        Extract(
            source="price_index",
            path="price_index/price_index.csv",
            dirt=(
                Dirt(kind="percent_for_index", share=150, expected="refuse"),
                Dirt(kind="full_width_value", share=100, expected="refuse"),
            ),
        ),
    ),
    sizes=lambda scale: {"contracts": max(700, round(8_000 * scale))},
)
