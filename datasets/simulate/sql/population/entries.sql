-- What each department was told of whom, and how badly it wrote it down. Draws are by person and source, so that
-- departments err independently; variable corruption multiplies every share.

CREATE TABLE person_entry AS
WITH told AS (
    SELECT 'police_population' AS source, pid, registered AS day FROM person
    UNION ALL
    SELECT 'insured_person', pid, since FROM person WHERE eid IS NOT NULL OR (cancelled IS NOT NULL AND age > 24 AND pid % 5 = 0)
    UNION ALL
    SELECT 'civil_affairs', pid, greatest(registered, birth + 8200) FROM person
    WHERE age > 23 AND marital IN ('20', '40') AND registered >= DATE '2000-01-01' AND chance(pid, 'civil', 0) < 0.22
    UNION ALL
    SELECT 'student', pid, DATE '2020-09-01' FROM person WHERE cancelled IS NULL AND age BETWEEN 6 AND 18
    UNION ALL
    SELECT 'family_planning', pid, greatest(registered, birth + 8500) FROM person
    WHERE NOT male AND cancelled IS NULL AND marital = '20' AND age BETWEEN 18 AND 50
    UNION ALL
    SELECT 'individual_taxpayer', pid, since FROM person WHERE eid IS NOT NULL AND chance(pid, 'taxed', 0) < 0.62),
care(source, carelessness, missing, old) AS (
    VALUES ('police_population', 0.25, 0.002, 0.010), ('insured_person', 0.8, 0.010, 0.025), ('civil_affairs', 1.2, 0.020, 0.060),
           ('student', 1.3, 0.180, 0.0), ('family_planning', 1.5, 0.040, 0.060), ('individual_taxpayer', 0.7, 0.002, 0.010))
SELECT source, pid, day, missing, old, getvariable('corruption') * carelessness AS c,
       row_number() OVER (PARTITION BY source ORDER BY hash(getvariable('seed'), pid, source), pid) AS serial
FROM told JOIN care USING (source);

CREATE MACRO other_digit(number, place, step) AS left(number, place - 1)
    || ((substr(number, place, 1)::INTEGER + step) % 10)::VARCHAR || substr(number, place + 1);
CREATE MACRO exchanged(number, place) AS left(number, place - 1) || substr(number, place + 1, 1) || substr(number, place, 1)
    || substr(number, place + 2);
-- homophones of the same tone or nearly, and characters alike to the eye
CREATE MACRO misheard(name) AS left(name, 1) || translate(substr(name, 2),
    '丽莉伟玮芳方静婧磊雷敏闵杰洁勇永艳燕霞侠娟涓军君涛滔明铭超朝平萍辉晖鹏朋华桦飞菲波博宇雨浩皓健建俊峻琳林婷亭雪学慧惠颖影佳嘉欣馨怡宜梓子涵晗秀绣英瑛桂贵玉钰梅玫淑舒珍真国帼文雯志智强蔷',
    '莉丽玮伟方芳婧静雷磊闵敏洁杰永勇燕艳侠霞涓娟君军滔涛铭明朝超萍平晖辉朋鹏桦华菲飞博波雨宇皓浩建健峻俊林琳亭婷学雪惠慧影颖嘉佳馨欣宜怡子梓晗涵绣秀瑛英贵桂钰玉玫梅舒淑真珍帼国雯文智志蔷强');
CREATE MACRO misread(name) AS translate(name, '晶洋昊天晨博桐曦睿萧阎傅于候未己瑶', '品样吴夫辰搏铜曙壑肖闫付干侯末已谣');

CREATE TABLE written_person AS
WITH drawn AS (
    SELECT entry.*, person.* EXCLUDE (pid), chance(entry.pid, entry.source, 'number') AS u_number,
           chance(entry.pid, entry.source, 'old') AS u_old, chance(entry.pid, entry.source, 'name') AS u_name,
           chance(entry.pid, entry.source, 'date') AS u_date, chance(entry.pid, entry.source, 'place') AS u_place,
           chance(entry.pid, entry.source, 'phone') AS u_phone, pick(entry.pid, entry.source, 'digit', 10) AS place
    FROM person_entry AS entry JOIN person USING (pid))
SELECT source, pid, serial, day, source || '-' || serial AS key, c,
       CASE WHEN u_number < missing * getvariable('corruption') THEN NULL
            WHEN u_number < missing * getvariable('corruption') + 0.003 * c THEN other_digit(number, 7 + place, 1 + place % 9)
            WHEN u_number < missing * getvariable('corruption') + 0.005 * c THEN exchanged(number, 6 + place)
            WHEN u_old < 0.5 AND former_number IS NOT NULL AND source <> 'police_population' THEN former_number
            WHEN u_old < old * getvariable('corruption') AND old_number IS NOT NULL THEN old_number
            WHEN u_old > 1 - 0.02 * c AND right(number, 1) = 'X' THEN lower(number)
            ELSE number END AS number,
       CASE WHEN contains(name, '·') THEN CASE WHEN u_name < 0.15 * c THEN replace(name, '·', '.') WHEN u_name < 0.25 * c THEN replace(name, '·', '•')
                WHEN u_name < 0.35 * c THEN replace(name, '·', '') ELSE name END
            WHEN u_name < 0.010 * c THEN misheard(name) WHEN u_name < 0.014 * c THEN misread(name)
            WHEN u_name < 0.030 * c AND length(name) = 2 THEN left(name, 1) || '　' || right(name, 1)
            WHEN u_name < 0.034 * c THEN left(name, 1) || ' ' || substr(name, 2)
            ELSE name END AS name,
       CASE WHEN u_date < 0.004 * c THEN birth + 1 WHEN u_date < 0.007 * c AND day(birth) <= 12
                THEN make_date(year(birth), day(birth), month(birth)) WHEN u_date < 0.010 * c THEN (birth + INTERVAL 1 YEAR)::DATE
            ELSE birth END AS birth,
       CASE WHEN u_place < 0.02 * c THEN NULL WHEN source <> 'police_population' AND former_address IS NOT NULL
                AND chance(pid, source, 'moved') < 0.6 THEN former_address ELSE address END AS address,
       CASE WHEN u_phone < 0.05 * c THEN NULL WHEN former_phone IS NOT NULL AND u_phone < 0.45 THEN former_phone ELSE phone END AS phone,
       u_place
FROM drawn;

-- the many ways one address is written
CREATE TABLE located_person AS
WITH lead AS (
    SELECT key, c, chance(key, 'address', 1) AS u, CASE
        WHEN u < 0.30 THEN '天津经济技术开发区' || address WHEN u < 0.55 THEN '天津开发区' || address
        WHEN u < 0.70 THEN '天津市滨海新区开发区' || address WHEN u < 0.80 THEN '开发区' || address ELSE address END AS address
    FROM written_person),
spelt AS (
    SELECT key, c, chance(key, 'address', 2) AS u, CASE
        WHEN u < 0.10 * c THEN replace(replace(address, '号楼', '-'), '门', '-') WHEN u < 0.18 * c THEN replace(address, '室', '')
        WHEN u < 0.24 * c THEN replace(address, '第', '') WHEN u < 0.28 * c THEN replace(address, '号楼', '栋') ELSE address END AS address
    FROM lead)
SELECT key, CASE WHEN u < 0.06 * c THEN wide(address) ELSE address END AS address FROM spelt;
UPDATE written_person SET address = located_person.address FROM located_person WHERE located_person.key = written_person.key;
