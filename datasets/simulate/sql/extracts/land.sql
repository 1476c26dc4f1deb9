WITH clean AS (
    SELECT land_parcel.*, organisation_code,
           getvariable('parcel_prefix') || left(street, 1) || lpad(pid::VARCHAR, 5, '0') AS code,
           CASE WHEN NOT tidy THEN land_dirt(dirt_draw(pid, 'land')) END AS dirt
    FROM land_parcel JOIN numbered USING (eid))
SELECT code AS _key, dirt AS _dirt,
    code AS "宗地号",
    CASE dirt WHEN 'organisation_hyphen' THEN hyphened(organisation_code)
              WHEN 'organisation_check_digit' THEN wrong_check(organisation_code)
              ELSE organisation_code END AS "土地使用者组织机构代码",
    street AS "街区代码",
    CASE dirt WHEN 'unknown_use' THEN 'unknown' ELSE land_use END AS "土地用途代码",
    area::DECIMAL(18, 1)::VARCHAR AS "宗地面积（平方米）",
    floor_area::DECIMAL(18, 1)::VARCHAR AS "建筑面积（平方米）",
    CASE dirt WHEN 'impossible_date' THEN year(granted_date)::VARCHAR || '-06-31'
              ELSE granted_date::VARCHAR END AS "供地日期",
    longitude::DECIMAL(9, 6)::VARCHAR AS "中心经度",
    latitude::DECIMAL(9, 6)::VARCHAR AS "中心纬度"
FROM clean ORDER BY code
