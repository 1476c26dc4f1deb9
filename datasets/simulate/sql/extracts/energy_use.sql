WITH marked AS (
    SELECT *, figure_dirt(energy_use_dirt(dirt_draw(record, 'energy_use')),
                          item, hundredths, percent, standing) AS dirt
    FROM macro_figure WHERE series = 'energy_use')
SELECT record AS _key, dirt AS _dirt,
    record AS "报表行号",
    period_slip(dirt, period) AS "统计时期",
    item AS "行业编码",
    figure_text(dirt, hundredths) AS "综合能源消费量累计（吨标准煤）",
    growth_text(dirt, percent) AS "同比（%）",
    standing::VARCHAR AS "数据状态",
    published::VARCHAR AS "发布日期"
FROM marked ORDER BY published, period, item, record
