WITH clean AS (
    SELECT cid, agreed, is_new, u_action, u_total, partner, hundredths, registration_type, organisation_code, brand,
           'WZ' || year(agreed) || lpad(cid::VARCHAR, 6, '0') AS record,
           CASE WHEN NOT tidy THEN fdi_contract_dirt(dirt_draw(cid, 'fdi_contract')) END AS drawn
    FROM fdi_contract JOIN numbered USING (eid) JOIN named USING (eid)),
marked AS (
    SELECT * EXCLUDE (drawn), CASE WHEN drawn = 'thousands_separator' AND hundredths < 100_000 THEN NULL
        WHEN drawn = 'swapped_amounts' AND (hundredths < 100 OR u_total < 0.3) THEN NULL ELSE drawn END AS dirt,
        yuan(hundredths) AS agreed_usd, yuan((hundredths * (1 + 1.6 * greatest(u_total - 0.3, 0)))::BIGINT) AS total_usd
    FROM clean),
copied AS (
    SELECT * FROM marked UNION ALL SELECT * REPLACE ('duplicate copy' AS dirt) FROM marked WHERE dirt = 'duplicate')
SELECT record AS _key, dirt AS _dirt,
    record AS "批准（备案）号",
    CASE dirt WHEN 'organisation_hyphen' THEN hyphened(organisation_code)
              WHEN 'organisation_check_digit' THEN wrong_check(organisation_code)
              ELSE organisation_code END AS "组织机构代码",
    brand || CASE WHEN is_new THEN '新设' ELSE '增资' END || '项目' AS "项目名称",
    CASE WHEN u_action < 0.02 THEN '3' WHEN is_new THEN '1' ELSE '2' END AS "业务类型",
    CASE substr(registration_type, 2, 1) WHEN '1' THEN '2' WHEN '2' THEN '3' WHEN '4' THEN '4' ELSE '1' END AS "投资方式",
    CASE dirt WHEN 'unknown_partner' THEN '888' ELSE partner END AS "投资来源地代码",
    agreed::VARCHAR AS "批准（备案）日期",
    CASE dirt WHEN 'swapped_amounts' THEN agreed_usd ELSE total_usd END::VARCHAR AS "投资总额（万美元）",
    CASE dirt WHEN 'swapped_amounts' THEN total_usd::VARCHAR
              WHEN 'thousands_separator' THEN separated(agreed_usd) ELSE agreed_usd::VARCHAR END AS "合同外资额（万美元）"
FROM copied ORDER BY agreed, record, dirt
