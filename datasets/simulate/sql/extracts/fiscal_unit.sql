WITH paid AS (
    SELECT w.*, o.kind, headcount, tidy, year(w.day) AS y,
           CASE WHEN o.kind = 'institution' THEN CASE
               WHEN chance(serial, 'fiscal', 'purpose') < 0.9 THEN '1' ELSE '6' END
                ELSE (2 + pick(serial, 'fiscal', 'enterprise purpose', 4))::VARCHAR END AS purpose,
           CASE WHEN o.kind = 'institution' THEN headcount * 90000 * pow(1.05,
               y - 2010) * (0.85 + 0.3 * chance(serial, 'fiscal', 'swing'))
                ELSE exp(11.6 + 1.3 * bell(serial, 'fiscal', 'amount')) * pow(1.05, y - 2010) END AS amount
    FROM written AS w JOIN entry USING (source, serial) JOIN organisation AS o ON o.eid = w.eid
        JOIN organisation_number AS n ON n.eid = w.eid JOIN staff ON staff.eid = w.eid
    WHERE source = 'fiscal_unit'),
marked AS (
    SELECT *, CASE WHEN NOT tidy THEN fiscal_unit_dirt(dirt_draw(serial, 'fiscal_unit')) END AS drawn,
           (ceil(amount / 100) * 100)::DECIMAL(18, 2) AS yuan FROM paid),
coded AS (
    SELECT * EXCLUDE (drawn), CASE WHEN organisation_code IS NULL AND drawn = 'organisation_check_digit' THEN NULL
        ELSE drawn END AS dirt
    FROM marked),
copied AS (SELECT * FROM coded UNION ALL SELECT * REPLACE ('duplicate copy' AS dirt) FROM coded
    WHERE dirt = 'duplicate')
SELECT serial AS _key, dirt AS _dirt,
    serial AS "支付序号",
    CASE WHEN dirt = 'organisation_check_digit' THEN wrong_check(organisation_code)
         WHEN chance(serial, 'fiscal', 'hyphen') < 0.5 THEN hyphened(organisation_code)
             ELSE organisation_code END AS "组织机构代码",
    name AS "单位名称",
    address AS "单位地址",
    CASE dirt WHEN 'unknown_purpose' THEN '99' ELSE purpose END AS "资金用途代码",
    CASE dirt WHEN 'thousands_separator' THEN separated(yuan) ELSE yuan::VARCHAR END AS "金额（元）",
    day::VARCHAR AS "支付日期"
FROM copied ORDER BY _key, dirt
