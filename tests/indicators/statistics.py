"""Statistics and protected counts of the zone written down by hand: two years of output, four quarters, one census."""

STATISTICS = """
INSERT INTO code_list VALUES
  ('output_item', 'total', '合计', 'In all', NULL, 1),
  ('output_item', 'electronics', '电子信息', 'Electronics', 'total', 2),
  ('output_item', 'automotive', '汽车制造', 'Automotive', 'total', 3),
  ('gdp_sector', 'total', '地区生产总值', 'Gross domestic product', NULL, 1),
  ('gdp_sector', '2', '第二产业', 'Secondary industry', 'total', 2),
  ('gdp_sector', '21', '工业', 'Industry', '2', 3), ('gdp_sector', '22', '建筑业', 'Construction', '2', 4),
  ('gdp_sector', '3', '第三产业', 'Tertiary industry', 'total', 5),
  ('sex', '1', '男', 'Male', NULL, 1), ('sex', '2', '女', 'Female', NULL, 2),
  ('area', 'east', '东区', 'East', NULL, 1), ('area', 'west', '西区', 'West', NULL, 2);

CREATE TABLE base_economy__macro_series (
  series TEXT, item_list TEXT, item TEXT, period_kind TEXT, period_start DATE, period_end DATE,
  value DECIMAL(20, 4), unit TEXT, yoy DOUBLE, yoy_computed DOUBLE, growth TEXT, is_flow BOOLEAN,
  cadence_months INTEGER, status TEXT, published_date DATE, vintage INTEGER, source TEXT, receipt INTEGER,
  source_row BIGINT);
CREATE TABLE base_economy__macro_month (
  series TEXT, item_list TEXT, item TEXT, period_start DATE, period_end DATE, months INTEGER, is_combined BOOLEAN,
  value DECIMAL(21, 4), unit TEXT, method TEXT, status TEXT, published_date DATE, vintage INTEGER, source TEXT,
  receipt INTEGER, source_row BIGINT, before_receipt INTEGER, before_source_row BIGINT);

-- To date: 100 and 110 a month; published growth is on another scope. In 2010 April came too late: May covers two months.
INSERT INTO base_economy__macro_series
SELECT 'industrial_output', 'output_item', item, 'cumulative', make_date(year, 1, 1), last_day(make_date(year, month, 1)),
  share * month * (100 + 10 * (year - 2009)), 'yuan', 0.08, NULL, 'nominal', true, 1, 'preliminary',
  last_day(make_date(year, month, 1)) + 15, 1, 'industrial_output', 7,
  row_number() OVER (ORDER BY year, month, item)
FROM (VALUES (2009), (2010)) y(year), range(2, 7) m(month),
  (VALUES ('total', 10), ('electronics', 6), ('automotive', 4)) i(item, share)
WHERE NOT (year = 2010 AND month = 4);
INSERT INTO base_economy__macro_month
SELECT s.series, item_list, s.item, coalesce(before.period_end + 1, s.period_start)::DATE, s.period_end,
  month(s.period_end) - coalesce(month(before.period_end), 0), false,
  s.value - coalesce(before.value, 0), unit, CASE WHEN before.value IS NULL THEN 'delivered' ELSE 'difference' END,
  status, published_date, 1, source, s.receipt, s.source_row, before.receipt, before.source_row
FROM base_economy__macro_series s ASOF LEFT JOIN (
  SELECT series, item, period_end, value, receipt, source_row, year(period_end) AS year FROM base_economy__macro_series
) before ON before.series = s.series AND before.item = s.item AND before.year = year(s.period_end)
  AND before.period_end < s.period_end;

-- Gross domestic product: the first quarter of 2009 was revised, the year has a final account, and a target.
INSERT INTO base_economy__macro_series VALUES
  ('gdp', 'gdp_sector', 'total', 'cumulative', '2009-01-01', '2009-03-31', 200, 'yuan', 0.20, NULL, 'comparable', true, 3, 'preliminary', '2009-04-20', 1, 'gdp_quarter', 8, 1),
  ('gdp', 'gdp_sector', 'total', 'cumulative', '2009-01-01', '2009-06-30', 450, 'yuan', 0.21, NULL, 'comparable', true, 3, 'preliminary', '2009-07-20', 1, 'gdp_quarter', 8, 2),
  ('gdp', 'gdp_sector', 'total', 'cumulative', '2009-01-01', '2009-03-31', 210, 'yuan', 0.22, NULL, 'comparable', true, 3, 'revised', '2010-03-01', 2, 'gdp_quarter', 8, 3),
  ('gdp', 'gdp_sector', 'total', 'year', '2009-01-01', '2009-12-31', 990, 'yuan', 0.19, NULL, 'comparable', true, 3, 'final', '2010-09-01', 1, 'gdp_quarter', 8, 4),
  ('gdp', 'gdp_sector', 'total', 'year', '2010-01-01', '2010-12-31', 1500, 'yuan', 0.30, NULL, 'comparable', true, 3, 'target', '2010-01-05', 1, 'gdp_quarter', 8, 5),
  ('gdp', 'gdp_sector', 'total', 'cumulative', '2010-01-01', '2010-03-31', 260, 'yuan', 0.18, NULL, 'comparable', true, 3, 'preliminary', '2010-04-20', 1, 'gdp_quarter', 8, 6),
  ('price_over_year', 'price_item', 'cpi', 'month', '2010-01-01', '2010-01-31', 101.5, 'index', NULL, NULL, 'comparable', false, 1, 'final', '2010-02-11', 1, 'price_index', 9, 1),
  ('price_over_year', 'price_item', 'cpi', 'month', '2010-02-01', '2010-02-28', 102.7, 'index', NULL, NULL, 'comparable', false, 1, 'final', '2010-03-11', 1, 'price_index', 9, 2);
INSERT INTO base_economy__macro_month VALUES
  ('gdp', 'gdp_sector', 'total', '2009-01-01', '2009-03-31', 3, false, 200, 'yuan', 'delivered', 'preliminary', '2009-04-20', 1, 'gdp_quarter', 8, 1, NULL, NULL),
  ('gdp', 'gdp_sector', 'total', '2009-04-01', '2009-06-30', 3, false, 250, 'yuan', 'difference', 'preliminary', '2009-07-20', 1, 'gdp_quarter', 8, 2, 8, 1),
  ('gdp', 'gdp_sector', 'total', '2009-01-01', '2009-03-31', 3, false, 210, 'yuan', 'delivered', 'revised', '2010-03-01', 2, 'gdp_quarter', 8, 3, NULL, NULL),
  ('gdp', 'gdp_sector', 'total', '2010-01-01', '2010-03-31', 3, false, 260, 'yuan', 'delivered', 'preliminary', '2010-04-20', 1, 'gdp_quarter', 8, 6, NULL, NULL);

CREATE TABLE base_population__resident_count (
  year INTEGER, area TEXT, street TEXT, age_group TEXT, sex TEXT, residence_type TEXT, education_level TEXT,
  industry TEXT, resident_count BIGINT, suppressed BOOLEAN, reason TEXT);
INSERT INTO base_population__resident_count
SELECT year, area, 'all', 'all', sex, 'all', 'all', 'all', persons, persons IS NULL, CASE WHEN persons IS NULL THEN 'small' END
FROM (VALUES (2008, 'all', 'all', 100), (2008, 'all', '1', 60), (2008, 'all', '2', 40),
             (2008, 'east', 'all', 80), (2008, 'west', 'all', 20), (2008, 'west', '1', NULL), (2008, 'west', '2', NULL),
             (2009, 'all', 'all', 125), (2009, 'all', '1', 75), (2009, 'all', '2', 50)) c(year, area, sex, persons);
INSERT INTO receipt VALUES
  (7, 'industrial_output', 'industrial_output/2009.csv', 'aa77', '统计局', 'Statistics', '工业总产值', 'Output', 27, 0, true),
  (8, 'gdp_quarter', 'gdp/gdp.csv', 'aa88', '统计局', 'Statistics', '地区生产总值', 'GDP', 6, 0, true),
  (9, 'price_index', 'price_index/2010.csv', 'aa99', '统计局', 'Statistics', '价格指数', 'Prices', 2, 0, true),
  (10, 'police_population', 'police_population/2009.csv', 'ab10', '公安分局', 'Police', '人口', 'Residents', 200, 0, true);
"""
