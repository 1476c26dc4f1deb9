-- Air and health: readings of the stations day by day, and the health services' numbers.

CREATE TABLE air_reading AS
WITH day AS (
    -- a small zone reads its air on some days only, but from the first on
    SELECT (getvariable('end_day')::DATE - 1 - (range * every)::INTEGER)::DATE AS day
    FROM range(6000), (
        SELECT greatest(1, (getvariable('end_day')::DATE - DATE '2013-01-01') // getvariable('air_days')) AS every)),
level AS (
    SELECT day, p.*, CASE
        WHEN day < DATE '2017-01-01' THEN year_2013 + (year_2017 - year_2013) * (day - DATE '2013-01-01') / 1461.0
        WHEN day < DATE '2020-01-01' THEN year_2017 + (year_2020 - year_2017) * (day - DATE '2017-01-01') / 1095.0
        ELSE year_2020 + (year_2026 - year_2020) * (day - DATE '2020-01-01') / 2192.0 END
        * (1 + CASE WHEN cos(6.283185 * (dayofyear(day) - 10) / 365.25) > 0 THEN winter - 1 ELSE 1 - summer END
            * cos(6.283185 * (dayofyear(day) - 10) / 365.25)) AS mean
    FROM day, given_pollution_path AS p)
SELECT station.code AS station, pollutant, day,
       -- weather is common to the stations of a day, and lasts
       mean * (1 + 0.08 * (whole(station.code, pollutant, 0, 3) - 1))
           * exp(spread * (0.8 * normal(day, CASE pollutant WHEN 'O3' THEN 'sunshine' ELSE 'weather' END, 0)
                 + 0.45 * normal(day - 1, CASE pollutant WHEN 'O3' THEN 'sunshine' ELSE 'weather' END, 0)
                 + 0.2 * normal(day, station.code || pollutant, 0)) - 0.43 * spread * spread) AS concentration,
       CASE WHEN uniform(day, station.code || 'hours', 0) < 0.03 THEN whole(day, station.code || 'valid', 0, 20)
            ELSE 22 + whole(day, station.code || 'valid', 0, 3) END AS hours
FROM level, (FROM code_air_station ORDER BY code LIMIT getvariable('air_stations')) AS station
WHERE day >= DATE '2013-01-01';

CREATE TABLE resident_cell AS
WITH home AS (
    SELECT street, (1000 * (len(string_split(land_uses, 'residential')) - 1 + 0.02))::BIGINT AS homes, opened_year
    FROM given_block),
age(age, share, visits, hypertension, diabetes) AS (
    VALUES ('00', 0.06, 0.62, 0.0, 0.0), ('07', 0.06, 0.20, 0.0, 0.0), ('18', 0.58, 0.12, 0.004, 0.002),
        ('45', 0.22, 0.30, 0.09, 0.035), ('65', 0.08, 0.85, 0.31, 0.12)),
populated AS (
    SELECT step.step, month, street, age.*, getvariable('residents') * share * homes / sum(homes) OVER (PARTITION BY step.step, age)
        * (0.88 + 0.12 * least(1, (step.step - 120) / 142.0)) AS persons
    FROM step, home, age WHERE step.step >= getvariable('steps') - getvariable('health_months') AND step.step >= 120
        AND year(month) >= opened_year),
expected AS (
    SELECT *, persons * visits * CASE month(month) WHEN 1 THEN 1.25 WHEN 2 THEN 0.85 WHEN 12 THEN 1.2 WHEN 8 THEN 0.92 ELSE 1 END
        * CASE WHEN month BETWEEN DATE '2020-02-01' AND DATE '2020-04-01' THEN 0.5 ELSE 1 END AS visits_mean,
        persons * 0.012 AS records_mean, persons * hypertension AS hypertension_mean, persons * diabetes AS diabetes_mean
    FROM populated)
SELECT step, month, street, age,
       greatest(0, visits_mean + sqrt(visits_mean) * normal(street || age, 'visits' || step, 0))::INTEGER AS visits,
       greatest(0, records_mean + sqrt(records_mean) * normal(street || age, 'records' || step, 0))::INTEGER AS records,
       (hypertension_mean * jitter(street || age, 'hypertension', 0, 0.1) + 0.4 * sqrt(hypertension_mean)
           * normal(street || age, 'hypertension' || step // 3, 0))::INTEGER AS hypertension,
       (diabetes_mean * jitter(street || age, 'diabetes', 0, 0.1) + 0.4 * sqrt(diabetes_mean)
           * normal(street || age, 'diabetes' || step // 3, 0))::INTEGER AS diabetes
FROM expected;

CREATE TABLE health_service AS
WITH offered(service, grp, share, rate) AS (
    VALUES ('01', '1', 0.05, 0.97), ('01', '5', 0.01, 0.72), ('02', '1', 0.03, 0.94), ('03', '2', 0.003, 0.95),
        ('04', '3', 0.007, 0.71), ('05', '4', 0.028, 0.78), ('06', '4', 0.011, 0.75), ('07', '4', 0.0012, 0.88),
        ('08', '4', 0.0004, 0.9), ('08', '5', 0.0003, 0.82), ('09', '5', 0.02, 0.6)),
due AS (
    SELECT step, month, service, grp, rate, (getvariable('residents') * share * jitter(service || grp, 'due' || step, 0, 0.12)
        * CASE month(month) WHEN 2 THEN 0.8 WHEN 9 THEN 1.15 ELSE 1 END)::INTEGER AS due
    FROM offered, step WHERE step >= 120)
SELECT *, least(due, (due * rate * (0.93 + 0.07 * least(1, (step - 120) / 100.0)) * jitter(service || grp, 'served' || step, 0, 0.03)
    * CASE WHEN month BETWEEN DATE '2020-02-01' AND DATE '2020-03-01' THEN 0.45 ELSE 1 END)::INTEGER) AS served
FROM due;
