WITH marked AS (
    SELECT *, 'JM' || strftime(month, '%Y%m') || '-' || street || '-' || age AS record,
           resident_health_dirt(dirt_draw(street || age || step, 'resident_health')) AS dirt
    FROM resident_cell WHERE visits + records + hypertension + diabetes > 0)
SELECT record AS _key, dirt AS _dirt,
    record AS "报表行号", strftime(month, '%Y-%m') AS "统计月份",
    CASE dirt WHEN 'unknown_block' THEN 'XXXX' ELSE street END AS "街区代码", age AS "年龄组",
    CASE dirt WHEN 'decimal_persons' THEN visits || '.5' ELSE visits::VARCHAR END AS "就诊人次",
    records AS "新建档案数", hypertension AS "高血压管理人数", diabetes AS "糖尿病管理人数"
FROM marked ORDER BY month, street, age
