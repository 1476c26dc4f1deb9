"""Legal entities (法人库): every organisation once, with its identifiers and what happened to it."""

from datasets.base import Base, Step
from datasets.text import Text

# One organisation may be registered several times; the live and latest registration speaks for it.
ENTITY = """
    WITH ranked AS (
        SELECT *, row_number() OVER (
            PARTITION BY organisation_code
            ORDER BY closed_date IS NOT NULL, founded_date DESC, registration_number, receipt, source_row
        ) AS place
        FROM base_legal_entities__registration
    )
    SELECT organisation_code AS entity_id, name, division, industry, street, ownership, registration_type,
        capital_yuan, founded_date, closed_date, receipt, source_row
    FROM ranked WHERE place = 1
    ORDER BY entity_id
"""

# Credit codes were introduced on 2015-10-01; organisation codes and registration numbers are as old as the firm.
IDENTIFIER = """
    WITH known AS (
        SELECT organisation_code AS entity_id, 'organisation_code' AS scheme, organisation_code AS value,
            founded_date AS valid_from, closed_date AS valid_to
        FROM base_legal_entities__registration
        UNION ALL
        SELECT organisation_code, 'registration_number', registration_number, founded_date, closed_date
        FROM base_legal_entities__registration
        UNION ALL
        SELECT organisation_code, 'credit_code', credit_code, greatest(founded_date, DATE '2015-10-01'), closed_date
        FROM base_legal_entities__registration WHERE credit_code IS NOT NULL
    )
    SELECT entity_id, scheme, value, min(valid_from) AS valid_from,
        CASE WHEN count(valid_to) = count(*) THEN max(valid_to) END AS valid_to
    FROM known
    GROUP BY entity_id, scheme, value
    ORDER BY entity_id, scheme, value
"""

EVENT = """
    WITH life AS (
        SELECT organisation_code AS entity_id, min(founded_date) AS founded_date,
            CASE WHEN count(closed_date) = count(*) THEN max(closed_date) END AS closed_date
        FROM base_legal_entities__registration
        GROUP BY organisation_code
    ), happened AS (
        SELECT entity_id, date_trunc('month', founded_date)::DATE AS month, 1::TINYINT AS change, 'founded' AS event
        FROM life
        UNION ALL
        SELECT entity_id, date_trunc('month', closed_date)::DATE, -1, 'closed' FROM life WHERE closed_date IS NOT NULL
    )
    SELECT h.entity_id, h.month, h.change, h.event, e.industry, e.street, e.ownership, e.receipt, e.source_row
    FROM happened h JOIN base_legal_entities__entity e USING (entity_id)
    ORDER BY h.month, h.entity_id, h.change DESC
"""

BASE = Base(
    key="legal_entities",
    name=Text("法人库", "Legal entities"),
    abstract=Text(
        "每个法人一条，含历年标识、行业、街区、所有制和成立注销事件。",
        "Each organisation once, with its identifiers over time, industry, block, ownership, founding and closing.",
    ),
    rank=1,
    titles={
        "entity": Text("法人", "Legal entities"),
        "identifier": Text("法人标识", "Identifiers of legal entities"),
        "entity_event": Text("法人成立和注销", "Foundings and closings"),
    },
    steps=(
        Step(table="base_legal_entities__entity", sql=ENTITY),
        Step(table="base_legal_entities__identifier", sql=IDENTIFIER),
        Step(table="base_legal_entities__entity_event", sql=EVENT),
    ),
)
