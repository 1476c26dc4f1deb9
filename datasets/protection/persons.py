"""Persons: one row each of those whom any department knows, values chosen by rank of department."""

from datasets.base import Site
from datasets.contract import PERSONS

P = f"{PERSONS}.base_population"
LINK = f"{P}__record_link"
PERSON = f"{P}__person"

# What the police say comes first; of several records of one person that which was struck off last or never, then
# by receipt and row. The employer is labour's, else the tax bureau's.
GOLDEN = f"""
CREATE OR REPLACE TABLE {PERSON} AS
WITH linked AS (SELECT source, receipt, source_row, person_id FROM {LINK}),
registered AS (
    SELECT l.person_id, r.*, row_number() OVER (PARTITION BY l.person_id
            ORDER BY coalesce(cancelled_date, DATE '9999-12-31') DESC, r.receipt, r.source_row) AS place
    FROM {P}__resident_registration AS r
    JOIN linked AS l ON l.source = 'police_population' AND l.receipt = r.receipt AND l.source_row = r.source_row),
others AS (
    SELECT 2 AS rank, 'insured_person' AS source, sex, birth_date, receipt, source_row
    FROM {P}__insured_person
    UNION ALL SELECT 3, 'civil_affairs', sex, birth_date, receipt, source_row
    FROM {P}__civil_record
    UNION ALL SELECT 4, 'student', sex, birth_date, receipt, source_row
    FROM {P}__pupil
    UNION ALL SELECT 5, 'family_planning', '2', birth_date, receipt, source_row
    FROM {P}__family_planning_record
    UNION ALL SELECT 6, 'individual_taxpayer', sex, NULL, receipt, source_row FROM {P}__individual_tax),
elsewhere AS (
    SELECT person_id, arg_min(sex, (rank, receipt, source_row)) AS sex,
        arg_min(birth_date, (rank, receipt, source_row)) FILTER (WHERE birth_date IS NOT NULL) AS birth_date,
        min((rank, receipt, source_row)) AS first
    FROM others JOIN linked USING (source, receipt, source_row) GROUP BY person_id),
employment AS (
    SELECT 1 AS rank, 'insured_person' AS source, receipt, source_row, organisation_code
    FROM {P}__insured_person
    UNION ALL
    SELECT 2, 'individual_taxpayer', receipt, source_row,
        CASE length(employer_number) WHEN 18 THEN substr(employer_number, 9, 9) ELSE right(employer_number, 9) END
    FROM {P}__individual_tax),
employed AS (
    SELECT person_id, arg_min(organisation_code, (rank, receipt, source_row)) AS employer_id
    FROM employment JOIN linked USING (source, receipt, source_row) WHERE organisation_code IS NOT NULL
    GROUP BY person_id),
known AS (SELECT DISTINCT person_id FROM linked)
SELECT person_id, coalesce(r.sex, e.sex, 'unknown') AS sex,
    year(coalesce(r.birth_date, e.birth_date))::INTEGER AS birth_year,
    coalesce(r.street, 'unknown') AS street, coalesce(r.area, 'unknown') AS area,
    coalesce(r.residence_type, 'unknown') AS residence_type, coalesce(r.ethnic_group, 'unknown') AS ethnic_group,
    coalesce(r.education, 'unknown') AS education, coalesce(r.education_level, 'unknown') AS education_level,
    coalesce(r.marital_status, 'unknown') AS marital_status, r.household_number, r.registered_date, r.cancelled_date,
    r.person_id IS NOT NULL AS resident, employer_id IS NOT NULL AS employed,
    CASE WHEN employer_id IS NULL THEN 'none' ELSE coalesce(entity.industry, 'unknown') END AS industry,
    coalesce(r.receipt, e.first[2]) AS receipt, coalesce(r.source_row, e.first[3]) AS source_row
FROM known LEFT JOIN registered AS r USING (person_id) LEFT JOIN elsewhere AS e USING (person_id)
LEFT JOIN employed USING (person_id) LEFT JOIN base_legal_entities__entity AS entity ON entity.entity_id = employer_id
WHERE coalesce(r.place, 1) = 1
"""  # noqa: S608 - constants


def gather(site: Site) -> None:
    """Make the table of persons from the linked records."""
    site.connection.execute(GOLDEN)
