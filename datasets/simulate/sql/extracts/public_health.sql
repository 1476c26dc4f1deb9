WITH marked AS (
    SELECT *, 'GW' || strftime(month, '%Y%m') || '-' || service || '-' || grp AS record,
           CASE WHEN served < due THEN public_health_dirt(dirt_draw(service || grp || step, 'public_health')) END AS dirt
    FROM health_service)
SELECT record AS _key, dirt AS _dirt,
    record AS "报表行号", strftime(month, '%Y-%m') AS "统计月份", service AS "服务项目", grp AS "服务人群",
    CASE dirt WHEN 'swapped_counts' THEN served ELSE due END AS "应服务人数",
    CASE dirt WHEN 'swapped_counts' THEN due ELSE served END AS "已服务人数"
FROM marked ORDER BY month, service, grp
