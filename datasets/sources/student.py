"""Pupils and their guardians (教育)."""

from datetime import date

from datasets.contract import Cadence, Classification, DeliveryMode, Field, Kind, Sharing, Source, Subject
from datasets.text import Text

SOURCE = Source(
    key="student",
    name=Text("中小学在校学生", "Pupils at school"),
    abstract=Text(
        "开发区中小学的在校学生：学校、年级和监护人电话。",
        "Pupils at the zone’s schools: school, grade and the guardian’s phone.",
    ),
    department=Text("教育局", "Education Bureau"),
    owner=Text("基础教育科科长", "Head of basic education"),
    legal_basis=Text("《中华人民共和国义务教育法》（2006 修订）", "Compulsory Education Law (2006 revision)"),
    coverage=Text("开发区各中小学", "All schools of the zone"),
    update_method=Text("每学期提供全量", "Complete, each term"),
    history=Text(
        "号码在入学时由家长填写，常有空缺", "Numbers are filled in by parents at enrolment and are often missing"
    ),
    relations=Text(
        "以公民身份号码与公安对应；缺号时以姓名、出生日期和监护人电话",
        "Matches the police by person number; without one by name, birth date and guardian’s phone",
    ),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.QUARTERLY,
    sharing=Sharing.NONE,
    classification=Classification.RESTRICTED,
    files="student/*.csv",
    fields=(
        Field(name="record_number", header="学籍号", kind=Kind.CODE, label=Text("学籍号", "record serial")),
        Field(
            name="person_number",
            header="公民身份号码",
            kind=Kind.PERSON_NUMBER,
            label=Text("公民身份号码", "person number"),
            required=False,
            classification=Classification.RESTRICTED,
            in_base=False,
        ),
        Field(
            name="person_name",
            header="姓名",
            kind=Kind.TEXT,
            label=Text("姓名", "name"),
            classification=Classification.RESTRICTED,
            in_base=False,
            attribute="name",
        ),
        Field(
            name="sex_code",
            header="性别代码",
            kind=Kind.CODE,
            label=Text("性别", "sex"),
            code_list="sex",
            attribute="sex",
        ),
        Field(
            name="birth_date",
            earliest=date(1880, 1, 1),
            header="出生日期",
            kind=Kind.DATE,
            label=Text("出生日期", "birth date"),
            required=False,
            classification=Classification.RESTRICTED,
            attribute="birth_date",
        ),
        Field(
            name="address",
            header="住址",
            kind=Kind.TEXT,
            label=Text("住址", "address"),
            required=False,
            classification=Classification.RESTRICTED,
            in_base=False,
            attribute="address",
        ),
        Field(name="school_name", header="学校", kind=Kind.TEXT, label=Text("学校", "school")),
        Field(name="grade_name", header="年级", kind=Kind.TEXT, label=Text("年级", "grade")),
        Field(
            name="phone_number",
            header="监护人电话",
            kind=Kind.TEXT,
            label=Text("监护人电话", "guardian’s phone"),
            required=False,
            classification=Classification.RESTRICTED,
            in_base=False,
            attribute="guardian’s phone",
        ),
    ),
    unique=("record_number",),
    base="population",
    table="pupil",
    subject=Subject.PERSON,
)
