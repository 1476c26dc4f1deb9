"""Steps of administrative approvals (行政审批办件环节)."""

from decimal import Decimal

from datasets.contract import Cadence, Classification, DeliveryMode, Field, Kind, Rule, Sharing, Source
from datasets.text import Text

SOURCE = Source(
    key="approval",
    name=Text("行政审批办件环节", "Approval steps"),
    abstract=Text(
        "每个办件每个环节的部门、接收和办结时间、法定和承诺时限。",
        "Department, times of acceptance and completion, legal and promised days of every step of every approval.",
    ),
    department=Text("行政审批服务中心", "Administrative Approval Centre"),
    owner=Text("业务科科长", "Head of operations"),
    legal_basis=Text(
        "《中华人民共和国行政许可法》（2003）第四十二条", "Administrative Licensing Law (2003), article 42"
    ),
    coverage=Text("进驻审批中心的全部事项", "All items handled at the approval centre"),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text(
        "2012 年网上审批系统上线；会签环节并联", "Online since 2012; opinions of departments are sought in parallel"
    ),
    relations=Text("申请单位以组织机构代码与企业登记对应", "Applicants match the register by organisation code"),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.DAILY,
    sharing=Sharing.CONDITIONAL,
    classification=Classification.INTERNAL,
    files="approval/*.csv",
    encoding="utf-8",
    fields=(
        Field(
            name="step_number",
            header="环节编号",
            kind=Kind.CODE,
            label=Text("环节编号", "step number"),
        ),
        Field(
            name="case_number",
            header="办件编号",
            kind=Kind.CODE,
            label=Text("办件编号", "case number"),
        ),
        Field(
            name="approval_item_code",
            header="审批事项",
            kind=Kind.CODE,
            label=Text("审批事项", "item"),
            code_list="approval_item",
        ),
        Field(
            name="organisation_code",
            header="申请单位组织机构代码",
            kind=Kind.ORGANISATION_CODE,
            label=Text("申请单位组织机构代码", "organisation code of the applicant"),
            in_base=False,
            required=False,
        ),
        Field(
            name="order_count",
            header="环节序号",
            kind=Kind.COUNT,
            label=Text("环节序号", "place of the step"),
            range=(Decimal(1), Decimal(20)),
        ),
        Field(
            name="approval_step_code",
            header="环节",
            kind=Kind.CODE,
            label=Text("环节", "step"),
            code_list="approval_step",
        ),
        Field(
            name="department_code",
            header="办理部门",
            kind=Kind.CODE,
            label=Text("办理部门", "department"),
            code_list="department",
        ),
        Field(
            name="accepted_time",
            header="接收时间",
            kind=Kind.TIME,
            label=Text("接收时间", "time of acceptance"),
        ),
        Field(
            name="finished_time",
            header="办结时间",
            kind=Kind.TIME,
            label=Text("办结时间", "time of completion"),
            required=False,
        ),
        Field(
            name="legal_days",
            header="法定时限（工作日）",
            kind=Kind.COUNT,
            label=Text("法定时限", "legal limit in working days"),
            range=(Decimal(1), Decimal(90)),
        ),
        Field(
            name="promised_days",
            header="承诺时限（工作日）",
            kind=Kind.COUNT,
            label=Text("承诺时限", "promised limit in working days"),
            range=(Decimal(1), Decimal(90)),
        ),
        Field(
            name="approval_result_code",
            header="办理结果",
            kind=Kind.CODE,
            label=Text("办理结果", "result"),
            code_list="approval_result",
        ),
    ),
    unique=("step_number",),
    base="operations",
    table="approval",
    entity_field="organisation_code",
    rules=(
        Rule(
            key="finished_after_accepted",
            sql="finished_time >= accepted_time",
            message=Text("办结时间早于接收时间", "finished before it was accepted"),
            suggestion=Text("核对两个时间", "check the two times"),
        ),
    ),
    consumers=(
        Text("管委会办公室", "Administrative Commission's office"),
        Text("监察局", "Supervision Bureau"),
    ),
)
