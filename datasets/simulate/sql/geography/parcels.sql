-- Outlines of parcels, strip by strip through each block, and the buildings that stand on them.

CREATE TABLE parcel_cell AS
WITH sized AS (
    SELECT pid, street, land_use, granted_date, eid,
           -- neither a needle nor the whole block
           greatest(0.15, least(5, area / avg(area) OVER (PARTITION BY street))) AS weight,
           count(*) OVER (PARTITION BY street) AS parcels,
           row_number() OVER (PARTITION BY street ORDER BY hash(pid), pid) - 1 AS place
    FROM land_parcel),
stripped AS (SELECT *, place // ceil(sqrt(parcels))::INTEGER AS strip FROM sized),
shared AS (
    SELECT *, sum((weight * 1e6)::BIGINT) OVER (PARTITION BY street, strip)::DOUBLE AS strip_weight,
           sum((weight * 1e6)::BIGINT) OVER (PARTITION BY street)::DOUBLE AS block_weight,
           sum((weight * 1e6)::BIGINT) OVER (PARTITION BY street ORDER BY strip, place)::DOUBLE AS upto,
           sum((weight * 1e6)::BIGINT) OVER (PARTITION BY street, strip ORDER BY place)::DOUBLE AS strip_upto
    FROM stripped),
cut AS (
    SELECT *, (strip_upto - (weight * 1e6)::BIGINT) / strip_weight AS x0, strip_upto / strip_weight AS x1,
           (upto - strip_upto) / block_weight AS y0, (upto - strip_upto + strip_weight) / block_weight AS y1
    FROM shared),
-- roads and paths between parcels
inset AS (
    SELECT * REPLACE (0.02 + 0.96 * (x0 + 0.03 * (x1 - x0)) AS x0, 0.02 + 0.96 * (x1 - 0.03 * (x1 - x0)) AS x1,
                      0.02 + 0.96 * (y0 + 0.03 * (y1 - y0)) AS y0, 0.02 + 0.96 * (y1 - 0.03 * (y1 - y0)) AS y1)
    FROM cut)
SELECT pid, street, land_use, granted_date, eid, x0, y0, x1, y1, ring, box_in_block(ring, x0, y0, x1, y1) AS shape,
       getvariable('parcel_prefix') || left(street, 1) || lpad(pid::VARCHAR, 5, '0') AS code
FROM inset JOIN corner USING (street);

-- a parcel holds a row of buildings
CREATE TABLE building AS
WITH standing AS (
    SELECT parcel_cell.*, 1 + whole(pid, 'buildings', 0, getvariable('buildings_per_parcel')) AS buildings
    FROM parcel_cell),
each AS (SELECT standing.*, range::INTEGER AS number FROM standing, range(buildings)),
placed AS (
    SELECT *, x0 + (x1 - x0) * (number + 0.15) / buildings AS left_side,
           x0 + (x1 - x0) * (number + 0.5 + 0.35 * uniform(pid, number, 'wide')) / buildings AS right_side,
           y0 + (y1 - y0) * 0.15 AS front, y0 + (y1 - y0) * (0.45 + 0.4 * uniform(pid, number, 'deep')) AS back
    FROM each)
SELECT pid, number, street, land_use, code AS parcel_code, code || '-' || lpad((number + 1)::VARCHAR, 2, '0') AS code,
       granted_date + 400 + whole(pid, 'built', number, 900) AS built_date,
       CASE land_use WHEN 'residential' THEN 6 + whole(pid, 'floors', number, 28)
                     WHEN 'commercial' THEN 3 + whole(pid, 'floors', number, 40)
                     ELSE 1 + whole(pid, 'floors', number, 5) END AS floors,
       box_in_block(ring, left_side, front, right_side, back) AS shape
FROM placed;
