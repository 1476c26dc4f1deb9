"""The departments' extracts as SELECTs over the hidden world, each with its dirt.

Every SELECT ends in the department's own column titles and in the order of its file. ``_key`` and ``_dirt`` are kept
apart by the writer: they are the truth about the dirt, not part of the extract.
"""

REGISTRY = """
WITH clean AS (
    SELECT eid, registration_number, organisation_code, credit_code, name, registration_type, division, street, address,
           capital_exact, founded, closed,
           CASE WHEN NOT tidy THEN registry_dirt(dirt_draw(registration_number, 'registry')) END AS dirt
    FROM enterprise JOIN numbered USING (eid) JOIN named USING (eid) JOIN addressed USING (eid)
    WHERE tidy OR uniform(eid, 'unregistered', 0) >= 0.002),
dated AS (SELECT *, coalesce(closed, DATE '2099-01-01') >= DATE '2015-10-01' AS has_credit_code FROM clean),
copied AS (
    SELECT * FROM dated UNION ALL SELECT * REPLACE ('duplicate copy' AS dirt) FROM dated WHERE dirt = 'duplicate')
SELECT registration_number AS _key, dirt AS _dirt,
    CASE dirt WHEN 'registration_full_width' THEN wide(registration_number) ELSE registration_number END AS "注册号",
    CASE dirt WHEN 'organisation_hyphen' THEN hyphened(organisation_code)
              WHEN 'organisation_lower_case' THEN lower(organisation_code)
              WHEN 'organisation_check_digit' THEN wrong_check(organisation_code)
              WHEN 'organisation_missing' THEN NULL ELSE organisation_code END AS "组织机构代码",
    CASE WHEN has_credit_code THEN credit_code END AS "统一社会信用代码",
    name AS "企业名称",
    registration_type AS "企业类型代码",
    CASE dirt WHEN 'unknown_division' THEN '98' ELSE division END AS "行业代码",
    CASE WHEN eid >= 1000 AND uniform(eid, 'street', 'blank') < 0.01 THEN NULL ELSE street END AS "街区代码",
    address AS "住所",
    CASE WHEN eid >= 1000 AND uniform(eid, 'capital', 'blank') < 0.186 THEN NULL
         ELSE CASE WHEN capital_exact >= 100 THEN round(least(capital_exact, 8e6), -1) ELSE ceil(capital_exact) END
              ::DECIMAL(18, 2)::VARCHAR END AS "注册资本（万元）",
    CASE dirt WHEN 'impossible_date' THEN year(founded)::VARCHAR || '-02-30' ELSE founded::VARCHAR END AS "成立日期",
    CASE dirt WHEN 'closed_before_founded' THEN (founded - 400)::VARCHAR ELSE closed::VARCHAR END AS "注销日期"
FROM copied ORDER BY "成立日期", _key, dirt
"""

TAX = """
WITH numbered_row AS (
    SELECT tax_payment.*, getvariable('year')::VARCHAR || lpad((step % 12 + 1)::VARCHAR, 2, '0')
        || lpad(row_number() OVER (PARTITION BY step ORDER BY hash(getvariable('seed'), eid, tax_type), eid, tax_type)
                ::VARCHAR, 7, '0') AS voucher
    FROM tax_payment WHERE step // 12 = getvariable('year') - 2005),
marked AS (
    SELECT numbered_row.*, old_taxpayer_number, credit_code, converted_step, name,
           CASE WHEN NOT tidy THEN tax_dirt(dirt_draw(voucher, 'tax')) END AS drawn,
           dirt_draw(voucher, 'tax name') AS name_draw
    FROM numbered_row JOIN numbered USING (eid) JOIN named USING (eid)),
clean AS (
    SELECT * EXCLUDE (old_taxpayer_number, credit_code, converted_step, drawn),
           CASE WHEN drawn = 'unregistered' THEN (SELECT getvariable('tax_authority') || stranger)
                WHEN step >= converted_step THEN credit_code ELSE old_taxpayer_number END AS taxpayer,
           -- nothing becomes lower case in a number without letters
           CASE WHEN drawn = 'taxpayer_lower_case' AND step < converted_step AND right(old_taxpayer_number, 1) <> 'X' THEN NULL
                WHEN drawn = 'thousands_separator' AND abs(paid_cents) < 100_000 THEN NULL
                WHEN drawn = 'swapped_amounts' AND paid_cents < 0 THEN NULL
                WHEN drawn = 'taxpayer_scientific' AND step < converted_step AND right(old_taxpayer_number, 1) = 'X' THEN NULL
                ELSE drawn END AS dirt
    FROM marked JOIN stranger ON stranger.place = numbered_step(voucher)),
amounts AS (
    SELECT *, yuan(CASE WHEN dirt = 'swapped_amounts' THEN greatest(1, paid_cents * 9 // 10) ELSE levied_cents END) AS levied,
           yuan(paid_cents) AS paid FROM clean),
copied AS (SELECT * FROM amounts UNION ALL SELECT * REPLACE ('duplicate copy' AS dirt) FROM amounts WHERE dirt = 'duplicate')
SELECT voucher AS _key, dirt AS _dirt,
    voucher AS "凭证号",
    CASE dirt WHEN 'taxpayer_lower_case' THEN lower(taxpayer)
              WHEN 'taxpayer_check_digit' THEN wrong_check(taxpayer)
              WHEN 'taxpayer_missing' THEN NULL
              WHEN 'taxpayer_full_width' THEN wide(taxpayer)
              WHEN 'taxpayer_scientific' THEN left(taxpayer, 1) || '.' || substr(taxpayer, 2, 1) || 'E+' || (length(taxpayer) - 1)
              ELSE taxpayer END AS "纳税人识别号",
    CASE WHEN name_draw < 3000 THEN replace(replace(name, '(', '（'), ')', '）')
         WHEN name_draw < 5000 THEN replace(name, '有限公司', '有限责任公司')
         WHEN name_draw < 6500 AND length(name) > 10 THEN replace(name, '天津', '') ELSE name END AS "纳税人名称",
    CASE dirt WHEN 'unknown_tax_type' THEN '99' ELSE tax_type END AS "税种代码",
    getvariable('year')::VARCHAR || '-' || lpad((step % 12 + 1)::VARCHAR, 2, '0') AS "入库月份",
    CASE dirt WHEN 'thousands_separator' THEN separated(levied) ELSE levied::VARCHAR END AS "应征税额（元）",
    CASE dirt WHEN 'thousands_separator' THEN separated(paid) ELSE paid::VARCHAR END AS "入库税额（元）"
FROM copied ORDER BY _key, dirt
"""

CUSTOMS = """
WITH numbered_row AS (
    SELECT goods_trade.*, getvariable('customs_district') || getvariable('year')::VARCHAR
        || lpad((step % 12 + 1)::VARCHAR, 2, '0')
        || lpad(row_number() OVER (PARTITION BY step ORDER BY hash(getvariable('seed'), lid, flow), lid, flow)
                ::VARCHAR, 6, '0') AS record
    FROM goods_trade WHERE step // 12 = getvariable('year') - 2005 AND cents > 0),
marked AS (
    SELECT numbered_row.*, organisation_code, customs_code,
           CASE WHEN NOT tidy THEN customs_dirt(dirt_draw(record, 'customs')) END AS drawn
    FROM numbered_row JOIN numbered USING (eid)),
clean AS (
    SELECT * EXCLUDE (organisation_code, drawn),
           CASE WHEN drawn = 'unregistered' THEN stranger ELSE organisation_code END AS organisation,
           CASE WHEN drawn = 'organisation_lower_case' AND lower(organisation_code) = organisation_code THEN NULL
                WHEN drawn = 'thousands_separator' AND cents < 100_000 THEN NULL ELSE drawn END AS dirt
    FROM marked JOIN stranger ON stranger.place = numbered_step(record)),
amounts AS (SELECT *, yuan(cents) AS value_usd FROM clean),
copied AS (SELECT * FROM amounts UNION ALL SELECT * REPLACE ('duplicate copy' AS dirt) FROM amounts WHERE dirt = 'duplicate')
SELECT record AS _key, dirt AS _dirt,
    record AS "记录号",
    customs_code AS "经营单位代码",
    CASE dirt WHEN 'organisation_hyphen' THEN hyphened(organisation)
              WHEN 'organisation_lower_case' THEN lower(organisation)
              WHEN 'organisation_check_digit' THEN wrong_check(organisation)
              WHEN 'organisation_missing' THEN NULL ELSE organisation END AS "组织机构代码",
    getvariable('year')::VARCHAR || CASE dirt WHEN 'impossible_month' THEN '-13'
        ELSE '-' || lpad((step % 12 + 1)::VARCHAR, 2, '0') END AS "进出口月份",
    flow AS "进出口标志",
    hs_chapter AS "商品章",
    CASE dirt WHEN 'unknown_partner' THEN '888' ELSE partner END AS "国别（地区）代码",
    regime AS "贸易方式代码",
    CASE dirt WHEN 'thousands_separator' THEN separated(value_usd) WHEN 'full_width_value' THEN wide(value_usd::VARCHAR)
              ELSE value_usd::VARCHAR END AS "金额（美元）",
    CASE WHEN uniform(lid, step, 'weight') < 0.02 THEN NULL
         ELSE round(value_usd / usd_per_kilogram * exp(0.3 * normal(lid, flow, 'price')), 1)::DECIMAL(18, 1)::VARCHAR
         END AS "重量（千克）"
FROM copied ORDER BY _key, dirt
"""

INVESTMENT = """
WITH described AS (
    SELECT project.pid, project.eid, project.anchor, begun, length, u_nature, planned, phase, brand, word, tidy, organisation_code,
           getvariable('project_prefix') || lpad((begun // 12 + 2005)::VARCHAR, 4, '0') || lpad(project.pid::VARCHAR, 5, '0') AS code
    FROM project JOIN project_plan USING (pid) JOIN numbered USING (eid) JOIN named USING (eid)
        LEFT JOIN (SELECT eid, word FROM enterprise) USING (eid)),
titled AS (
    SELECT *, CASE WHEN u_nature < 0.46 THEN '1' WHEN u_nature < 0.68 THEN '2' WHEN u_nature < 0.90 THEN '3'
                   WHEN u_nature < 0.92 THEN '4' WHEN u_nature < 0.95 THEN '5' WHEN u_nature < 0.955 THEN '6' ELSE '7' END AS nature,
           brand || coalesce(word, '') || CASE WHEN u_nature < 0.46 THEN '新建厂区' WHEN u_nature < 0.68 THEN '扩建'
               WHEN u_nature < 0.90 THEN '技术改造' WHEN u_nature < 0.92 THEN '职工公寓' WHEN u_nature < 0.95 THEN '搬迁改造'
               WHEN u_nature < 0.955 THEN '恢复建设' ELSE '设备购置' END
           || CASE WHEN phase > 1 THEN phase::VARCHAR || '期' ELSE '' END || '项目' AS title FROM described),
monthly AS (
    SELECT titled.*, step, done, completed_hundred_yuan, capital_hundred_usd,
           code || '/' || step AS key, CASE WHEN NOT tidy THEN investment_dirt(dirt_draw(code || step, 'investment')) END AS dirt
    FROM project_progress JOIN titled USING (pid)),
copied AS (SELECT * FROM monthly UNION ALL SELECT * REPLACE ('duplicate copy' AS dirt) FROM monthly WHERE dirt = 'duplicate')
SELECT key AS _key, dirt AS _dirt,
    code AS "项目代码", title AS "项目名称",
    CASE dirt WHEN 'organisation_hyphen' THEN hyphened(organisation_code)
              WHEN 'organisation_check_digit' THEN wrong_check(organisation_code) ELSE organisation_code END AS "组织机构代码",
    nature AS "建设性质",
    CASE WHEN dirt = 'unknown_stage' THEN '9' WHEN done < 0.10 THEN '1' WHEN done < 0.62 THEN '2' WHEN done < 0.86 THEN '3'
         WHEN done < 0.96 THEN '4' ELSE '5' END AS "项目阶段",
    (2005 + step // 12)::VARCHAR || CASE dirt WHEN 'impossible_month' THEN '-00'
        ELSE '-' || lpad((step % 12 + 1)::VARCHAR, 2, '0') END AS "统计月份",
    planned::VARCHAR AS "计划总投资（万元）",
    yuan(completed_hundred_yuan)::VARCHAR AS "本月完成投资（万元）",
    yuan(capital_hundred_usd)::VARCHAR AS "本月实际使用外资（万美元）"
FROM copied ORDER BY step, code, dirt
"""

LAND = """
WITH clean AS (
    SELECT land_parcel.*, organisation_code,
           getvariable('parcel_prefix') || left(street, 1) || lpad(pid::VARCHAR, 5, '0') AS code,
           CASE WHEN NOT tidy THEN land_dirt(dirt_draw(pid, 'land')) END AS dirt
    FROM land_parcel JOIN numbered USING (eid))
SELECT code AS _key, dirt AS _dirt,
    code AS "宗地号",
    CASE dirt WHEN 'organisation_hyphen' THEN hyphened(organisation_code)
              WHEN 'organisation_check_digit' THEN wrong_check(organisation_code) ELSE organisation_code END AS "土地使用者组织机构代码",
    street AS "街区代码",
    CASE dirt WHEN 'unknown_use' THEN 'unknown' ELSE land_use END AS "土地用途代码",
    area::DECIMAL(18, 1)::VARCHAR AS "宗地面积（平方米）",
    floor_area::DECIMAL(18, 1)::VARCHAR AS "建筑面积（平方米）",
    CASE dirt WHEN 'impossible_date' THEN year(granted_date)::VARCHAR || '-06-31' ELSE granted_date::VARCHAR END AS "供地日期",
    longitude::DECIMAL(9, 6)::VARCHAR AS "中心经度",
    latitude::DECIMAL(9, 6)::VARCHAR AS "中心纬度"
FROM clean ORDER BY code
"""
