SELECT 'HD' || lpad(number::VARCHAR, 3, '0') AS _key, NULL::VARCHAR AS _dirt, 'HD' || lpad(number::VARCHAR, 3, '0') AS "河道编号",
    (SELECT any_value(zh) FROM code_street WHERE code_street.code = street)
        || CASE kind WHEN 'river' THEN '河' WHEN 'canal' THEN '渠' ELSE '排水沟' END AS "河道名称",
    kind AS "河道类别代码", (4 + whole(number, 'width', 4, 40))::VARCHAR AS "水面宽度（米）", line_text(shape) AS "图形"
FROM water_course ORDER BY 1
