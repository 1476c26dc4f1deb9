-- Households of the hidden world: families, and the beds of workers' dormitories as households of one.
--
-- Families have 2.80 members in the mean (Tianjin 2010). Dormitories share a collective household number.

CREATE TABLE household AS
WITH drawn AS (
    SELECT range AS hid, range >= getvariable('families') AS dormitory, chance(range, 'household', 'size') AS u_size,
           chance(range, 'household', 'year') AS u_year, chance(range, 'household', 'day') AS u_day,
           chance(range, 'household', 'stay') AS u_stay, chance(range, 'household', 'type') AS u_type,
           chance(range, 'household', 'block') AS u_block, chance(range, 'household', 'move') AS u_move,
           chance(range, 'household', 'block 2') AS u_block_2
    FROM range(getvariable('families') + getvariable('beds'))),
arrived AS (
    -- a fifth came before the first month; afterwards more every year
    SELECT *, CASE WHEN u_year < CASE WHEN dormitory THEN 0.05 ELSE 0.20 END
                   THEN DATE '1988-01-01' + (u_day * 6200)::INTEGER
                   ELSE DATE '2005-01-01' + (pow(u_day, 0.8) * (getvariable('end_day') - DATE '2005-01-01' - 1))::INTEGER
              END AS arrived FROM drawn),
stayed AS (
    SELECT *, arrived + (120 + 365 * CASE WHEN dormitory THEN -9 ELSE -45 END * ln(u_stay))::INTEGER AS gone FROM arrived)
SELECT hid, dormitory, arrived, CASE WHEN gone < getvariable('end_day') THEN gone END AS gone,
       CASE WHEN dormitory THEN 1 WHEN u_size < 0.10 THEN 1 WHEN u_size < 0.33 THEN 2 WHEN u_size < 0.71 THEN 3
            WHEN u_size < 0.90 THEN 4 WHEN u_size < 0.98 THEN 5 ELSE 6 END AS size,
       CASE WHEN u_type < CASE WHEN dormitory THEN 0.04 ELSE 0.52 END THEN '1'
            WHEN u_type < CASE WHEN dormitory THEN 0.28 ELSE 0.76 END THEN '2' ELSE '3' END AS residence_type,
       CASE WHEN year(arrived) >= one.opened_year THEN one.street ELSE getvariable('first_block') END AS street,
       CASE WHEN u_move < 0.14 THEN two.street END AS former_street,
       CASE WHEN dormitory THEN 'J' || lpad((hid // 180)::VARCHAR, 7, '0') ELSE 'H' || lpad(hid::VARCHAR, 7, '0') END
           AS household_number
FROM stayed JOIN block_choice AS one ON u_block >= one.after AND u_block < one.upto
            JOIN block_choice AS two ON u_block_2 >= two.after AND u_block_2 < two.upto;

-- Where a household lives, and where it lived before it moved inside the zone: departments hear of a move late.
CREATE MACRO dwelling(hid, street, road, dormitory) AS
    road || (1 + pick(street || hid, 'dwelling', 'house', 198))::VARCHAR || '号'
    || CASE WHEN dormitory THEN '蓝领公寓' ELSE letter(street || hid, 1, '康翠华天贻鸿恒格滨海雅')
            || letter(street || hid, 2, '翠泰湖成瑞盛馨润园景和') || letter(street || hid, 3, '园里苑村') END
    || (1 + pick(street || hid, 'dwelling', 'building', 30))::VARCHAR || '号楼'
    || CASE WHEN dormitory THEN '' ELSE (1 + pick(street || hid, 'dwelling', 'door', 4))::VARCHAR || '门' END
    || (1 + pick(street || hid, 'dwelling', 'floor', 18))::VARCHAR || lpad((1 + pick(street || hid, 'dwelling', 'room', 4))::VARCHAR, 2, '0') || '室';

CREATE TABLE dwelled AS
SELECT hid, dwelling(hid, household.street, now.avenues[1 + pick(hid, 'avenue', 1, len(now.avenues))], dormitory) AS address,
       dwelling(hid, former_street, before.avenues[1 + pick(hid, 'avenue', 2, len(before.avenues))], dormitory) AS former_address
FROM household JOIN block_choice AS now ON now.street = household.street
     LEFT JOIN block_choice AS before ON before.street = former_street;
