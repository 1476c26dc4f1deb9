WITH marked AS (
    SELECT w.*, n.customs_code, first_day, n.seq, o.closed,
           -- two traders with one code: the later was given another
           row_number() OVER (PARTITION BY n.customs_code ORDER BY w.eid) AS place,
           CASE WHEN NOT n.tidy THEN customs_registration_dirt(dirt_draw(serial, 'customs_registration')) END AS drawn
    FROM written AS w JOIN entry USING (source, serial) JOIN organisation AS o ON o.eid = w.eid
        JOIN organisation_number AS n ON n.eid = w.eid
    WHERE source = 'customs_registration'),
coded AS (
    SELECT * EXCLUDE (drawn),
        left(customs_code, 4) || coalesce(['26', '23', '25', '21', '29'][place - 1], substr(customs_code, 5, 2))
               || right(customs_code, 4) AS own_code,
           CASE WHEN organisation_code IS NULL AND drawn = 'organisation_check_digit' THEN NULL ELSE drawn END AS dirt
    FROM marked),
copied AS (
    SELECT * FROM coded UNION ALL SELECT * REPLACE ('duplicate copy' AS dirt) FROM coded WHERE dirt = 'duplicate')
SELECT serial AS _key, dirt AS _dirt,
    serial AS "备案序号",
    own_code AS "海关注册编码",
    CASE WHEN dirt = 'organisation_check_digit' THEN wrong_check(organisation_code)
         WHEN chance(serial, 'customs', 'hyphen') < 0.4 THEN hyphened(organisation_code)
             ELSE organisation_code END AS "组织机构代码",
    name AS "企业中文名称",
    CASE WHEN chance(serial, 'customs', 'english') < 0.35
        THEN getvariable('city_english') || ' ' || syllables[1 + pick(eid, 'english', 1, 20)] || syllables[1 + pick(eid, 'english', 2, 20)]
            || trades[1 + pick(eid, 'english', 3, 6)] || ' CO., LTD.' END AS "企业英文名称",
    address AS "注册地址",
    representative AS "法定代表人",
    CASE dirt WHEN 'impossible_date' THEN year(first_day)::VARCHAR || '-04-31'
        ELSE first_day::VARCHAR END AS "注册日期",
    CASE WHEN closed IS NULL THEN greatest(first_day + 1095, day + pick(serial, 'customs', 'valid', 1095))
         ELSE least(closed, first_day + 1095) END::VARCHAR AS "有效期至"
FROM copied, (SELECT string_split('AI BEI KA DAN FEI GE HAI JIE KE LUO MA NUO OU RUI SI TE WEI XIN YA ZHENG',
    ' ') AS syllables,
    string_split(' TRADING, TECHNOLOGY, ELECTRONICS, MACHINERY, LOGISTICS, INDUSTRY', ',') AS trades) ORDER BY _key,
        dirt
