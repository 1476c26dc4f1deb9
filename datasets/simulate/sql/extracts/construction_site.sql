WITH clean AS (
    SELECT *, permitted >= DATE '2010-01-01' AND uniform(pid, 'positioned', 0) < 0.85 AS positioned,
           CASE WHEN NOT tidy AND positioned THEN construction_site_dirt(dirt_draw(pid, 'construction_site')) END AS dirt
    FROM permit WHERE permitted < getvariable('end_day'))
SELECT code AS _key, dirt AS _dirt, code AS "施工许可证编号", brand || '厂房及配套工程' AS "工程名称",
    CASE dirt WHEN 'organisation_check_digit' THEN wrong_check(organisation_code) ELSE organisation_code END
        AS "建设单位组织机构代码",
    CASE WHEN uniform(pid, 'address', 5) < 0.04 THEN NULL ELSE address END AS "工程地址",
    greatest(200, round(least(900000, planned * 1e4 / 2600 * jitter(pid, 'built', 5, 0.4)), 0))::BIGINT::VARCHAR AS "建设规模（平方米）",
    permitted::VARCHAR AS "发证日期", (permitted + 30 * length)::VARCHAR AS "计划竣工日期",
    CASE WHEN positioned THEN degree(spoilt_position(position, dirt)[1]) END AS "经度",
    CASE WHEN positioned THEN degree(spoilt_position(position, dirt)[2]) END AS "纬度"
FROM clean ORDER BY code
