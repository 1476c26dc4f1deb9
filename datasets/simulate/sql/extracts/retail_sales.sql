WITH marked AS (
    SELECT *, figure_dirt(retail_sales_dirt(dirt_draw(record, 'retail_sales')),
                          item, hundredths, percent, standing) AS dirt
    FROM macro_figure WHERE series = 'retail_sales')
SELECT record AS _key, dirt AS _dirt,
    record AS "报表行号",
    period_slip(dirt, period) AS "统计时期",
    item AS "分组编码",
    figure_text(dirt, hundredths) AS "零售额累计（万元）",
    growth_text(dirt, percent) AS "同比（%）",
    standing::VARCHAR AS "数据状态",
    published::VARCHAR AS "发布日期"
FROM marked ORDER BY published, period, item, record
