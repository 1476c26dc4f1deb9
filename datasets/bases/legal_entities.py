"""Legal entities (法人库): every organisation once, with its identifiers and what happened to it."""

from datasets.base import Base, Site, Step, Work
from datasets.bases._changes import CHANGE, LAST_CHANGE, LIFE, NUMBER, RELATION
from datasets.building.facts import link_facts
from datasets.catalogue import sources
from datasets.contract import Subject
from datasets.golden import Agreed, Attribute, Fullest, Golden, Latest, Living, Normal, Prefer, Youngest, choose
from datasets.golden.conflict import count_conflicts
from datasets.golden.history import write_history
from datasets.golden.normal import Read
from datasets.identity import link_entities, read_overrides
from datasets.identity.entities import entity_spec
from datasets.identity.link import place_words
from datasets.text import Text

# The registers are the law's word on what they register; the tax bureau visits, the others are told.
REGISTERS = ("registry", "registry_branch", "registry_individual", "institution")
TOLD = ("tax_registration", "insurance_unit", "customs_registration", "health_licence", "fiscal_unit", "judicial_case")
TRUST = (REGISTERS, "registry_change", *TOLD)
REGISTER = (Prefer(TRUST), Living(), Youngest(), Latest())
TRACKED = ("name", "address", "legal_representative", "capital_yuan", "division", "registration_type", "street")

GOLDEN = Golden(
    subject="entity",
    table="base_legal_entities__entity",
    records="entity_record",
    links="base_legal_entities__record_link",
    candidates="base_legal_entities__entity_value",
    conflicts="base_legal_entities__conflict",
    statements="last_change",
    attributes=(
        Attribute(name="name", label=Text("名称", "name"), normal=Normal.NAME, rule=REGISTER),
        Attribute(name="former_name", label=Text("曾用名", "former name"), normal=Normal.NAME, rule=REGISTER),
        Attribute(
            name="address",
            label=Text("地址", "address"),
            normal=Normal.ADDRESS,
            rule=(Prefer((REGISTERS, "registry_change")), Living(), Youngest(), Latest(), Agreed(), Fullest()),
        ),
        Attribute(name="legal_representative", label=Text("法定代表人", "legal representative"), rule=REGISTER),
        Attribute(
            name="phone",
            label=Text("电话", "telephone"),
            normal=Normal.DIGITS,
            rule=(Agreed(), Latest(), Prefer(("insurance_unit", "tax_registration"))),
        ),
        Attribute(name="division", label=Text("行业大类", "industry division"), rule=REGISTER),
        Attribute(name="registration_type", label=Text("登记注册类型", "registration type"), rule=REGISTER),
        Attribute(
            name="capital_yuan", label=Text("注册资本", "registered capital"), rule=REGISTER, kind="DECIMAL(18, 2)"
        ),
        Attribute(name="founded_date", label=Text("成立日期", "founding date"), rule=REGISTER, kind="DATE"),
        Attribute(
            name="closed_date",
            label=Text("注销日期", "closing date"),
            rule=REGISTER,
            kind="DATE",
            silence=("registry", "registry_branch", "registry_individual"),
        ),
        Attribute(name="street", label=Text("街区", "block"), rule=REGISTER),
        Attribute(
            name="employee_count",
            label=Text("从业人数", "employees"),
            rule=(Prefer(("insurance_unit",)), Latest()),
            kind="BIGINT",
        ),
        Attribute(
            name="head_organisation_code",
            label=Text("总机构组织机构代码", "head office's organisation code"),
            rule=(Prefer(TRUST), Agreed()),
        ),
    ),
)

# One organisation may be registered several times; the live and latest registration speaks for it, and one that is
# not on the register is spoken for by the first record that knows it. The indicators count the registered alone.
ENTITY = """
    WITH speaker AS (
        SELECT entity_id, source, receipt, source_row, row_number() OVER (
            PARTITION BY entity_id
            ORDER BY source <> 'registry', NOT starts_with(source, 'registry'), source <> 'institution',
                closed_date IS NOT NULL, founded_date DESC NULLS LAST, source, receipt,
                source_row
        ) AS place
        FROM linked_record
    ), golden AS (
        SELECT entity_id,
            max(value) FILTER (attribute = 'name') AS name,
            max(value) FILTER (attribute = 'address') AS address,
            coalesce(max(value) FILTER (attribute = 'division'), 'unknown') AS division,
            coalesce(max(value) FILTER (attribute = 'street'), 'unknown') AS street,
            coalesce(max(value) FILTER (attribute = 'registration_type'), 'unknown') AS registration_type,
            max(value) FILTER (attribute = 'capital_yuan')::DECIMAL(18, 2) AS capital_yuan,
            max(value) FILTER (attribute = 'founded_date')::DATE AS founded_date,
            max(value) FILTER (attribute = 'closed_date')::DATE AS closed_date,
            max(value) FILTER (attribute = 'employee_count')::BIGINT AS employee_count
        FROM base_legal_entities__entity_value WHERE place = 1 GROUP BY entity_id
    )
    SELECT s.entity_id, g.name, g.division, coalesce(d.parent, 'unknown') AS industry, g.street,
        coalesce(t.parent, 'unknown') AS ownership, g.registration_type, g.capital_yuan, g.founded_date, g.closed_date,
        g.address, g.employee_count, s.source = 'registry' AS registered, CASE s.source
            WHEN 'registry' THEN 'enterprise' WHEN 'registry_branch' THEN 'branch'
            WHEN 'registry_individual' THEN 'sole_proprietor' WHEN 'institution' THEN 'institution'
            ELSE 'not_registered' END AS kind,
        s.source, s.receipt, s.source_row
    FROM speaker s JOIN golden g USING (entity_id)
        LEFT JOIN code_list d ON d.list = 'division' AND d.code = g.division
        LEFT JOIN code_list t ON t.list = 'registration_type' AND t.code = g.registration_type
    WHERE s.place = 1
    ORDER BY s.entity_id
"""

# By the insured or registered employees of today: the turnover and assets that the measures also ask for are not
# delivered. An industry without a line of its own follows that of industry proper.
SIZE = """
    SELECT entity_id, employee_count, CASE WHEN employee_count IS NULL THEN 'unknown'
        WHEN employee_count >= limits.large::INTEGER THEN 'large'
        WHEN employee_count >= limits.medium::INTEGER THEN 'medium'
        WHEN employee_count >= limits.small::INTEGER THEN 'small' ELSE 'micro' END AS size
    FROM base_legal_entities__entity e JOIN enterprise_size limits
        ON coalesce(limits.industry, '') = CASE
            WHEN e.industry IN (SELECT industry FROM enterprise_size WHERE industry IS NOT NULL) THEN e.industry
            ELSE '' END
    ORDER BY entity_id
"""

EVENT = """
    WITH life AS (
        SELECT l.entity_id, min(r.founded_date) AS founded_date,
            CASE WHEN count(r.closed_date) = count(*) THEN max(r.closed_date) END AS closed_date
        FROM base_legal_entities__registration r
            JOIN base_legal_entities__record_link l
                ON l.source = 'registry' AND l.receipt = r.receipt AND l.source_row = r.source_row
        GROUP BY l.entity_id
    ), happened AS (
        SELECT entity_id, date_trunc('month', founded_date)::DATE AS month, 1::TINYINT AS change, 'founded' AS event
        FROM life
        UNION ALL
        SELECT entity_id, date_trunc('month', closed_date)::DATE, -1, 'closed' FROM life WHERE closed_date IS NOT NULL
    )
    SELECT h.entity_id, h.month, h.change, h.event, e.industry, e.street, e.ownership, s.size, e.receipt, e.source_row
    FROM happened h JOIN base_legal_entities__entity e USING (entity_id)
        JOIN base_legal_entities__entity_size s USING (entity_id)
    ORDER BY h.month, h.entity_id, h.change DESC
"""

# Each enterprise at its first, third and fifth birthday: whether it was still on the register.
BIRTHDAY = """
    WITH founded AS (
        SELECT * FROM base_legal_entities__entity_event WHERE event = 'founded'
    ), closed AS (
        SELECT entity_id, month AS closed_month FROM base_legal_entities__entity_event WHERE event = 'closed'
    )
    SELECT entity_id, age AS age_year, (f.month + to_years(age))::DATE AS month,
        coalesce(closed_month > f.month + to_years(age), true)::INTEGER AS survived,
        industry, street, ownership, size, receipt, source_row
    FROM founded f LEFT JOIN closed USING (entity_id), (VALUES (1), (3), (5)) a(age)
    ORDER BY month, entity_id, age
"""


def _link(site: Site) -> None:
    described = [each for each in sources().values() if each.subject is Subject.ENTITY]
    site.findings.extend(link_entities(site.connection, described, site.zone, read_overrides(site.home)))


def reading(zone: str, *, linked: bool) -> dict[str, Read]:
    """Return how names, addresses and telephones are read: as the identity engine does, or did while it linked."""
    readings = {
        each.attribute: tuple((column.name, column.sql) for column in each.columns)
        for each in entity_spec(place_words(zone)).readings
    }
    shared = {
        "name": "concat_ws('|', core, form, branch)",
        "address": "concat_ws('|', road, doors)",
        "phone": "phone_number",
    }
    return {
        name: Read(columns=readings[name], sql=sql, table=f"reading of {name}" if linked else None)
        for name, sql in shared.items()
    }


def _choose(site: Site) -> None:
    for name, sql in (("entity_number", NUMBER), ("change", CHANGE), ("last_change", LAST_CHANGE)):
        site.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {sql}")
    choose(site.connection, GOLDEN, reading(site.zone, linked=True))
    count_conflicts(site.connection, GOLDEN)


def _facts(site: Site) -> None:
    link_facts(site.connection)


def _history(site: Site) -> None:
    site.connection.execute(f"CREATE OR REPLACE TEMP TABLE life AS {LIFE}")
    tracked = tuple(each for each in GOLDEN.attributes if each.name in TRACKED)
    write_history(site.connection, GOLDEN, "base_legal_entities__entity_history", tracked)


BASE = Base(
    key="legal_entities",
    name=Text("法人库", "Legal entities"),
    abstract=Text(
        "每个法人一条，含历年标识、行业、街区、所有制和成立注销事件。",
        "Each organisation once, with its identifiers over time, industry, block, ownership, founding and closing.",
    ),
    rank=1,
    reads=(),
    reference=("enterprise_size",),
    titles={
        "entity_size": Text("法人规模", "Size of legal entities"),
        "entity_birthday": Text("企业存续", "Survival of enterprises"),
        "entity": Text("法人", "Legal entities"),
        "entity_value": Text("法人各属性的全部取值", "All values of each attribute of legal entities"),
        "conflict": Text("部门间差异", "Conflicts between departments"),
        "link_review": Text("待人工认定的记录", "Records that wait for a steward"),
        "record_link": Text("部门记录与法人的对应", "Departments' records and their legal entities"),
        "entity_history": Text("法人历史", "History of legal entities"),
        "entity_relation": Text("法人之间的关系", "Relations between legal entities"),
        "identifier": Text("法人标识", "Identifiers of legal entities"),
        "entity_event": Text("法人成立和注销", "Foundings and closings"),
    },
    golden=GOLDEN,
    steps=(
        Work(name="link", run=_link),
        Work(name="golden", run=_choose),
        Step(table="base_legal_entities__entity", sql=ENTITY),
        Step(table="base_legal_entities__entity_size", sql=SIZE),
        Step(table="base_legal_entities__entity_event", sql=EVENT),
        Step(table="base_legal_entities__entity_birthday", sql=BIRTHDAY),
        Work(name="facts", run=_facts),
        Work(name="history", run=_history),
        Step(table="base_legal_entities__entity_relation", sql=RELATION),
    ),
)
