WITH marked AS (
    SELECT w.*, n.credit_code, n.converted_day, h.former_name, h.renamed_day, h.closed, o.kind AS kind_of,
           judicial_case_dirt(dirt_draw(serial, 'judicial_case')) AS drawn,
           ['01', '02', '03', '04', '05', '06',
               '07'][1 + floor(7 * pow(chance(serial, 'court', 'kind'), 1.4))::INTEGER] AS kind,
           exp(11.8 + 1.7 * bell(serial, 'court', 'amount')) AS amount
    FROM written AS w JOIN history AS h ON h.eid = w.eid JOIN organisation AS o ON o.eid = w.eid
        JOIN organisation_number AS n ON n.eid = w.eid
    WHERE source = 'judicial_case'),
coded AS (
    SELECT * EXCLUDE (drawn, credit_code), CASE WHEN kind_of <> 'proprietor' AND organisation_code IS NOT NULL
        AND day < converted_day
               THEN organisation_code END AS own_code,
           CASE WHEN kind_of <> 'proprietor' AND organisation_code IS NOT NULL
               AND day >= converted_day THEN credit_code END AS credit_code,
           CASE WHEN own_code IS NULL AND drawn = 'organisation_check_digit' THEN NULL ELSE drawn END AS dirt
               FROM marked),
copied AS (SELECT * FROM coded UNION ALL SELECT * REPLACE ('duplicate copy' AS dirt) FROM coded
    WHERE dirt = 'duplicate')
SELECT serial AS _key, dirt AS _dirt,
    serial AS "案件序号",
    CASE WHEN day < DATE '2016-01-01' THEN '(' || year(day) || ')' || getvariable('court_before_2016') || ['民', '民', '民', '民', '执', '知民',
        '行'][kind::INTEGER]
             || CASE kind WHEN '05' THEN '' ELSE '初' END || '字第' || right(serial, 5)::INTEGER || '号'
         ELSE '（' || year(day) || '）' || getvariable('court_since_2016') || ['民初', '民初', '民初', '民初', '执', '知民初', '行初'][kind::INTEGER]
             || right(serial, 5)::INTEGER || '号' END AS "案号",
    CASE WHEN day >= renamed_day AND chance(serial, 'court', 'formerly') < 0.25 THEN name || '（原' || former_name
        || '）' ELSE name END
        AS "当事人名称",
    CASE WHEN kind = '05' THEN '3' WHEN chance(serial, 'court', 'role') < 0.42 THEN '1' ELSE '2' END AS "诉讼地位代码",
    CASE dirt WHEN 'organisation_check_digit' THEN wrong_check(own_code) ELSE own_code END AS "组织机构代码",
    credit_code AS "统一社会信用代码",
    address AS "当事人住所",
    representative AS "法定代表人",
    kind AS "案由代码",
    CASE dirt WHEN 'impossible_date' THEN year(day)::VARCHAR || '-02-30' ELSE day::VARCHAR END AS "立案日期",
    CASE WHEN kind = '07' OR chance(serial, 'court', 'no amount') < 0.12 THEN NULL
         ELSE (round(amount, -1))::DECIMAL(18, 2)::VARCHAR END AS "标的额（元）"
FROM copied ORDER BY _key, dirt
