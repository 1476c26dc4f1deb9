WITH clean AS (
    SELECT 'G' || lpad(serial::VARCHAR, 8, '0') AS record, w.*, sex, age, student_dirt(dirt_draw(w.key, 'student')) AS dirt
    FROM written_person AS w JOIN person USING (pid) WHERE source = 'student')
SELECT record AS _key, dirt AS _dirt,
    record AS "学籍号",
    number AS "公民身份号码",
    name AS "姓名",
    sex AS "性别代码",
    CASE dirt WHEN 'impossible_date' THEN year(birth)::VARCHAR || '-02-31' ELSE birth::VARCHAR END AS "出生日期",
    address AS "住址",
    '开发区' || CASE WHEN age < 12.2 THEN ['第一小学', '第二小学', '国际学校小学部', '泰达实验小学'][1 + pick(pid, 'school', 'name', 4)]
        ELSE ['第一中学', '第二中学', '国际学校中学部'][1 + pick(pid, 'school', 'name', 3)] END AS "学校",
    ['一', '二', '三', '四', '五', '六', '七', '八', '九', '高一', '高二', '高三'][greatest(1, least(12, floor(age - 5.2)::INTEGER))] || '年级' AS "年级",
    phone AS "监护人电话"
FROM clean ORDER BY record
