"""Incidents in the operation of systems (系统运行事件)."""

from datasets.contract import Cadence, Classification, DeliveryMode, Field, Kind, Rule, Sharing, Source
from datasets.text import Text

SOURCE = Source(
    key="incident",
    name=Text("系统运行事件", "System incidents"),
    abstract=Text(
        "每次系统运行事件的起止时间、级别、原因和受影响系统。",
        "Start, end, severity, cause and system of every incident.",
    ),
    department=Text("信息中心", "Information Centre"),
    owner=Text("运维科科长", "Head of operations"),
    legal_basis=Text("《中华人民共和国网络安全法》（2016）第二十五条", "Cybersecurity Law (2016), article 25"),
    coverage=Text("信息中心运维的全部系统", "All systems operated by the information centre"),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text("2010 年起登记，含计划停机", "Since 2010, planned downtime included"),
    relations=Text("系统代码与信息化资产一致", "System codes are those of the assets"),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.MONTHLY,
    sharing=Sharing.NONE,
    classification=Classification.INTERNAL,
    files="incident/*.csv",
    encoding="utf-8",
    fields=(
        Field(
            name="incident_number",
            header="事件编号",
            kind=Kind.CODE,
            label=Text("事件编号", "incident"),
        ),
        Field(
            name="system_code",
            header="系统代码",
            kind=Kind.CODE,
            label=Text("系统", "system"),
            code_list="system",
        ),
        Field(
            name="incident_severity_code",
            header="级别",
            kind=Kind.CODE,
            label=Text("级别", "severity"),
            code_list="incident_severity",
        ),
        Field(
            name="incident_cause_code",
            header="原因",
            kind=Kind.CODE,
            label=Text("原因", "cause"),
            code_list="incident_cause",
        ),
        Field(
            name="started_time",
            header="开始时间",
            kind=Kind.TIME,
            label=Text("开始时间", "start"),
        ),
        Field(
            name="ended_time",
            header="恢复时间",
            kind=Kind.TIME,
            label=Text("恢复时间", "end"),
            required=False,
        ),
    ),
    unique=("incident_number",),
    base="operations",
    table="incident",
    rules=(
        Rule(
            key="ended_after_started",
            sql="ended_time >= started_time",
            message=Text("恢复时间早于开始时间", "ended before it started"),
            suggestion=Text("核对两个时间", "check the two times"),
        ),
    ),
    consumers=(),
)
