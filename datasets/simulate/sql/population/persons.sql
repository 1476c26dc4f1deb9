-- The hidden true population: who lives in a household, since when, of what age, with what education and work.

CREATE TABLE member AS
WITH seat AS (
    SELECT household.* EXCLUDE (street), household.street, unnest(range(size)) AS place FROM household),
cast_in_roles AS (
    SELECT *, hid * 8 + place AS pid, chance(hid, 'member', 'third') AS u_third, chance(hid, 'member', 'age') AS u_age,
           CASE WHEN dormitory THEN 'worker' WHEN place = 0 THEN 'head'
                WHEN place = 1 THEN CASE WHEN size = 2 AND chance(hid, 'member', 'pair') < 0.15 THEN 'child' ELSE 'spouse' END
                WHEN place = 2 THEN 'child'
                WHEN place = 3 THEN CASE WHEN u_third < 0.45 THEN 'child' ELSE 'mother' END
                WHEN place = 4 THEN CASE WHEN u_third < 0.45 THEN 'mother' ELSE 'father' END
                ELSE 'mother in law' END AS role
    FROM seat),
-- the head's birth fixes the others'
headed AS (
    SELECT *, (arrived - ((CASE WHEN dormitory THEN 17.5 + 16 * pow(u_age, 1.5) ELSE 21.5 + 27 * pow(u_age, 1.3) END) * 365.25)::INTEGER)::DATE
                AS head_birth,
           CASE WHEN dormitory THEN chance(pid, 'member', 'sex') < 0.66 ELSE chance(hid, 'member', 'head sex') < 0.72 END AS head_male,
           chance(pid, 'member', 'gap') AS u_gap FROM cast_in_roles),
born AS (
    SELECT *, CASE role WHEN 'head' THEN head_birth WHEN 'worker' THEN head_birth
        WHEN 'spouse' THEN head_birth + ((CASE WHEN head_male THEN 1.6 ELSE -1.6 END + 5 * (u_gap - 0.5)) * 365.25)::INTEGER
        WHEN 'child' THEN head_birth + ((24.5 + 8 * chance(hid, 'member', 'first child')) * 365.25)::INTEGER
            -- a second child is mostly younger, now and then a twin
            + CASE WHEN place = 3 AND chance(hid, 'member', 'twin') >= 0.06 THEN ((1.5 + 5 * u_gap) * 365.25)::INTEGER ELSE 0 END
        ELSE head_birth - ((22.5 + 10 * u_gap) * 365.25)::INTEGER END::DATE AS birth,
        CASE role WHEN 'head' THEN head_male WHEN 'worker' THEN head_male WHEN 'spouse' THEN NOT head_male
            WHEN 'child' THEN chance(pid, 'member', 'sex') < 0.54 ELSE role = 'father' END AS male
    FROM headed),
dated AS (
    SELECT *, greatest(arrived, birth) AS registered, least(gone, CASE WHEN role NOT IN ('child', 'worker')
        THEN birth + ((64 + 32 * pow(chance(pid, 'member', 'life'), 0.7)) * 365.25)::INTEGER END)::DATE AS left_on FROM born)
SELECT * EXCLUDE (left_on), CASE WHEN left_on < getvariable('end_day') THEN left_on END AS cancelled,
       date_diff('day', birth, getvariable('end_day')) / 365.25 AS age
FROM dated WHERE birth < getvariable('end_day') - 1 AND coalesce(left_on, getvariable('end_day')) > registered;

-- Who works where: employers by their staff, among those that live.
CREATE TABLE employer AS
WITH weighed AS (SELECT eid, headcount::BIGINT AS weight FROM staff JOIN enterprise USING (eid) WHERE closed IS NULL)
SELECT eid, (sum(weight) OVER (ORDER BY eid) - weight)::BIGINT AS after FROM weighed;

CREATE TABLE working AS
WITH staffed AS (SELECT sum(headcount)::BIGINT AS total FROM staff JOIN enterprise USING (eid) WHERE closed IS NULL),
placed AS (
    SELECT pid, registered, birth, (hash(getvariable('seed'), 'employer', pid, 'person') % total)::BIGINT AS seat
    FROM member, staffed
    WHERE cancelled IS NULL AND role <> 'child' AND age BETWEEN 18 AND CASE WHEN male THEN 60 ELSE 55 END
          AND chance(pid, 'member', 'works') < CASE role WHEN 'worker' THEN 0.97 WHEN 'head' THEN 0.88 ELSE 0.74 END)
SELECT pid, eid, greatest(registered, birth + 6600) + pick(pid, 'work', 'since', 700) AS since
FROM placed ASOF JOIN employer ON seat >= employer.after;

CREATE TABLE schooled AS
SELECT pid, CASE WHEN age < 6 THEN '90' WHEN age < 12 THEN '80' WHEN age < 15.5 THEN '70'
        WHEN age < 18.5 THEN CASE WHEN u < 0.6 THEN '60' ELSE '40' END
        WHEN age > 62 THEN CASE WHEN u < 0.08 THEN '90' WHEN u < 0.42 THEN '80' WHEN u < 0.74 THEN '70'
            WHEN u < 0.90 THEN '60' WHEN u < 0.96 THEN '30' ELSE '20' END
        WHEN dormitory THEN CASE WHEN u < 0.03 THEN '80' WHEN u < 0.36 THEN '70' WHEN u < 0.68 THEN '40' WHEN u < 0.84 THEN '60'
            WHEN u < 0.95 THEN '30' ELSE '20' END
        ELSE CASE WHEN u < 0.02 THEN '80' WHEN u < 0.20 THEN '70' WHEN u < 0.32 THEN '40' WHEN u < 0.46 THEN '60'
            WHEN u < 0.66 THEN '30' WHEN u < 0.93 THEN '20' ELSE '10' END END AS education,
    CASE WHEN role = 'child' THEN CASE WHEN age > 27 AND v < 0.7 THEN '20' ELSE '10' END
         WHEN role = 'spouse' OR (role = 'head' AND size > 2) THEN '20'
         WHEN role IN ('mother', 'mother in law') AND v < 0.4 THEN '30'
         WHEN role IN ('mother', 'father', 'mother in law') THEN '20'
         WHEN size = 2 AND role = 'head' AND v > 0.15 THEN '20'
         WHEN age < 25 THEN '10' WHEN v < 0.55 THEN '10' WHEN v < 0.88 THEN '20' ELSE '40' END AS marital
FROM (SELECT *, chance(pid, 'school', 'level') AS u, chance(pid, 'school', 'marriage') AS v FROM member);
