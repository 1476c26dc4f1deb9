WITH marked AS (
    SELECT *, figure_dirt(industrial_output_dirt(dirt_draw(record, 'industrial_output')),
                          item, hundredths, percent, standing) AS dirt
    FROM macro_figure WHERE series = 'industrial_output')
SELECT record AS _key, dirt AS _dirt,
    record AS "报表行号",
    period_slip(dirt, period) AS "统计时期",
    item AS "行业编码",
    figure_text(dirt, hundredths) AS "工业总产值累计（万元）",
    growth_text(dirt, percent) AS "同比（%）",
    standing::VARCHAR AS "数据状态",
    published::VARCHAR AS "发布日期"
FROM marked ORDER BY published, period, item, record
