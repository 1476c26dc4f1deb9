-- Who is in which department's files, and up to which day each department has kept its record.
--
-- A department that was told of no change still holds the name, the door and the representative of an earlier day:
-- that is why departments disagree though nobody made a mistake.

CREATE TABLE entry (source VARCHAR, eid BIGINT, place INTEGER, first_day DATE, day DATE, serial VARCHAR);
CREATE MACRO serial(source, prefix, eid, place) AS prefix || lpad(row_number() OVER (
    ORDER BY hash(getvariable('seed'), source, eid, place), eid, place)::VARCHAR, 7, '0');
-- the share of records that somebody has kept up to date
CREATE MACRO kept_day(eid, source, first_day, last_day, share) AS CASE WHEN uniform(eid, source, 'kept') < share THEN last_day
    ELSE first_day + (uniform(eid, source, 'since') * greatest(0, last_day - first_day))::INTEGER END;

INSERT INTO entry
WITH registered AS (
    SELECT eid, kind, founded + 10 + whole(eid, 'tax registration', 'lag', 60) AS first_day, last_day FROM history
    WHERE kind <> 'proprietor' AND uniform(eid, 'tax registration', 'in') < CASE kind WHEN 'enterprise' THEN 0.97
        WHEN 'branch' THEN 0.9 WHEN 'sister' THEN 0.7 WHEN 'outsider' THEN 0.25 ELSE 0.3 END)
SELECT 'tax_registration', eid, 0, first_day, kept_day(eid, 'tax_registration', first_day, last_day, 0.72),
       serial('tax_registration', '12011500', eid, 0)
FROM registered WHERE first_day < last_day;

INSERT INTO entry
WITH registered AS (
    SELECT eid, greatest(history.founded + 30 + whole(eid, 'customs registration', 'lag', 500), DATE '1994-01-01') AS first_day, last_day
    FROM history JOIN enterprise USING (eid)
    WHERE enterprise.anchor > 0 OR uniform(eid, 'E', 'trades') < export_share * CASE WHEN is_foreign THEN 1.25 ELSE 0.75 END
        OR uniform(eid, 'I', 'trades') < import_share * CASE WHEN is_foreign THEN 1.25 ELSE 0.75 END
        OR uniform(eid, 'customs registration', 'in') < 0.04)
SELECT 'customs_registration', eid, 0, first_day, kept_day(eid, 'customs_registration', first_day, last_day, 0.55),
       serial('customs_registration', '0202', eid, 0)
FROM registered WHERE first_day < last_day;

INSERT INTO entry
WITH registered AS (
    SELECT eid, kind, greatest(founded + 20 + whole(eid, 'insurance unit', 'lag', 240), DATE '1996-01-01') AS first_day, last_day
    FROM history
    WHERE uniform(eid, 'insurance unit', 'in') < CASE kind WHEN 'enterprise' THEN 0.84 WHEN 'branch' THEN 0.4
        WHEN 'sister' THEN 0.5 WHEN 'outsider' THEN 0.04 WHEN 'proprietor' THEN 0.1 ELSE 1 END)
SELECT 'insurance_unit', eid, 0, first_day, kept_day(eid, 'insurance_unit', first_day, last_day, 0.6),
       serial('insurance_unit', '1207', eid, 0)
FROM registered WHERE first_day < last_day;
