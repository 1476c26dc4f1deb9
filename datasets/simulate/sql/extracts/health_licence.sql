WITH marked AS (
    SELECT w.*, o.kind AS kind_of, division, health_licence_dirt(dirt_draw(serial, 'health_licence')) AS drawn
    FROM written AS w JOIN entry USING (source, serial) JOIN organisation AS o ON o.eid = w.eid
    WHERE source = 'health_licence'),
coded AS (
    SELECT * EXCLUDE (drawn, kind_of), CASE
        WHEN kind_of = 'proprietor' THEN NULL ELSE organisation_code END AS own_code,
           CASE WHEN own_code IS NULL AND drawn = 'organisation_check_digit' THEN NULL ELSE drawn END AS dirt,
           CASE WHEN division = '84' THEN '3' WHEN division IN ('80', '90', '61') THEN '2'
               WHEN division IN ('44', '46') THEN '4' ELSE '1' END
               AS kind FROM marked),
copied AS (SELECT * FROM coded UNION ALL SELECT * REPLACE ('duplicate copy' AS dirt) FROM coded
    WHERE dirt = 'duplicate')
SELECT serial AS _key, dirt AS _dirt,
    serial AS "许可序号",
    getvariable('licence_prefix') || ['食', '公', '医', '水'][kind::INTEGER] || '字(' || year(day) || ')第' || right(serial, 6)
        || '号' AS "许可证号",
    CASE dirt WHEN 'organisation_check_digit' THEN wrong_check(own_code) ELSE own_code END AS "组织机构代码",
    name AS "单位名称",
    address AS "经营地址",
    representative AS "法定代表人或负责人",
    phone AS "联系电话",
    CASE dirt WHEN 'unknown_kind' THEN '9' ELSE kind END AS "许可类别代码",
    CASE dirt WHEN 'impossible_date' THEN year(day)::VARCHAR || '-06-31' ELSE day::VARCHAR END AS "发证日期",
    (day + 1460)::VARCHAR AS "有效期至"
FROM copied ORDER BY _key, dirt
