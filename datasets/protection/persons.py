"""Persons: one row each of those whom any department knows, every value chosen by a declared rule."""

from datasets.base import Site
from datasets.building.integrate import column_of
from datasets.catalogue import sources
from datasets.contract import PERSONS, Source, Subject
from datasets.golden import Attribute, Golden, Latest, Living, Prefer, Youngest, choose
from datasets.golden.conflict import count_conflicts
from datasets.sql import literal, quoted
from datasets.text import Text

P = f"{PERSONS}.base_population"
LINK = f"{P}__record_link"
PERSON = f"{P}__person"
VALUE = f"{P}__person_value"

# The police register whoever lives here; the others know those who come to them.
OTHERS = ("insured_person", "civil_affairs", "student", "family_planning", "individual_taxpayer")
REGISTER = (Prefer(("police_population", *OTHERS)), Living(), Youngest())
GOLDEN = Golden(
    subject="person",
    table="base_population__person",
    records="person_fact",
    links=LINK,
    candidates=VALUE,
    conflicts=f"{P}__person_conflict",
    statements="person_statement",
    attributes=(
        Attribute(name="sex", label=Text("性别", "sex"), rule=REGISTER),
        Attribute(name="birth_date", label=Text("出生日期", "birth date"), rule=REGISTER, kind="DATE"),
        Attribute(name="ethnic_group", label=Text("民族", "ethnic group"), rule=REGISTER),
        Attribute(name="residence_type", label=Text("登记类型", "residence type"), rule=REGISTER),
        Attribute(name="street", label=Text("街区", "block"), rule=REGISTER),
        Attribute(name="household_number", label=Text("户号", "household number"), rule=REGISTER),
        Attribute(name="relation", label=Text("与户主关系", "relation to the head"), rule=REGISTER),
        Attribute(
            name="education",
            label=Text("文化程度", "education"),
            rule=(Prefer(("student", "police_population")), Living(), Youngest()),
        ),
        Attribute(
            name="marital_status",
            label=Text("婚姻状况", "marital status"),
            rule=(Prefer(("civil_affairs", "police_population", "family_planning")), Latest(), Living(), Youngest()),
        ),
        Attribute(
            name="employer_code",
            label=Text("单位组织机构代码", "employer’s organisation code"),
            rule=(Prefer(("insured_person", "individual_taxpayer")), Latest()),
        ),
    ),
)

UNSEALED = ("person_record", "person_fact", "person_statement", "linked_record", "pseudonym")

# When a department wrote a record down, and from when to when it held.
DATES = {
    "police_population": {
        "recorded_date": "registered_date",
        "founded_date": "registered_date",
        "closed_date": "cancelled_date",
    },
    "insured_person": {"recorded_date": "first_insured_date"},
    "civil_affairs": {"recorded_date": "event_date"},
}
# What departments say without a column for it: whom they register, teach or look after.
STATEMENT = f"""
WITH said AS (
    SELECT 'civil_affairs' AS source, receipt, source_row, event_date AS recorded_date, 'marital_status' AS attribute,
        CASE civil_kind WHEN '1' THEN '20' ELSE '40' END AS value
    FROM {P}__civil_record WHERE civil_kind IN ('1', '2')
    UNION ALL
    SELECT 'student', receipt, source_row, NULL, 'education', CASE WHEN starts_with(grade_name, '高') THEN '60'
        WHEN regexp_matches(grade_name, '^[七八九]') THEN '70' ELSE '80' END
    FROM {P}__pupil
    UNION ALL
    SELECT 'family_planning', receipt, source_row, NULL, unnest(['sex', 'marital_status']), unnest(['2', '20'])
    FROM {P}__family_planning_record
)
SELECT person_id, attribute, value, recorded_date, source, receipt, source_row
FROM said JOIN {LINK} USING (source, receipt, source_row)
"""  # noqa: S608 - constants

# The columns of a department from which its statements follow; none where being on its list says it.
STATED = {("civil_affairs", "marital_status"): "civil_kind_code", ("student", "education"): "grade_name"}

# The registration that speaks for a person is the one whose values are chosen: not struck off, or the latest.
GATHERED = f"""
CREATE OR REPLACE TABLE {PERSON} AS
WITH speaker AS (
    SELECT person_id, source, receipt, source_row, recorded_date AS registered_date, closed_date AS cancelled_date,
        row_number() OVER (PARTITION BY person_id ORDER BY source <> 'police_population', closed_date IS NOT NULL,
            founded_date DESC NULLS LAST, source, receipt, source_row) AS place
    FROM linked_record
), golden AS (
    SELECT person_id, {
    ", ".join(f"max(value) FILTER (attribute = {literal(each.name)}) AS {each.name}" for each in GOLDEN.attributes)
}
    FROM {VALUE} WHERE place = 1 GROUP BY person_id
)
SELECT person_id, coalesce(g.sex, 'unknown') AS sex, year(g.birth_date::DATE)::INTEGER AS birth_year,
    coalesce(g.street, 'unknown') AS street, coalesce(area.parent, 'unknown') AS area,
    coalesce(g.residence_type, 'unknown') AS residence_type, coalesce(g.ethnic_group, 'unknown') AS ethnic_group,
    coalesce(g.relation, 'unknown') AS relation, coalesce(g.education, 'unknown') AS education,
    coalesce(level.parent, 'unknown') AS education_level, coalesce(g.marital_status, 'unknown') AS marital_status,
    g.household_number, CASE WHEN speaker.source = 'police_population' THEN registered_date END AS registered_date,
    cancelled_date,
    speaker.source = 'police_population' AS resident, g.employer_code IS NOT NULL AS employed,
    CASE WHEN g.employer_code IS NULL THEN 'none' ELSE coalesce(entity.industry, 'unknown') END AS industry,
    speaker.receipt, speaker.source_row
FROM speaker LEFT JOIN golden AS g USING (person_id)
    LEFT JOIN code_list AS area ON area.list = 'street' AND area.code = g.street
    LEFT JOIN code_list AS level ON level.list = 'education' AND level.code = g.education
    LEFT JOIN base_legal_entities__entity AS entity ON entity.entity_id = g.employer_code
WHERE speaker.place = 1
"""  # noqa: S608 - constants


def gather(site: Site) -> None:
    """Make the table of persons from the linked records; their candidates and conflicts wait to be sealed."""
    connection = site.connection
    told = [each for each in sources().values() if each.subject is Subject.PERSON]
    connection.execute(f"CREATE OR REPLACE TEMP TABLE person_fact AS {' UNION ALL BY NAME '.join(map(_facts, told))}")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE person_statement AS {STATEMENT}")
    choose(connection, GOLDEN)
    count_conflicts(connection, GOLDEN)
    connection.execute(GATHERED)


def _facts(source: Source) -> str:
    """Return a SELECT of a source's records by attribute: nothing in it names a person."""
    told = {each.attribute: quoted(column_of(each)) for each in source.fields if each.attribute and each.in_base}
    chosen = {name: _as_told(name, told[name]) for name in told if GOLDEN.attribute(name)}
    columns = ", ".join(f"{sql} AS {name}" for name, sql in (chosen | DATES.get(source.key, {})).items())
    return f"(SELECT {literal(source.key)} AS source, receipt, source_row, {columns} FROM {source.relation})"  # noqa: S608 - from contracts


def _as_told(attribute: str, column: str) -> str:
    if attribute != "employer_code":
        return column
    inside = f"CASE length({column}) WHEN 18 THEN substr({column}, 9, 9) ELSE right({column}, 9) END"
    return f"nullif({inside}, '')"
