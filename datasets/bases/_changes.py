"""What the register's changes mean for the history of legal entities: SQL of the legal entities' base.

The content of a change is written for readers: 1206万, 道路运输业. It becomes the value the base uses where that
can be done without guessing; foreign capital keeps its words, since no rate of that day is at hand.
"""

# Changes of before 2008 carry a 13-digit number, which the change "reissued" (09) leads to the present one. An
# enterprise that was gone by then was never given another: its name, if no two registrations share it, says who it was.
NUMBER = """
    WITH registered AS (
        SELECT l.entity_id, r.registration_number, r.receipt, r.source_row
        FROM base_legal_entities__registration r JOIN base_legal_entities__record_link l
            ON l.source = 'registry' AND l.receipt = r.receipt AND l.source_row = r.source_row
        UNION ALL
        SELECT l.entity_id, r.registration_number, r.receipt, r.source_row
        FROM base_legal_entities__registered_branch r JOIN base_legal_entities__record_link l
            ON l.source = 'registry_branch' AND l.receipt = r.receipt AND l.source_row = r.source_row
        UNION ALL
        SELECT l.entity_id, r.registration_number, r.receipt, r.source_row
        FROM base_legal_entities__sole_proprietor r JOIN base_legal_entities__record_link l
            ON l.source = 'registry_individual' AND l.receipt = r.receipt AND l.source_row = r.source_row
    ), former AS (
        SELECT r.entity_id, c.old_text AS registration_number, c.receipt, c.source_row
        FROM base_legal_entities__registration_change c JOIN registered r USING (registration_number)
        WHERE c.item = '09' AND c.old_text IS NOT NULL
    ), numbered AS (
        SELECT * FROM registered UNION ALL SELECT * FROM former
    ), bearer AS (
        SELECT r.name, min(l.entity_id) AS entity_id, min(r.founded_date) AS founded_date
        FROM base_legal_entities__registration r JOIN base_legal_entities__record_link l
            ON l.source = 'registry' AND l.receipt = r.receipt AND l.source_row = r.source_row
        GROUP BY r.name HAVING count(DISTINCT l.entity_id) = 1
    ), known AS (
        SELECT * FROM numbered
        UNION ALL
        SELECT b.entity_id, c.registration_number, c.receipt, c.source_row
        FROM base_legal_entities__registration_change c
            JOIN bearer b ON b.name = c.name AND c.change_date >= b.founded_date
        WHERE c.registration_number NOT IN (SELECT registration_number FROM numbered)
    )
    SELECT registration_number, min_by(entity_id, (receipt, source_row, entity_id)) AS entity_id
    FROM known GROUP BY registration_number
"""

CHANGE = r"""
    WITH named AS (
        SELECT n.entity_id, c.*, CASE item
            WHEN '01' THEN 'name' WHEN '02' THEN 'address' WHEN '03' THEN 'legal_representative'
            WHEN '04' THEN 'capital_yuan' WHEN '05' THEN 'division' END AS attribute
        FROM base_legal_entities__registration_change c JOIN entity_number n USING (registration_number)
    ), side AS (
        SELECT entity_id, attribute, change_date, serial_number AS serial, receipt, source_row,
            unnest(['old', 'new']) AS side, unnest([old_text, new_text]) AS text
        FROM named WHERE attribute IS NOT NULL
    ), trade AS (
        SELECT zh, min(code) AS code FROM code_list WHERE list = 'division' GROUP BY zh
    ), amount AS (
        SELECT *, CASE WHEN attribute = 'capital_yuan'
                AND regexp_full_match(half_width(text), '[0-9.,]+万?[元圆]?[（(]?(人民币)?[）)]?整?')
            THEN try_cast(regexp_extract(replace(half_width(text), ',', ''), '^[0-9.]+') AS DECIMAL(22, 6))
                * CASE WHEN contains(text, '万') THEN 10000 ELSE 1 END END AS yuan
        FROM side
    ), measured AS (
        SELECT a.*, CASE attribute WHEN 'division' THEN coalesce(trade.code, text)
            WHEN 'capital_yuan' THEN coalesce(yuan::DECIMAL(18, 2)::TEXT, text) ELSE text END AS value
        FROM amount a LEFT JOIN trade ON attribute = 'division' AND trade.zh = text
    )
    SELECT entity_id, attribute, change_date, serial, 'registry_change' AS source, receipt, source_row,
        max(value) FILTER (side = 'old') AS old_value, max(value) FILTER (side = 'new') AS new_value
    FROM measured GROUP BY entity_id, attribute, change_date, serial, receipt, source_row
"""

# What a change registered last is a value of today, from a register that does not repeat it in its own extract.
LAST_CHANGE = """
    WITH turned AS (
        SELECT *, row_number() OVER (
            PARTITION BY entity_id, attribute ORDER BY change_date DESC, serial DESC, receipt DESC, source_row DESC
        ) AS place
        FROM change
    )
    SELECT entity_id, attribute, new_value AS value, change_date AS recorded_date, source, receipt, source_row
    FROM turned WHERE place = 1
"""

LIFE = "SELECT entity_id, founded_date, closed_date FROM base_legal_entities__entity"

# Who was merged into whom, and which branch belongs to whom: rows that link two legal entities.
RELATION = """
    WITH merged AS (
        SELECT gone.entity_id, 'merged_into' AS relation, left_over.entity_id AS other_entity_id,
            c.change_date AS relation_date, 'registry_change' AS source, c.receipt, c.source_row
        FROM base_legal_entities__registration_change c JOIN entity_number gone USING (registration_number)
            JOIN entity_number left_over ON left_over.registration_number = c.survivor_number
        WHERE c.item = '08'
    ), branch AS (
        SELECT v.entity_id, 'branch_of', head.entity_id, e.founded_date, v.source, v.receipt, v.source_row
        FROM base_legal_entities__entity_value v JOIN base_legal_entities__entity e USING (entity_id)
            JOIN base_legal_entities__entity head ON head.entity_id = v.value
        WHERE v.attribute = 'head_organisation_code' AND v.place = 1 AND head.entity_id <> v.entity_id
    )
    SELECT * FROM merged UNION ALL SELECT * FROM branch ORDER BY ALL
"""
