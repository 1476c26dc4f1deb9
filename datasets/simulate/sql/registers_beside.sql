-- The registers beside the enterprises' own: branches, sole proprietors, institutions and associations.

CREATE TABLE register_row AS
SELECT CASE kind WHEN 'branch' THEN 'registry_branch'
    WHEN 'proprietor' THEN 'registry_individual' ELSE 'institution' END AS source,
       eid, CASE kind WHEN 'branch' THEN '3' WHEN 'proprietor' THEN '6' ELSE '1' || getvariable('registrar') END
           || lpad(row_number() OVER (PARTITION BY kind ORDER BY hash(getvariable('seed'), 'register', eid),
               eid)::VARCHAR, 7, '0') AS serial
FROM organisation WHERE kind IN ('branch', 'proprietor', 'institution');
INSERT INTO truth_entity SELECT source, serial, eid FROM register_row;
INSERT INTO truth_entity SELECT 'registry_change', serial, eid FROM registry_change
    JOIN organisation_number AS n USING (eid)
WHERE n.tidy OR uniform(eid, 'unregistered', 0) >= 0.002;
