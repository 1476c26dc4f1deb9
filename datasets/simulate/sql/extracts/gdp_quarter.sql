WITH marked AS (
    SELECT *, figure_dirt(gdp_quarter_dirt(dirt_draw(record, 'gdp_quarter')),
                          item, hundredths, percent, standing) AS dirt
    FROM macro_figure WHERE series = 'gdp')
SELECT record AS _key, dirt AS _dirt,
    record AS "报表行号",
    period_slip(dirt, period) AS "统计时期",
    item AS "核算行业",
    figure_text(dirt, hundredths) AS "增加值累计（亿元）",
    growth_text(dirt, percent) AS "可比价增长（%）",
    standing::VARCHAR AS "数据状态",
    published::VARCHAR AS "发布日期"
FROM marked ORDER BY published, period, item, record
