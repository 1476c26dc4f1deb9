WITH described AS (
    SELECT project.pid, begun, u_nature, planned, phase, brand, word, tidy, organisation_code,
           getvariable('project_prefix') || (2005 + floor(begun / 12.0)::INTEGER)::VARCHAR
               || lpad(project.pid::VARCHAR, 5, '0') AS code
    FROM project JOIN project_plan USING (pid) JOIN numbered USING (eid) JOIN named USING (eid)
        LEFT JOIN (SELECT eid, word FROM enterprise) USING (eid)),
titled AS (
    SELECT described.*, nature, brand || coalesce(word, '') || work
           || CASE WHEN phase > 1 THEN phase::VARCHAR || '期' ELSE '' END || '项目' AS title
    FROM described ASOF JOIN (
        VALUES ('1', '新建', 0.46), ('2', '扩建', 0.68), ('3', '技术改造', 0.90), ('4', '职工公寓', 0.92),
               ('5', '搬迁改造', 0.95), ('6', '恢复建设', 0.955), ('7', '设备购置', 1)) AS natures(nature, work, upto)
        ON u_nature <= upto),
sized AS (
    -- dirt on a row that makes a month would be a different fault
    SELECT *, completed_hundred_yuan * 50 <= sum(completed_hundred_yuan) OVER month
              AND capital_hundred_usd * 50 <= sum(capital_hundred_usd) OVER month AS small
    FROM project_progress WINDOW month AS (PARTITION BY step)),
monthly AS (
    SELECT titled.*, step, done, completed_hundred_yuan, capital_hundred_usd,
           code || '/' || step AS key,
           CASE WHEN small AND NOT tidy THEN investment_dirt(dirt_draw(code || step, 'investment')) END AS dirt
    FROM sized JOIN titled USING (pid)),
copied AS (
    SELECT * FROM monthly UNION ALL SELECT * REPLACE ('duplicate copy' AS dirt) FROM monthly WHERE dirt = 'duplicate')
SELECT key AS _key, dirt AS _dirt,
    code AS "项目代码", title AS "项目名称",
    CASE dirt WHEN 'organisation_hyphen' THEN hyphened(organisation_code)
              WHEN 'organisation_check_digit' THEN wrong_check(organisation_code)
              ELSE organisation_code END AS "组织机构代码",
    nature AS "建设性质",
    CASE WHEN dirt = 'unknown_stage' THEN '9' WHEN done < 0.10 THEN '1' WHEN done < 0.62 THEN '2'
         WHEN done < 0.86 THEN '3' WHEN done < 0.96 THEN '4' ELSE '5' END AS "项目阶段",
    (2005 + step // 12)::VARCHAR || CASE dirt WHEN 'impossible_month' THEN '-00'
        ELSE '-' || lpad((step % 12 + 1)::VARCHAR, 2, '0') END AS "统计月份",
    planned::VARCHAR AS "计划总投资（万元）",
    yuan(completed_hundred_yuan)::VARCHAR AS "本月完成投资（万元）",
    yuan(capital_hundred_usd)::VARCHAR AS "本月实际使用外资（万美元）"
FROM copied ORDER BY step, code, dirt
