WITH husband AS (SELECT hid, min(name) AS spouse_name FROM person WHERE male AND role IN ('head', 'spouse') GROUP BY hid),
children AS (SELECT hid, count(*) AS child_count FROM person WHERE role = 'child' GROUP BY hid),
clean AS (
    SELECT 'F' || lpad(serial::VARCHAR, 8, '0') AS record, w.*, coalesce(child_count, 0) AS child_count,
           CASE WHEN u_place < 0.9 THEN spouse_name END AS spouse_name,
           family_planning_dirt(dirt_draw(w.key, 'family_planning')) AS dirt
    FROM written_person AS w JOIN person USING (pid) LEFT JOIN husband USING (hid) LEFT JOIN children USING (hid)
    WHERE source = 'family_planning')
SELECT record AS _key, dirt AS _dirt,
    record AS "档案号",
    number AS "公民身份号码",
    name AS "姓名",
    birth::VARCHAR AS "出生日期",
    spouse_name AS "配偶姓名",
    CASE dirt WHEN 'not_a_count' THEN '一孩' ELSE child_count::VARCHAR END AS "子女数",
    address AS "现居住地",
    phone AS "联系电话"
FROM clean ORDER BY record
