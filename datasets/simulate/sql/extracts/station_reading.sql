WITH marked AS (
    SELECT *, station || '-' || pollutant || '-' || strftime(day, '%Y%m%d') AS record,
           CASE WHEN hours >= 20 THEN station_reading_dirt(dirt_draw(station || pollutant || day, 'station_reading')) END AS dirt
    FROM air_reading)
SELECT record AS _key, dirt AS _dirt,
    record AS "数据编号", station AS "站点编码", pollutant AS "监测项目", day::VARCHAR AS "监测日期",
    -- a day with fewer than twenty valid hours has no mean
    CASE WHEN dirt = 'instrument_code' THEN '-999' WHEN hours >= 20 THEN
        CASE pollutant WHEN 'CO' THEN round(concentration, 2)::DECIMAL(9, 2) ELSE round(concentration, 0)::DECIMAL(9, 0) END::VARCHAR
        END AS "日均浓度",
    CASE dirt WHEN 'too_many_hours' THEN '25' ELSE hours::VARCHAR END AS "有效小时数"
FROM marked ORDER BY day, station, pollutant
