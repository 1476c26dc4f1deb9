-- Every organisation the departments of the zone meet, beyond the enterprises of its own register.
--
-- Branches have their parent's name and a code of their own. Sisters share an enterprise's brand, door and often its
-- representative, but are on the city's register; outsiders have a brand of the zone and live elsewhere: both are
-- decoys. Sole proprietors have a registration number only. Institutions are schools, clinics and associations.

CREATE TABLE proprietor_trade AS
SELECT unnest([0.34, 0.62, 0.74, 0.84, 0.92, 1.0]) AS upto, unnest(['62', '52', '80', '51', '81', '90']) AS division,
       unnest([['餐厅', '面馆', '火锅店', '小吃店', '快餐店', '饭庄'],
           ['便利店', '超市', '服装店', '五金店', '文具店', '食品店'],
               ['美容美发店', '洗衣店', '照相馆', '家政服务部'], ['经营部', '商行', '批发部'],
               ['汽车维修部', '汽车装饰店', '轮胎店'], ['健身房', '网吧', '棋牌室']]) AS words;
CREATE TABLE institution_trade AS
SELECT unnest(range(12)) AS place,
    unnest(['83', '83', '83', '84', '84', '74', '88', '85', '95', '95', '83', '92']) AS division,
       unnest(['中学', '小学', '幼儿园', '社区卫生服务中心', '医院', '环境监测站', '文化馆', '养老院', '企业协会',
           '志愿者协会',
               '职业培训学校', '政务服务中心']) AS word,
       unnest([140, 110, 45, 60, 520, 40, 35, 50, 6, 4, 25, 160]) AS staff;

CREATE TABLE organisation AS
WITH branch AS (
    SELECT 10000000 + eid * 10 + range AS eid, eid AS parent, founded, closed, division, street, size, range AS place
    FROM enterprise, range(3)
    WHERE founded < getvariable('end_day') - 900 AND chance(eid, 'branches', 0) < 0.04
        AND range <= greatest(0, pick(eid, 'branches', 1, 6) - 3)),
proprietor AS (
    SELECT 20000000 + range AS eid,
           DATE '1996-01-01' + (pow(chance(range, 'proprietor', 'found'),
               0.7) * (getvariable('end_day') - DATE '1996-02-01'))::INTEGER
               AS founded,
           (365 * (0.6 + 7 * -ln(chance(range, 'proprietor', 'life'))))::INTEGER AS life,
           chance(range, 'proprietor', 'trade') AS u_trade, chance(range, 'proprietor', 'block') AS u_block
    FROM range((getvariable('enterprises') * 0.6)::BIGINT)),
institution AS (
    SELECT 30000000 + range AS eid, range AS n,
           DATE '1988-01-01' + (chance(range, 'institution', 'found') * 12000)::INTEGER AS founded,
           chance(range, 'institution', 'block') AS u_block
    FROM range(getvariable('institutions')))
SELECT eid, 'enterprise' AS kind, NULL::BIGINT AS parent, founded, closed, division, street, size, 0 AS place
    FROM enterprise
UNION ALL
SELECT eid, 'branch', parent, founded + 200 + pick(eid, 'branch', 'found', 700),
       CASE WHEN closed IS NOT NULL THEN greatest(closed - 30, founded + 200 + pick(eid, 'branch', 'found', 700)) END,
       division, street, size * 0.1, place FROM branch
WHERE closed IS NULL OR closed > founded + 1000
UNION ALL
SELECT 40000000 + eid, 'sister', eid, founded + pick(eid, 'sister', 'found', 400),
       CASE WHEN closed > founded + 400 THEN closed END, division, street, size * 0.4, pick(eid, 'sister', 'name', 4)
FROM enterprise WHERE anchor = 0 AND founded < getvariable('end_day') - 900 AND chance(eid, 'sister', 0) < 0.012
UNION ALL
SELECT 50000000 + eid, 'outsider', eid, founded, NULL, division, NULL, size, pick(eid, 'outsider', 'place', 6)
FROM enterprise WHERE anchor = 0 AND chance(eid, 'outsider', 0) < 0.03
UNION ALL
SELECT eid, 'proprietor', NULL, founded, CASE WHEN founded + life < getvariable('end_day') THEN founded + life END,
       division, street, 0.05, pick(eid, 'proprietor', 'name', 60)
FROM proprietor ASOF JOIN proprietor_trade ON u_trade <= proprietor_trade.upto
    JOIN block_choice ON u_block >= after AND u_block < block_choice.upto
UNION ALL
SELECT eid, 'institution', NULL, founded, NULL, division, street, 1, n::INTEGER
FROM institution JOIN institution_trade ON n % 12 = institution_trade.place
    JOIN block_choice ON u_block >= after AND u_block < upto;

-- Numbers. Those of the enterprises are the register's own.
CREATE TABLE organisation_number AS
WITH ordered AS (
    SELECT *, row_number() OVER (ORDER BY eid) AS seq, CASE WHEN kind = 'outsider' THEN getvariable('elsewhere_authority')
           ELSE getvariable('tax_authority') END AS authority FROM organisation),
code AS (
    SELECT *, CASE WHEN kind IN ('enterprise', 'proprietor') THEN NULL
        WHEN founded < DATE '2015-10-01'
            THEN (30000000 + (seq * 7368787 + getvariable('seed') * 1299709) % 19999999)::VARCHAR
        ELSE 'MA2' || five31((seq * 104729 + getvariable('seed') * 7919) % 28629151) END AS code8,
        -- a few enterprises were given another code after a restructuring; old papers still show the first
        CASE WHEN kind = 'enterprise' AND chance(eid, 'recoded', 0) < 0.006 AND founded < DATE '2008-01-01'
                AND coalesce(closed, getvariable('end_day')) > founded + 2000
            THEN (20000000 + (seq * 7368787 + getvariable('seed') * 1299709) % 9999991)::VARCHAR END AS former8
    FROM ordered),
checked AS (
    SELECT *, code8 || organisation_check(code8) AS own_code, former8 || organisation_check(former8) AS former_code,
           CASE kind WHEN 'institution' THEN getvariable('institution_credit_code')
               WHEN 'outsider' THEN '91' || getvariable('elsewhere_authority') ELSE getvariable('credit_code') END
               AS credit8,
           CASE kind WHEN 'outsider' THEN getvariable('elsewhere_authority') WHEN 'sister' THEN getvariable('city_registrar')
               ELSE getvariable('registrar') END
               || CASE kind WHEN 'branch' THEN '3' WHEN 'proprietor' THEN '6' ELSE '2' END || lpad(seq::VARCHAR, 7, '0')
               AS registration14
    FROM code),
credited AS (SELECT *, credit8 || own_code AS credit17 FROM checked)
SELECT c.eid, coalesce(n.organisation_code, own_code) AS organisation_code, former_code AS former_organisation_code,
       founded + 500 + pick(c.eid, 'recoded', 1, 1500) AS recoded_day,
       coalesce(n.credit_code, credit17 || credit_check(credit17)) AS credit_code,
       CASE WHEN kind <> 'institution'
           THEN coalesce(n.registration_number, registration14 || registration_check(registration14)) END
               AS registration_number,
       -- numbers had 13 digits until 2007; the files of firms that had closed were renumbered by the office itself
       CASE WHEN kind IN ('enterprise', 'branch') AND founded < DATE '2007-07-01'
               AND coalesce(closed, getvariable('end_day')) > DATE '2009-01-01' THEN left(registration14, 6)
           || CASE WHEN kind = 'branch' THEN '2'
               ELSE '1' END || lpad(seq::VARCHAR, 6, '0') END AS old_registration_number,
       DATE '2007-07-01' + pick(c.eid, 'renumbered', 0, 540) AS renumbered_day,
       coalesce(n.old_taxpayer_number, authority || own_code) AS old_taxpayer_number,
       CASE WHEN founded >= DATE '2015-10-01' THEN DATE '2015-10-01'
           ELSE DATE '2015-10-01' + to_months(coalesce(n.converted_step - month_number(DATE '2015-10-01'), 12)::INTEGER)
           END::DATE AS converted_day,
       n.customs_code, coalesce(n.tidy, false) AS tidy, seq
FROM credited AS c LEFT JOIN numbered AS n USING (eid);
