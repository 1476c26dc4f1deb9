"""Daily means of air monitoring stations (环境空气自动监测)."""

from decimal import Decimal

from datasets.contract import Cadence, Classification, DeliveryMode, Field, Kind, Sharing, Source
from datasets.text import Text

SOURCE = Source(
    key="station_reading",
    name=Text("环境空气监测日均值", "Air quality readings"),
    abstract=Text(
        "每个监测站每天每项污染物的日均浓度。", "Daily mean concentration of each pollutant at each station."
    ),
    department=Text("环境保护局", "Environmental Protection Bureau"),
    owner=Text("环境监测站站长", "Head of the monitoring station"),
    legal_basis=Text("《环境空气质量标准》GB 3095-2012", "Ambient air quality standard GB 3095-2012"),
    coverage=Text("开发区 4 个自动站", "Four automatic stations of the zone"),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text(
        "2013 年起按新标准监测 6 项；一氧化碳单位为毫克/立方米，其余为微克/立方米",
        "Six pollutants since 2013; carbon monoxide in mg/m3, the others in ug/m3",
    ),
    relations=Text("限值见区域内容 air_limit.csv", "Limits are in the zone's air_limit.csv"),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.DAILY,
    sharing=Sharing.UNCONDITIONAL,
    classification=Classification.OPEN,
    files="station_reading/*.csv",
    encoding="utf-8",
    fields=(
        Field(
            name="reading_number",
            header="数据编号",
            kind=Kind.CODE,
            label=Text("数据编号", "reading"),
            in_base=False,
        ),
        Field(
            name="air_station_code",
            header="站点编码",
            kind=Kind.CODE,
            label=Text("站点编码", "station"),
            code_list="air_station",
        ),
        Field(
            name="pollutant_code",
            header="监测项目",
            kind=Kind.CODE,
            label=Text("监测项目", "pollutant"),
            code_list="pollutant",
        ),
        Field(
            name="reading_date",
            header="监测日期",
            kind=Kind.DATE,
            label=Text("监测日期", "day"),
        ),
        Field(
            name="daily_concentration",
            header="日均浓度",
            kind=Kind.QUANTITY,
            label=Text("日均浓度", "concentration"),
            required=False,
            range=(Decimal(0), Decimal(1000)),
        ),
        Field(
            name="valid_hour_count",
            header="有效小时数",
            kind=Kind.COUNT,
            label=Text("有效小时数", "valid hours"),
            range=(Decimal(0), Decimal(24)),
        ),
    ),
    unique=("reading_number",),
    base="operations",
    table="station_reading",
    consumers=(
        Text("管委会办公室", "Administrative Commission's office"),
        Text("卫生局", "Health Bureau"),
    ),
)
