-- How many people each organisation employs: grows less than in proportion to its size, more in manufacturing.
--
-- The insured of all living organisations together are the zone's, at every scale, as its yuan and dollars are.

CREATE TABLE staff AS
WITH weighed AS (
    SELECT o.eid, kind, o.closed, CASE
        WHEN kind = 'institution' THEN staff * (0.6 + chance(o.eid, 'staff', 0))
        WHEN kind = 'proprietor' THEN 1 + pick(o.eid, 'staff', 1, 6)
        WHEN a.anchor > 0 THEN least(20000, 600 + 700 * (tax_2010 + tax_2020) + 300 * exports_2010)
        END AS given,
        pow(coalesce(o.size, 1), 0.55) * exp(0.4 * bell(o.eid, 'staff', 2)) * CASE
            WHEN enterprise.division BETWEEN '13' AND '43' THEN 3.2
                WHEN enterprise.division IN ('51', '65', '66', '67', '68', '69') THEN 0.5
            ELSE 1 END AS weight
    FROM organisation AS o LEFT JOIN enterprise ON enterprise.eid = coalesce(o.parent, o.eid)
        LEFT JOIN given_anchor AS a ON a.anchor::INTEGER = o.eid
        LEFT JOIN institution_trade ON kind = 'institution' AND institution_trade.place = o.place % 12),
insured AS (
    SELECT value FROM calibration WHERE indicator = 'persons_insured' ORDER BY period_start DESC LIMIT 1),
unit AS (
    -- whole millionths add up the same in any order
    SELECT ((SELECT value FROM insured) - sum(given::BIGINT) FILTER (WHERE closed IS NULL)) * 1e6
        / sum((weight * 1e6)::BIGINT) FILTER (WHERE closed IS NULL AND given IS NULL) AS persons
    FROM weighed WHERE eid IN (SELECT eid FROM entry WHERE source = 'insurance_unit'))
SELECT eid, greatest(1, round(coalesce(given, weight * persons)))::INTEGER AS headcount FROM weighed, unit;
