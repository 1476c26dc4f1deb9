-- How each department wrote what it was told: names, addresses, telephones and codes, each badly in its own way.
--
-- Draws are by source and serial, so that departments err independently. Variable corruption multiplies every share;
-- the zone's largest enterprises are written down with more care.

CREATE TABLE care (source VARCHAR, carelessness DOUBLE, code_blank DOUBLE, phone_blank DOUBLE);
INSERT INTO care VALUES
    ('tax_registration', 1.25, 0, 0.06), ('customs_registration', 1.5, 0.03, 0.15),
        ('insurance_unit', 1.45, 0.45, 0.12),
    ('health_licence', 1.15, 0.5, 0.3), ('fiscal_unit', 1.4, 0.4, 1), ('judicial_case', 1.45, 0.57, 1);
-- pairs of characters that are taken for each other, by eye or by input method
CREATE TABLE lookalike
    AS SELECT string_split('己已 未末 曰日 土士 宏弘 盛晟 诚成 新鑫 华化 联连 达大 瑞锐 鼎顶 嘉佳 辰晨 宇宁 源原 隆龙 '
    || '科料 博搏 泰秦 津律 和合 益宜 正政 德得 远运 安按 启起 汇会 融荣 腾滕 翔祥 斯思 尔而 莱来 克可 特持 姆母 明朋 光先 丰沣 信讯 通痛 '
    || '贸货 易昜 机朼 械戒 装妆 物牧 流硫 商啇 务努 技枝 术木 发友 展屐', ' ') AS pairs;

CREATE TABLE place_word AS
SELECT getvariable('prefix') AS prefix, getvariable('area_designation') AS designation, getvariable('area_bare') AS bare;

CREATE TABLE told AS
SELECT source, serial, source || serial AS key, e.eid, e.day, care.*  EXCLUDE (source),
       getvariable('corruption') * carelessness * CASE WHEN own.tidy THEN 0.5 ELSE 1 END AS c,
       CASE WHEN day < renamed_day THEN former_name ELSE name END AS name,
       CASE WHEN day < moved_day THEN former_address ELSE address END AS address,
       CASE WHEN day < represented_day THEN former_representative ELSE representative END AS representative,
       CASE WHEN chance(key, 'phone', 'other') < 0.18 THEN other_phone ELSE phone END AS phone,
       CASE WHEN day < own.recoded_day AND own.former_organisation_code IS NOT NULL
                THEN own.former_organisation_code
            -- a branch that shows the code of its head office
            WHEN history.kind = 'branch' AND source <> 'tax_registration' AND chance(key, 'code', 'head') < 0.1 * c
                THEN head.organisation_code
            ELSE own.organisation_code END AS organisation_code
FROM entry AS e JOIN history USING (eid) JOIN organisation_number AS own USING (eid) JOIN care USING (source)
    LEFT JOIN organisation_number AS head ON head.eid = history.parent;

CREATE TABLE written_name AS
WITH bracketed AS (
    SELECT key, c, CASE WHEN NOT regexp_matches(name, '[()（）]')
        OR chance(key, 'name', 1) >= least(0.6, 0.45 * c) THEN name
        WHEN contains(name, '(') THEN translate(name, '()', '（）') ELSE translate(name, '（）', '()') END AS name
            FROM told),
formed AS (
    SELECT key, c, chance(key, 'name', 2) AS u, CASE
        WHEN contains(name, '有限责任公司') AND u < 0.3 * c THEN replace(name, '有限责任公司', '有限公司')
        WHEN contains(name, '股份有限公司') AND u < 0.2 * c THEN replace(name, '股份有限公司', '股份公司')
        WHEN contains(name, '有限公司') AND NOT contains(name, '股份')
            AND u < 0.07 * c THEN replace(name, '有限公司', '有限责任公司')
        ELSE name END AS name FROM bracketed),
prefixed AS (
    SELECT key, c, chance(key, 'name', 3) AS u, CASE
        WHEN NOT starts_with(name, prefix) THEN name
        WHEN u < 0.07 * c AND length(name) > 8 THEN regexp_replace(name, '^' || prefix || '(市|' || designation || '|' || bare || ')?', '')
        WHEN u < 0.11 * c THEN CASE WHEN starts_with(name, prefix || '市') THEN replace(name, prefix || '市', prefix)
                                    ELSE prefix || '市' || substr(name, length(prefix) + 1) END
        WHEN u < 0.125 * c AND contains(name, bare)
            THEN replace(replace(name, designation, bare), prefix || bare, prefix || designation)
        WHEN u < 0.14 * c AND NOT regexp_matches(name, '^' || prefix || '(' || designation || '|' || bare || ')')
            THEN regexp_replace(name, '^' || prefix || '(市)?', prefix || bare)
        ELSE name END AS name FROM formed, place_word),
ended AS (
    SELECT key, c, chance(key, 'name', 4) AS u, CASE
        WHEN u < 0.035 * c THEN regexp_replace(name, '(股份|责任)?有限公司$', '')
        WHEN u < 0.048 * c THEN regexp_replace(name, '公司$', '')
        WHEN u < 0.06 * c THEN left(name, 12)
        WHEN u < 0.07 * c THEN regexp_replace(name, '(技术|发展)有限公司$', '有限公司')
        ELSE name END AS name FROM prefixed),
mistaken AS (
    SELECT key, c, name, chance(key, 'name', 5) AS u,
        2 + pick(key, 'name', 'place', greatest(1, length(name) - 5)) AS place,
           CASE WHEN u < 0.035 * c THEN list_filter(pairs, lambda pair: contains(substr(name, 3), left(pair, 1))) END
               AS choice
    FROM ended, lookalike),
mistyped AS (
    SELECT key, c, CASE
        WHEN u < 0.035 * c AND len(choice) > 0 THEN
            left(name, 2) || replace(substr(name, 3), left(choice[1 + pick(key, 'name', 'pair', len(choice))], 1),
                                     right(choice[1 + pick(key, 'name', 'pair', len(choice))], 1))
        WHEN u BETWEEN 0.035 * c AND 0.043 * c THEN left(name, place) || substr(name, place + 2)
        WHEN u BETWEEN 0.043 * c AND 0.05 * c
            THEN left(name, place) || substr(name, place + 2, 1) || substr(name, place + 1, 1)
                || substr(name, place + 3)
        ELSE name END AS name FROM mistaken)
SELECT key, CASE WHEN chance(key, 'name', 6) < 0.010 * c THEN left(name, 2) || ' ' || substr(name, 3)
                 WHEN chance(key, 'name', 6) < 0.018 * c THEN name
                     || ['（停业）', '(筹)', '*', '（注销）'][1 + pick(key, 'name', 'mark', 4)]
                 ELSE name END AS name FROM mistyped;

CREATE TABLE written_address AS
WITH prefixed AS (
    SELECT key, c, chance(key, 'address', 1) AS u,
        coalesce(list_max(list_filter(getvariable('address_prefixes'), lambda each: starts_with(address, each))), '') AS area,
           CASE WHEN area = '' THEN address
                WHEN u < 0.20 * c THEN substr(address, length(area) + 1)
                WHEN u < 0.30 * c THEN bare || substr(address, length(area) + 1)
                WHEN u < 0.36 * c THEN prefix || '市' || bare || substr(address, length(area) + 1)
                WHEN u < 0.42 * c THEN prefix || designation || substr(address, length(area) + 1)
                WHEN u < 0.45 * c THEN prefix || '市' || getvariable('old_district') || substr(address, length(area) + 1)
                ELSE address END AS address FROM told, place_word),
spelt AS (
    SELECT key, c, chance(key, 'address', 2) AS u,
        regexp_extract(address, '第?([一二三四五六七八九1-9])大街', 1) AS ordinal,
           strpos('一二三四五六七八九', ordinal) AS place,
           CASE WHEN u >= 0.25 * c OR ordinal = ''
               OR regexp_matches(address, '十[一二三四五六七八九]?大街') THEN address
                WHEN place = 0 THEN regexp_replace(address, '第?[1-9]大街',
                                                   '第' || substr('一二三四五六七八九', ordinal::INTEGER, 1) || '大街')
                WHEN u < 0.10 * c THEN replace(address, '第' || ordinal || '大街', ordinal || '大街')
                WHEN u < 0.18 * c THEN replace(address, '第' || ordinal || '大街', place || '大街')
                ELSE replace(address, '第' || ordinal || '大街', '第' || place || '大街') END AS address FROM prefixed),
numbered_door AS (
    SELECT key, c, chance(key, 'address', 3) AS u, CASE
        WHEN u < 0.06 * c THEN regexp_replace(address, '号([0-9]+)室$', '-\1')
        WHEN u < 0.12 * c THEN regexp_replace(address, '号([0-9]+)室$', '号')
        WHEN u < 0.16 * c THEN regexp_replace(address, '([0-9]+)室$', '\1')
        WHEN u < 0.20 * c THEN regexp_replace(address, '厂房[0-9]+号$', '')
        WHEN u < 0.24 * c AND length(address) > 14 THEN left(address, length(address) - 2)
        ELSE address END AS address FROM spelt)
SELECT key, CASE WHEN chance(key, 'address', 4) < 0.02 * c THEN NULL
                 WHEN chance(key, 'address', 5) < 0.08 * c THEN wide(address)
                 WHEN chance(key, 'address', 5) < 0.10 * c THEN address || '（经营地）'
                 ELSE address END AS address FROM numbered_door;

CREATE TABLE written AS
SELECT told.source, serial, key, eid, day, written_name.name, written_address.address,
       CASE WHEN chance(key, 'representative', 0) < 0.02 * c THEN NULL
            WHEN chance(key, 'representative', 0) < 0.03 * c THEN left(representative, 1) || ' '
                || substr(representative, 2)
            ELSE representative END AS representative,
       CASE WHEN chance(key, 'phone', 'blank') < phone_blank THEN NULL
            WHEN chance(key, 'phone', 'form') < 0.15 * c THEN replace(phone, '022-', '')
            WHEN chance(key, 'phone', 'form') < 0.25 * c THEN replace(phone, '022-', '022')
            WHEN chance(key, 'phone', 'form') < 0.28 * c THEN replace(phone, '022-', '(022)') ELSE phone END AS phone,
       CASE WHEN chance(key, 'code', 'blank') < code_blank THEN NULL
            -- the clerk wrote down the code on the line above
            WHEN chance(key, 'code', 'other') < 0.0015 * c
                THEN lag(organisation_code) OVER (PARTITION BY source ORDER BY serial)
            ELSE organisation_code END AS organisation_code
FROM told JOIN written_name USING (key) JOIN written_address USING (key);
INSERT INTO truth_entity SELECT source, serial, eid FROM entry;
