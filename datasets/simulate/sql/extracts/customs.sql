WITH numbered_row AS (
    SELECT goods_trade.*, getvariable('customs_district') || getvariable('year')::VARCHAR
        || lpad((step % 12 + 1)::VARCHAR, 2, '0')
        || lpad(row_number() OVER (PARTITION BY step ORDER BY hash(getvariable('seed'), lid, flow), lid, flow)
                ::VARCHAR, 6, '0') AS record,
           -- dirt on a row that makes a month would be a different fault
           cents * 300 < sum(cents) OVER (PARTITION BY step, flow) AS small
    FROM goods_trade WHERE step // 12 = getvariable('year') - 2005 AND cents > 0),
marked AS (
    SELECT numbered_row.*, organisation_code, customs_code,
           CASE WHEN small AND NOT tidy THEN customs_dirt(dirt_draw(record, 'customs')) END AS drawn
    FROM numbered_row JOIN numbered USING (eid)),
clean AS (
    SELECT * EXCLUDE (organisation_code, drawn),
           CASE WHEN drawn = 'unregistered' THEN stranger ELSE organisation_code END AS organisation,
           CASE WHEN drawn = 'organisation_lower_case' AND lower(organisation_code) = organisation_code THEN NULL
                WHEN drawn = 'thousands_separator' AND cents < 100_000 THEN NULL ELSE drawn END AS dirt
    FROM marked JOIN stranger ON stranger.place = numbered_step(record)),
amounts AS (SELECT *, yuan(cents) AS value_usd FROM clean),
copied AS (
    SELECT * FROM amounts UNION ALL SELECT * REPLACE ('duplicate copy' AS dirt) FROM amounts WHERE dirt = 'duplicate')
SELECT record AS _key, dirt AS _dirt,
    record AS "记录号",
    customs_code AS "经营单位代码",
    CASE dirt WHEN 'organisation_hyphen' THEN hyphened(organisation)
              WHEN 'organisation_lower_case' THEN lower(organisation)
              WHEN 'organisation_check_digit' THEN wrong_check(organisation)
              WHEN 'organisation_missing' THEN NULL ELSE organisation END AS "组织机构代码",
    getvariable('year')::VARCHAR || CASE dirt WHEN 'impossible_month' THEN '-13'
        ELSE '-' || lpad((step % 12 + 1)::VARCHAR, 2, '0') END AS "进出口月份",
    flow AS "进出口标志",
    hs_chapter AS "商品章",
    CASE dirt WHEN 'unknown_partner' THEN '888' ELSE partner END AS "国别（地区）代码",
    regime AS "贸易方式代码",
    CASE dirt WHEN 'thousands_separator' THEN separated(value_usd) WHEN 'full_width_value' THEN wide(value_usd::VARCHAR)
              ELSE value_usd::VARCHAR END AS "金额（美元）",
    CASE WHEN uniform(lid, step, 'weight') < 0.02 THEN NULL
         ELSE round(value_usd / usd_per_kilogram * exp(0.3 * normal(lid, flow, 'price')), 1)::DECIMAL(18, 1)::VARCHAR
         END AS "重量（千克）"
FROM copied ORDER BY _key, dirt
