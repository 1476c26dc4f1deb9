WITH marked AS (
    SELECT w.*, n.old_taxpayer_number, n.credit_code, n.converted_day, o.division, o.closed, first_day, h.parent,
        o.kind,
           head.old_taxpayer_number AS head_old, head.credit_code AS head_credit,
           CASE WHEN NOT n.tidy THEN tax_registration_dirt(dirt_draw(serial, 'tax_registration')) END AS dirt
    FROM written AS w JOIN entry USING (source, serial) JOIN organisation AS o ON o.eid = w.eid
        JOIN history AS h ON h.eid = w.eid JOIN organisation_number AS n ON n.eid = w.eid
        LEFT JOIN organisation_number AS head ON head.eid = h.parent AND o.kind = 'branch'
    WHERE source = 'tax_registration'),
numbered_row AS (
    SELECT *, CASE WHEN day >= converted_day THEN credit_code
        ELSE left(old_taxpayer_number, 6) || organisation_code END AS taxpayer,
           CASE WHEN day >= converted_day THEN head_credit ELSE head_old END AS head
    FROM marked),
copied AS (
    SELECT * FROM numbered_row
    UNION ALL SELECT * REPLACE ('duplicate copy' AS dirt) FROM numbered_row WHERE dirt = 'duplicate')
SELECT serial AS _key, dirt AS _dirt,
    serial AS "登记序号",
    CASE dirt WHEN 'taxpayer_check_digit' THEN wrong_check(taxpayer) WHEN 'taxpayer_lower_case' THEN lower(taxpayer)
              ELSE taxpayer END AS "纳税人识别号",
    name AS "纳税人名称",
    address AS "生产经营地址",
    representative AS "法定代表人（负责人）姓名",
    phone AS "联系电话",
    CASE dirt WHEN 'unknown_division' THEN '00' ELSE division_on(division, first_day) END AS "行业代码",
    CASE dirt WHEN 'impossible_date' THEN year(first_day)::VARCHAR || '-02-30'
        ELSE first_day::VARCHAR END AS "登记日期",
    CASE WHEN closed IS NOT NULL AND chance(serial, 'tax', 'state') < 0.9 THEN '07'
         WHEN chance(serial, 'tax', 'state') < 0.03 THEN '05' WHEN chance(serial, 'tax', 'state') < 0.04 THEN '04'
         ELSE '03' END AS "纳税人状态代码",
    head AS "总机构纳税人识别号"
FROM copied ORDER BY _key, dirt
