-- The calendar of the offices, and what came before them: cases in the streets, approvals, inquiries.

CREATE MACRO clock(moment) AS strftime(moment, '%Y-%m-%d %H:%M');

CREATE TABLE office_day AS
WITH day AS (
    SELECT (DATE '2010-01-01' + range::INTEGER)::DATE AS day
    FROM range((getvariable('end_day')::DATE - DATE '2010-01-01')::BIGINT + 120)),
holiday AS (
    SELECT (CAST(code AS DATE) + range::INTEGER)::DATE AS day FROM code_spring_festival, range(7)
    UNION SELECT make_date(year, 10, 1 + range::INTEGER) FROM range(2010, 2028) AS years(year), range(7)
    UNION SELECT unnest([make_date(year, 1, 1), make_date(year, 5, 1)]) FROM range(2010, 2028) AS years(year)),
marked AS (
    SELECT day.day, isodow(day.day) < 6 AND holiday.day IS NULL AS working, holiday.day IS NOT NULL AS is_holiday
    FROM day LEFT JOIN holiday USING (day))
SELECT *, count(*) FILTER (working) OVER (ORDER BY day)::INTEGER AS number FROM marked;

CREATE TABLE working_day AS SELECT number, day FROM office_day WHERE working;
-- a moment of office time, counted in working days of eight hours from nine
CREATE MACRO office_moment(day, part) AS day + INTERVAL 9 HOUR + to_seconds((part * 28800)::BIGINT);

-- when something comes: by kind, day by day
CREATE TABLE day_choice AS
WITH weighted AS (
    SELECT kind, day, (1e6 * (1 + 0.05 * (year(day) - 2010))
        * CASE kind WHEN 'case' THEN CASE WHEN is_holiday THEN 0.6 WHEN working THEN 1 ELSE 0.8 END
                    WHEN 'approval' THEN CASE WHEN working THEN 1 ELSE 0 END
                    ELSE CASE WHEN working THEN 1 WHEN is_holiday THEN 0.04 ELSE 0.12 END END
        * CASE kind WHEN 'case' THEN 1 + 0.18 * sin(6.283185 * (month(day) - 4) / 12)
                    WHEN 'approval' THEN CASE month(day) WHEN 1 THEN 0.85 WHEN 2 THEN 0.75 WHEN 3 THEN 1.15
                        WHEN 12 THEN 1.15 ELSE 1 END ELSE 1 END
        * CASE WHEN day BETWEEN DATE '2020-01-27' AND DATE '2020-03-10' THEN 0.35 ELSE 1 END)::BIGINT AS weight
    FROM office_day, (SELECT unnest(['case', 'approval', 'inquiry']) AS kind)
    WHERE day < getvariable('end_day') AND (kind <> 'approval' OR day >= DATE '2012-01-01'))
SELECT kind, day, sum(weight) OVER (PARTITION BY kind ORDER BY day)::DOUBLE / sum(weight) OVER (PARTITION BY kind)::DOUBLE
    AS upto FROM weighted WHERE weight > 0;
