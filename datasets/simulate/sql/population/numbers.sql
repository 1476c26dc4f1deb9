-- Person numbers with a valid check character (GB 11643) that nobody bears.
--
-- Digits 3 and 4 are 98: no prefecture of any province has that code in GB/T 2260, so no authority ever gave out
-- such a number. Telephones begin with 12, which no mobile number does.

CREATE MACRO person_check(digits17) AS substr('10X98765432', 1 + (list_sum(
    list_transform([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2],
                   lambda weight, i: weight * substr(digits17, i, 1)::INTEGER)) % 11)::INTEGER, 1);

CREATE TABLE issued AS
WITH homed AS (
    SELECT pid, birth, male, CASE WHEN residence_type IN ('1', '2') AND role <> 'spouse' OR chance(pid, 'origin', 0) < 0.3 THEN '12'
            ELSE ['13', '37', '41', '14', '21', '23', '34', '42', '22', '15', '61', '32'][1 + pick(pid, 'origin', 1, 12)] END
        || '98' || lpad((1 + pick(CASE WHEN residence_type = '3' THEN pid ELSE hid END, 'county', 0, 18))::VARCHAR, 2, '0') AS area
    FROM member),
placed AS (
    SELECT *, area || strftime(birth, '%Y%m%d') AS first14,
           row_number() OVER (PARTITION BY area, birth, male ORDER BY pid) AS place FROM homed),
ordered AS (
    SELECT pid, birth, first14 || lpad((2 * place - CASE WHEN male THEN 1 ELSE 0 END)::VARCHAR, 3, '0') AS digits17,
           -- a number given twice by mistake was replaced; the former one has a high place
           CASE WHEN hash(getvariable('seed'), 'reissue', pid, 'person') % 400 = 0
                THEN first14 || (900 + 2 * (place % 49) + CASE WHEN male THEN 1 ELSE 0 END)::VARCHAR END AS former17
    FROM placed)
SELECT pid, digits17 || person_check(digits17) AS number, former17 || person_check(former17) AS former_number,
       CASE WHEN birth < DATE '2000-01-01' THEN left(digits17, 6) || substr(digits17, 9, 9) END AS old_number
FROM ordered;

CREATE TABLE phoned AS
SELECT pid, '12' || lpad(((pid * 7919 + getvariable('seed')) % 499999993)::VARCHAR, 9, '0') AS own_phone,
       '12' || (500000000 + (pid * 7919 + getvariable('seed')) % 499999993)::VARCHAR AS former_phone
FROM member;

-- Everything true of a person, in one row.
CREATE TABLE person AS
SELECT member.pid, hid, name, male, CASE WHEN male THEN '1' ELSE '2' END AS sex, ethnic_group, birth, age, role, dormitory, size,
       number, former_number, old_number, residence_type, street, former_street, address, former_address, household_number,
       registered, cancelled, education, marital, eid, since,
       -- children are reached by the head's telephone
       CASE WHEN role = 'child' AND age < 18 THEN head.own_phone ELSE own.own_phone END AS phone,
       CASE WHEN chance(member.pid, 'phone', 'moved') < 0.25 AND age >= 18 THEN own.former_phone END AS former_phone
FROM member JOIN called USING (pid) JOIN issued USING (pid) JOIN schooled USING (pid) JOIN dwelled USING (hid)
     JOIN phoned AS own ON own.pid = member.pid
     LEFT JOIN phoned AS head ON head.pid = hid * 8
     LEFT JOIN working ON working.pid = member.pid;
