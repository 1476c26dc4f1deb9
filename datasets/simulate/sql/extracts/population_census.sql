-- The census finds nearly everybody who is there, and a few whom no register knows; some are counted in the next block.
WITH held AS (SELECT unnest([DATE '2010-11-01', DATE '2020-11-01']) AS day),
found AS (
    SELECT day, street, sex, floor(date_diff('day', birth, day) / 365.25)::INTEGER AS age FROM person JOIN held
        ON registered <= day AND coalesce(cancelled > day, true)
    WHERE chance(pid, 'census', day) >= 0.02),
counted AS (
    SELECT day, street, sex, CASE WHEN age < 15 THEN '00' WHEN age >= 65 THEN '65'
            ELSE ((age - 5) // 10 * 10 + 5)::VARCHAR END AS age_group, count(*) AS persons
    FROM found GROUP BY ALL),
lined AS (
    SELECT *, strftime(day, 'R%Y') || '-' || street || '-' || age_group || '-' || sex AS record,
           population_census_dirt(dirt_draw(street || age_group || sex, strftime(day, '%Y'))) AS dirt FROM counted)
SELECT record AS _key, dirt AS _dirt,
    record AS "表行号", day::VARCHAR AS "标准时点",
    CASE dirt WHEN 'unknown_block' THEN 'XXXX' ELSE street END AS "街区代码",
    age_group AS "年龄组", sex AS "性别代码",
    CASE dirt WHEN 'not_a_count' THEN persons || ' 人' ELSE persons::VARCHAR END AS "人数"
FROM lined ORDER BY record
