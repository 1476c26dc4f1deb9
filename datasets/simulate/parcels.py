"""Land parcels: granted over the years, inside the schematic blocks, used by enterprises of a fitting industry."""

import duckdb

PARCELS = """
CREATE TABLE parcel_year AS
WITH stock AS (
    SELECT left(period_end, 4)::INTEGER AS year, value * 1e6 AS square_metre,
           value * 1e6 - coalesce(lag(value) OVER (ORDER BY period_end), 0) * 1e6 AS granted
    FROM calibration WHERE indicator = 'land_granted')
SELECT year, granted, sum(granted) OVER (ORDER BY year) / sum(granted) OVER () AS upto, lead(year) OVER (ORDER BY year) IS NULL AS last,
       lag(year) OVER (ORDER BY year) IS NULL AS first FROM stock;

CREATE TABLE parcel AS
WITH drawn AS (
    SELECT range AS pid, (range + 0.5) / getvariable('parcels') AS rank, uniform(range, 'block', 9) AS u_block,
           uniform(range, 'use', 9) AS u_use, normal(range, 'area', 9) AS z, uniform(range, 'across', 9) AS across,
           uniform(range, 'along', 9) AS along, uniform(range, 'granted', 9) AS u_day, uniform(range, 'owner', 9) AS u_owner
    FROM range(getvariable('parcels'))),
dated AS (
    SELECT drawn.*, year, granted,
           -- land granted before the window came in the twenty years before it
           CASE WHEN first THEN DATE '1985-03-01' + (7200 * sqrt(u_day))::INTEGER
                ELSE make_date(year, 1, 1) + (CASE WHEN last THEN 300 ELSE 364 END * u_day)::INTEGER END::DATE AS granted_date
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
SELECT pid, street, land_use, granted_date, u_owner, round(area, 1) AS area,
       CASE WHEN uniform(pid, 'floor', 9) < 0.02 THEN NULL
            ELSE round(area * CASE land_use WHEN 'residential' THEN 1.7 WHEN 'commercial' THEN 2.2 WHEN 'public' THEN 0.9
                                            WHEN 'utility' THEN 0.3 ELSE 0.75 END * (0.6 + 0.8 * uniform(pid, 'floor', 8)), 1) END AS floor_area,
       -- bilinear between the four corners of the block, away from its edges
       ring[1][1] * (1 - x) * (1 - y) + ring[2][1] * x * (1 - y) + ring[3][1] * x * y + ring[4][1] * (1 - x) * y AS longitude,
       ring[1][2] * (1 - x) * (1 - y) + ring[2][2] * x * (1 - y) + ring[3][2] * x * y + ring[4][2] * (1 - x) * y AS latitude
FROM (SELECT *, 0.06 + 0.88 * across AS x, 0.06 + 0.88 * along AS y FROM sized) JOIN corner USING (street);

CREATE TABLE land_parcel AS
WITH wanted AS (
    SELECT *, CASE land_use WHEN 'industrial' THEN ['electronics', 'automotive', 'equipment', 'petrochemical', 'biomedicine',
                  'food', 'new_energy_materials', 'other_manufacturing'] WHEN 'storage' THEN ['logistics', 'trade']
              WHEN 'residential' THEN ['real_estate'] WHEN 'commercial' THEN ['real_estate', 'finance', 'business_services',
                  'trade', 'software'] ELSE ['construction_utilities', 'other', 'business_services'] END AS industries FROM parcel),
-- the user is an enterprise of the block if one fits, else of the zone
owner AS (
    SELECT eid, street, industry, row_number() OVER (PARTITION BY street, industry ORDER BY size DESC NULLS FIRST, eid) AS place,
           row_number() OVER (PARTITION BY industry ORDER BY size DESC NULLS FIRST, eid) AS zone_place
    FROM enterprise WHERE industry IS NOT NULL),
picked AS (
    SELECT wanted.*, industries[1 + whole(pid, 'industry', 9, len(industries))] AS industry FROM wanted),
ordered AS (
    SELECT *, row_number() OVER (PARTITION BY street, industry ORDER BY area DESC, pid) AS place,
           row_number() OVER (PARTITION BY industry ORDER BY area DESC, pid) AS zone_place FROM picked),
counted AS (SELECT industry, count(*) AS owners FROM owner GROUP BY industry)
SELECT ordered.*, coalesce(own.eid, other.eid, getvariable('land_bank')) AS eid
FROM ordered LEFT JOIN owner AS own ON own.street = ordered.street AND own.industry = ordered.industry AND own.place = ordered.place
    LEFT JOIN counted ON counted.industry = ordered.industry
    LEFT JOIN owner AS other ON other.industry = ordered.industry
        AND other.zone_place = 1 + (ordered.zone_place - 1) % owners;
"""


def parcels(connection: duckdb.DuckDBPyConnection) -> None:
    """Draw table ``land_parcel``."""
    connection.execute(PARCELS)
