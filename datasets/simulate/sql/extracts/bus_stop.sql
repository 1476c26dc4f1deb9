-- the contract says CGCS2000; what the department's supplier delivers is GCJ-02
SELECT 'GJ' || lpad(number::VARCHAR, 4, '0') AS _key, NULL::VARCHAR AS _dirt, 'GJ' || lpad(number::VARCHAR, 4, '0') AS "站点编号",
    avenues[1] || roads[1 + place % len(roads)] || '站' AS "站点名称",
    (1 + whole(number, 'lines', 0, 9))::VARCHAR AS "线路数",
    degree(to_mars(position)[1]) AS "经度", degree(to_mars(position)[2]) AS "纬度"
FROM stop ORDER BY 1
