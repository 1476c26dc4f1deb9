WITH clean AS (
    SELECT *, 'LD' || lpad(number::VARCHAR, 4, '0') AS code, greenland_dirt(dirt_draw(number, 'greenland')) AS dirt
    FROM green),
spoilt AS (SELECT *, spoilt_shape(shape, dirt) AS spoilt FROM clean)
SELECT code AS _key, dirt AS _dirt, code AS "绿地编号", '绿地' || number::VARCHAR || '号' AS "绿地名称", kind AS "绿地类别代码",
    round(four_sided_area(shape) * jitter(number, 'measured', 6, 0.01) * CASE dirt WHEN 'area_in_mu' THEN 0.0015 ELSE 1 END, 1)
        ::DECIMAL(18, 1)::VARCHAR AS "绿地面积（平方米）",
    (DATE '2018-01-10' + whole(number, 'surveyed', 7, 900))::VARCHAR AS "调查日期",
    polygon_text(spoilt, dirt) AS "图形"
FROM spoilt ORDER BY code
