WITH numbered_row AS (
    SELECT tax_payment.*, getvariable('year')::VARCHAR || lpad((step % 12 + 1)::VARCHAR, 2, '0')
        || lpad(row_number() OVER (PARTITION BY step ORDER BY hash(getvariable('seed'), eid, tax_type), eid, tax_type)
                ::VARCHAR, 7, '0') AS voucher,
           -- dirt on a row that makes a month would be a different fault
           paid_cents * 300 < sum(paid_cents) OVER (PARTITION BY step) AS small
    FROM tax_payment WHERE step // 12 = getvariable('year') - 2005),
marked AS (
    SELECT numbered_row.*, old_taxpayer_number, credit_code, converted_step, name,
           CASE WHEN small AND NOT tidy THEN tax_dirt(dirt_draw(voucher, 'tax')) END AS drawn,
           dirt_draw(voucher, 'tax name') AS name_draw
    FROM numbered_row JOIN numbered USING (eid) JOIN named USING (eid)),
clean AS (
    SELECT * EXCLUDE (credit_code, converted_step, drawn),
           CASE WHEN drawn = 'unregistered' THEN getvariable('tax_authority') || stranger
                WHEN step >= converted_step THEN credit_code ELSE old_taxpayer_number END AS taxpayer,
           -- nothing becomes lower case in a number without letters
           CASE WHEN drawn = 'taxpayer_lower_case' AND step < converted_step
                     AND lower(old_taxpayer_number) = old_taxpayer_number THEN NULL
                WHEN drawn = 'thousands_separator' AND abs(paid_cents) < 100_000 THEN NULL
                WHEN drawn = 'swapped_amounts' AND paid_cents < 100 THEN NULL
                -- a spreadsheet makes numbers of digits only
                WHEN drawn = 'taxpayer_scientific' AND try_cast(old_taxpayer_number AS BIGINT) IS NULL THEN NULL
                ELSE drawn END AS dirt
    FROM marked JOIN stranger ON stranger.place = numbered_step(voucher)),
amounts AS (
    SELECT *, yuan(paid_cents) AS paid,
           yuan(CASE dirt WHEN 'swapped_amounts' THEN paid_cents * 9 // 10 ELSE levied_cents END) AS levied
    FROM clean),
copied AS (
    SELECT * FROM amounts UNION ALL SELECT * REPLACE ('duplicate copy' AS dirt) FROM amounts WHERE dirt = 'duplicate')
SELECT voucher AS _key, dirt AS _dirt,
    voucher AS "凭证号",
    CASE dirt WHEN 'taxpayer_lower_case' THEN lower(taxpayer)
              WHEN 'taxpayer_check_digit' THEN wrong_check(taxpayer)
              WHEN 'taxpayer_missing' THEN NULL
              WHEN 'taxpayer_full_width' THEN wide(taxpayer)
              WHEN 'taxpayer_scientific' THEN left(old_taxpayer_number, 1) || '.' || substr(old_taxpayer_number, 2, 1)
                                              || 'E+' || (length(old_taxpayer_number) - 1)
              ELSE taxpayer END AS "纳税人识别号",
    CASE WHEN name_draw < 3000 THEN replace(replace(name, '(', '（'), ')', '）')
         WHEN name_draw < 5000 THEN replace(name, '有限公司', '有限责任公司')
         WHEN name_draw < 6500 AND length(name) > 10 THEN replace(name, getvariable('prefix'), '')
         ELSE name END AS "纳税人名称",
    CASE dirt WHEN 'unknown_tax_type' THEN '99' ELSE tax_type END AS "税种代码",
    getvariable('year')::VARCHAR || '-' || lpad((step % 12 + 1)::VARCHAR, 2, '0') AS "入库月份",
    CASE dirt WHEN 'thousands_separator' THEN separated(levied) ELSE levied::VARCHAR END AS "应征税额（元）",
    CASE dirt WHEN 'thousands_separator' THEN separated(paid) ELSE paid::VARCHAR END AS "入库税额（元）"
FROM copied ORDER BY _key, dirt
