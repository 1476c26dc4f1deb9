WITH staged AS (
    SELECT *, 'XM' || year(planned_start) || lpad(pid::VARCHAR, 5, '0') AS record, code_system.zh AS system_zh,
           finished < getvariable('end_day') AND u_fate > 0.04 AS done, started < getvariable('end_day') AS begun,
           (getvariable('end_day')::DATE - started)::DOUBLE / greatest(1, finished - started) AS share
    FROM it_project JOIN code_system ON code_system.code = system),
marked AS (SELECT *, it_project_dirt(dirt_draw(record, 'it_project')) AS dirt FROM staged)
SELECT record AS _key, dirt AS _dirt,
    record AS "项目编号", system_zh || CASE whole(pid, 'it project title', 0, 4) WHEN 0 THEN '升级改造' WHEN 1 THEN '二期'
        WHEN 2 THEN '运维服务' ELSE '建设' END || '项目' AS "项目名称",
    department AS "建设部门", system AS "所属系统",
    CASE WHEN done THEN '7' WHEN u_fate <= 0.04 THEN '2' WHEN NOT begun THEN '3' WHEN share < 0.15 THEN '4'
         WHEN share < 0.85 THEN '5' ELSE '6' END AS "当前阶段",
    (CASE dirt WHEN 'yuan_for_ten_thousand' THEN money * 10000 ELSE money END)::DECIMAL(18, 2)::VARCHAR AS "批复预算（万元）",
    CASE WHEN begun AND u_fate > 0.04 THEN CASE dirt WHEN 'award_over_budget' THEN money * 1.4
        ELSE money * (0.78 + 0.2 * u_award) END::DECIMAL(18, 2)::VARCHAR END AS "中标金额（万元）",
    CASE WHEN u_fund < 0.22 THEN (money * u_fund)::DECIMAL(18, 2)::VARCHAR END AS "上级配套资金（万元）",
    planned_start::VARCHAR AS "计划开工日期", planned_finish::VARCHAR AS "计划完工日期",
    CASE WHEN begun AND u_fate > 0.04 THEN started::VARCHAR END AS "实际开工日期",
    CASE WHEN done THEN finished::VARCHAR END AS "实际完工日期",
    CASE WHEN u_fate <= 0.03 THEN '5' WHEN u_fate <= 0.04 THEN '3' WHEN done THEN '4'
         WHEN planned_finish < getvariable('end_day') THEN '2' ELSE '1' END AS "状态"
FROM marked ORDER BY planned_start, record
