WITH marked AS (
    SELECT r.serial, r.eid, h.*  EXCLUDE (eid), n.registration_number, n.organisation_code,
        head.organisation_code AS head_code,
           head_history.name AS head_name, registry_branch_dirt(dirt_draw(serial, 'registry_branch')) AS drawn
    FROM register_row AS r JOIN history AS h ON h.eid = r.eid JOIN organisation_number AS n ON n.eid = r.eid
        JOIN organisation_number AS head ON head.eid = h.parent
            JOIN history AS head_history ON head_history.eid = h.parent
    WHERE source = 'registry_branch'),
coded AS (
    SELECT * EXCLUDE (drawn), CASE
        WHEN chance(serial, 'branch', 'no code') >= 0.06 THEN organisation_code END AS own_code,
           CASE WHEN own_code IS NULL AND drawn = 'organisation_check_digit' THEN NULL ELSE drawn END AS dirt
               FROM marked),
copied AS (SELECT * FROM coded UNION ALL SELECT * REPLACE ('duplicate copy' AS dirt) FROM coded
    WHERE dirt = 'duplicate')
SELECT serial AS _key, dirt AS _dirt,
    serial AS "登记序号",
    registration_number AS "注册号",
    CASE dirt WHEN 'organisation_check_digit' THEN wrong_check(own_code) ELSE own_code END AS "组织机构代码",
    name AS "分支机构名称",
    representative AS "负责人",
    address AS "营业场所",
    street AS "街区代码",
    division_on(division, founded) AS "行业代码",
    head_name AS "隶属企业名称",
    CASE WHEN chance(serial, 'branch', 'no head') >= 0.08 THEN head_code END AS "隶属企业组织机构代码",
    CASE dirt WHEN 'impossible_date' THEN year(founded)::VARCHAR || '-02-30' ELSE founded::VARCHAR END AS "成立日期",
    closed::VARCHAR AS "注销日期"
FROM copied ORDER BY _key, dirt
