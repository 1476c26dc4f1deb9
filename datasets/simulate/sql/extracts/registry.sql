WITH clean AS (
    SELECT eid, registration_number, organisation_code, credit_code, name, registration_type, division, street, address,
           capital_exact, founded, closed,
           CASE WHEN NOT tidy THEN registry_dirt(dirt_draw(registration_number, 'registry')) END AS dirt
    FROM enterprise JOIN numbered USING (eid) JOIN named USING (eid) JOIN addressed USING (eid)
    WHERE tidy OR uniform(eid, 'unregistered', 0) >= 0.002),
dated AS (SELECT *, coalesce(closed, DATE '2099-01-01') >= DATE '2015-10-01' AS has_credit_code FROM clean),
copied AS (
    SELECT * FROM dated UNION ALL SELECT * REPLACE ('duplicate copy' AS dirt) FROM dated WHERE dirt = 'duplicate')
SELECT registration_number AS _key, dirt AS _dirt,
    CASE dirt WHEN 'registration_full_width' THEN wide(registration_number) ELSE registration_number END AS "注册号",
    CASE dirt WHEN 'organisation_hyphen' THEN hyphened(organisation_code)
              WHEN 'organisation_lower_case' THEN lower(organisation_code)
              WHEN 'organisation_check_digit' THEN wrong_check(organisation_code)
              WHEN 'organisation_missing' THEN NULL ELSE organisation_code END AS "组织机构代码",
    CASE WHEN has_credit_code THEN credit_code END AS "统一社会信用代码",
    name AS "企业名称",
    registration_type AS "企业类型代码",
    CASE dirt WHEN 'unknown_division' THEN '98' ELSE division END AS "行业代码",
    CASE WHEN eid >= 1000 AND uniform(eid, 'street', 'blank') < 0.01 THEN NULL ELSE street END AS "街区代码",
    address AS "住所",
    CASE WHEN eid >= 1000 AND uniform(eid, 'capital', 'blank') < 0.186 THEN NULL
         ELSE CASE WHEN capital_exact >= 100 THEN round(least(capital_exact, 8e6), -1) ELSE ceil(capital_exact) END
              ::DECIMAL(18, 2)::VARCHAR END AS "注册资本（万元）",
    CASE dirt WHEN 'impossible_date' THEN year(founded)::VARCHAR || '-02-30' ELSE founded::VARCHAR END AS "成立日期",
    CASE dirt WHEN 'closed_before_founded' THEN (founded - 400)::VARCHAR ELSE closed::VARCHAR END AS "注销日期"
FROM copied ORDER BY "成立日期", _key, dirt
