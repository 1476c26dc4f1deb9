WITH clean AS (
    SELECT 'M' || lpad(serial::VARCHAR, 8, '0') AS record, w.*, sex, marital,
           civil_affairs_dirt(dirt_draw(w.key, 'civil_affairs')) AS dirt
    FROM written_person AS w JOIN person USING (pid) WHERE source = 'civil_affairs')
SELECT record AS _key, dirt AS _dirt,
    record AS "登记证字号",
    number AS "公民身份号码",
    name AS "姓名",
    sex AS "性别代码",
    birth::VARCHAR AS "出生日期",
    address AS "住址",
    CASE WHEN dirt = 'unknown_kind' THEN '9' WHEN u_place > 0.985 THEN '3' WHEN u_place > 0.975 THEN '4'
         WHEN marital = '40' THEN '2' ELSE '1' END AS "业务类型代码",
    CASE dirt WHEN 'impossible_date' THEN year(day)::VARCHAR || '-11-31' ELSE least(day, getvariable('end_day') - 1)::VARCHAR END AS "登记日期"
FROM clean ORDER BY record
