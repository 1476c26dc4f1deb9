WITH clean AS (SELECT *, planning_unit_dirt(dirt_draw(code, 'planning_unit')) AS dirt FROM plan_unit),
spoilt AS (SELECT *, spoilt_shape(shape, dirt) AS spoilt FROM clean)
SELECT code AS _key, dirt AS _dirt, code AS "单元编号", street AS "街区代码",
    uses[1 + whole(code, 'use', 1, len(uses))] AS "用地性质代码",
    (1 + whole(code, 'ratio', 1, 40) / 10.0)::DECIMAL(4, 1)::VARCHAR AS "容积率上限",
    (18 + 6 * whole(code, 'height', 1, 20))::VARCHAR AS "建筑限高（米）",
    (25 + 5 * whole(code, 'coverage', 1, 6))::VARCHAR AS "建筑密度上限（%）",
    round(four_sided_area(shape) * jitter(code, 'measured', 0, 0.004), 1)::DECIMAL(18, 1)::VARCHAR AS "单元面积（平方米）",
    make_date(opened_year::INTEGER - 1, 1 + whole(code, 'month', 0, 12), 15)::VARCHAR AS "批复日期",
    polygon_text(spoilt, dirt) AS "图形"
FROM spoilt ORDER BY code
