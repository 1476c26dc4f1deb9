-- What happened to the organisations: other names, doors, representatives and capital before the present ones.
--
-- Each organisation has one row with the present value, the former one and the day of the change (NULL: no change).

CREATE MACRO drawn_letter(eid, place, letters) AS substr(letters, 1 + pick(eid, 'letter', place, length(letters)), 1);
CREATE MACRO drawn_day(eid, label, founded, last_day) AS
    founded + 200 + (chance(eid, label, 'day') * greatest(1, last_day - founded - 230))::INTEGER;
CREATE MACRO surname(a, b) AS drawn_letter(a, b,
    '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段漕钱汤尹黎易常武乔贺赖龚文');
CREATE MACRO given_name(a, b) AS drawn_letter(a, b || 1,
    '志建国文明永春秀玉海金晓立德桂云红丽振东宝俊庆学宏亚少长新家世成荣福兴')
    || CASE WHEN chance(a, b, 'given') < 0.82
        THEN drawn_letter(a, b || 2, '华军平强明杰辉斌勇伟刚峰林波涛敏静芳娟燕霞玲英梅琴超鹏飞浩宇轩然成龙')
        ELSE '' END;

CREATE TABLE present_name AS
WITH local AS (
    SELECT o.eid, o.kind, o.parent, o.place, o.division, p.name AS parent_name, p.brand AS parent_brand,
           getvariable('prefix') AS prefix, e.word AS parent_word, t.words, i.word AS institution,
           drawn_letter(o.eid, 1,
               '泰津滨海华恒宏信达通联创鼎盛瑞康安捷顺源丰隆万银星辰明新远东科诚德正和博益嘉润融汇智云启航')
               || drawn_letter(o.eid, 2,
                   '香味福来旺兴达泰华恒信通鑫盛瑞康安捷顺源丰隆万辰光明新远诚德和博益佳润家乐园美') AS brand
    FROM organisation AS o LEFT JOIN named AS p ON p.eid = o.parent LEFT JOIN enterprise AS e ON e.eid = o.parent
        LEFT JOIN proprietor_trade AS t ON o.kind = 'proprietor' AND t.division = o.division
        LEFT JOIN institution_trade AS i ON o.kind = 'institution' AND i.place = o.place % 12
    WHERE o.kind <> 'enterprise'),
titled AS (
    SELECT eid, kind, CASE kind
        WHEN 'branch' THEN parent_name || CASE place WHEN 0 THEN getvariable('branch_places')[1 + eid % 3]
                                               ELSE ['第一', '第二', '第三'][1 + place] END || '分公司'
        WHEN 'sister' THEN CASE place
            WHEN 0 THEN prefix || parent_brand || '第二' || coalesce(parent_word, '') || '有限公司'
            WHEN 1 THEN prefix || parent_brand || '集团有限公司' WHEN 2 THEN prefix || parent_brand || '投资有限公司'
            ELSE prefix || parent_brand || coalesce(parent_word, '') || '二厂' END
        WHEN 'outsider' THEN ['北京', '上海', '深圳市', '苏州', '广州', '青岛'][1 + place] || parent_brand
            || coalesce(parent_word, '') || '有限公司'
        WHEN 'proprietor' THEN getvariable('shop_prefixes')[1 + place % 4]
            || brand || words[1 + place % len(words)]
        ELSE prefix || getvariable('area_designation') || CASE WHEN place < 12 AND place % 12 > 2 THEN '' ELSE '第'
            || ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二', '十三', '十四',
                '十五'][1 + place // 12 % 15]
            END || institution END AS name
    FROM local)
SELECT eid, name FROM titled UNION ALL SELECT eid, name FROM named;

CREATE TABLE former_name AS
WITH renamed AS (
    SELECT e.eid, n.name, n.brand, word, division, coalesce(closed, getvariable('end_day')) AS last_day, founded,
           chance(e.eid, 'renamed', 1) AS u, e.is_foreign,
           drawn_letter(e.eid, 'former 1',
               '华恒宏信达通联创鼎盛瑞康安捷顺源丰隆万银星辰明新远东科诚德正和博益嘉润融汇智云启航')
               || drawn_letter(e.eid, 'former 2',
                   '达泰诺力华恒信通联创鼎盛瑞康安捷顺源丰隆万辰光明新远方诚德和博益佳润融汇智启航') AS other_brand
    FROM enterprise AS e JOIN named AS n USING (eid)
    WHERE e.anchor = 0 AND coalesce(closed, getvariable('end_day')) - founded > 500
        AND chance(e.eid, 'renamed', 0) < 0.125),
worded AS (
    SELECT renamed.*, words[1 + pick(eid, 'former', 'word', len(words))] AS drawn_word
    FROM renamed JOIN division_choice USING (division)),
changed AS (
    SELECT *, CASE
        WHEN u < 0.35 THEN replace(name, word, CASE WHEN drawn_word = word THEN word || '科技' ELSE drawn_word END)
        WHEN u < 0.50 AND name LIKE '%股份有限公司' THEN replace(name, '股份有限公司', '有限公司')
        WHEN u < 0.50 AND name LIKE '%技术有限公司' THEN replace(name, '技术有限公司', '有限公司')
        WHEN u < 0.50 THEN replace(name, '有限公司', '工贸有限公司')
        WHEN u < 0.60 AND name LIKE getvariable('prefix') || '%'
            THEN replace(name, getvariable('prefix'), getvariable('prefix') || getvariable('area_bare'))
        ELSE replace(name, brand, other_brand) END AS former_name
    FROM worded)
SELECT eid, former_name, drawn_day(eid, 'renamed', founded, last_day) AS renamed_day FROM changed
    WHERE former_name <> name;

-- the door of everybody who is not on the register, and the one from which enterprises moved
CREATE TABLE door AS
WITH moved AS (
    SELECT o.eid, 1 AS version, b.street, b.roads, b.avenues
    FROM organisation AS o JOIN block_choice AS b
        ON chance(o.eid, 'moved', 1) >= after AND chance(o.eid, 'moved', 1) < upto
    WHERE kind = 'enterprise' AND chance(o.eid, 'moved', 0) < 0.22
        AND coalesce(closed, getvariable('end_day')) - founded > 500 AND year(founded) >= opened_year),
placed AS (
    SELECT * FROM moved
    UNION ALL
    SELECT o.eid, 0, street, roads, avenues FROM organisation AS o JOIN block_choice USING (street)
        WHERE kind <> 'enterprise'),
numbered_door AS (
    SELECT *, eid * 2 + version AS key, CASE WHEN chance(key, 'door', 'road') < 0.58
               THEN roads[1 + pick(key, 'door', 1, len(roads))]
                   ELSE avenues[1 + pick(key, 'door', 2, len(avenues))] END AS road,
           1 + pick(key, 'door', 'number', 198) AS number, chance(key, 'door', 'room') AS u
    FROM placed)
SELECT eid, version, street,
       getvariable('address_prefixes')[1 + pick(key, 'door', 'prefix', len(getvariable('address_prefixes')))]
           || road || number || '号' || CASE WHEN u < 0.35 THEN (1 + pick(key, 'door', 'floor', 22))::VARCHAR
               || lpad((1 + pick(key, 'door', 'room', 30))::VARCHAR, 2, '0') || '室'
               WHEN u < 0.45 THEN '厂房' || (1 + pick(key, 'door', 'shed', 12))::VARCHAR || '号' ELSE '' END AS address
FROM numbered_door;

-- sisters, two of five branches and a quarter of the sole proprietors live at an enterprise's door
CREATE TABLE guest AS
SELECT eid, parent AS host FROM organisation WHERE kind = 'sister' OR kind = 'branch' AND eid % 5 < 2
UNION ALL
SELECT eid, 1000 + pick(eid, 'guest', 'host', getvariable('enterprises')) FROM organisation
WHERE kind = 'proprietor' AND eid % 4 = 0;

CREATE TABLE history AS
WITH known AS (
    SELECT o.eid, kind, o.parent, founded, closed, coalesce(closed, getvariable('end_day'))::DATE AS last_day, division,
           coalesce(host_street, o.street) AS street, present_name.name,
           CASE WHEN kind = 'branch' THEN replace(present_name.name, parent_name.name, of_parent.former_name)
               ELSE own.former_name END
               AS former_name,
           CASE WHEN kind = 'branch' THEN of_parent.renamed_day ELSE own.renamed_day END AS renamed_day,
           CASE WHEN kind = 'enterprise' THEN translate(addressed.address, '０１２３４５６７８９', '0123456789')
                WHEN kind = 'outsider' THEN ['北京市海淀区知春路', '上海市浦东新区张杨路', '深圳市南山区科苑路',
                    '苏州市工业园区星湖街',
                    '广州市天河区体育西路', '青岛市崂山区香港东路'][1 + o.place]
                        || (1 + pick(o.eid, 'door', 'far', 600)) || '号'
                WHEN kind IN ('sister', 'branch', 'proprietor') AND host.address IS NOT NULL
                    THEN translate(host.address, '０１２３４５６７８９', '0123456789')
                ELSE door.address END AS address,
           past.street AS former_street, past.address AS former_address
    FROM organisation AS o JOIN present_name ON present_name.eid = o.eid
        LEFT JOIN former_name AS own ON own.eid = o.eid LEFT JOIN former_name AS of_parent ON of_parent.eid = o.parent
        LEFT JOIN present_name AS parent_name ON parent_name.eid = o.parent
        LEFT JOIN addressed ON addressed.eid = o.eid
        LEFT JOIN guest ON guest.eid = o.eid LEFT JOIN addressed AS host ON host.eid = guest.host
        LEFT JOIN (SELECT eid, street AS host_street FROM enterprise) AS house ON house.eid = guest.host
        LEFT JOIN door ON door.eid = o.eid AND version = 0
        LEFT JOIN door AS past ON past.eid = o.eid AND past.version = 1),
person AS (
    SELECT *, CASE WHEN kind = 'sister' AND eid % 5 < 3 THEN parent ELSE eid END AS person_key,
           chance(eid, 'represented', 0) < 0.22 AND last_day - founded > 500
               AND kind IN ('enterprise', 'branch', 'sister') AS replaced
    FROM known)
SELECT * EXCLUDE (person_key, replaced),
       CASE WHEN former_address IS NOT NULL THEN drawn_day(eid, 'moved', founded, last_day) END AS moved_day,
       surname(person_key, 'rep') || given_name(person_key, 'rep') AS representative,
       CASE WHEN replaced THEN surname(eid, 'former rep') || given_name(eid, 'former rep') END AS former_representative,
       CASE WHEN replaced THEN drawn_day(eid, 'represented', founded, last_day) END AS represented_day,
       -- 022-200 and 100 are not in use: nobody's telephone rings
       CASE WHEN chance(person_key, 'phone', 0) < 0.62 THEN '022-200'
           || lpad(pick(person_key, 'phone', 1, 100000)::VARCHAR, 5, '0')
            ELSE '100' || lpad(pick(person_key, 'phone', 2, 100000000)::VARCHAR, 8, '0') END AS phone,
       '100' || lpad(pick(eid, 'phone', 3, 100000000)::VARCHAR, 8, '0') AS other_phone
FROM person;

-- an enterprise that was merged closed; the survivor is of its trade and was alive on that day
CREATE TABLE merger AS
WITH gone AS (
    SELECT eid, closed, division FROM enterprise
    WHERE anchor = 0 AND closed >= DATE '2000-01-01' AND chance(eid, 'merged', 0) < 0.022)
SELECT gone.eid, gone.closed AS merged_day,
    min_by(e.eid, (hash(getvariable('seed'), gone.eid, e.eid), e.eid)) AS survivor
FROM gone JOIN enterprise AS e ON e.division = gone.division AND e.eid <> gone.eid AND e.founded < gone.closed
    AND coalesce(e.closed, DATE '2099-01-01') > gone.closed + 60
GROUP BY gone.eid, gone.closed;
