WITH marked AS (
    SELECT w.*, first_day, headcount, seq, CASE
        WHEN NOT n.tidy THEN insurance_unit_dirt(dirt_draw(serial, 'insurance_unit')) END AS drawn
    FROM written AS w JOIN entry USING (source, serial) JOIN organisation_number AS n ON n.eid = w.eid
        JOIN staff ON staff.eid = w.eid
    WHERE source = 'insurance_unit'),
coded AS (
    SELECT * EXCLUDE (drawn), CASE WHEN organisation_code IS NULL AND drawn = 'organisation_check_digit' THEN NULL
        ELSE drawn END AS dirt
    FROM marked),
copied AS (
    SELECT * FROM coded UNION ALL SELECT * REPLACE ('duplicate copy' AS dirt) FROM coded WHERE dirt = 'duplicate')
SELECT serial AS _key, dirt AS _dirt,
    serial AS "单位编号",
    CASE WHEN dirt = 'organisation_check_digit' THEN wrong_check(organisation_code)
         WHEN chance(serial, 'insurance', 'hyphen') < 0.25 THEN hyphened(organisation_code)
             ELSE organisation_code END AS "组织机构代码",
    name AS "单位名称",
    address AS "单位地址",
    representative AS "法定代表人或负责人",
    phone AS "联系电话",
    CASE dirt WHEN 'not_a_count' THEN headcount::VARCHAR || '人' ELSE headcount::VARCHAR END AS "参保人数",
    strftime(first_day, '%Y') || CASE dirt
        WHEN 'impossible_month' THEN '-13' ELSE strftime(first_day, '-%m') END AS "首次参保年月"
FROM copied ORDER BY _key, dirt
