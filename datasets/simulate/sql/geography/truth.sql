-- Where everything truly is, and in which coordinate system each department truly writes.

CREATE TABLE place_truth AS
SELECT 'entity' AS source, organisation_code AS key, street FROM enterprise JOIN numbered USING (eid)
UNION ALL SELECT 'parcel_outline', code, street FROM parcel_cell
UNION ALL SELECT 'survey_building', code, street FROM building
UNION ALL SELECT 'housing', code, street FROM house
UNION ALL SELECT 'construction_site', code, street FROM permit
UNION ALL SELECT 'city_component', component_code(number, kind), street FROM component
UNION ALL SELECT 'environment_site', 'HJ' || lpad(number::VARCHAR, 4, '0'), street FROM site
UNION ALL SELECT 'bus_stop', 'GJ' || lpad(number::VARCHAR, 4, '0'), street FROM stop;

CREATE TABLE coordinate_truth (source VARCHAR, delivered VARCHAR);
INSERT INTO coordinate_truth VALUES ('parcel_outline', 'CGCS2000'), ('planning_unit', 'CGCS2000'),
    ('survey_building', 'GCJ-02'), ('city_component', 'GCJ-02'), ('environment_site', 'WGS-84'), ('housing', 'BD-09'),
    ('construction_site', 'CGCS2000'), ('greenland', 'CGCS2000'), ('waterway', 'WGS-84'), ('road', 'CGCS2000'),
    ('bus_stop', 'GCJ-02');
