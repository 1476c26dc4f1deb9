-- The register's book of changes: what was changed on which day, from what to what.

-- eight ways to write the unit of capital; foreign capital is in US dollars
CREATE MACRO capital_text(amount, place, is_foreign) AS CASE WHEN is_foreign
    THEN ceil(amount / 7)::BIGINT::VARCHAR || ['万美元', '万元美元', '万美元整', '万(美元)'][1 + place % 4]
    ELSE amount::BIGINT::VARCHAR || ['万元', '万元人民币', '万人民币', '万', '万元整', '万圆', '万元（人民币）',
        '万元(人民币)'][1 + place] END;

CREATE TABLE registry_change AS
WITH capital AS (
    SELECT eid, closed, founded, is_foreign, greatest(1, round(capital_exact)) AS amount,
           greatest(1, round(capital_exact * (0.2 + 0.7 * chance(eid, 'capital', 'was')))) AS was,
           pick(eid, 'capital', 'unit', 8) AS unit, pick(eid, 'capital', 'old unit', 8) AS old_unit
    FROM enterprise WHERE chance(eid, 'capital', 'raised') < 0.14
        AND coalesce(closed, getvariable('end_day')) - founded > 500),
trade AS (
    SELECT eid, closed, founded, d.zh AS now_trade, was.zh AS was_trade
    FROM enterprise AS e JOIN code_division AS d ON e.division = d.code
        JOIN division_choice AS c ON chance(eid, 'trade', 'was') >= after AND chance(eid, 'trade', 'was') < upto
        JOIN code_division AS was ON was.code = c.division
    WHERE chance(eid, 'trade', 'changed') < 0.04 AND was.code <> d.code
        AND coalesce(closed, getvariable('end_day')) - founded > 500),
change AS (
    SELECT eid, renamed_day AS day, '01' AS item, former_name AS old_text, name AS new_text, NULL::BIGINT AS survivor
    FROM history WHERE kind = 'enterprise' AND renamed_day IS NOT NULL
    UNION ALL
    SELECT eid, moved_day, '02', former_address, address, NULL FROM history
        WHERE kind = 'enterprise' AND moved_day IS NOT NULL
    UNION ALL
    SELECT eid, represented_day, '03', former_representative, representative, NULL
    FROM history WHERE kind = 'enterprise' AND represented_day IS NOT NULL
    UNION ALL
    SELECT eid, drawn_day(eid, 'raised', founded, coalesce(closed, getvariable('end_day'))::DATE), '04',
           capital_text(was, old_unit, is_foreign), capital_text(amount, unit, is_foreign), NULL FROM capital
    UNION ALL
    SELECT eid, drawn_day(eid, 'trade', founded, coalesce(closed, getvariable('end_day'))::DATE), '05', was_trade,
        now_trade, NULL
    FROM trade
    UNION ALL
    SELECT eid, closed - 90 - pick(eid, 'revoked', 1, 700), '06', '存续', '吊销', NULL FROM enterprise
    WHERE closed - founded > 900 AND chance(eid, 'revoked', 0) < 0.05
    UNION ALL
    SELECT eid, closed, '07', getvariable('prefix') || getvariable('area_designation'),
        getvariable('moved_to')[1 + pick(eid, 'out', 1, 4)], NULL
    FROM enterprise WHERE closed IS NOT NULL AND chance(eid, 'out', 0) < 0.03 AND eid NOT IN (SELECT eid FROM merger)
    UNION ALL
    SELECT eid, merged_day, '08', '存续', '因合并注销', survivor FROM merger
    UNION ALL
    SELECT eid, renumbered_day, '09', old_registration_number, registration_number, NULL
    FROM organisation_number JOIN history USING (eid)
    WHERE kind = 'enterprise' AND old_registration_number IS NOT NULL AND renumbered_day < last_day
    UNION ALL
    SELECT eid, recoded_day, '10', former_organisation_code, organisation_code, NULL
    FROM organisation_number JOIN history USING (eid)
        WHERE former_organisation_code IS NOT NULL AND recoded_day < last_day)
SELECT eid, day, item, old_text, new_text, survivor,
    getvariable('registrar') || lpad(row_number() OVER (ORDER BY day, eid, item)::VARCHAR, 9, '0') AS serial
FROM change;
