-- Who is in which department's files, and up to which day each department has kept its record.
--
-- A department that was told of no change still holds the name, the door and the representative of an earlier day:
-- that is why departments disagree though nobody made a mistake.

CREATE TABLE entry (source VARCHAR, eid BIGINT, place INTEGER, first_day DATE, day DATE, serial VARCHAR);
CREATE MACRO serial(source, prefix, eid, place) AS prefix || lpad(row_number() OVER (
    ORDER BY hash(getvariable('seed'), source, eid, place), eid, place)::VARCHAR, 7, '0');
-- the share of records that somebody has kept up to date
CREATE MACRO kept_day(eid, source, first_day, last_day, share) AS CASE
    WHEN chance(eid, source, 'kept') < share THEN last_day
    ELSE first_day + (chance(eid, source, 'since') * greatest(0, last_day - first_day))::INTEGER END;

INSERT INTO entry
WITH registered AS (
    SELECT eid, kind, founded + 10 + pick(eid, 'tax registration', 'lag', 60) AS first_day, last_day FROM history
    WHERE kind <> 'proprietor' AND chance(eid, 'tax registration', 'in') < CASE kind WHEN 'enterprise' THEN 0.97
        WHEN 'branch' THEN 0.9 WHEN 'sister' THEN 0.7 WHEN 'outsider' THEN 0.25 ELSE 0.3 END)
SELECT 'tax_registration', eid, 0, first_day, kept_day(eid, 'tax_registration', first_day, last_day, 0.72),
       serial('tax_registration', getvariable('tax_authority') || '00', eid, 0)
FROM registered WHERE first_day < last_day;

INSERT INTO entry
WITH registered AS (
    SELECT eid, greatest(history.founded + 30 + pick(eid, 'customs registration', 'lag', 500),
        DATE '1994-01-01') AS first_day, last_day
    FROM history JOIN enterprise USING (eid)
    WHERE enterprise.anchor > 0 OR uniform(eid, 'E', 'trades') < export_share * CASE
        WHEN is_foreign THEN 1.25 ELSE 0.75 END
        OR uniform(eid, 'I', 'trades') < import_share * CASE WHEN is_foreign THEN 1.25 ELSE 0.75 END
        OR chance(eid, 'customs registration', 'in') < 0.04)
SELECT 'customs_registration', eid, 0, first_day, kept_day(eid, 'customs_registration', first_day, last_day, 0.55),
       serial('customs_registration', getvariable('customs_district'), eid, 0)
FROM registered WHERE first_day < last_day;

INSERT INTO entry
WITH registered AS (
    SELECT eid, kind, greatest(founded + 20 + pick(eid, 'insurance unit', 'lag', 240), DATE '1996-01-01') AS first_day,
        last_day
    FROM history
    WHERE chance(eid, 'insurance unit', 'in') < CASE kind WHEN 'enterprise' THEN 0.84 WHEN 'branch' THEN 0.4
        WHEN 'sister' THEN 0.5 WHEN 'outsider' THEN 0.04 WHEN 'proprietor' THEN 0.1 ELSE 1 END)
SELECT 'insurance_unit', eid, 0, first_day, kept_day(eid, 'insurance_unit', first_day, last_day, 0.6),
       serial('insurance_unit', getvariable('registrar'), eid, 0)
FROM registered WHERE first_day < last_day;

-- insured twice: the unit left and came back under another number
INSERT INTO entry
SELECT source, eid, 1, first_day, day, getvariable('registrar') || '9' || right(serial, 7) FROM entry
WHERE source = 'insurance_unit' AND chance(eid, 'insurance unit', 'twice') < 0.012;

-- licences run for four years, each with the name and the door of the day it was issued
INSERT INTO entry
WITH licensed AS (
    SELECT eid, greatest(founded, DATE '1998-01-01') + 15 + pick(eid, 'health licence', 'lag', 90) AS first_day,
        last_day
    FROM history
    WHERE chance(eid, 'health licence', 'in') < CASE WHEN kind = 'outsider' THEN 0
        WHEN division IN ('13', '14', '15', '61', '62', '84', '85') THEN 0.93
            WHEN division IN ('80', '90', '83', '52') THEN 0.45
        WHEN kind = 'enterprise' AND division BETWEEN '17' AND '43' THEN 0.08 ELSE 0.01 END),
issued AS (SELECT *, unnest(range(7)) AS place FROM licensed)
SELECT 'health_licence', eid, place, first_day, first_day + (place * 1461)::INTEGER,
    serial('health_licence', '12', eid, place)
FROM issued WHERE first_day + (place * 1461)::INTEGER < last_day;

-- money from the treasury: institutions every year, some enterprises now and then
INSERT INTO entry
WITH year AS (SELECT range::INTEGER AS y, make_date(range, 1, 1) AS january
    FROM range(2005, year(getvariable('end_day')) + 1)),
paid AS (
    SELECT eid, y AS place, founded AS first_day, last_day, january + 20 + pick(eid, 'fiscal day', y, 320) AS day
        FROM history, year
    WHERE kind = 'institution' OR kind IN ('enterprise', 'sister', 'outsider')
        AND chance(eid, 'fiscal unit', 'in') < CASE WHEN kind = 'outsider' THEN 0.05 ELSE 0.16 END
        AND chance(eid, 'fiscal unit', y) < 0.22)
SELECT 'fiscal_unit', eid, place, first_day, day, serial('fiscal_unit', '2101', eid, place)
FROM paid WHERE day > first_day + 30 AND day < last_day AND day < getvariable('end_day');

-- court cases: most parties never, a few often; outsiders and firms near their end more than others
INSERT INTO entry
WITH party AS (
    SELECT eid, founded, closed, last_day, floor(CASE kind WHEN 'outsider' THEN 2.5 WHEN 'proprietor' THEN 0.25
        WHEN 'institution' THEN 0.4
        ELSE 0.85 END * exp(1.3 * bell(eid, 'court', 'often')) * CASE
            WHEN closed IS NULL THEN 1 ELSE 1.6 END * 0.42)::INTEGER AS cases
    FROM history),
filed AS (SELECT *, unnest(range(least(cases, 40))) AS place FROM party WHERE cases > 0),
dated AS (
    SELECT *, last_day - (pow(chance(eid, 'court day', place), CASE WHEN closed IS NULL THEN 1.1 ELSE 1.5 END)
        * greatest(1, last_day - founded - 100))::INTEGER AS day FROM filed)
SELECT 'judicial_case', eid, place, founded, day, serial('judicial_case', '11601', eid, place)
FROM dated WHERE day >= DATE '2005-01-01' AND day > founded + 60 AND day < getvariable('end_day');
