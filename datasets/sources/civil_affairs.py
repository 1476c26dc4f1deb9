"""Marriages, allowances and pensions of civil affairs (民政)."""

from datetime import date

from datasets.contract import Cadence, Classification, DeliveryMode, Field, Kind, Sharing, Source, Subject
from datasets.text import Text

SOURCE = Source(
    key="civil_affairs",
    name=Text("婚姻和社会救助登记", "Marriages and social assistance"),
    abstract=Text(
        "婚姻登记、最低生活保障和优待抚恤对象。",
        "Marriages and divorces registered, recipients of the minimum living allowance and of preferential care.",
    ),
    department=Text("民政局", "Civil Affairs Bureau"),
    owner=Text("社会事务科科长", "Head of social affairs"),
    legal_basis=Text(
        "《婚姻登记条例》（2003）；《社会救助暂行办法》（2014）",
        "Marriage Registration Regulations (2003); Interim Measures for Social Assistance (2014)",
    ),
    coverage=Text(
        "在开发区登记的婚姻当事人和救助、优抚对象",
        "Parties to marriages registered in the zone, recipients of assistance and care",
    ),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text("2000 年以前的婚姻登记没有录入", "Marriages of before 2000 were not keyed in"),
    relations=Text("以公民身份号码与公安对应", "Matches the police by person number"),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.QUARTERLY,
    sharing=Sharing.CONDITIONAL,
    classification=Classification.RESTRICTED,
    files="civil_affairs/*.csv",
    encoding="gb18030",
    fields=(
        Field(name="record_number", header="登记证字号", kind=Kind.CODE, label=Text("登记证字号", "record serial")),
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
        Field(
            name="civil_kind_code",
            header="业务类型代码",
            kind=Kind.CODE,
            label=Text("业务类型", "kind of record"),
            code_list="civil_kind",
        ),
        Field(name="event_date", header="登记日期", kind=Kind.DATE, label=Text("登记日期", "date of record")),
    ),
    unique=("record_number",),
    base="population",
    table="civil_record",
    subject=Subject.PERSON,
    consumers=(
        Text("公安分局", "Public Security Sub-bureau"),
        Text("人口和计划生育办公室", "Population and Family Planning Office"),
    ),
)
