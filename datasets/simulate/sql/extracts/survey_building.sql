WITH clean AS (
    SELECT *, survey_building_dirt(dirt_draw(code, 'survey_building')) AS dirt FROM building
    WHERE built_date < getvariable('end_day')),
shifted AS (SELECT *, list_transform(shape, lambda p: to_mars(p)) AS mars FROM clean),
written AS (SELECT *, CASE dirt WHEN 'other_system' THEN shape ELSE mars END AS written FROM shifted),
spoilt AS (SELECT *, spoilt_shape(written, dirt) AS spoilt FROM written)
SELECT code AS _key, dirt AS _dirt, code AS "建筑物编号", parcel_code AS "宗地号", floors::VARCHAR AS "地上层数",
    (floors * 3.3 + 1.2)::DECIMAL(6, 1)::VARCHAR AS "建筑高度（米）",
    CASE WHEN uniform(code, 'year', 0) < 0.9 THEN built_date::VARCHAR END AS "建成日期",
    round(four_sided_area(shape) * jitter(code, 'measured', 0, 0.01), 1)::DECIMAL(18, 1)::VARCHAR AS "基底面积（平方米）",
    polygon_text(spoilt, dirt) AS "图形"
FROM spoilt ORDER BY code
