WITH clean AS (SELECT *, parcel_outline_dirt(dirt_draw(pid, 'parcel_outline')) AS dirt FROM parcel_cell),
spoilt AS (SELECT *, spoilt_shape(shape, dirt) AS spoilt FROM clean)
SELECT code AS _key, dirt AS _dirt, code AS "宗地号", street AS "街区代码",
    round(four_sided_area(shape) * jitter(pid, 'measured', 0, 0.004) * CASE dirt WHEN 'area_in_mu' THEN 0.0015 ELSE 1 END, 1)
        ::DECIMAL(18, 1)::VARCHAR AS "登记面积（平方米）",
    (granted_date + 30)::VARCHAR AS "测量日期",
    polygon_text(spoilt, dirt) AS "图形"
FROM spoilt ORDER BY code
