WITH clean AS (SELECT *, housing_dirt(dirt_draw(code, 'housing')) AS dirt FROM house),
mars AS (SELECT *, to_mars(position) AS mars FROM clean),
polar AS (SELECT *, baidu_radius(mars) AS radius, baidu_angle(mars) AS angle FROM mars),
shifted AS (
    SELECT *, CASE dirt WHEN 'other_system' THEN position
                        ELSE [radius * cos(angle) + 0.0065, radius * sin(angle) + 0.006] END AS shifted FROM polar),
delivered AS (SELECT *, spoilt_position(shifted, dirt) AS written FROM shifted)
SELECT code AS _key, dirt AS _dirt, code AS "楼幢编号", zh || (number + 1)::VARCHAR || '号楼' AS "楼幢名称",
    parcel_code AS "宗地号", land_use AS "用途代码", street AS "街区代码", address AS "坐落", units::VARCHAR AS "套数",
    round(least(280000, floors * four_sided_area(shape) * 0.9), 1)::DECIMAL(18, 1)::VARCHAR AS "建筑面积（平方米）",
    CASE WHEN uniform(code, 'price', 0) < 0.8
        THEN (1800 + 620 * greatest(1, year(built_date) - 1995) * jitter(code, 'price', 1, 0.3))::DECIMAL(18, 0)::VARCHAR END
        AS "备案均价（元/平方米）",
    built_date::VARCHAR AS "竣工日期", degree(written[1]) AS "经度", degree(written[2]) AS "纬度"
FROM delivered ORDER BY code
