"""Periods as Chinese statistics write them, turned into a kind, a first and a last day."""

PERIOD_PATTERN = "[0-9]{4}年((1-)?([1-9]|1[0-2])月|[一二三四]季度|上半年|前三季度|全年)?"

# period_kind: month (one month), cumulative (the year to date), quarter (one quarter), year (a whole year or target).
MACROS = """
CREATE OR REPLACE TEMP MACRO period_year(p) AS left(p, 4)::INTEGER;
CREATE OR REPLACE TEMP MACRO period_rest(p) AS substr(p, 6);
CREATE OR REPLACE TEMP MACRO period_kind(p) AS CASE
    WHEN period_rest(p) = '' THEN 'year'
    WHEN period_rest(p) LIKE '1-%' OR period_rest(p) IN ('上半年', '前三季度', '全年') THEN 'cumulative'
    WHEN period_rest(p) LIKE '%季度' THEN 'quarter'
    ELSE 'month' END;
CREATE OR REPLACE TEMP MACRO period_last(p) AS CASE
    WHEN period_rest(p) IN ('', '全年') THEN 12
    WHEN period_rest(p) = '上半年' THEN 6
    WHEN period_rest(p) = '前三季度' THEN 9
    WHEN period_rest(p) LIKE '_季度' THEN 3 * strpos('一二三四', left(period_rest(p), 1))
    ELSE regexp_extract(p, '([0-9]{1,2})月$', 1)::INTEGER END;
CREATE OR REPLACE TEMP MACRO period_first(p) AS CASE period_kind(p)
    WHEN 'month' THEN period_last(p) WHEN 'quarter' THEN period_last(p) - 2 ELSE 1 END;
CREATE OR REPLACE TEMP MACRO period_start(p) AS make_date(period_year(p), period_first(p)::BIGINT, 1);
CREATE OR REPLACE TEMP MACRO period_end(p) AS last_day(make_date(period_year(p), period_last(p)::BIGINT, 1));
"""
