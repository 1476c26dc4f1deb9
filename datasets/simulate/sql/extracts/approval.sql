WITH numbered_case AS (
    SELECT approval_step.*, organisation_code, tidy,
           'SP' || strftime(min(accepted) OVER (PARTITION BY cid), '%Y%m%d') || lpad(cid::VARCHAR, 6, '0') AS case_number,
           finished < getvariable('end_day') AS done, uniform(cid, approval_item, 'refused') AS u_refused,
           max(place) OVER (PARTITION BY cid) = place AS is_last,
           approval_item = 'A01' AND place < 3 AS is_new
    FROM approval_step JOIN numbered USING (eid)),
marked AS (
    SELECT *, case_number || '-' || serial AS record, CASE
            -- a new enterprise has no number yet when it applies, so none can be spoilt
            WHEN starts_with(drawn, 'organisation') AND is_new THEN NULL WHEN drawn = 'finished_before_accepted' THEN
            CASE WHEN done THEN drawn END ELSE drawn END AS dirt
    FROM (SELECT *, CASE WHEN NOT tidy THEN approval_dirt(dirt_draw(cid * 10 + serial, 'approval')) END AS drawn FROM numbered_case))
SELECT record AS _key, dirt AS _dirt,
    record AS "环节编号", case_number AS "办件编号", approval_item AS "审批事项",
    CASE WHEN is_new THEN NULL
         WHEN dirt = 'organisation_hyphen' THEN hyphened(organisation_code)
         WHEN dirt = 'organisation_check_digit' THEN wrong_check(organisation_code)
         ELSE organisation_code END AS "申请单位组织机构代码",
    place AS "环节序号", step AS "环节", department AS "办理部门",
    clock(accepted) AS "接收时间",
    CASE WHEN dirt = 'finished_before_accepted' THEN clock(accepted - INTERVAL 2 DAY) WHEN done THEN clock(finished) END
        AS "办结时间",
    legal_days AS "法定时限（工作日）", promised_days AS "承诺时限（工作日）",
    CASE WHEN dirt = 'unknown_result' THEN '8' WHEN NOT coalesce(done, false) THEN '4'
         WHEN is_last AND u_refused < 0.02 THEN '3' WHEN place = 1 AND u_refused > 0.94 THEN '2' ELSE '1' END AS "办理结果"
FROM marked ORDER BY accepted, record
