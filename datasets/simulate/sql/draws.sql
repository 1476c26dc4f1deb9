-- Random draws as SQL macros: the same key and seed give the same draw, whatever the number of threads.
--
-- A draw is a hash of its key and the seed, so no generator is advanced and the order of rows does not matter.
-- Labels that tell draws of one key apart belong in the middle, (key, 'label', 0): the last argument is only XORed into
-- the hash, so that (key, 'x', 'one') and (key, 'x', 'two') would be the same draw but for a constant.

CREATE MACRO uniform(a, b, c) AS ((hash(getvariable('seed'), a, b, c) >> 11) + 0.5) / 9007199254740992.0;
CREATE MACRO whole(a, b, c, n) AS (hash(getvariable('seed'), a, b, c) % n)::INTEGER;
-- Box and Muller: two uniform draws make a normal one.
CREATE MACRO normal(a, b, c) AS sqrt(-2 * ln(uniform(a, b, c))) * cos(6.283185307179586 * uniform(c, b, a));
-- The last argument of a hash is only XORed in: draws above that share their first arguments and differ in the last one
-- hang together. The five first extracts are drawn so; whatever is new draws by a hash of the hash.
CREATE MACRO chance(a, b, c) AS ((hash(hash(getvariable('seed'), a, b, c)) >> 11) + 0.5) / 9007199254740992.0;
CREATE MACRO pick(a, b, c, n) AS (hash(hash(getvariable('seed'), a, b, c)) % n)::INTEGER;
CREATE MACRO bell(a, b, c) AS sqrt(-2 * ln(chance(a, b, c))) * cos(6.283185307179586 * chance(c, b, a));
-- Cheap noise about 1 with the given spread, for the many small rows.
CREATE MACRO jitter(a, b, c, spread) AS 1 + spread * (uniform(a, b, c) * 2 - 1);
CREATE MACRO month_number(day) AS (year(day) * 12 + month(day) - 24061)::INTEGER;  -- 2005-01 is 0
-- A smooth path about 0 with standard deviation 1: three slow waves of its own periods and phases.
CREATE MACRO wander(key, label, step) AS 0.8165 * (
    sin(6.283185 * (step / (90 + 70 * uniform(key, label, 1)) + uniform(key, label, 2)))
    + sin(6.283185 * (step / (38 + 24 * uniform(key, label, 3)) + uniform(key, label, 4)))
    + sin(6.283185 * (step / (15 + 9 * uniform(key, label, 5)) + uniform(key, label, 6))));
-- Piecewise linear through 2005, 2010, 2015, 2020 and 2026, step counted in months from 2005-01.
CREATE MACRO path(step, v05, v10, v15, v20, v26) AS CASE
    WHEN step < 60 THEN v05 + (v10 - v05) * step / 60.0
    WHEN step < 120 THEN v10 + (v15 - v10) * (step - 60) / 60.0
    WHEN step < 180 THEN v15 + (v20 - v15) * (step - 120) / 60.0
    ELSE v20 + (v26 - v20) * least(step - 180, 72) / 72.0 END;
