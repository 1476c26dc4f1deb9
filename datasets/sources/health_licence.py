"""Health licences (卫生许可)."""

from datasets.contract import Cadence, Classification, DeliveryMode, Field, Kind, Rule, Sharing, Source, Subject
from datasets.text import Text

SOURCE = Source(
    key="health_licence",
    name=Text("卫生许可", "Health licences"),
    abstract=Text(
        "食品和餐饮、公共场所、医疗机构和饮用水单位的许可证号、名称、地址、负责人和有效期。",
        "Licences of food and catering, public places, medical institutions "
        "and water supply: number, name, address, person in charge, validity.",
    ),
    department=Text("卫生局", "Health Bureau"),
    owner=Text("卫生监督所所长", "Head of health inspection"),
    legal_basis=Text(
        "《中华人民共和国食品卫生法》第二十七条、《公共场所卫生管理条例》（1987）、《医疗机构管理条例》（1994）",
        "Food Hygiene Law, article 27; Regulations on Hygiene in Public "
        "Places (1987); Regulations on Medical Institutions (1994)",
    ),
    coverage=Text(
        "开发区发放的卫生许可，每四年换发一次，旧证保留",
        "Licences issued in the zone, renewed every four years; old ones are kept",
    ),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text(
        "名称和地址为发证时的名称和地址；2009 年后餐饮许可改由食药监部门发放，仍由本系统汇总",
        "Name and address are those of the day of issue; since 2009 catering "
        "licences come from the food and drug office and are gathered here",
    ),
    relations=Text(
        "多数没有组织机构代码，以名称、地址、负责人与登记对应",
        "Mostly without organisation code: matched by name, address and person in charge",
    ),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.MONTHLY,
    sharing=Sharing.UNCONDITIONAL,
    classification=Classification.INTERNAL,
    files="health_licence/*.csv",
    encoding="gb18030",
    fields=(
        Field(
            name="serial_number",
            header="许可序号",
            kind=Kind.CODE,
            label=Text("许可序号", "serial"),
        ),
        Field(
            name="licence_number",
            header="许可证号",
            kind=Kind.TEXT,
            label=Text("许可证号", "licence number"),
        ),
        Field(
            name="organisation_code",
            header="组织机构代码",
            kind=Kind.ORGANISATION_CODE,
            label=Text("组织机构代码", "organisation code"),
            required=False,
        ),
        Field(
            name="name",
            header="单位名称",
            kind=Kind.TEXT,
            label=Text("单位名称", "unit"),
            attribute="name",
        ),
        Field(
            name="address",
            header="经营地址",
            kind=Kind.TEXT,
            label=Text("经营地址", "address"),
            required=False,
            attribute="address",
        ),
        Field(
            name="representative_name",
            header="法定代表人或负责人",
            kind=Kind.TEXT,
            label=Text("法定代表人或负责人", "legal representative"),
            required=False,
            classification=Classification.RESTRICTED,
            attribute="legal_representative",
        ),
        Field(
            name="phone_number",
            header="联系电话",
            kind=Kind.TEXT,
            label=Text("联系电话", "telephone"),
            required=False,
            classification=Classification.RESTRICTED,
            attribute="phone",
        ),
        Field(
            name="kind_code",
            header="许可类别代码",
            kind=Kind.CODE,
            label=Text("许可类别", "kind of licence"),
            code_list="health_licence_kind",
        ),
        Field(
            name="issued_date",
            header="发证日期",
            kind=Kind.DATE,
            label=Text("发证日期", "day of issue"),
            attribute="recorded_date",
        ),
        Field(
            name="valid_date",
            planned=True,
            header="有效期至",
            kind=Kind.DATE,
            label=Text("有效期至", "valid until"),
        ),
    ),
    unique=("serial_number",),
    base="legal_entities",
    table="licence",
    subject=Subject.ENTITY,
    rules=(
        Rule(
            key="valid_after_issued",
            sql="valid_date >= issued_date",
            message=Text("有效期早于发证日期", "valid until a day before the issue"),
            suggestion=Text("核对两个日期", "check both dates"),
        ),
    ),
    consumers=(
        Text("工商行政管理局", "Administration for Industry and Commerce"),
        Text("城市管理局", "Urban Management Bureau"),
        Text("税务局", "Tax Bureau"),
    ),
)
