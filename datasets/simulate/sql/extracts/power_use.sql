WITH marked AS (
    SELECT *, figure_dirt(power_use_dirt(dirt_draw(record, 'power_use')),
                          item, hundredths, percent, standing) AS dirt
    FROM macro_figure WHERE series = 'power_use')
SELECT record AS _key, dirt AS _dirt,
    record AS "报表行号",
    period_slip(dirt, period) AS "统计时期",
    item AS "用电分类编码",
    figure_text(dirt, hundredths) AS "用电量（万千瓦时）",
    growth_text(dirt, percent) AS "同比（%）",
    standing::VARCHAR AS "数据状态",
    published::VARCHAR AS "发布日期"
FROM marked ORDER BY published, period, item, record
