-- Contracts of foreign investment: new enterprises when they are founded, increases afterwards, in the zone's monthly totals.

CREATE TABLE fdi_owner AS
SELECT step, eid, founded, registration_type, row_number() OVER (PARTITION BY step ORDER BY eid) AS place,
       count(*) OVER (PARTITION BY step) AS owners
FROM enterprise JOIN step ON month_number(founded) <= step AND coalesce(month_number(closed), 9999) > step
WHERE is_foreign;

CREATE TABLE fdi_contract AS
WITH drawn AS (
    -- one for every month, so that a small zone has none without; the others at any time
    SELECT range AS cid, CASE WHEN range < getvariable('steps') THEN range
               ELSE whole(range, 'contract step', 0, getvariable('steps')) END::INTEGER AS step,
           uniform(range, 'contract owner', 0) AS u_owner, normal(range, 'contract size', 0) AS z,
           uniform(range, 'contract action', 0) AS u_action, uniform(range, 'contract day', 0) AS u_day,
           uniform(range, 'contract partner', 0) AS u_partner, uniform(range, 'contract total', 0) AS u_total
    FROM range(getvariable('contracts'))),
owned AS (
    SELECT drawn.*, eid, month_number(founded) > drawn.step - 12 AS is_new, registration_type,
           (1e3 * exp(1.15 * z) * CASE WHEN month_number(founded) > drawn.step - 12 THEN 1 ELSE 0.7 END)::BIGINT + 1
               AS weight
    FROM drawn JOIN fdi_owner AS owner ON owner.step = drawn.step AND place = 1 + floor(u_owner * owners)::BIGINT),
origin AS (
    SELECT lpad(partner::INTEGER::VARCHAR, 3, '0') AS partner, sum(weight_2010) OVER (ORDER BY partner)
               / sum(weight_2010) OVER () AS upto
    FROM given_partner_mix WHERE flow = 'I' AND partner <> 142)
SELECT cid, owned.step, eid, is_new, registration_type, u_action, u_total, partner,
       month + (u_day * 27)::INTEGER AS agreed,
       -- in hundredths of 10 000 dollars
       (cents::DOUBLE * weight / sum(weight) OVER (PARTITION BY owned.step) / 1e4)::BIGINT AS hundredths
FROM owned ASOF JOIN origin ON u_partner <= origin.upto JOIN step ON step.step = owned.step
    JOIN target ON target.series = 'fdi_contracted' AND target.step = owned.step;
DROP TABLE fdi_owner;
