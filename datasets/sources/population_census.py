"""Census counts by block, age and sex (人口普查), delivered with small cells and kept apart for it."""

from decimal import Decimal

from datasets.contract import Cadence, Classification, DeliveryMode, Field, Kind, Sharing, Source
from datasets.text import Text

SOURCE = Source(
    key="population_census",
    name=Text("人口普查汇总", "Population census"),
    abstract=Text(
        "人口普查时点的常住人口，按街区、年龄组和性别汇总。",
        "Residents at the census hour by block, age group and sex.",
    ),
    department=Text("统计局", "Statistics Bureau"),
    owner=Text("人口普查办公室主任", "Head of the census office"),
    legal_basis=Text(
        "《全国人口普查条例》（2010）；《中华人民共和国统计法》第二十五条：不得泄露能够识别个人的资料",
        "Regulations on National Population Censuses (2010); Statistics Law, article 25: nothing identifies a person",
    ),
    coverage=Text("普查时点居住在开发区的人口", "Persons living in the zone at the census hour"),
    update_method=Text("每次普查后提供一次", "Once after each census"),
    history=Text("2010 年第六次、2020 年第七次普查", "The sixth census of 2010 and the seventh of 2020"),
    relations=Text(
        "与公安登记人口对照；小于 10 的格只留在人员库，发布前经保护层",
        "Held against the police register; cells under ten stay with the persons, what is published is protected first",
    ),
    delivery_mode=DeliveryMode.BY_PERIOD,
    cadence=Cadence.ON_CHANGE,
    sharing=Sharing.NONE,
    classification=Classification.RESTRICTED,
    files="population_census/*.csv",
    fields=(
        Field(
            name="record_number",
            header="表行号",
            kind=Kind.CODE,
            label=Text("表行号", "line of the table"),
            in_base=False,
        ),
        Field(name="census_date", header="标准时点", kind=Kind.DATE, label=Text("标准时点", "census day")),
        Field(name="street_code", header="街区代码", kind=Kind.CODE, label=Text("街区", "block"), code_list="street"),
        Field(
            name="age_group_code",
            header="年龄组",
            kind=Kind.CODE,
            label=Text("年龄组", "age group"),
            code_list="age_group",
        ),
        Field(name="sex_code", header="性别代码", kind=Kind.CODE, label=Text("性别", "sex"), code_list="sex"),
        Field(
            name="resident_count",
            header="人数",
            kind=Kind.COUNT,
            label=Text("人数", "persons"),
            range=(Decimal(0), Decimal(100_000)),
            classification=Classification.RESTRICTED,
        ),
    ),
    unique=("record_number",),
    base="population",
    table="census",
    small_cells=True,
)
