-- Land parcels: granted over the years, inside the schematic blocks, used by enterprises of a fitting industry.

CREATE MACRO bilinear(v1, v2, v3, v4, x, y) AS
    v1 * (1 - x) * (1 - y) + v2 * x * (1 - y) + v3 * x * y + v4 * (1 - x) * y;

CREATE TABLE parcel_year AS
WITH stock AS (
    SELECT left(period_end, 4)::INTEGER AS year, value * 1e6 AS square_metre,
           value * 1e6 - coalesce(lag(value) OVER (ORDER BY period_end), 0) * 1e6 AS granted
    FROM calibration WHERE indicator = 'land_granted')
SELECT year, granted, sum(granted) OVER (ORDER BY year) / sum(granted) OVER () AS upto,
       lag(year) OVER (ORDER BY year) IS NULL AS first, lead(year) OVER (ORDER BY year) IS NULL AS last
FROM stock;

CREATE TABLE parcel AS
WITH drawn AS (
    SELECT range AS pid, (range + 0.5) / getvariable('parcels') AS rank, uniform(range, 'block', 9) AS u_block,
           uniform(range, 'use', 9) AS u_use, normal(range, 'area', 9) AS z, uniform(range, 'across', 9) AS across,
           uniform(range, 'along', 9) AS along, uniform(range, 'granted', 9) AS u_day
    FROM range(getvariable('parcels'))),
dated AS (
    SELECT drawn.*, year, granted,
           -- land granted before the window came in the twenty years before it
           CASE WHEN first THEN DATE '1985-03-01' + (7200 * sqrt(u_day))::INTEGER
                ELSE make_date(year, 1, 1) + (CASE WHEN last THEN 300 ELSE 364 END * u_day)::INTEGER
                END::DATE AS granted_date
    FROM drawn ASOF JOIN parcel_year ON rank <= upto),
open_block AS (
    SELECT year, street, land_uses, sum(weight) OVER (PARTITION BY year ORDER BY street)
               / sum(weight) OVER (PARTITION BY year) AS upto
    FROM (SELECT *, land_weight * CASE WHEN year > filled_year THEN 0.12 ELSE 1 END AS weight
          FROM given_block, parcel_year WHERE opened_year <= year)),
placed AS (
    SELECT dated.*, street, string_split(land_uses, ' ') AS uses FROM dated ASOF JOIN open_block
        ON dated.year = open_block.year AND u_block <= open_block.upto),
used AS (
    SELECT placed.*, uses[1 + floor(u_use * len(uses))::INTEGER] AS land_use,
           (1e3 * exp(0.8 * z))::BIGINT AS weight FROM placed),
sized AS (
    SELECT used.*, greatest(400, weight / sum(weight) OVER (PARTITION BY year)::DOUBLE * granted) AS area FROM used)
SELECT pid, street, land_use, granted_date, round(area, 1) AS area,
       CASE WHEN uniform(pid, 'floor', 9) < 0.02 THEN NULL
            ELSE round(area * (0.6 + 0.8 * uniform(pid, 'floor', 8))
                       * CASE land_use WHEN 'residential' THEN 1.7 WHEN 'commercial' THEN 2.2 WHEN 'public' THEN 0.9
                                       WHEN 'utility' THEN 0.3 ELSE 0.75 END, 1) END AS floor_area,
       -- bilinear between the four corners of the block, away from its edges
       bilinear(ring[1][1], ring[2][1], ring[3][1], ring[4][1], x, y) AS longitude,
       bilinear(ring[1][2], ring[2][2], ring[3][2], ring[4][2], x, y) AS latitude
FROM (SELECT *, 0.06 + 0.88 * across AS x, 0.06 + 0.88 * along AS y FROM sized) JOIN corner USING (street);

-- what kind of enterprise uses which land
CREATE TABLE land_user AS
SELECT land_use, unnest(industries) AS industry, generate_subscripts(industries, 1) AS place, len(industries) AS places
FROM (VALUES ('industrial', ['electronics', 'automotive', 'equipment', 'petrochemical', 'biomedicine', 'food',
                             'new_energy_materials', 'other_manufacturing']),
             ('storage', ['logistics', 'trade']), ('residential', ['real_estate']),
             ('commercial', ['real_estate', 'finance', 'business_services', 'trade', 'software']),
             ('public', ['other', 'business_services']), ('utility', ['construction_utilities'])
     ) AS listed(land_use, industries);

-- The larger the parcel the larger its user: one of the block if there is one, else one of the zone.
CREATE TABLE land_parcel AS
WITH owner AS (
    SELECT eid, street, industry,
           row_number() OVER (PARTITION BY street, industry ORDER BY size DESC NULLS FIRST, eid) AS place,
           row_number() OVER (PARTITION BY industry ORDER BY size DESC NULLS FIRST, eid) AS zone_place,
           count(*) OVER (PARTITION BY industry) AS owners
    FROM enterprise),
picked AS (
    SELECT parcel.*, industry FROM parcel JOIN land_user
        ON land_user.land_use = parcel.land_use AND place = 1 + whole(pid, 'industry', 9, places)),
ordered AS (
    SELECT *, row_number() OVER (PARTITION BY street, industry ORDER BY area DESC, pid) AS place,
           row_number() OVER (PARTITION BY industry ORDER BY area DESC, pid) AS zone_place FROM picked),
industry_size AS (SELECT DISTINCT industry, owners FROM owner)
SELECT ordered.*, coalesce(own.eid, other.eid, getvariable('land_bank')) AS eid
FROM ordered
    LEFT JOIN owner AS own ON own.street = ordered.street AND own.industry = ordered.industry
                              AND own.place = ordered.place
    LEFT JOIN industry_size ON industry_size.industry = ordered.industry
    LEFT JOIN owner AS other ON other.industry = ordered.industry
                                AND other.zone_place = 1 + (ordered.zone_place - 1) % industry_size.owners;
