-- What a register knows of an enterprise: its numbers, its name and its address.

CREATE TABLE numbered AS
WITH code AS (
    -- multipliers prime to the moduli, so that no two enterprises share a number
    SELECT eid, anchor, size, founded, CASE WHEN founded < DATE '2015-10-01'
        THEN (60000000 + (eid * 7368787 + getvariable('seed') * 1299709) % 39999999)::VARCHAR
        ELSE 'MA0' || five31((eid * 104729 + getvariable('seed') * 7919) % 28629151) END AS code8
    FROM enterprise),
organisation AS (SELECT *, code8 || organisation_check(code8) AS organisation_code FROM code),
numbers AS (
    SELECT *, getvariable('credit_code') || organisation_code AS credit17,
           getvariable('registrar') || lpad((4000000 + eid * 13 % 9999991)::VARCHAR, 8, '0') AS registration14
    FROM organisation)
SELECT eid, organisation_code,
       -- a large taxpayer's own clerk looks after its rows: they stay free of dirt
       anchor > 0 OR percent_rank() OVER (ORDER BY anchor > 0, size, eid) > 0.9 AS tidy,
       credit17 || credit_check(credit17) AS credit_code,
       registration14 || registration_check(registration14) AS registration_number,
       getvariable('tax_authority') || organisation_code AS old_taxpayer_number,
       -- existing enterprises changed to the credit code within 27 months
       CASE WHEN founded >= DATE '2015-10-01' THEN 0
            ELSE month_number(DATE '2015-10-01') + whole(eid, 'convert', 0, 27) END AS converted_step,
       getvariable('customs_district') || CASE WHEN founded < DATE '2000-01-01' THEN '22' ELSE '24' END
           || lpad((eid * 37 % 9973)::VARCHAR, 4, '0') AS customs_code
FROM numbers;

-- one character of a text, drawn
CREATE MACRO letter(eid, place, letters) AS substr(letters, 1 + whole(eid, 'letter', place, length(letters)), 1);

CREATE TABLE named AS
WITH brand AS (
    SELECT eid, is_foreign, word,
           letter(eid, 1, '泰津滨海华恒宏信达通联创鼎盛瑞康安捷顺源丰隆万银星辰明新远东科诚德正和博益嘉润融汇智云启航')
           || letter(eid, 2, '达泰诺力华恒信通联创鼎盛瑞康安捷顺源丰隆万辰光明新远方诚德和博益佳润融汇智启航宇腾翔锦')
           || CASE WHEN uniform(eid, 'b', 3) < 0.80
                  THEN letter(eid, 3, '泰华恒宏信达通创盛瑞康捷顺源丰隆星辰新远东诚德和博嘉润汇') ELSE '' END AS local,
           letter(eid, 4, '艾贝卡丹埃弗格海杰科拉马诺欧派奎瑞斯特维沃西雅尤佐安博达恩菲')
           || letter(eid, 5, '尔德斯克特姆纳罗里莱森诺维沃顿伦登普乐')
           || letter(eid, 6, '特斯克恩尔姆森达罗曼格林') AS abroad
    FROM enterprise WHERE anchor = 0),
form AS (
    SELECT *, CASE WHEN is_foreign THEN abroad ELSE local END AS brand, uniform(eid, 'form', 0) AS u,
           uniform(eid, 'bracket', 0) AS v, getvariable('prefix') AS prefix,
           getvariable('name_infixes')[1 + whole(eid, 'infix', 0, len(getvariable('name_infixes')))] AS infix
    FROM brand),
full_name AS (
    SELECT eid, brand, v, CASE
        WHEN u < 0.017 THEN brand || word || '有限公司' || prefix || '分公司'
        WHEN u < 0.060 THEN brand || word || '（' || prefix || '）有限公司'
        WHEN u < 0.085 THEN prefix || '市' || brand || word || '有限公司'
        WHEN u < 0.110 THEN prefix || brand || word || '股份有限公司'
        WHEN u < 0.130 THEN brand || word || '有限公司'
        WHEN u < 0.150 THEN prefix || brand || word || '有限责任公司'
        WHEN u < 0.158 THEN prefix || brand || word || '中心'
        WHEN u < 0.278 THEN prefix || infix || brand || word || '有限公司'
        WHEN u < 0.388 THEN prefix || brand || word || '发展有限公司'
        WHEN u < 0.498 THEN prefix || brand || word || '技术有限公司'
        ELSE prefix || brand || word || '有限公司' END AS name
    FROM form)
SELECT eid, brand, CASE WHEN v < 0.95 THEN replace(replace(name, '（', '('), '）', ')') ELSE name END AS name
FROM full_name;

-- a name already taken gets one more character, as the registrar would ask
UPDATE named SET name = replace(name, brand, brand || substr('安平宁泽铭腾泓曦朗逸', 1 + (eid % 10)::INTEGER, 1))
WHERE eid IN (SELECT eid FROM (SELECT eid, row_number() OVER (PARTITION BY name ORDER BY eid) AS place FROM named)
              WHERE place > 1);
INSERT INTO named SELECT anchor::INTEGER, left(replace(name, getvariable('prefix'), ''), 4), name FROM given_anchor;

CREATE TABLE addressed AS
WITH door AS (
    SELECT eid, CASE WHEN uniform(eid, 'road', 0) < 0.58 THEN roads[1 + whole(eid, 'road', 1, len(roads))]
                ELSE avenues[1 + whole(eid, 'road', 2, len(avenues))] END AS road,
           1 + whole(eid, 'number', 0, 198) AS number, uniform(eid, 'room', 0) AS u
    FROM enterprise JOIN block_choice USING (street)),
spelt AS (
    SELECT eid, CASE WHEN uniform(eid, 'spelling', 0) > 0.12 OR road NOT LIKE '第%大街' OR length(road) > 4 THEN road
        ELSE (CASE WHEN eid % 2 = 0 THEN '第' ELSE '' END)
             || strpos('一二三四五六七八九', substr(road, 2, 1))::VARCHAR || '大街' END AS road, number, u FROM door),
written AS (
    SELECT eid, getvariable('address_prefixes')[1 + whole(eid, 'prefix', 0, len(getvariable('address_prefixes')))]
        || road || number || '号' || CASE WHEN u < 0.35 THEN (1 + whole(eid, 'floor', 0, 22))::VARCHAR
            || lpad((1 + whole(eid, 'room', 1, 30))::VARCHAR, 2, '0') || '室'
            WHEN u < 0.45 THEN '厂房' || (1 + whole(eid, 'shed', 0, 12))::VARCHAR || '号' ELSE '' END AS address
    FROM spelt)
SELECT eid, CASE WHEN uniform(eid, 'address', 0) < 0.006 THEN NULL
                 WHEN uniform(eid, 'wide', 0) < 0.08 THEN wide(address) ELSE address END AS address
FROM written;
