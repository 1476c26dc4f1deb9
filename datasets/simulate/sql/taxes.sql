-- Tax: who is registered for which tax, who pays in which month, and how much.
--
-- A payer's weight is its size times its smooth path times the tax's weight in its industry; each month's weights are
-- scaled to the month's true total of that tax, so totals are met whatever the scale and concentration persists.

CREATE TABLE step AS SELECT range::INTEGER AS step, (DATE '2005-01-01' + to_months(range::INTEGER))::DATE AS month
FROM range(getvariable('steps'));

CREATE TABLE tail AS
SELECT eid, month_number(founded) AS first_step, coalesce(month_number(closed), 9999) AS last_step, size, trend
FROM enterprise WHERE anchor = 0;

-- in whole millionths: integers add up the same in any order, so that threads cannot change a file
CREATE TABLE activity AS
SELECT eid, step, (1e6 * size * exp(trend * (step - 130) + 0.30 * wander(eid, 'activity', step))
    * (1 - 0.85 * exp(-(step - first_step) / 14.0)) * least(1, (last_step - step + 4) / 16.0))::BIGINT AS activity
FROM tail JOIN step ON step > first_step AND step < last_step;

CREATE TABLE anchor_share AS
SELECT anchor::INTEGER AS eid, step,
       path(step, tax_2005, tax_2010, tax_2015, tax_2020, tax_2026) / 100
           * exp(0.10 * wander(anchor::INTEGER, 'activity', step)) AS share
FROM given_anchor JOIN step ON month > CAST(founded_month || '-01' AS DATE)
    AND month <= coalesce(CAST(closed_month || '-01' AS DATE), DATE '2099-01-01');

INSERT INTO activity
SELECT eid, step, (share / (1 - whole) * tail_activity)::BIGINT
FROM (SELECT step, sum(activity)::DOUBLE AS tail_activity FROM activity GROUP BY step)
JOIN (SELECT eid, step, share FROM anchor_share WHERE share > 0) USING (step)
JOIN (SELECT step, sum((share * 1e12)::BIGINT)::DOUBLE / 1e12 AS whole FROM anchor_share GROUP BY step) USING (step);

CREATE TABLE tax_registered AS
WITH law AS (
    SELECT lpad(tax_type::INTEGER::VARCHAR, 2, '0') AS tax_type, payer, registered_share, filing_rate, follows,
           month_number(CAST(from_month || '-01' AS DATE)) AS from_step,
           month_number(CAST(to_month || '-01' AS DATE)) AS to_step FROM given_tax_law),
incidence AS (
    SELECT lpad(tax_type::INTEGER::VARCHAR, 2, '0') AS tax_type, industry, intensity,
           month_number(CAST(from_month || '-01' AS DATE)) AS from_step,
           month_number(CAST(to_month || '-01' AS DATE)) AS to_step FROM given_tax_incidence),
ranked AS (
    SELECT *, registration_type >= '200' AS has_foreign_capital,
           CASE WHEN anchor > 0 THEN 1 ELSE percent_rank() OVER (ORDER BY anchor > 0, size, eid) END AS place
    FROM enterprise)
SELECT eid, law.tax_type,
       -- surcharges are paid with the tax they follow, so they share its draw
       CASE WHEN follows IS NULL THEN law.tax_type ELSE '01' END AS draw_type,
       greatest(law.from_step, incidence.from_step) AS from_step, least(law.to_step, incidence.to_step) AS to_step,
       intensity * exp(0.45 * normal(eid, law.tax_type, 1)) AS intensity,
       CASE WHEN anchor > 0 THEN 3 WHEN follows IS NULL THEN filing_rate * (0.15 + 1.5 * place * place)
            ELSE 0.62 * (0.15 + 1.5 * place * place) END AS filing
FROM ranked JOIN incidence USING (industry)
JOIN law ON law.tax_type = incidence.tax_type AND greatest(law.from_step, incidence.from_step)
                                              <= least(law.to_step, incidence.to_step)
WHERE (payer = 'all' OR (payer = 'foreign') = has_foreign_capital) AND intensity > 0
    AND (anchor > 0 OR uniform(eid, CASE WHEN follows IS NULL THEN law.tax_type ELSE '01' END, 2)
         < registered_share * (0.55 + 0.6 * place) * least(1, intensity * 3));

-- taxes paid by the quarter or the half-year are seldom paid in between
CREATE TABLE tax_month AS
SELECT substr(series, 5, 2) AS tax_type, step, cents,
       least(1.0, cents::DOUBLE / median(cents) OVER (PARTITION BY series, step // 12)) AS busy
FROM target WHERE series LIKE 'tax_%' AND cents > 0;

CREATE TABLE payment_weight AS
WITH candidate AS (
    SELECT activity.eid, activity.step, registered.tax_type, draw_type, activity * intensity AS weight,
           filing * busy AS filing
    FROM activity JOIN tax_registered AS registered
        ON registered.eid = activity.eid AND step BETWEEN from_step AND to_step
    JOIN tax_month ON tax_month.tax_type = registered.tax_type AND tax_month.step = activity.step)
SELECT eid, step, tax_type,
       (weight * jitter(eid, step, tax_type, 0.28))::BIGINT + 1 AS weight
FROM candidate WHERE filing >= 1 OR uniform(eid, step, draw_type) < filing;

CREATE TABLE tax_payment AS
WITH total AS (SELECT step, tax_type, sum(weight)::DOUBLE AS weight FROM payment_weight GROUP BY step, tax_type),
-- in a small zone nobody may owe a rare tax in a month: its total is then collected as VAT
wanted AS (
    SELECT step, CASE WHEN total.weight IS NULL THEN '01' ELSE tax_type END AS tax_type, sum(cents)::DOUBLE AS cents
    FROM tax_month LEFT JOIN total USING (step, tax_type) GROUP BY ALL),
scale AS (SELECT step, tax_type, cents / weight AS cents_each FROM total JOIN wanted USING (step, tax_type)),
paid AS (
    SELECT eid, step, tax_type, (weight * cents_each)::BIGINT AS paid_cents, uniform(eid, tax_type, step) AS u
    FROM payment_weight JOIN scale USING (step, tax_type)),
-- after the annual settlement of May a few are paid back what they overpaid
settled AS (
    SELECT eid, step, tax_type, u,
           CASE WHEN tax_type IN ('04', '05') AND step % 12 IN (4, 5) AND u > 0.985 AND eid >= 1000
               THEN -least(paid_cents // 4, 9_000_000_000) ELSE paid_cents END AS paid_cents FROM paid)
SELECT eid, step, tax_type, paid_cents,
       -- a few owe more than they pay
       CASE WHEN u < 0.03 AND paid_cents > 0 THEN (paid_cents * (1 + u * 12))::BIGINT
            ELSE paid_cents END AS levied_cents
FROM settled;
DROP TABLE payment_weight;
