-- Investment projects: from preparation to completion along an S-curve, in the zone's monthly totals.

CREATE TABLE project AS
WITH owner AS (
    SELECT eid, anchor, month_number(founded) AS first_step, coalesce(month_number(closed), 9999) AS last_step,
           industry, is_foreign,
           CASE WHEN anchor > 0 THEN 4 ELSE 1 END
           * CASE industry WHEN 'real_estate' THEN 4 WHEN 'construction_utilities' THEN 1.5 WHEN 'logistics' THEN 0.7
               WHEN 'finance' THEN 0.5 WHEN 'software' THEN 0.4 WHEN 'business_services' THEN 0.3 WHEN 'trade' THEN 0.15
               ELSE 2.2 END
           * greatest(0.3, least(6, pow(capital_exact / 600, 0.35))) AS appetite FROM enterprise),
choice AS (
    SELECT *, sum((appetite * 1e6)::BIGINT) OVER (ORDER BY eid)::DOUBLE
              / sum((appetite * 1e6)::BIGINT) OVER ()::DOUBLE AS upto FROM owner),
drawn AS (
    SELECT range AS pid, uniform(range, 'owner', 0) AS u_owner,
           -26 + whole(range, 'start', 0, getvariable('steps') + 26) AS begun,
           8 + floor(34 * pow(uniform(range, 'length', 0), 1.4))::INTEGER AS length,
           uniform(range, 'nature', 0) AS u_nature, normal(range, 'budget', 0) AS z
    FROM range(getvariable('projects')))
SELECT pid, eid, anchor, industry, is_foreign, begun, length, u_nature,
       exp(1.15 * z) * appetite * length AS budget, last_step, first_step,
       row_number() OVER (PARTITION BY eid ORDER BY begun, pid) AS phase
FROM drawn ASOF JOIN choice ON u_owner <= upto;

CREATE TABLE progress_weight AS
WITH alive AS (SELECT * FROM project WHERE begun > first_step AND begun + 3 < last_step),
monthly AS (
    SELECT alive.*, step, (step - begun + 0.5) / length AS done FROM alive JOIN step
        ON step BETWEEN begun AND least(begun + length - 1, last_step))
SELECT pid, eid, step, is_foreign, done, industry, begun, length,
       -- nothing moves on some sites in some months; most in the winter
       CASE WHEN uniform(pid, step, 'still') < CASE WHEN step % 12 IN (0, 1) THEN 0.22 ELSE 0.05 END THEN 0
            ELSE (1e6 * budget * sin(3.14159265 * done) * jitter(pid, step, 'pace', 0.4))::BIGINT + 1 END AS weight,
       -- capital arrives in lumps; the odd unit keeps a month of a small zone from having nobody to receive it
       CASE WHEN is_foreign AND uniform(pid, step, 'capital') < 0.30
            THEN (1e9 * budget * pow(uniform(pid, step, 'lump'), 3))::BIGINT + 1 ELSE 1 END AS capital_weight
FROM monthly;

CREATE TABLE project_progress AS
WITH total AS (
    SELECT step, sum(weight)::DOUBLE AS weight, sum(capital_weight)::DOUBLE AS capital_weight
    FROM progress_weight GROUP BY step),
investment AS (SELECT step, cents FROM target WHERE series = 'fixed_asset_investment'),
capital AS (SELECT step, cents AS capital_cents FROM target WHERE series = 'fdi_used')
SELECT pid, progress_weight.eid, step, done, begun, length,
       -- departments report in 10 000 yuan and 10 000 dollars with two decimals
       (progress_weight.weight::DOUBLE * cents / nullif(total.weight, 0) / 1e4)::BIGINT AS completed_hundred_yuan,
       (progress_weight.capital_weight::DOUBLE * capital_cents / total.capital_weight / 1e4)::BIGINT
           AS capital_hundred_usd
FROM progress_weight JOIN total USING (step) JOIN investment USING (step) JOIN capital USING (step);

CREATE TABLE project_plan AS
WITH spent AS (
    SELECT pid, sum(completed_hundred_yuan)::DOUBLE / 100 AS spent, max(completed_hundred_yuan) / 100.0 AS largest,
           max(done) AS reached, min(done) AS entered
    FROM project_progress GROUP BY pid)
SELECT pid,
       -- what a site spends over its life, with what was spent before 2005 and is still to come, rounded as plans are
       least(9_500_000, greatest(500, ceil(largest * 1.05 / 100) * 100,
           round(spent / greatest(0.02, (1 - cos(3.14159265 * least(1, reached))) / 2
                                  - (1 - cos(3.14159265 * greatest(0, entered - 0.03))) / 2)
                 * (0.94 + 0.16 * uniform(pid, 'plan', 0)) / 100) * 100))::BIGINT AS planned
FROM spent;
