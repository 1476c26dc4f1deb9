WITH marked AS (
    SELECT r.serial, h.*, n.registration_number,
        registry_individual_dirt(dirt_draw(serial, 'registry_individual')) AS dirt
    FROM register_row AS r JOIN history AS h USING (eid) JOIN organisation_number AS n USING (eid)
    WHERE source = 'registry_individual'),
copied AS (SELECT * FROM marked UNION ALL SELECT * REPLACE ('duplicate copy' AS dirt) FROM marked
    WHERE dirt = 'duplicate')
SELECT serial AS _key, dirt AS _dirt,
    serial AS "登记序号",
    registration_number AS "注册号",
    name AS "字号名称",
    representative AS "经营者姓名",
    CASE WHEN chance(serial, 'individual', 'address') < 0.03 THEN NULL
         WHEN chance(serial, 'individual', 'address') < 0.10 THEN wide(address) ELSE address END AS "经营场所",
    street AS "街区代码",
    CASE dirt WHEN 'unknown_division' THEN '00' ELSE division_on(division, founded) END AS "行业代码",
    (1000 * (1 + floor(60 * pow(chance(serial, 'individual', 'funds'), 3))))::DECIMAL(18,
        2)::VARCHAR AS "资金数额（元）",
    CASE dirt WHEN 'impossible_date' THEN year(founded)::VARCHAR || '-09-31' ELSE founded::VARCHAR END AS "核准日期",
    closed::VARCHAR AS "注销日期"
FROM copied ORDER BY _key, dirt
