WITH clean AS (
    SELECT *, component_code(number, kind) AS code, city_component_dirt(dirt_draw(number, 'city_component')) AS dirt
    FROM component),
shifted AS (SELECT *, CASE dirt WHEN 'other_system' THEN position ELSE to_mars(position) END AS shifted FROM clean),
delivered AS (SELECT *, spoilt_position(shifted, dirt) AS written FROM shifted)
SELECT code AS _key, dirt AS _dirt, code AS "部件标识码", CASE dirt WHEN 'unknown_kind' THEN '0999' ELSE kind END AS "部件类别代码",
    street AS "街区代码",
    CASE WHEN uniform(number, 'state', 0) < 0.94 THEN '0' ELSE (1 + whole(number, 'state', 1, 4))::VARCHAR END AS "部件状态代码",
    (DATE '2012-03-01' + whole(number, 'surveyed', 0, 4800))::VARCHAR AS "普查日期",
    degree(written[1]) AS "经度", degree(written[2]) AS "纬度"
FROM delivered ORDER BY code
