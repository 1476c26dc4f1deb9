WITH marked AS (
    SELECT c.*, n.registration_number, n.old_registration_number, n.renumbered_day,
        s.registration_number AS survivor_number,
           CASE WHEN c.day < h.renamed_day THEN h.former_name ELSE h.name END AS name,
           registry_change_dirt(dirt_draw(serial, 'registry_change')) AS dirt
    FROM registry_change AS c JOIN organisation_number AS n USING (eid) JOIN history AS h USING (eid)
        LEFT JOIN organisation_number AS s ON s.eid = c.survivor
    WHERE n.tidy OR uniform(eid, 'unregistered', 0) >= 0.002),
copied AS (
    SELECT * FROM marked UNION ALL SELECT * REPLACE ('duplicate copy' AS dirt) FROM marked WHERE dirt = 'duplicate')
SELECT serial AS _key, dirt AS _dirt,
    serial AS "变更流水号",
    -- until its own reissue an enterprise signs with the number of 13 digits
    CASE WHEN old_registration_number IS NOT NULL AND day < renumbered_day THEN old_registration_number
         ELSE registration_number END AS "注册号",
    name AS "企业名称",
    CASE dirt WHEN 'impossible_date' THEN year(day)::VARCHAR || '-11-31' ELSE day::VARCHAR END AS "核准日期",
    item AS "变更事项代码",
    old_text AS "变更前内容",
    CASE dirt WHEN 'new_value_missing' THEN NULL ELSE new_text END AS "变更后内容",
    survivor_number AS "存续企业注册号"
FROM copied ORDER BY _key, dirt
