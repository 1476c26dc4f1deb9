-- Price indices: categories follow the path of their index, each with its own amplitude, drift and season; the consumer
-- price index is their weighted mean, so that it lies between them.

-- monthly change in log, from a year before the first month; the index over a year trails the monthly path by half a year
CREATE TABLE price_move AS
WITH knot AS (SELECT item AS index, ((year - 2005) * 12 + 6)::INTEGER AS step, percent FROM given_price_path),
span AS (
    SELECT index, step AS from_step, percent AS from_percent,
           lead(step, 1, 9999) OVER (PARTITION BY index ORDER BY step) AS to_step,
           lead(percent, 1, percent) OVER (PARTITION BY index ORDER BY step) AS to_percent FROM knot),
path AS (
    SELECT index, range::INTEGER - 6 - 12 AS step,
           CASE WHEN range - 12 < 6 THEN (SELECT percent FROM knot WHERE knot.index = span.index AND knot.step = 6)
                ELSE from_percent + (to_percent - from_percent) * (range - 12 - from_step) / (to_step - from_step) END
               AS percent
    FROM range(getvariable('steps') + 18) JOIN span
        ON greatest(range - 12, 6) >= from_step AND greatest(range - 12, 6) < to_step)
SELECT item, weight, path.index, step,
       (1e9 * ((path.percent * amplitude + "offset") / 1200
        + season * (CASE (step + 24) % 12 WHEN 0 THEN 1 WHEN 1 THEN 1.2 WHEN 2 THEN -1.1 WHEN 3 THEN -0.8
            WHEN 5 THEN -0.6 WHEN 8 THEN 0.6 WHEN 10 THEN -0.4 WHEN 11 THEN 0.1 ELSE 0 END)
        + 0.0015 * normal(item, step, 'price')))::BIGINT AS move
FROM path JOIN given_price_weight AS weights ON weights.index = path.index;

INSERT INTO price_move
SELECT 'cpi', 0, 'cpi', step, (sum(move * weight::BIGINT) / sum(weight))::BIGINT
FROM price_move WHERE index = 'cpi' GROUP BY step;

CREATE TABLE price_figure AS
WITH run AS (
    SELECT item, step, move, sum(move) OVER (PARTITION BY item ORDER BY step) AS level FROM price_move)
SELECT now.item, now.step, round(100 * exp((now.level - before.level)::DOUBLE / 1e9), 1)::DECIMAL(9, 1) AS over_year,
       round(100 * exp(now.move::DOUBLE / 1e9), 1)::DECIMAL(9, 1) AS over_month
FROM run AS now JOIN run AS before ON before.item = now.item AND before.step = now.step - 12
WHERE now.step >= 0 AND now.step < getvariable('steps');
