-- Which organisation each row is truly of, kept apart to measure the linking of records.
CREATE TABLE truth_entity AS
SELECT 'registry' AS source, registration_number AS key, eid::BIGINT AS eid FROM numbered
WHERE tidy OR uniform(eid, 'unregistered', 0) >= 0.002;
CREATE TABLE truth_organisation AS
SELECT eid, kind, parent, organisation_code, former_organisation_code FROM organisation
    JOIN organisation_number USING (eid);
