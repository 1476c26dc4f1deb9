WITH own AS (
    SELECT 'T' || lpad(serial::VARCHAR, 8, '0') AS record, w.pid, w.key, w.number, NULL AS passport, w.name, sex, person.eid, w.phone
    FROM written_person AS w JOIN person USING (pid) WHERE source = 'individual_taxpayer'),
-- foreigners work here and are in no other register; their passports have a letter no country uses first
abroad AS (
    SELECT 'T9' || lpad(fid::VARCHAR, 7, '0') AS record, 9_000_000_000 + fid AS pid, 'foreign' || fid AS key, NULL AS number,
           'QX' || lpad((fid * 7919 % 9999991)::VARCHAR, 7, '0') AS passport,
           letter(fid, 'f1', 'ABDEHJKLMNPRST') || letter(fid, 'f2', 'AEIOU') || letter(fid, 'f3', 'KLMNRST') || letter(fid, 'f4', 'AEIOU')
           || ' ' || letter(fid, 'f5', 'BCDFGHKLMNPRSTVW') || letter(fid, 'f6', 'AEIOU') || letter(fid, 'f7', 'LMNRS')
           || letter(fid, 'f8', 'DKNST') || letter(fid, 'f9', 'AEIO') AS name,
           CASE WHEN fid % 5 = 0 THEN '2' ELSE '1' END AS sex, eid, '12' || lpad((fid * 104729 % 999999937)::VARCHAR, 9, '0') AS phone
    FROM foreigner),
clean AS (
    SELECT all_of_them.*, credit_code, individual_taxpayer_dirt(dirt_draw(key, 'individual_taxpayer')) AS dirt
    FROM (FROM own UNION ALL FROM abroad) AS all_of_them JOIN numbered USING (eid))
SELECT record AS _key, dirt AS _dirt,
    record AS "申报序号",
    number AS "公民身份号码",
    passport AS "护照号码",
    name AS "姓名",
    sex AS "性别代码",
    CASE dirt WHEN 'taxpayer_check_digit' THEN wrong_check(credit_code) ELSE credit_code END AS "扣缴义务人识别号",
    phone AS "联系电话",
    CASE dirt WHEN 'thousands_separator' THEN '12,345.60'
        ELSE round(least(4e6, exp(6.6 + 1.4 * normal(pid, 'income tax', 0))), 2)::DECIMAL(18, 2)::VARCHAR END AS "全年已缴税额（元）"
FROM clean ORDER BY record
