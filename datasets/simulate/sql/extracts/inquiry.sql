WITH settled AS (
    SELECT *, 'ZX' || strftime(received, '%Y%m%d') || lpad(qid::VARCHAR, 6, '0') AS record,
           answered < getvariable('end_day') AS is_answered, answered + closing < getvariable('end_day')
               AND uniform(qid, 'inquiry open', 0) >= 0.012 AS is_closed
    FROM inquiry),
marked AS (
    SELECT *, CASE WHEN is_answered THEN inquiry_dirt(dirt_draw(record, 'inquiry')) END AS dirt FROM settled),
copied AS (
    SELECT * FROM marked UNION ALL SELECT * REPLACE ('duplicate copy' AS dirt) FROM marked WHERE dirt = 'duplicate')
SELECT record AS _key, dirt AS _dirt,
    record AS "咨询编号", CASE dirt WHEN 'unknown_topic' THEN '99' ELSE topic END AS "主题",
    CASE WHEN u_channel < 0.34 THEN '1' WHEN u_channel < 0.76 THEN '2' WHEN u_channel < 0.88 THEN '3'
         WHEN u_channel < 0.92 THEN '4' WHEN year(received) >= 2016 THEN '5' ELSE '2' END AS "渠道",
    department AS "首问部门",
    department || '-' || lpad((1 + whole(qid, 'inquiry counter', 0, 6))::VARCHAR, 2, '0') AS "首问窗口号",
    clock(received) AS "接收时间",
    CASE WHEN dirt = 'answered_before_received' THEN clock(received - INTERVAL 1 DAY) WHEN is_answered THEN clock(answered) END
        AS "答复时间",
    CASE WHEN is_closed THEN clock(answered + closing) END AS "办结时间",
    transfers AS "转办次数",
    -- the longer it took the worse the mood; one in three says nothing
    CASE WHEN NOT is_closed OR u_mood < 0.35 THEN NULL
         WHEN u_mood < 0.35 + 0.65 * least(0.6, 0.02 + hours / 160) THEN CASE WHEN hours > 40 THEN '1' ELSE '2' END
         WHEN u_mood < 0.62 THEN '3' WHEN u_mood < 0.84 THEN '4' ELSE '5' END AS "满意度"
FROM copied ORDER BY received, record, dirt
