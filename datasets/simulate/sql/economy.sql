-- The macro-economic truth by month and leaf item, in hundredths of the unit the department writes.
--
-- Fiscal revenue is the tax bureau's own collections by type and the zone's other revenue; every other series is its
-- monthly total, divided by shares that drift from year to year.

CREATE TABLE macro_ancestor AS
WITH RECURSIVE list(item_list, code, parent) AS (
    SELECT 'fiscal_item', code, parent FROM code_fiscal_item
    UNION ALL SELECT 'expenditure_item', code, parent FROM code_expenditure_item
    UNION ALL SELECT 'retail_item', code, parent FROM code_retail_item
    UNION ALL SELECT 'output_item', code, parent FROM code_output_item
    UNION ALL SELECT 'gdp_sector', code, parent FROM code_gdp_sector
    UNION ALL SELECT 'power_item', code, parent FROM code_power_item
    UNION ALL SELECT 'fund_source', code, parent FROM code_fund_source
), walk(item_list, leaf, item, depth) AS (
    SELECT item_list, code, code, 0 FROM list
    WHERE NOT EXISTS (FROM list AS child WHERE child.item_list = list.item_list AND child.parent = list.code)
    UNION ALL
    SELECT walk.item_list, leaf, list.parent, depth + 1 FROM walk
    JOIN list ON list.item_list = walk.item_list AND list.code = walk.item WHERE list.parent IS NOT NULL
)
SELECT item_list, leaf, item FROM walk;

CREATE TABLE macro_weight AS
SELECT series, item, step, (1e9 * path(step, share_2005, share_2010, share_2015, share_2020, share_2026)
    * exp(0.03 * wander(series || item, 'share', step)))::BIGINT AS weight
FROM given_macro_share, step;

CREATE TABLE macro_truth AS
WITH fiscal_tax(tax, item) AS (
    VALUES ('tax_01', '10101'), ('tax_02', '10102'), ('tax_03', '10103'), ('tax_04', '10104'), ('tax_05', '10104'),
        ('tax_06', '10106'), ('tax_07', '10109'), ('tax_08', '10302'), ('tax_09', '10110'), ('tax_10', '10110'),
        ('tax_11', '10112'), ('tax_12', '10113'), ('tax_13', '10111'), ('tax_14', '10119'), ('tax_15', '10119'),
        ('tax_16', '10119'), ('tax_17', '10119'), ('tax_21', '10119')
), collected AS (
    SELECT 'fiscal_revenue' AS series, item, step, sum(cents)::DOUBLE AS cents
    FROM target JOIN fiscal_tax ON target.series = tax GROUP BY item, step
), whole AS (SELECT series, step, sum(weight)::DOUBLE AS weight FROM macro_weight GROUP BY series, step),
shared AS (
    SELECT CASE series WHEN 'fiscal_nontax' THEN 'fiscal_revenue' ELSE series END AS series, item, step,
        cents * (macro_weight.weight / whole.weight)
            -- more money is raised than spent, most of it early in the year, and less so since credit became dear
            * CASE series WHEN 'fixed_asset_investment' THEN path(step, 1.13, 1.16, 1.08, 1.04, 1.02)
                * [1.25, 1.3, 1.15, 1.05, 1, 0.95, 1, 0.98, 0.96, 1, 0.95, 0.88][1 + step % 12]
                * exp(0.03 * wander('funds', 'raised', step) + 0.04 * normal(step, 'funds', 0)) ELSE 1 END AS cents
    FROM macro_weight JOIN whole USING (series, step) JOIN target USING (series, step)
)
SELECT series, item, step, (cents / divisor)::BIGINT AS hundredths
FROM (FROM collected UNION ALL FROM shared) JOIN given_macro_report USING (series)
WHERE step < getvariable('steps') AND cents > 0;
