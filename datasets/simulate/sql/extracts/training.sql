WITH marked AS (
    SELECT *, 'PX' || lpad(tid::VARCHAR, 6, '0') AS record, (trained * (0.55 + 0.45 * pass))::INTEGER AS certified FROM training),
dirty AS (
    SELECT *, CASE WHEN certified < trained THEN training_dirt(dirt_draw(record, 'training')) END AS dirt FROM marked)
SELECT record AS _key, dirt AS _dirt,
    record AS "培训编号", department AS "参训部门", course AS "课程", held::VARCHAR AS "培训日期", hours AS "学时",
    CASE dirt WHEN 'swapped_counts' THEN certified ELSE trained END AS "参训人数",
    CASE dirt WHEN 'swapped_counts' THEN trained ELSE certified END AS "取证人数"
FROM dirty ORDER BY held, record
