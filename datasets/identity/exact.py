"""Exact: records that share an identifier are one, unless everything else about them says no.

A record whose number somebody else bears is put out of the group (``barred``): a clerk may have written the code of the
line above, a branch may use its head's, a code may have been given out again. It is then compared like a record
without a number, and if nothing else is found, the steward decides.
"""

import duckdb

CHANGES = "base_legal_entities__registration_change"
FIRST_WITNESS = 1_000_000_000  # records of former names, doors and representatives are numbered from here

# The changes whose former and new content are identifiers, and those whose content an organisation is known by.
ALIASES = {"09": "registration_number", "10": "organisation_code"}
KNOWN_BY = {"01": "name", "02": "address", "03": "legal_representative"}


def key_entities(connection: duckdb.DuckDBPyConnection) -> None:
    """Create temp table ``linkable``: records, and what the register of changes knows, each with its ``key``."""
    _aliases(connection)
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE numbered_entity AS
        WITH coded AS (SELECT record, unnest(codes) AS code FROM entity_record),
        present AS (
            SELECT record, list_sort(list(DISTINCT coalesce(a.new, code))) AS codes,
                bool_or(a.new IS NOT NULL) AS reissued
            FROM coded LEFT JOIN alias a ON a.scheme = 'organisation_code' AND a.old = code GROUP BY record
        )
        SELECT e.* EXCLUDE (codes, registration_number), coalesce(a.new, registration_number) AS registration_number,
            coalesce(p.codes, []) AS codes, coalesce(p.reissued, false) AS reissued,
            CASE WHEN len(p.codes) = 1 THEN p.codes[1] END AS code
        FROM entity_record e LEFT JOIN present p USING (record)
            LEFT JOIN alias a ON a.scheme = 'registration_number' AND a.old = registration_number
    """)
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE code_of_number AS
        SELECT scheme, value, min(code) AS code FROM (
            SELECT 'registration_number' AS scheme, registration_number AS value, code FROM numbered_entity
            UNION ALL SELECT 'customs_code', customs_code, code FROM numbered_entity
        ) WHERE value IS NOT NULL AND code IS NOT NULL GROUP BY scheme, value HAVING count(DISTINCT code) = 1
    """)
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE keyed_entity AS
        SELECT n.*, CASE
            WHEN n.code IS NOT NULL THEN 'O' || n.code
            WHEN len(n.codes) > 1 THEN NULL
            WHEN r.code IS NOT NULL THEN 'O' || r.code
            WHEN n.registration_number IS NOT NULL THEN 'R' || n.registration_number
            WHEN c.code IS NOT NULL THEN 'O' || c.code
            WHEN n.customs_code IS NOT NULL THEN 'C' || n.customs_code END AS key,
            CASE WHEN n.code IS NOT NULL AND reissued THEN 'registered_change'
                WHEN n.code IS NOT NULL THEN 'organisation_code'
                WHEN n.registration_number IS NOT NULL THEN 'registration_number'
                WHEN n.customs_code IS NOT NULL THEN 'customs_code' END AS method
        FROM numbered_entity n
            LEFT JOIN code_of_number r ON r.scheme = 'registration_number' AND r.value = n.registration_number
            LEFT JOIN code_of_number c ON c.scheme = 'customs_code' AND c.value = n.customs_code
    """)
    _with_witnesses(connection)


def _has(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    return bool(connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = ?", [table]).fetchall())


def _aliases(connection: duckdb.DuckDBPyConnection) -> None:
    """Create temp table ``alias`` (scheme, old, new, day): numbers the register says were replaced, to the last."""
    connection.execute("CREATE OR REPLACE TEMP TABLE alias (scheme TEXT, old TEXT, new TEXT, day DATE)")
    if not _has(connection, CHANGES):
        return
    for item, scheme in ALIASES.items():
        connection.execute(
            f"""
            INSERT INTO alias
            WITH RECURSIVE said AS (
                SELECT upper(replace(old_text, '-', '')) AS old, upper(replace(new_text, '-', '')) AS new, change_date
                FROM {CHANGES} WHERE item = ? AND old_text IS NOT NULL
            ), once AS (
                SELECT old, min(new) AS new, min(change_date) AS day
                FROM said WHERE old <> new GROUP BY old HAVING count(DISTINCT new) = 1
            ), followed AS (
                SELECT old, new, day, 1 AS steps FROM once
                UNION ALL
                SELECT f.old, o.new, f.day, steps + 1 FROM followed f JOIN once o ON o.old = f.new WHERE steps < 9
            )
            SELECT ?, old, arg_max(new, steps), min(day) FROM followed GROUP BY old
            """,  # noqa: S608 - a constant
            [item, scheme],
        )


def _with_witnesses(connection: duckdb.DuckDBPyConnection) -> None:
    columns = "record, key, method, codes, source, serial, name, address, legal_representative, phone, founded_date, "
    columns += "closed_date"
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE linkable AS
        SELECT {columns}, taxpayer_number IS NOT NULL AS pays_tax,
            registration_number IS NOT NULL OR founded_date IS NOT NULL AS registers, false AS witness
        FROM keyed_entity
    """)  # noqa: S608 - constants
    if not _has(connection, CHANGES):
        return
    said = " UNION ALL ".join(
        f"SELECT registration_number, '{item}' AS item, unnest([old_text, new_text]) AS said FROM {CHANGES} "  # noqa: S608
        f"WHERE item = '{item}'"
        for item in KNOWN_BY
    )
    values = ", ".join(f"CASE WHEN item = '{item}' THEN said END AS {name}" for item, name in KNOWN_BY.items())
    connection.execute(f"""
        INSERT INTO linkable BY NAME
        WITH said AS ({said}),
        known AS (
            SELECT DISTINCT registration_number AS number, key FROM keyed_entity
            WHERE registration_number IS NOT NULL AND key IS NOT NULL
        ), one AS (SELECT number, min(key) AS key FROM known GROUP BY number HAVING count(*) = 1),
        told AS (
            SELECT DISTINCT one.key, item, said FROM said
                LEFT JOIN alias a ON a.scheme = 'registration_number' AND a.old = registration_number
                JOIN one ON one.number = coalesce(a.new, registration_number)
            WHERE said IS NOT NULL
        )
        SELECT {FIRST_WITNESS} + row_number() OVER (ORDER BY key, item, said) AS record, key,
            'registered_change' AS method, []::TEXT[] AS codes, 'registry_change' AS source, '' AS serial, {values},
            false AS pays_tax, true AS registers, true AS witness
        FROM told
    """)  # noqa: S608 - constants


# What may support that two records with one number are one subject, and what speaks for a branch on its head's number.
# A whole name, or one cut short, is enough; names that begin alike or differ in a character may be those of another
# organisation (第一中学, 第一小学), so they do not count on another road.
ENTITY_SUPPORT = """
    coalesce(starts_with(l.core_alike, r.core_alike) OR starts_with(r.core_alike, l.core_alike), false)
    OR (coalesce(l.brand = r.brand OR contains(l.core_alike, r.brand) OR contains(r.core_alike, l.brand)
            OR levenshtein(l.core_alike, r.core_alike) <= greatest(length(l.core_alike), length(r.core_alike)), false)
        AND coalesce(l.road = r.road, true))
    OR coalesce(l.representative = r.representative, false) OR coalesce(l.phone_number = r.phone_number, false)
    OR coalesce(l.road = r.road AND l.doors = r.doors, false) OR l.core IS NULL OR r.core IS NULL AND NOT r.witness
"""
ENTITY_BRANCH = "coalesce(r.branch = '' AND regexp_matches(l.branch, '分|支|处|部|店|厂|站|所|院|校|工会|食堂'), false)"
ENTITY_ORDER = (
    "registers DESC, closed_date IS NOT NULL, founded_date DESC NULLS LAST, pays_tax DESC, source, serial, record"
)
PERSON_SUPPORT = """
    coalesce(l.person_name = r.person_name OR l.name_alike = r.name_alike OR l.person_name LIKE r.name_pattern
            OR r.person_name LIKE l.name_pattern OR l.surname = r.surname, false)
    OR coalesce(l.phone_number = r.phone_number, false) OR coalesce(l.road = r.road AND l.doors = r.doors, false)
    OR l.person_name IS NULL OR r.person_name IS NULL
"""
PERSON_ORDER = "registers DESC, source, serial, record"


def bar(connection: duckdb.DuckDBPyConnection, support: str, branch: str, order: str) -> None:
    """Create temp table ``barred`` (record, key, branch): records that bear a number of somebody else.

    Where a group holds records of a register, the others are measured against those; the group's first record stays.
    """
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE barred AS
        WITH several AS (SELECT key FROM compared WHERE key IS NOT NULL GROUP BY key HAVING count(*) > 1),
        grouped AS (
            SELECT *, bool_or(registers AND NOT witness) OVER (PARTITION BY key) AS has_register,
                row_number() OVER (PARTITION BY key ORDER BY witness, {order}) = 1 AS first
            FROM compared WHERE key IN (SELECT key FROM several)
        ), measured AS (
            SELECT l.record, l.key, bool_or({support}) AS supported, bool_and({branch}) FILTER (NOT r.witness) AS branch
            FROM grouped l JOIN grouped r USING (key)
            WHERE l.record <> r.record AND NOT l.first AND NOT l.witness AND (r.registers OR NOT l.has_register)
            GROUP BY l.record, l.key
        )
        SELECT record, key, coalesce(branch, false) AS branch FROM measured
        WHERE NOT supported OR coalesce(branch, false)
    """)  # noqa: S608 - constants


def key_persons(connection: duckdb.DuckDBPyConnection) -> None:
    """Create temp table ``linkable`` of the records about persons, each with the ``key`` it is known by."""
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE linkable AS
        SELECT record, 'P' || person_number AS key,
            CASE WHEN person_number IS NOT NULL THEN 'person_number' END AS method,
            source, serial, name, address, phone, sex, birth_date, person_number_text, employer_code,
            household_number IS NOT NULL AS registers, false AS witness
        FROM person_record
    """)


def group(connection: duckdb.DuckDBPyConnection) -> None:
    """Give ``compared`` its groups: ``member``, the first record, and ``free``, whether no number settles it."""
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE compared AS
        WITH kept AS (
            SELECT c.*, b.record IS NOT NULL AS barred, CASE WHEN b.record IS NULL THEN c.key END AS settled
            FROM compared c LEFT JOIN barred b ON b.record = c.record
        )
        -- a customs code alone does not say which organisation it is, but its records are one group
        -- Neither does a registration number, but a group that an organisation code settles and no register knows may
        -- be the same: it is open, and the registered one asks.
        SELECT *, settled IS NULL OR settled[1] = 'C' AS free,
            settled IS NULL OR settled[1] IN ('C', 'R') AS asks,
            coalesce(settled[1] = 'O' AND NOT bool_or(registers) OVER (PARTITION BY settled), false) AS open,
            CASE WHEN settled IS NULL THEN record ELSE min(record) OVER (PARTITION BY settled) END AS member
        FROM kept
    """)


REISSUED_PERSON = """
    WITH held AS (
        SELECT settled, member, list_sort(list(DISTINCT source)) AS sources, min(person_name) AS person_name,
            min(birth_date) AS birth_date, list_distinct(list(phone_number)) AS phones,
            list_distinct(list(road || '/' || doors)) AS places, count(DISTINCT person_name) AS names
        FROM compared WHERE settled IS NOT NULL GROUP BY settled, member
    ), met AS (
        SELECT l.member AS one, r.member AS other
        FROM held l JOIN held r ON l.person_name = r.person_name AND coalesce(l.birth_date = r.birth_date, true)
            AND left(l.settled, 15) = left(r.settled, 15) AND l.member < r.member
        WHERE l.names = 1 AND r.names = 1 AND l.settled[18]::INTEGER % 2 = r.settled[18]::INTEGER % 2
            AND (list_has_any(l.phones, r.phones) OR list_has_any(l.places, r.places))
            AND NOT list_has_any(l.sources, r.sources)
    )
    SELECT one, other FROM met
    WHERE one IN (SELECT one FROM met GROUP BY one HAVING count(*) = 1)
        AND other IN (SELECT other FROM met GROUP BY other HAVING count(*) = 1)
    ORDER BY one, other
"""
