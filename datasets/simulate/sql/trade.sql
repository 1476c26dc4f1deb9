-- Trade: each trader's lines (goods, partner, regime) and their value by month.
--
-- A line persists; its partner's and its regime's weight in the zone's trade move over the years, which is how the
-- share of processing trade falls and the mix of partners turns.

CREATE TABLE partner_choice AS
SELECT flow, partner::INTEGER::VARCHAR AS partner, weight_2005, weight_2010, weight_2015, weight_2020, weight_2026,
       weight_2010 + weight_2015 + weight_2020 AS typical,
       sum(weight_2010 + weight_2015 + weight_2020) OVER (PARTITION BY flow ORDER BY weight_2015 DESC, partner)
           / sum(weight_2010 + weight_2015 + weight_2020) OVER (PARTITION BY flow) AS upto
FROM given_partner_mix;
CREATE TABLE regime_choice AS
SELECT flow, regime::INTEGER::VARCHAR AS regime, weight_2005, weight_2010, weight_2015, weight_2020, weight_2026,
       weight_2010 + weight_2015 + weight_2020 AS typical,
       sum(weight_2010 + weight_2015 + weight_2020) OVER (PARTITION BY flow ORDER BY regime)
           / sum(weight_2010 + weight_2015 + weight_2020) OVER (PARTITION BY flow) AS upto
FROM given_regime_mix;
CREATE TABLE goods_choice AS
SELECT industry, flow, lpad(hs_chapter::INTEGER::VARCHAR, 2, '0') AS hs_chapter, weight, usd_per_kilogram,
       sum(weight) OVER (PARTITION BY industry, flow ORDER BY hs_chapter)
           / sum(weight) OVER (PARTITION BY industry, flow) AS upto
FROM given_goods;
-- how often each partner and regime was drawn does not matter: weights are relative to the typical one
CREATE TABLE mix_path AS
SELECT 'partner' AS mix, flow, partner AS code, step,
       path(step, weight_2005, weight_2010, weight_2015, weight_2020, weight_2026) * 3 / typical AS factor
FROM partner_choice, step
UNION ALL
SELECT 'regime', flow, regime, step,
       path(step, weight_2005, weight_2010, weight_2015, weight_2020, weight_2026) * 3 / typical
FROM regime_choice, step;

CREATE TABLE trader AS
WITH flows AS (SELECT unnest(['E', 'I']) AS flow),
tail AS (
    SELECT eid, 0 AS anchor, flow, industry, size, is_foreign, NULL AS home,
           CASE flow WHEN 'E' THEN export_share ELSE import_share END AS share
    FROM enterprise, flows WHERE anchor = 0),
traders AS (
    SELECT * FROM tail WHERE uniform(eid, flow, 'trades') < share * CASE WHEN is_foreign THEN 1.25 ELSE 0.75 END),
anchors AS (
    SELECT eid, eid AS anchor, flow, industry, 0 AS size, is_foreign, home_partner::INTEGER::VARCHAR AS home, 1 AS share
    FROM enterprise JOIN given_anchor ON eid = given_anchor.anchor::INTEGER, flows
    WHERE CASE flow WHEN 'E' THEN exports_2005 + exports_2010 + exports_2015 + exports_2020 + exports_2026
                    ELSE imports_2005 + imports_2010 + imports_2015 + imports_2020 + imports_2026 END > 0)
SELECT *, CASE WHEN anchor > 0 THEN getvariable('anchor_lines')
               ELSE 2 + floor(12 * pow(uniform(eid, flow, 'lines'), 3))::INTEGER END AS lines
FROM (SELECT * FROM traders UNION ALL SELECT * FROM anchors);

CREATE TABLE trade_line AS
WITH line AS (
    SELECT trader.*, range AS line FROM trader, range(lines) WHERE range < lines),
keyed AS (
    SELECT *, CASE WHEN industry IN (SELECT industry FROM given_goods) THEN industry ELSE 'other' END AS goods_industry,
           eid * 100 + line AS lid,
           -- an anchor's lines are spread evenly over the partners, or one odd line would turn the zone's mix
           CASE WHEN anchor > 0 THEN ((line * 29 + anchor * 7) % lines + uniform(anchor, line, flow)) / lines
                ELSE uniform(eid * 100 + line, flow, 'partner') END AS u_partner FROM line),
goods AS (
    SELECT keyed.*, hs_chapter, usd_per_kilogram FROM keyed ASOF JOIN
        (SELECT *, upto AS bound FROM goods_choice) AS choice
        ON keyed.goods_industry = choice.industry AND keyed.flow = choice.flow
        AND uniform(lid, keyed.flow, 'goods') <= choice.bound),
partners AS (
    -- a foreign enterprise buys much at home, and sells some there
    SELECT goods.*, CASE WHEN home IS NOT NULL AND uniform(lid, goods.flow, 'home')
                              < CASE goods.flow WHEN 'I' THEN 0.42 ELSE 0.18 END
        THEN home ELSE partner END AS partner
    FROM goods ASOF JOIN partner_choice AS choice
        ON goods.flow = choice.flow AND goods.u_partner <= choice.upto)
SELECT partners.eid, partners.anchor, partners.flow, line, lid, hs_chapter, usd_per_kilogram, partner, regime, size,
       CASE WHEN partners.anchor > 0 THEN exp(0.4 * normal(lid, partners.flow, 'weight')) / (1 + 0.04 * line)
            ELSE exp(1.3 * normal(lid, partners.flow, 'weight')) / (1 + 0.3 * line) END AS weight,
       CASE WHEN partners.anchor > 0 THEN 0.95 - 0.4 * line / lines
            ELSE 0.25 + 0.65 * uniform(lid, partners.flow, 'busy') END AS busy,
       -- lines come and go; the first of a trader stays
       CASE WHEN line = 0 OR partners.anchor > 0 THEN -999
            ELSE -140 + whole(lid, partners.flow, 'start', 380) END AS from_step,
       CASE WHEN line = 0 OR partners.anchor > 0 THEN 9999 ELSE -140 + whole(lid, partners.flow, 'start', 380)
           + 24 + whole(lid, partners.flow, 'stay', 140) END AS to_step
FROM partners ASOF JOIN regime_choice AS choice
    ON partners.flow = choice.flow AND uniform(lid, partners.flow, 'regime') <= choice.upto;

CREATE TABLE tail_trade AS
WITH line AS (SELECT trade_line.*, first_step, last_step, trend FROM trade_line JOIN tail USING (eid)),
monthly AS (
    SELECT line.*, step FROM line JOIN step
        ON step BETWEEN greatest(from_step, first_step + 3) AND least(to_step, last_step)
    WHERE uniform(lid, line.flow, step) < busy)
SELECT eid, lid, monthly.flow, monthly.step, hs_chapter, partner, regime, usd_per_kilogram,
       (1e5 * size * weight * p.factor * r.factor * jitter(lid, monthly.flow, -monthly.step, 0.55)
        * exp(trend * (monthly.step - 130) + 0.35 * wander(lid, 'line', monthly.step)))::BIGINT + 1 AS weight
FROM monthly
    JOIN mix_path AS p ON p.mix = 'partner' AND p.flow = monthly.flow AND p.code = partner AND p.step = monthly.step
    JOIN mix_path AS r ON r.mix = 'regime' AND r.flow = monthly.flow AND r.code = regime AND r.step = monthly.step;

CREATE TABLE anchor_trade AS
WITH share AS (
    SELECT anchor::INTEGER AS eid, flow, step, CASE flow
        WHEN 'E' THEN path(step, exports_2005, exports_2010, exports_2015, exports_2020, exports_2026)
        ELSE path(step, imports_2005, imports_2010, imports_2015, imports_2020, imports_2026) END / 100
        * exp(0.08 * wander(anchor::INTEGER, flow, step)) AS share
    FROM given_anchor, (SELECT unnest(['E', 'I']) AS flow), step
    WHERE month > CAST(founded_month || '-01' AS DATE)
        AND month <= coalesce(CAST(closed_month || '-01' AS DATE), DATE '2099-01-01'))
SELECT eid, lid, line.flow, share.step, hs_chapter, partner, regime, usd_per_kilogram, share,
       (1e6 * weight * coalesce(p.factor, 1) * r.factor * jitter(lid, line.flow, -share.step, 0.25)
        * exp(0.2 * wander(lid, 'line', share.step)))::BIGINT + 1 AS weight
FROM trade_line AS line JOIN share USING (eid, flow)
    LEFT JOIN mix_path AS p ON p.mix = 'partner' AND p.flow = line.flow AND p.code = partner AND p.step = share.step
    JOIN mix_path AS r ON r.mix = 'regime' AND r.flow = line.flow AND r.code = regime AND r.step = share.step
WHERE share > 0.0001 AND (line = 0 OR uniform(lid, line.flow, share.step) < busy);

CREATE TABLE goods_trade AS
WITH wanted AS (
    SELECT CASE series WHEN 'exports' THEN 'E' ELSE 'I' END AS flow, step, cents FROM target
    WHERE series IN ('exports', 'imports')),
own AS (SELECT eid, flow, step, any_value(share) AS share, sum(weight)::DOUBLE AS weight
        FROM anchor_trade GROUP BY eid, flow, step),
-- integers again, see activity
anchors AS (SELECT flow, step, sum((share * 1e12)::BIGINT)::DOUBLE / 1e12 AS share FROM own GROUP BY flow, step),
rest AS (SELECT flow, step, sum(weight)::DOUBLE AS weight FROM tail_trade GROUP BY flow, step),
factor AS (
    SELECT flow, step, cents * (1 - coalesce(share, 0)) / weight AS cents_each
    FROM wanted JOIN rest USING (flow, step) LEFT JOIN anchors USING (flow, step))
SELECT eid, lid, flow, step, hs_chapter, partner, regime, usd_per_kilogram, (weight * cents_each)::BIGINT AS cents
FROM tail_trade JOIN factor USING (flow, step)
UNION ALL
SELECT eid, lid, flow, step, hs_chapter, partner, regime, usd_per_kilogram,
       (anchor_trade.weight / own.weight * own.share * cents)::BIGINT
FROM anchor_trade JOIN own USING (eid, flow, step) JOIN wanted USING (flow, step);
DROP TABLE tail_trade;
DROP TABLE anchor_trade;
