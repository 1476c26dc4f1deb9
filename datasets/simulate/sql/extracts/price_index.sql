WITH published AS (
    SELECT price_figure.*, month, strftime(month, '%Y%m') AS code,
           (last_day(month) + 9 + whole(step, 'price', 'published', 6))::DATE AS published
    FROM price_figure JOIN step USING (step)),
marked AS (
    SELECT *, 'JG' || code || '-' || item AS record,
           price_index_dirt(dirt_draw(code || item, 'price_index')) AS dirt FROM published)
SELECT record AS _key, dirt AS _dirt,
    record AS "报表行号",
    year(month) || '年' || month(month) || '月' AS "统计时期",
    item AS "类别编码",
    CASE dirt WHEN 'percent_for_index' THEN (over_year - 100)::VARCHAR ELSE over_year::VARCHAR END
        AS "同比指数（上年同月=100）",
    CASE dirt WHEN 'full_width_value' THEN wide(over_month::VARCHAR) ELSE over_month::VARCHAR END
        AS "环比指数（上月=100）",
    '3' AS "数据状态",
    published::VARCHAR AS "发布日期"
FROM marked ORDER BY published, item
