WITH clean AS (
    SELECT 'P' || lpad(serial::VARCHAR, 8, '0') AS record, w.*, sex, ethnic_group, street, residence_type, household_number, role,
           male, education, marital, registered, cancelled, police_population_dirt(dirt_draw(w.key, 'police_population')) AS dirt
    FROM written_person AS w JOIN person USING (pid) WHERE source = 'police_population'),
copied AS (
    SELECT * FROM clean UNION ALL SELECT * REPLACE ('duplicate copy' AS dirt) FROM clean WHERE dirt = 'duplicate')
SELECT record AS _key, dirt AS _dirt,
    record AS "登记编号",
    number AS "公民身份号码",
    name AS "姓名",
    sex AS "性别代码",
    CASE dirt WHEN 'unknown_ethnic_group' THEN '99' ELSE ethnic_group END AS "民族代码",
    CASE dirt WHEN 'impossible_date' THEN year(birth)::VARCHAR || '-02-30' ELSE birth::VARCHAR END AS "出生日期",
    address AS "住址",
    CASE WHEN chance(pid, 'police', 'street') < 0.006 THEN NULL ELSE street END AS "街区代码",
    residence_type AS "登记类型代码",
    household_number AS "户号",
    CASE role WHEN 'head' THEN '02' WHEN 'worker' THEN '99' WHEN 'spouse' THEN '10' WHEN 'child' THEN CASE WHEN male THEN '20' ELSE '30' END
              ELSE '50' END AS "与户主关系代码",
    CASE WHEN chance(pid, 'police', 'education') < 0.03 THEN NULL ELSE education END AS "文化程度代码",
    CASE WHEN chance(pid, 'police', 'marital') < 0.02 THEN NULL ELSE marital END AS "婚姻状况代码",
    phone AS "联系电话",
    registered::VARCHAR AS "登记日期",
    CASE dirt WHEN 'cancelled_before_registered' THEN (registered - 400)::VARCHAR ELSE cancelled::VARCHAR END AS "注销日期"
FROM copied ORDER BY record, dirt
