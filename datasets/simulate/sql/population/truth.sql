-- Which person each record is truly of, kept apart to measure the linking of records.

CREATE TABLE foreigner AS
SELECT range + 1 AS fid, eid FROM range(getvariable('foreigners')) JOIN (
    SELECT eid, row_number() OVER (ORDER BY eid) - 1 AS place, count(*) OVER () AS n FROM enterprise WHERE is_foreign AND closed IS NULL
    ) AS host ON range % n = place;

CREATE TABLE truth_person AS
SELECT source, CASE source WHEN 'police_population' THEN 'P' WHEN 'insured_person' THEN 'S' WHEN 'civil_affairs' THEN 'M'
        WHEN 'student' THEN 'G' WHEN 'family_planning' THEN 'F' ELSE 'T' END || lpad(serial::VARCHAR, 8, '0') AS key, pid
FROM person_entry
UNION ALL
SELECT 'individual_taxpayer', 'T9' || lpad(fid::VARCHAR, 7, '0'), 9_000_000_000 + fid FROM foreigner;
