WITH marked AS (
    SELECT r.serial, h.*, o.place, n.organisation_code, n.credit_code,
        institution_dirt(dirt_draw(serial, 'institution')) AS dirt
    FROM register_row AS r JOIN history AS h USING (eid) JOIN organisation AS o USING (eid)
        JOIN organisation_number AS n USING (eid)
    WHERE source = 'institution'),
copied AS (SELECT * FROM marked UNION ALL SELECT * REPLACE ('duplicate copy' AS dirt) FROM marked
    WHERE dirt = 'duplicate')
SELECT serial AS _key, dirt AS _dirt,
    serial AS "证书号",
    CASE dirt WHEN 'organisation_check_digit' THEN wrong_check(organisation_code)
        ELSE organisation_code END AS "组织机构代码",
    CASE WHEN chance(serial, 'institution', 'credit') < 0.9 THEN credit_code END AS "统一社会信用代码",
    name AS "单位名称",
    CASE WHEN place % 12 IN (8, 9) THEN '3' WHEN place % 12 = 10 THEN '4'
        WHEN place % 12 = 11 THEN '1' ELSE '2' END AS "机构类型代码",
    representative AS "法定代表人",
    address AS "住所",
    street AS "街区代码",
    division_on(division, founded) AS "行业代码",
    founded::VARCHAR AS "成立日期"
FROM copied ORDER BY _key, dirt
