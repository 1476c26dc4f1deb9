WITH shifted AS (
    SELECT *, 'CG' || strftime(reported, '%Y%m%d') || lpad(cid::VARCHAR, 7, '0') AS record,
           supplier_east(longitude - 105, latitude - 35, radians(latitude)) AS east,
           supplier_north(longitude - 105, latitude - 35, radians(latitude)) AS north,
           -- some are never settled, fewer from year to year
           closed < getvariable('end_day') AND uniform(cid, 'case open', 0) >= 0.03 - 0.00125 * (year(reported) - 2010)
               AS done,
           roads[1 + whole(cid, 'case road', 0, len(roads))] AS road, avenues[1 + whole(cid, 'case avenue', 0, len(avenues))]
               AS avenue, uniform(cid, 'case address', 0) AS u_address, uniform(cid, 'case void', 0) AS u_void
    FROM street_case JOIN block_choice USING (street)),
worded AS (
    SELECT *, CASE WHEN u_address < 0.03 THEN NULL
        WHEN u_address < 0.40 THEN road || '与' || avenue || '交口'
        WHEN u_address < 0.55 THEN '开发区' || replace(avenue, '第', '') || '（' || road || '附近）'
        ELSE getvariable('address_prefixes')[1 + whole(cid, 'case prefix', 0, len(getvariable('address_prefixes')))]
            || road || (1 + whole(cid, 'case door', 0, 198)) || '号' END AS address
    FROM shifted),
marked AS (
    SELECT *, CASE drawn WHEN 'full_width_address' THEN CASE WHEN address IS NOT NULL THEN drawn END
                         WHEN 'closed_before_reported' THEN CASE WHEN done THEN drawn END ELSE drawn END AS dirt
    FROM (SELECT *, city_case_dirt(dirt_draw(record, 'city_case')) AS drawn FROM worded)),
copied AS (
    SELECT * FROM marked UNION ALL SELECT * REPLACE ('duplicate copy' AS dirt) FROM marked WHERE dirt = 'duplicate')
SELECT record AS _key, dirt AS _dirt,
    record AS "案件编号",
    CASE dirt WHEN 'unknown_type' THEN '9999' ELSE type END AS "案件小类",
    CASE WHEN u_channel < 0.62 THEN '1' WHEN u_channel < 0.82 THEN '2' WHEN u_channel < 0.9 THEN '3'
         WHEN u_channel < 0.98 AND year(reported) >= 2015 THEN '4' WHEN u_channel < 0.98 THEN '1' ELSE '5' END AS "问题来源",
    CASE dirt WHEN 'full_width_address' THEN wide(address) ELSE address END AS "发生地址",
    CASE dirt WHEN 'no_coordinates' THEN NULL WHEN 'swapped_coordinates' THEN round(latitude + north, 6)
         ELSE round(longitude + east, 6) END::DECIMAL(9, 6)::VARCHAR AS "经度",
    CASE dirt WHEN 'no_coordinates' THEN NULL WHEN 'swapped_coordinates' THEN round(longitude + east, 6)
         ELSE round(latitude + north, 6) END::DECIMAL(9, 6)::VARCHAR AS "纬度",
    CASE dirt WHEN 'date_only' THEN reported::DATE::VARCHAR ELSE clock(reported) END AS "上报时间",
    CASE WHEN assigned < getvariable('end_day') THEN clock(assigned) END AS "派遣时间",
    CASE WHEN dirt = 'closed_before_reported' THEN clock(reported - INTERVAL 1 DAY) WHEN done THEN clock(closed) END
        AS "结案时间",
    department AS "处置部门",
    limit_hours AS "处置时限（小时）",
    CASE WHEN NOT done THEN '2' WHEN u_void < 0.015 THEN '3' ELSE '1' END AS "处置结果"
FROM copied ORDER BY reported, record, dirt
