-- Cases of city management: what, where, when, and how long the department took.

CREATE TABLE case_choice AS
WITH season AS (SELECT unnest(['winter', 'summer', 'other']) AS season),
mix AS (
    SELECT season, lpad(city_case_type::INTEGER::VARCHAR, 4, '0') AS type, department, limit_hours,
           (1e6 * weight * CASE season WHEN 'winter' THEN winter WHEN 'summer' THEN summer ELSE 1 END)::BIGINT AS weight
    FROM given_city_case_mix, season)
SELECT season, type, mix.department, limit_hours, city_pace,
       sum(weight) OVER (PARTITION BY season ORDER BY type)::DOUBLE / sum(weight) OVER (PARTITION BY season)::DOUBLE AS upto
FROM mix JOIN given_department_pace AS pace ON pace.department = mix.department;

CREATE TABLE street_case AS
WITH drawn AS (
    SELECT range AS cid, uniform(range, 'case day', 0) AS u_day, uniform(range, 'case type', 0) AS u_type,
           uniform(range, 'case block', 0) AS u_block, uniform(range, 'case hour', 0) AS u_hour,
           uniform(range, 'case minute', 0) AS u_minute, uniform(range, 'case channel', 0) AS u_channel,
           uniform(range, 'case assign', 0) AS u_assign, normal(range, 'case pace', 0) AS z,
           0.03 + 0.94 * uniform(range, 'case x', 0) AS x, 0.03 + 0.94 * uniform(range, 'case y', 0) AS y
    FROM range(getvariable('city_cases'))),
dated AS (
    SELECT drawn.*, day, CASE WHEN month(day) IN (12, 1, 2) THEN 'winter' WHEN month(day) IN (6, 7, 8) THEN 'summer'
        ELSE 'other' END AS season
    FROM drawn ASOF JOIN (FROM day_choice WHERE kind = 'case') AS choice ON u_day <= upto),
typed AS (
    SELECT dated.*, type, department, limit_hours, city_pace,
           -- most are seen by day
           day + to_minutes((CASE WHEN u_hour < 0.86 THEN 420 + 660 * u_hour / 0.86 ELSE 1440 * (u_hour - 0.86) / 0.14 END
               + u_minute)::BIGINT) AS reported
    FROM dated ASOF JOIN case_choice AS choice ON choice.season = dated.season AND u_type <= choice.upto),
placed AS (
    SELECT typed.*, CASE WHEN year(day) >= opened_year THEN street ELSE getvariable('first_block') END AS street
    FROM typed ASOF JOIN block_choice ON u_block <= block_choice.upto),
worked AS (
    SELECT *, reported + to_minutes((4 + 60 * u_assign * CASE WHEN hour(reported) BETWEEN 7 AND 18 THEN 1 ELSE 6 END)::BIGINT)
        AS assigned FROM placed)
SELECT cid, street, type, department, limit_hours::INTEGER AS limit_hours, u_channel, reported, assigned,
       assigned + to_minutes((60 * limit_hours * 0.42 * city_pace * exp(0.62 * z))::BIGINT) AS closed,
       bilinear(ring[1][1], ring[2][1], ring[3][1], ring[4][1], x, y) AS longitude,
       bilinear(ring[1][2], ring[2][2], ring[3][2], ring[4][2], x, y) AS latitude
FROM worked JOIN corner USING (street);

CREATE TABLE city_case_block AS
SELECT 'city_case' AS source, 'CG' || strftime(reported, '%Y%m%d') || lpad(cid::VARCHAR, 7, '0') AS key, street
FROM street_case;

-- the shift of GCJ-02 against CGCS2000, as the department's map supplier applies it
CREATE MACRO supplier_east(x, y, phi) AS degrees((300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    + (20 * sin(6 * x * pi()) + 20 * sin(2 * x * pi()) + 20 * sin(x * pi()) + 40 * sin(x / 3 * pi())
    + 150 * sin(x / 12 * pi()) + 300 * sin(x / 30 * pi())) * 2 / 3)
    / (6378245.0 / sqrt(1 - 0.00669342162296594323 * sin(phi) * sin(phi)) * cos(phi)));
CREATE MACRO supplier_north(x, y, phi) AS degrees((-100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    + (20 * sin(6 * x * pi()) + 20 * sin(2 * x * pi()) + 20 * sin(y * pi()) + 40 * sin(y / 3 * pi())
    + 160 * sin(y / 12 * pi()) + 320 * sin(y / 30 * pi())) * 2 / 3)
    / (6378245.0 * (1 - 0.00669342162296594323) / pow(1 - 0.00669342162296594323 * sin(phi) * sin(phi), 1.5)));
