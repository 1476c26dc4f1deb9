-- The other departments' layers: plan units, roads, waterways, greens, components, sites, stops, houses, permits.

CREATE TABLE plan_unit AS
SELECT street, range::INTEGER AS place, 'KG-' || street || '-' || lpad((range + 1)::VARCHAR, 2, '0') AS code,
       box_in_block(ring, (range % 3) / 3.0, (range // 3) / 2.0, (range % 3 + 1) / 3.0, (range // 3 + 1) / 2.0) AS shape,
       string_split(land_uses, ' ') AS uses, opened_year
FROM corner JOIN given_block USING (street), range(6);

-- roads run along the sides of blocks: avenues along the south and north, roads along the west and east
CREATE TABLE road_stretch AS
WITH side AS (
    SELECT street, ring, opened_year, avenues[1] AS name, 2 AS class, [0.0, 0.0, 1.0, 0.0] AS way FROM block_choice
        JOIN corner USING (street)
    UNION ALL SELECT street, ring, opened_year, avenues[2], 3, [0.0, 1.0, 1.0, 1.0] FROM block_choice JOIN corner USING (street)
    UNION ALL SELECT street, ring, opened_year, roads[1], 2, [0.0, 0.0, 0.0, 1.0] FROM block_choice JOIN corner USING (street)
    UNION ALL SELECT street, ring, opened_year, roads[2], 4, [0.5, 0.0, 0.5, 1.0] FROM block_choice JOIN corner USING (street))
SELECT row_number() OVER (ORDER BY street, name) AS number, street, name, class, opened_year,
       [at_block(ring, way[1], way[2]), at_block(ring, (way[1] + way[3]) / 2, (way[2] + way[4]) / 2),
        at_block(ring, way[3], way[4])] AS shape
FROM side WHERE name IS NOT NULL;

CREATE TABLE water_course AS
SELECT row_number() OVER (ORDER BY street) AS number, street,
       CASE whole(street, 'water', 0, 4) WHEN 0 THEN 'river' WHEN 1 THEN 'canal' ELSE 'drain' END AS kind,
       list_transform(range(6), lambda i: at_block(ring, 0.93 + 0.02 * sin(i), i / 5.0)) AS shape
FROM corner WHERE whole(street, 'water', 1, 3) > 0;

CREATE TABLE green AS
SELECT row_number() OVER (ORDER BY street, range) AS number, street, range::INTEGER AS place,
       CASE whole(street, 'green', range, 5) WHEN 0 THEN 'G1' WHEN 1 THEN 'G2' WHEN 2 THEN 'G3' WHEN 3 THEN 'XG' ELSE 'EG'
           END AS kind,
       box_in_block(ring, (range % 3 + 0.1) / 3, (range // 3 + 0.1) / 3,
                    (range % 3 + 0.25 + 0.6 * uniform(street, 'width', range)) / 3,
                    (range // 3 + 0.25 + 0.6 * uniform(street, 'depth', range)) / 3) AS shape
FROM corner, range(9) WHERE whole(street, 'planted', range, 9) < 5;

CREATE TABLE component AS
WITH drawn AS (
    SELECT range AS number, uniform(range, 'component', 0) AS u, uniform(range, 'component', 1) AS x,
           uniform(range, 'component', 2) AS y, uniform(range, 'component', 3) AS v
    FROM range(getvariable('components'))),
kind AS (
    SELECT code, row_number() OVER (ORDER BY code)::DOUBLE / count(*) OVER () AS upto FROM code_component_kind)
SELECT number, street, code AS kind, at_block(ring, 0.01 + 0.98 * x, 0.01 + 0.98 * y) AS position
FROM drawn ASOF JOIN block_choice ON u <= upto JOIN corner USING (street)
    ASOF JOIN (SELECT code, upto AS bound FROM kind) ON v <= bound;

CREATE TABLE site AS
SELECT range AS number, street, code AS kind, zh,
       at_block(ring, 0.05 + 0.9 * uniform(range, 'site', 1), 0.05 + 0.9 * uniform(range, 'site', 2)) AS position
FROM (SELECT range, uniform(range, 'site', 0) AS u, 1 + whole(range, 'site kind', 0, 5) AS place
      FROM range(getvariable('environment_sites')))
    ASOF JOIN block_choice ON u <= upto JOIN corner USING (street)
    JOIN (SELECT code, zh, row_number() OVER (ORDER BY code) AS place FROM code_environment_site_kind) USING (place);

CREATE TABLE stop AS
SELECT row_number() OVER (ORDER BY street, range) AS number, street, roads, avenues, range::INTEGER AS place,
       at_block(ring, 0.02 + 0.32 * range, 0.03 + 0.9 * uniform(street, 'stop', range)) AS position
FROM block_choice JOIN corner USING (street), range(4);

-- an address in a block: a door on one of its roads, a crossing of two, or the name of a park
CREATE MACRO written_address(roads, avenues, named, key, label) AS CASE
    WHEN named IS NOT NULL AND uniform(key, label, 'park') < 0.3 THEN named || (1 + whole(key, label, 'park', 40))::VARCHAR || '号'
    WHEN uniform(key, label, 'crossing') < 0.35 THEN avenues[1 + whole(key, label, 'avenue', len(avenues))] || '与'
        || roads[1 + whole(key, label, 'side', len(roads))] || '交口'
    WHEN uniform(key, label, 'road') < 0.5 THEN roads[1 + whole(key, label, 'side', len(roads))]
        || (1 + whole(key, label, 'door', 198))::VARCHAR || '号'
    ELSE avenues[1 + whole(key, label, 'avenue', len(avenues))] || (1 + whole(key, label, 'door', 198))::VARCHAR || '号' END;

CREATE TABLE house AS
SELECT building.*, getvariable('address_prefixes')[1 + whole(building.code, 'prefix', 0, 3)]
           || written_address(roads, avenues, CASE WHEN length(zh) <= 8 AND zh NOT LIKE '%·%' THEN zh END,
                              building.code, 'house') AS address,
       [(shape[1][1] + shape[3][1]) / 2, (shape[1][2] + shape[3][2]) / 2] AS position,
       greatest(1, least(1200, (floors * four_sided_area(shape) / 240)::INTEGER)) AS units, zh
FROM building JOIN block_choice USING (street) JOIN code_street ON code_street.code = street
WHERE land_use IN ('residential', 'commercial') AND number < 3 AND built_date < getvariable('end_day');

CREATE TABLE permit AS
WITH begun AS (
    SELECT pid, eid, make_date(2005 + floor(begun / 12.0)::INTEGER, 1 + (begun - 12 * floor(begun / 12.0))::INTEGER, 1)
               + whole(pid, 'permit day', 0, 28) AS permitted, length, planned
    FROM project JOIN project_plan USING (pid) WHERE u_nature < 0.9)
SELECT begun.*, street, organisation_code, tidy, named.brand, getvariable('address_prefixes')[1 + whole(pid, 'prefix', 9, 3)]
           || written_address(roads, avenues, CASE WHEN length(zh) <= 8 AND zh NOT LIKE '%·%' THEN zh END, pid, 'permit')
           AS address,
       at_block(ring, 0.05 + 0.9 * uniform(pid, 'site', 8), 0.05 + 0.9 * uniform(pid, 'site', 9)) AS position,
       getvariable('project_prefix') || 'SG' || year(permitted)::VARCHAR || lpad(pid::VARCHAR, 5, '0') AS code
FROM begun JOIN enterprise USING (eid) JOIN numbered USING (eid) JOIN named USING (eid)
    JOIN block_choice USING (street) JOIN corner USING (street) JOIN code_street ON code_street.code = street;
