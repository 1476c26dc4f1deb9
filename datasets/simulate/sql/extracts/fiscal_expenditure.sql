WITH marked AS (
    SELECT *, figure_dirt(fiscal_expenditure_dirt(dirt_draw(record, 'fiscal_expenditure')),
                          item, hundredths, percent, standing) AS dirt
    FROM macro_figure WHERE series = 'fiscal_expenditure')
SELECT record AS _key, dirt AS _dirt,
    record AS "报表行号",
    period_slip(dirt, period) AS "统计时期",
    item AS "科目编码",
    figure_text(dirt, hundredths) AS "累计支出（万元）",
    growth_text(dirt, percent) AS "同比增减（%）",
    standing::VARCHAR AS "数据状态",
    published::VARCHAR AS "发布日期"
FROM marked ORDER BY published, period, item, record
