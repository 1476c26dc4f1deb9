WITH clean AS (
    SELECT *, 'HJ' || lpad(number::VARCHAR, 4, '0') AS code, environment_site_dirt(dirt_draw(number, 'environment_site'))
        AS dirt FROM site)
SELECT code AS _key, dirt AS _dirt, code AS "点位编号",
    (SELECT any_value(street_name.zh) FROM code_street AS street_name WHERE street_name.code = clean.street) || clean.zh
        || number::VARCHAR || '号' AS "点位名称",
    kind AS "点位类别代码", (DATE '2006-01-01' + whole(number, 'started', 0, 6000))::VARCHAR AS "启用日期",
    degree(spoilt_position(position, dirt)[1]) AS "经度", degree(spoilt_position(position, dirt)[2]) AS "纬度"
FROM clean ORDER BY code
