WITH settled AS (
    SELECT *, 'SJ' || strftime(started, '%Y%m%d') || lpad(iid::VARCHAR, 6, '0') AS record,
           started + lasting < getvariable('end_day') AS is_over
    FROM system_incident),
marked AS (SELECT *, CASE WHEN is_over THEN incident_dirt(dirt_draw(record, 'incident')) END AS dirt FROM settled)
SELECT record AS _key, dirt AS _dirt,
    record AS "事件编号", CASE dirt WHEN 'unknown_system' THEN '新系统' ELSE system END AS "系统代码",
    severity AS "级别", cause AS "原因", clock(started) AS "开始时间",
    CASE WHEN dirt = 'ended_before_started' THEN clock(started - INTERVAL 3 HOUR) WHEN is_over THEN clock(started + lasting) END
        AS "恢复时间"
FROM marked ORDER BY started, record
