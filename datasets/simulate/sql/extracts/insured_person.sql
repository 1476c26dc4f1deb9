WITH clean AS (
    SELECT 'S' || lpad(serial::VARCHAR, 8, '0') AS record, w.*, sex, organisation_code, person.eid, education,
           insured_person_dirt(dirt_draw(w.key, 'insured_person')) AS dirt
    FROM written_person AS w JOIN person USING (pid) LEFT JOIN numbered ON numbered.eid = person.eid WHERE source = 'insured_person'),
copied AS (
    SELECT * FROM clean UNION ALL SELECT * REPLACE ('duplicate copy' AS dirt) FROM clean WHERE dirt = 'duplicate')
SELECT record AS _key, dirt AS _dirt,
    record AS "个人编号",
    number AS "公民身份号码",
    name AS "姓名",
    sex AS "性别代码",
    birth::VARCHAR AS "出生日期",
    CASE WHEN dirt = 'organisation_check_digit' AND organisation_code IS NOT NULL THEN wrong_check(organisation_code)
         ELSE organisation_code END AS "单位组织机构代码",
    phone AS "联系电话",
    CASE dirt WHEN 'impossible_date' THEN '2013-13-01' ELSE least(coalesce(day, DATE '2008-06-01'), getvariable('end_day') - 1)::VARCHAR
        END AS "首次参保日期",
    CASE WHEN eid IS NULL THEN '3' WHEN chance(pid, 'insured', 0) < 0.85 THEN '1' ELSE '2' END AS "险种代码",
    CASE WHEN eid IS NOT NULL THEN (least(28000, round(exp(8.35 + 0.45 * normal(pid, 'wage', 0)
        + CASE WHEN education <= '30' THEN 0.35 ELSE 0 END), -1)))::DECIMAL(18, 2)::VARCHAR END AS "缴费基数（元）"
FROM copied ORDER BY record, dirt
