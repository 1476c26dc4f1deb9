"""Inquiries under the rule of first responsibility (首问负责咨询)."""

from decimal import Decimal

from datasets.contract import Cadence, Classification, DeliveryMode, Field, Kind, Rule, Sharing, Source
from datasets.text import Text

SOURCE = Source(
    key="inquiry",
    name=Text("首问负责咨询", "Inquiries"),
    abstract=Text(
        "每件咨询的首问部门、主题、接收、答复和办结时间、转办次数和满意度。",
        "First department, topic, times of receipt, answer and closing, transfers and satisfaction of every inquiry.",
    ),
    department=Text("管委会办公室", "Administrative Commission's office"),
    owner=Text("首问服务平台负责人", "Head of the inquiry platform"),
    legal_basis=Text("管委会首问负责制规定", "The Commission's rule of first responsibility"),
    coverage=Text(
        "窗口、电话、网站和移动端的全部咨询", "All inquiries at counters, by telephone, on the website and mobile"
    ),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text("2010 年起登记；2016 年起有移动端", "Since 2010; mobile since 2016"),
    relations=Text("窗口号对应进驻部门，不含个人信息", "Counters stand for departments; no personal data"),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.DAILY,
    sharing=Sharing.CONDITIONAL,
    classification=Classification.INTERNAL,
    files="inquiry/*.csv",
    encoding="gb18030",
    fields=(
        Field(
            name="inquiry_number",
            header="咨询编号",
            kind=Kind.CODE,
            label=Text("咨询编号", "inquiry"),
        ),
        Field(
            name="inquiry_topic_code",
            header="主题",
            kind=Kind.CODE,
            label=Text("主题", "topic"),
            code_list="inquiry_topic",
        ),
        Field(
            name="inquiry_channel_code",
            header="渠道",
            kind=Kind.CODE,
            label=Text("渠道", "channel"),
            code_list="inquiry_channel",
        ),
        Field(
            name="department_code",
            header="首问部门",
            kind=Kind.CODE,
            label=Text("首问部门", "first department"),
            code_list="department",
        ),
        Field(
            name="counter_number",
            header="首问窗口号",
            kind=Kind.CODE,
            label=Text("首问窗口号", "counter"),
        ),
        Field(
            name="received_time",
            header="接收时间",
            kind=Kind.TIME,
            label=Text("接收时间", "time of receipt"),
        ),
        Field(
            name="answered_time",
            header="答复时间",
            kind=Kind.TIME,
            label=Text("答复时间", "time of the answer"),
            required=False,
        ),
        Field(
            name="closed_time",
            header="办结时间",
            kind=Kind.TIME,
            label=Text("办结时间", "time of closing"),
            required=False,
        ),
        Field(
            name="transfer_count",
            header="转办次数",
            kind=Kind.COUNT,
            label=Text("转办次数", "transfers"),
            range=(Decimal(0), Decimal(9)),
        ),
        Field(
            name="satisfaction_code",
            header="满意度",
            kind=Kind.CODE,
            label=Text("满意度", "satisfaction"),
            code_list="satisfaction",
            required=False,
        ),
    ),
    unique=("inquiry_number",),
    base="operations",
    table="inquiry",
    rules=(
        Rule(
            key="answered_after_received",
            sql="answered_time >= received_time",
            message=Text("答复时间早于接收时间", "answered before it was received"),
            suggestion=Text("核对两个时间", "check the two times"),
        ),
    ),
    consumers=(Text("行政审批服务中心", "Administrative Approval Centre"),),
)
