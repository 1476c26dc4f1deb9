-- The hidden world's enterprises: when they were founded and closed, what they do, how large they are.
--
-- Anchors are the zone's leading enterprises, given by name in anchor.csv; they exist at every scale. The others
-- are drawn. Capital is lognormal with a heavier top, so that the top 1 % hold about half of it.

CREATE TABLE cohort AS
WITH period AS (
    SELECT period_start, CAST(period_start || '-01' AS DATE) AS first_day,
           CAST(period_end || '-01' AS DATE) + INTERVAL 1 MONTH AS end_day, value,
           sum(value) OVER (ORDER BY period_start) AS upto, sum(value) OVER () AS total
    FROM calibration WHERE indicator = 'enterprises_founded'),
ended AS (SELECT *, least(end_day, getvariable('end_day')) AS last_day FROM period)
SELECT first_day::DATE AS first_day, last_day::DATE AS last_day,
       (upto - value) / total AS from_share, upto / total AS to_share FROM ended;

CREATE TABLE division_choice AS
SELECT division, division_parent.parent AS industry, foreign_share, size_factor, export_share, import_share,
       string_split(words, ' ') AS words,
       sum(weight) OVER (ORDER BY division) / sum(weight) OVER () AS upto,
       (sum(weight) OVER (ORDER BY division) - weight) / sum(weight) OVER () AS after
FROM given_division JOIN code_division AS division_parent ON division = division_parent.code;

CREATE TABLE block_choice AS
SELECT street, opened_year, string_split(roads, ' ') AS roads, string_split(avenues, ' ') AS avenues,
       sum(firm_weight) OVER (ORDER BY street) / sum(firm_weight) OVER () AS upto,
       (sum(firm_weight) OVER (ORDER BY street) - firm_weight) / sum(firm_weight) OVER () AS after
FROM given_block;

CREATE TABLE drawn AS
SELECT 1000 + range AS eid, uniform(range, 'found', 0) AS u_found, uniform(range, 'day', 0) AS u_day,
       uniform(range, 'division', 0) AS u_division, uniform(range, 'block', 0) AS u_block,
       uniform(range, 'block', 1) AS u_block_2, uniform(range, 'foreign', 0) AS u_foreign,
       uniform(range, 'type', 0) AS u_type, uniform(range, 'life', 0) AS u_life,
       normal(range, 'capital', 0) AS z_capital, normal(range, 'size', 0) AS z_own,
       uniform(range, 'word', 0) AS u_word, uniform(range, 'trend', 0) AS u_trend
FROM range(getvariable('enterprises'));

CREATE TABLE enterprise AS
WITH dated AS (
    SELECT drawn.*, (first_day + (floor(u_day * (last_day - first_day)))::INTEGER)::DATE AS founded
    FROM drawn JOIN cohort ON u_found >= from_share AND u_found < to_share),
placed AS (
    -- a block that had not opened when the enterprise came is drawn again, and then falls back to the oldest
    SELECT dated.*, CASE WHEN year(founded) >= one.opened_year THEN one.street
                         WHEN year(founded) >= two.opened_year THEN two.street
                         ELSE getvariable('first_block') END AS street
    FROM dated JOIN block_choice AS one ON u_block >= one.after AND u_block < one.upto
               JOIN block_choice AS two ON u_block_2 >= two.after AND u_block_2 < two.upto),
kind AS (
    SELECT placed.*, division, industry, size_factor, export_share, import_share,
           words[1 + floor(u_word * len(words))::INTEGER] AS word,
           -- fewer foreign enterprises are founded nowadays
           u_foreign < foreign_share * CASE WHEN founded >= DATE '2012-01-01' THEN 0.90 ELSE 1.50 END AS is_foreign
    FROM placed JOIN division_choice ON u_division >= after AND u_division < division_choice.upto),
lived AS (
    SELECT *, founded + (365 * (0.15 + 26 * pow(-ln(u_life), 0.85)))::INTEGER AS gone FROM kind)
SELECT eid, 0 AS anchor, founded, CASE WHEN gone < getvariable('end_day') THEN gone END AS closed, division, industry,
       street, word, is_foreign,
       CASE WHEN is_foreign THEN CASE WHEN u_type < 0.20 THEN '230' WHEN u_type < 0.26 THEN '210'
                WHEN u_type < 0.28 THEN '240' WHEN u_type < 0.74 THEN '330' WHEN u_type < 0.95 THEN '310'
                WHEN u_type < 0.98 THEN '320' ELSE '340' END
            ELSE CASE WHEN u_type < 0.62 THEN '173' WHEN u_type < 0.84 THEN '159' WHEN u_type < 0.88 THEN '150'
                WHEN u_type < 0.91 THEN '160' WHEN u_type < 0.94 THEN '151' WHEN u_type < 0.95 THEN '110'
                WHEN u_type < 0.965 THEN '171' WHEN u_type < 0.98 THEN '172' WHEN u_type < 0.985 THEN '120'
                WHEN u_type < 0.995 THEN '174' ELSE '190' END END AS registration_type,
       -- in 10 000 yuan; foreign capital is agreed in US dollars, at about 7 yuan
       exp(CASE WHEN is_foreign THEN 5.29 + 1.95 ELSE 6.09 END + 1.86 * z_capital
           + 0.75 * greatest(z_capital - 2.1, 0)) AS capital_exact,
       size_factor * exp(1.15 * z_capital + 1.25 * z_own) * CASE WHEN is_foreign THEN 2.2 ELSE 1 END AS size,
       (u_trend - 0.5) * 0.006 AS trend, export_share, import_share
FROM lived;

INSERT INTO enterprise
SELECT anchor::INTEGER, anchor::INTEGER, CAST(founded_month || '-18' AS DATE),
       CAST(closed_month || '-25' AS DATE), lpad(division::VARCHAR, 2, '0'), code.parent, street, NULL,
       registration_type::INTEGER >= 200, registration_type::INTEGER::VARCHAR,
       30000 * (0.5 + uniform(anchor, 'capital', 0)) * (1 + tax_2010 + tax_2020), NULL, 0, 0, 0
FROM given_anchor JOIN code_division AS code ON lpad(division::VARCHAR, 2, '0') = code.code;
