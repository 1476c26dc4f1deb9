"""The fields and rules that contracts of statistical sources share."""

from datasets.contract import Field, Kind, Rule
from datasets.text import Text
from datasets.vintages.period import PERIOD_PATTERN

RECORD = Field(
    name="record_number",
    header="报表行号",
    kind=Kind.CODE,
    label=Text("报表行号", "line of the report"),
    in_base=False,
)
PERIOD = Field(name="period_text", header="统计时期", kind=Kind.TEXT, label=Text("统计时期", "period"))
STATUS = Field(
    name="figure_status_code",
    header="数据状态",
    kind=Kind.CODE,
    label=Text("数据状态", "status of the figure"),
    code_list="figure_status",
)
PUBLISHED = Field(name="published_date", header="发布日期", kind=Kind.DATE, label=Text("发布日期", "published on"))

PERIOD_RULE = Rule(
    key="period_as_agreed",
    sql=f"regexp_full_match(period_text, '{PERIOD_PATTERN}')",
    message=Text("统计时期的写法不在约定之内", "the period is not written in an agreed way"),
    suggestion=Text(
        "请写成“2010年1-6月”“2010年6月”“2010年上半年”“2010年”之一",
        "write it as 2010年1-6月 (year to date), 2010年6月 (one month), 2010年上半年 (half) or 2010年 (year)",
    ),
)
