WITH clean AS (
    SELECT *, 'DL' || lpad(number::VARCHAR, 4, '0') AS code, road_dirt(dirt_draw(number, 'road')) AS dirt FROM road_stretch)
SELECT code AS _key, dirt AS _dirt, code AS "路段编号", name AS "道路名称", class::VARCHAR AS "道路等级代码",
    (38 - 7 * class + whole(number, 'width', 5, 5))::VARCHAR AS "路面宽度（米）", (10 - 2 * class)::VARCHAR AS "车道数",
    make_date(opened_year::INTEGER, 1 + whole(number, 'opened', 0, 12), 1)::VARCHAR AS "通车日期",
    line_text(spoilt_shape(shape, dirt)) AS "图形"
FROM clean ORDER BY code
