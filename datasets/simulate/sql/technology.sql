-- The registers of information technology: assets, projects, training, incidents.

CREATE TABLE system_choice AS
SELECT code AS system, parent AS department, row_number() OVER (ORDER BY code) AS place, count(*) OVER () AS systems
FROM code_system;

CREATE TABLE it_asset AS
WITH class(class, upto, price, life, watt, unit, is_software) AS (
    VALUES ('S1', 0.30, 42000, 6, 550, 2, false), ('S2', 0.38, 68000, 6, 420, 1, false), ('T1', 0.44, 320000, 7, 1500, 8, false),
        ('T2', 0.46, 180000, 8, 400, 6, false), ('N1', 0.48, 260000, 8, 1800, 10, false), ('N2', 0.66, 9000, 7, 120, 1, false),
        ('N3', 0.72, 85000, 6, 350, 2, false), ('W1', 0.80, 160000, 10, 0, 0, true), ('W2', 0.86, 110000, 10, 0, 0, true),
        ('W3', 0.96, 6000, 10, 0, 0, true), ('W4', 1.0, 210000, 10, 0, 0, true)),
drawn AS (
    SELECT range AS aid, uniform(range, 'asset class', 0) AS u_class, uniform(range, 'asset day', 0) AS u_day,
           normal(range, 'asset price', 0) AS z, uniform(range, 'asset use', 0) AS u_use,
           whole(range, 'asset system', 0, 13) AS s FROM range(getvariable('it_assets')))
SELECT aid, class.*, system, department, z, u_use,
       (DATE '2008-01-15' + (u_day * (getvariable('end_day')::DATE - DATE '2008-02-01'))::INTEGER)::DATE AS purchased
FROM drawn ASOF JOIN class ON u_class <= class.upto JOIN system_choice ON place = 1 + s % systems;

CREATE TABLE it_project AS
WITH drawn AS (
    SELECT range AS pid, whole(range, 'it project system', 0, 13) AS s, uniform(range, 'it project day', 0) AS u_day,
           exp(4.9 + 1.0 * normal(range, 'it project budget', 0)) AS budget, uniform(range, 'it project award', 0) AS u_award,
           uniform(range, 'it project fund', 0) AS u_fund, uniform(range, 'it project late', 0) AS u_late,
           exp(0.35 * normal(range, 'it project length', 0)) AS z_length, uniform(range, 'it project fate', 0) AS u_fate
    FROM range(getvariable('it_projects'))),
planned AS (
    SELECT drawn.*, system, department, (DATE '2008-03-01' + (u_day * 6700)::INTEGER)::DATE AS planned_start,
           least(15000, greatest(12, budget)) AS money, (120 + 60 * ln(greatest(12, budget)))::INTEGER AS days
    FROM drawn JOIN system_choice ON place = 1 + s % systems)
SELECT *, planned_start + days AS planned_finish, planned_start + (u_late * 75)::INTEGER AS started,
       planned_start + (u_late * 75 + days * z_length * 1.02)::INTEGER AS finished
FROM planned WHERE planned_start < getvariable('end_day');

CREATE TABLE training AS
SELECT range AS tid, department, '0' || (1 + whole(range, 'training course', 0, 7)) AS course,
       (DATE '2009-01-05' + (uniform(range, 'training day', 0) * (getvariable('end_day')::DATE - DATE '2009-01-20'))::INTEGER)
           ::DATE AS held, 4 * (1 + whole(range, 'training hours', 0, 6)) AS hours,
       greatest(3, exp(3.0 + 0.5 * normal(range, 'training size', 0)))::INTEGER AS trained,
       uniform(range, 'training pass', 0) AS pass
FROM range(getvariable('trainings'))
    JOIN (SELECT department, row_number() OVER (ORDER BY department) AS place FROM given_department_pace)
        ON place = 1 + whole(range, 'training department', 0, 19);

CREATE TABLE system_incident AS
WITH drawn AS (
    SELECT range AS iid, whole(range, 'incident system', 0, 13) AS s, uniform(range, 'incident severity', 0) AS u_severity,
           uniform(range, 'incident cause', 0) AS u_cause, uniform(range, 'incident when', 0) AS u_when,
           uniform(range, 'incident hour', 0) AS u_hour, normal(range, 'incident length', 0) AS z
    FROM range(getvariable('incidents'))),
named AS (
    SELECT drawn.*, system, CASE WHEN u_cause < 0.24 THEN '1' WHEN u_cause < 0.46 THEN '2' WHEN u_cause < 0.62 THEN '3'
        WHEN u_cause < 0.70 THEN '4' WHEN u_cause < 0.74 THEN '5' WHEN u_cause < 0.82 THEN '6' ELSE '7' END AS cause,
        -- fewer as time goes by: operations learn
        DATE '2010-01-01' + (pow(u_when, 1.25) * (getvariable('end_day')::DATE - DATE '2010-01-02'))::INTEGER AS day
    FROM drawn JOIN system_choice ON place = 1 + s % systems)
SELECT iid, system, cause, CASE WHEN cause = '7' THEN '4' WHEN u_severity < 0.004 THEN '1' WHEN u_severity < 0.03 THEN '2'
           WHEN u_severity < 0.2 THEN '3' ELSE '4' END AS severity,
       -- planned downtime is by night
       day + to_minutes((CASE WHEN cause = '7' THEN 1320 + 100 * u_hour WHEN u_hour < 0.8 THEN 480 + 720 * u_hour
           ELSE 1439 * u_hour END)::BIGINT) AS started,
       to_minutes((CASE WHEN cause = '7' THEN 150 WHEN u_severity < 0.03 THEN 420 WHEN u_severity < 0.2 THEN 160 ELSE 55 END
           * exp(0.7 * z))::BIGINT + 2) AS lasting
FROM named;
