"""Figures the zone has published (公开发布数据): real, with their sources and vintages."""

from datasets.contract import Cadence, Classification, DeliveryMode, Field, Kind, Sharing, Source
from datasets.text import Text

SOURCE = Source(
    key="published",
    name=Text("公开发布数据", "Published figures"),
    abstract=Text(
        "公报、年鉴和新闻中公开的开发区、滨海新区和天津市数字，含状态、可信度和出处。",
        "Figures on the zone, Binhai and Tianjin from bulletins, yearbooks and news, with status and source.",
    ),
    department=Text("统计局（公开资料整理）", "Statistics Bureau (compiled from public sources)"),
    owner=Text("综合统计科科长", "Head of general statistics"),
    legal_basis=Text("《中华人民共和国统计法》第二十六条", "Statistics Law, article 26"),
    coverage=Text("1984 年至 2024 年，不连续", "1984 to 2024, with gaps"),
    update_method=Text("随公报增补，旧值保留", "Grows with each bulletin; older values are kept"),
    history=Text("同一指标的多个数值均保留为不同版本", "Several values of one figure all survive, as vintages"),
    relations=Text("与部门数据独立，用于校准和对照", "Independent of departments' data; used to calibrate and compare"),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.YEARLY,
    sharing=Sharing.UNCONDITIONAL,
    classification=Classification.OPEN,
    files="published_figures.csv",
    shipped=True,
    required=True,
    consumers=(
        Text("发展和改革局", "Development and Reform Bureau"),
        Text("财政局", "Finance Bureau"),
    ),
    fields=(
        Field(name="title", header="indicator", kind=Kind.TEXT, label=Text("指标", "indicator")),
        Field(name="period_code", header="period", kind=Kind.CODE, label=Text("时期", "period")),
        Field(
            name="value_text",
            header="value",
            kind=Kind.TEXT,
            label=Text("数值", "value"),
            required=False,
            empty_is_said=True,
        ),
        Field(
            name="unit_code",
            header="unit",
            kind=Kind.TEXT,
            label=Text("单位", "unit"),
            required=False,
            empty_is_said=True,
        ),
        Field(
            name="yoy_percent",
            header="yoy_pct",
            kind=Kind.QUANTITY,
            label=Text("同比", "growth"),
            required=False,
            empty_is_said=True,
        ),
        Field(name="status", header="status", kind=Kind.TEXT, label=Text("状态", "status")),
        Field(name="confidence_code", header="confidence", kind=Kind.CODE, label=Text("可信度", "confidence")),
        Field(name="reference", header="source", kind=Kind.TEXT, label=Text("出处", "reference")),
    ),
    unique=("title", "period_code", "value_text", "status"),
    base="economy",
    table="published_figure",
)
