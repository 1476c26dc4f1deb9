WITH aged AS (
    SELECT *, 'ZC' || lpad(aid::VARCHAR, 6, '0') AS record, (getvariable('end_day')::DATE - purchased) / 365.25 AS age,
           (4 * (1 + aid % 7) * CASE class WHEN 'W3' THEN 10 ELSE 1 END)::INTEGER AS licences
    FROM it_asset),
marked AS (SELECT *, it_asset_dirt(dirt_draw(record, 'it_asset')) AS dirt FROM aged)
SELECT record AS _key, dirt AS _dirt,
    record AS "资产编号", class AS "资产类别", department AS "使用部门", system AS "所属系统",
    CASE dirt WHEN 'impossible_date' THEN year(purchased) || '-02-30' ELSE purchased::VARCHAR END AS "购置日期",
    CASE dirt WHEN 'thousands_separator' THEN separated(round(price * exp(0.3 * z), 2))
              ELSE round(price * exp(0.3 * z), 2)::DECIMAL(18, 2)::VARCHAR END AS "购置价（元）",
    life AS "设计寿命（年）",
    CASE WHEN NOT is_software THEN round(watt * exp(0.15 * z), 0)::INTEGER END AS "额定功率（瓦）",
    CASE WHEN NOT is_software THEN unit END AS "机柜占用（U）",
    -- most servers idle: half of them never pass a fifth
    CASE WHEN class IN ('S1', 'S2') THEN round(least(97, 100 * pow(u_use, 2.2) + 2), 1)::DECIMAL(5, 1) END AS "处理器利用率P95（%）",
    CASE WHEN is_software THEN licences END AS "许可数",
    CASE WHEN is_software THEN (licences * least(1.15, 0.25 + u_use))::INTEGER END AS "已用许可数",
    CASE WHEN age > life * 1.6 THEN '4' WHEN age > life * 1.25 THEN '3' WHEN u_use < 0.06 THEN '2' ELSE '1' END AS "状态"
FROM marked ORDER BY purchased, record
