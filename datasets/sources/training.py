"""Training in information technology (信息化培训)."""

from decimal import Decimal

from datasets.contract import Cadence, Classification, DeliveryMode, Field, Kind, Rule, Sharing, Source
from datasets.text import Text

SOURCE = Source(
    key="training",
    name=Text("信息化培训记录", "Training"),
    abstract=Text(
        "每期培训的部门、课程、日期、参训和取证人数。",
        "Department, course, date, persons trained and certified of every training.",
    ),
    department=Text("信息中心", "Information Centre"),
    owner=Text("培训管理岗", "Training manager"),
    legal_basis=Text(
        "《政务信息资源共享管理暂行办法》（2016）第十条",
        "Interim Measures on Sharing Government Information (2016), article 10",
    ),
    coverage=Text("管委会各部门，不含人员名单", "All departments; no lists of persons"),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text("2009 年起登记", "Registered since 2009"),
    relations=Text("只有人数，没有个人信息", "Numbers only, no personal data"),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.QUARTERLY,
    sharing=Sharing.CONDITIONAL,
    classification=Classification.INTERNAL,
    files="training/*.csv",
    encoding="utf-8",
    fields=(
        Field(
            name="training_number",
            header="培训编号",
            kind=Kind.CODE,
            label=Text("培训编号", "training"),
        ),
        Field(
            name="department_code",
            header="参训部门",
            kind=Kind.CODE,
            label=Text("参训部门", "department"),
            code_list="department",
        ),
        Field(
            name="training_course_code",
            header="课程",
            kind=Kind.CODE,
            label=Text("课程", "course"),
            code_list="training_course",
        ),
        Field(
            name="held_date",
            header="培训日期",
            kind=Kind.DATE,
            label=Text("培训日期", "date"),
        ),
        Field(
            name="hour_count",
            header="学时",
            kind=Kind.COUNT,
            label=Text("学时", "hours"),
            range=(Decimal(1), Decimal(80)),
        ),
        Field(
            name="trained_count",
            header="参训人数",
            kind=Kind.COUNT,
            label=Text("参训人数", "persons trained"),
            range=(Decimal(1), Decimal(500)),
        ),
        Field(
            name="certified_count",
            header="取证人数",
            kind=Kind.COUNT,
            label=Text("取证人数", "persons certified"),
            range=(Decimal(0), Decimal(500)),
        ),
    ),
    unique=("training_number",),
    base="operations",
    table="training",
    rules=(
        Rule(
            key="certified_within_trained",
            sql="certified_count <= trained_count",
            message=Text("取证人数大于参训人数", "more persons certified than trained"),
            suggestion=Text("核对两列是否颠倒", "check whether the two columns are swapped"),
        ),
    ),
    consumers=(),
)
