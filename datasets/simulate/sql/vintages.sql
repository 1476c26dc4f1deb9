-- What was published when: preliminary figures soon after each month, the final account in the next year, revisions of
-- whole years when the scope changed, and the year's target at its beginning.

-- Which factor on today's scope was in force from which day on, for which items.
CREATE TABLE macro_scope AS
SELECT series, year::INTEGER AS year, coalesce(CAST(known_from AS DATE), DATE '1900-01-01') AS known_from, factor,
       is_published > 0 AS is_published, coalesce(item_pattern, '') AS item_pattern
FROM given_macro_vintage;

CREATE TABLE macro_schedule AS
WITH period AS (
    SELECT series, kind, year::INTEGER AS year, m::INTEGER AS months, published_day, final_month, final_day,
           (make_date(year::INTEGER, m::INTEGER, 1) + INTERVAL 1 MONTH - INTERVAL 1 DAY)::DATE AS ended
    FROM given_macro_report, range(2005, 2027) AS years(year), range(1, 13) AS month(m)
    WHERE m % step_months = 0 AND (m > 1 OR kind = 'month') AND (year - 2005) * 12 + m <= getvariable('steps'))
SELECT series, kind, year, months, 1 AS standing,
       (ended + published_day::INTEGER + whole(series, ended, 'published', 4))::DATE AS published FROM period
UNION ALL
SELECT series, CASE kind WHEN 'month' THEN 'year' ELSE kind END, year, 12, 3,
       make_date(year + 1, final_month::INTEGER, final_day::INTEGER)
FROM period WHERE months = 12 AND make_date(year + 1, final_month::INTEGER, 1) < getvariable('end_day')
UNION ALL
SELECT period.series, kind, period.year, months, 2, known_from
FROM period JOIN macro_scope USING (series, year)
WHERE is_published AND ended + published_day::INTEGER < known_from;

CREATE TABLE macro_sum AS
SELECT truth.series, item, 2005 + step // 12 AS year, months, kind, sum(hundredths)::BIGINT AS hundredths
FROM macro_truth AS truth
JOIN (SELECT DISTINCT series, kind, year, months FROM macro_schedule) AS stage
    ON stage.series = truth.series AND year = 2005 + step // 12
    AND CASE kind WHEN 'month' THEN months = step % 12 + 1 ELSE months > step % 12 END
GROUP BY ALL;

CREATE TABLE macro_leaf AS
WITH scoped AS (
    SELECT s.series, item, s.kind, s.year, s.months, s.standing, s.published, hundredths,
        coalesce(arg_max(factor, known_from) FILTER (known_from <= published AND regexp_matches(item, item_pattern)), 1)
            AS factor
    FROM macro_schedule AS s JOIN macro_sum USING (series, kind, year, months)
        LEFT JOIN macro_scope ON macro_scope.series = s.series AND macro_scope.year = s.year
    GROUP BY ALL)
SELECT series, item, kind, year, months, standing, published, (hundredths * factor * CASE standing
    WHEN 1 THEN 1 + preliminary_spread * normal(series || item, year, 'first') ELSE 1 END)::BIGINT AS hundredths
FROM scoped JOIN given_macro_report USING (series, kind)
UNION ALL
SELECT series, item, kind, year, months, standing, published, hundredths FROM scoped WHERE kind = 'year';

CREATE TABLE macro_total AS
SELECT leaf.series, ancestor.item, leaf.kind, year, months, standing, published, sum(hundredths)::BIGINT AS hundredths
FROM macro_leaf AS leaf JOIN given_macro_report AS report ON report.series = leaf.series
    JOIN macro_ancestor AS ancestor ON ancestor.item_list = report.item_list AND ancestor.leaf = leaf.item
GROUP BY ALL;

-- the year's target: as published, else so much above what was known of the year before
INSERT INTO macro_total
SELECT t.series, 'total', 'year', t.year::INTEGER, 12, 0, CAST(t.published_date AS DATE),
    coalesce((t.value * 1e10 / divisor)::BIGINT, (before.hundredths * (1 + t.growth_percent / 100) / 100)::BIGINT * 100)
FROM given_macro_target AS t JOIN given_macro_report USING (series)
    LEFT JOIN macro_total AS before ON before.series = t.series AND before.item = 'total' AND before.standing = 1
        AND before.year = t.year - 1 AND before.months = 12;

-- Growth as the department publishes it: against what it knows of the year before, at constant prices where it does so.
CREATE TABLE macro_figure AS
WITH before AS (
    SELECT series, item, kind, year + 1 AS year, months, published AS known,
           arg_max(hundredths, standing) AS hundredths_before
    FROM macro_total WHERE standing > 0 GROUP BY ALL),
compared AS (
    SELECT f.*, hundredths_before FROM macro_total AS f ASOF LEFT JOIN before
        ON before.series = f.series AND before.item = f.item AND before.kind = f.kind AND before.year = f.year
        AND before.months = f.months AND before.known <= f.published),
grown AS (
    SELECT c.*, CASE WHEN c.standing = 0 THEN t.growth_percent
        WHEN c.item = 'total' AND c.standing = 1 AND g.growth_percent IS NOT NULL THEN g.growth_percent
        WHEN hundredths_before > 0 THEN 100 * (hundredths::DOUBLE / hundredths_before
            / CASE WHEN growth = 'comparable' THEN 1 + d.percent / 100 ELSE 1 END - 1) END AS percent,
        prefix, growth, step_months
    FROM compared AS c JOIN given_macro_report AS report ON report.series = c.series
        LEFT JOIN given_macro_growth AS g ON g.series = c.series AND g.year = c.year AND g.months = c.months
        LEFT JOIN given_macro_target AS t ON t.series = c.series AND t.year = c.year AND c.standing = 0
        LEFT JOIN given_macro_deflator AS d ON d.series = c.series AND d.year = c.year)
SELECT series, item, year, months, standing, published, hundredths, round(percent, 1)::DECIMAL(9, 1) AS percent,
    prefix || year || lpad(months::VARCHAR, 2, '0') || standing || row_number() OVER (
        PARTITION BY series, item, kind, year, months, standing ORDER BY published) || '-' || item AS record,
    year || '年' || CASE WHEN kind = 'year' THEN '' WHEN kind = 'month' THEN months || '月'
        WHEN step_months = 3 THEN ['一季度', '上半年', '前三季度', '全年'][months // 3]
        ELSE '1-' || months || '月' END AS period
FROM grown;
DROP TABLE macro_leaf;

-- A slip of the hand on a figure: the same kinds for every macro-economic extract.
CREATE MACRO figure_text(dirt, hundredths) AS CASE dirt
    WHEN 'thousands_separator' THEN separated(yuan(hundredths))
    WHEN 'full_width_value' THEN wide(yuan(hundredths)::VARCHAR)
    WHEN 'unit_slip' THEN yuan(hundredths * 10000)::VARCHAR ELSE yuan(hundredths)::VARCHAR END;
CREATE MACRO growth_text(dirt, percent) AS CASE dirt
    WHEN 'growth_slip' THEN (percent * 10 + 30)::DECIMAL(9, 1)::VARCHAR ELSE percent::VARCHAR END;
CREATE MACRO period_slip(dirt, period) AS CASE dirt
    WHEN 'impossible_period' THEN replace(period, '年1-', '年1-1') || '份' ELSE period END;
-- a thousands separator needs thousands, a slip must stay in range, a growth must be there and is slipped on the spot
CREATE MACRO figure_dirt(drawn, item, hundredths, percent, standing) AS CASE
    WHEN standing <> 1 OR item = 'total' THEN NULL
    WHEN drawn = 'thousands_separator' AND hundredths < 100_000 THEN NULL
    WHEN drawn = 'unit_slip' AND hundredths NOT BETWEEN 10_000 AND 990_000 THEN NULL
    WHEN drawn = 'growth_slip' AND (percent IS NULL OR percent > 900) THEN NULL ELSE drawn END;
