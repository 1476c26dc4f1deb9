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
               ELSE 1 + floor(9 * pow(uniform(eid, flow, 'lines'), 3))::INTEGER END AS lines
FROM (SELECT * FROM traders UNION ALL SELECT * FROM anchors);

-- What a line is worth in a usual month. Whole numbers, so that sums do not depend on the order of adding.
CREATE TABLE weighed_line AS
WITH line AS (
    SELECT trader.*, range AS line, eid * 100 + range AS lid,
           CASE WHEN industry IN (SELECT industry FROM given_goods) THEN industry ELSE 'other' END AS goods_industry
    FROM trader, range(lines) WHERE range < lines),
weighed AS (
    -- exporters differ less in size than taxpayers do: the few giants are the anchors
    SELECT *, (1e6 * CASE WHEN anchor > 0 THEN exp(0.4 * bell(lid, flow, 'weight')) / (1 + 0.04 * line)
        ELSE pow(size, 0.6) * exp(0.9 * bell(lid, flow, 'weight')) / (1 + 0.3 * line) END)::BIGINT + 1 AS weight
    FROM line)
SELECT *, weight / sum(weight) OVER (PARTITION BY flow, anchor)::DOUBLE AS portion FROM weighed;

-- Goods, partner and regime are drawn from a line's place among the others, shuffled and laid end to end by their
-- worth: so the mixes are met in value, and not only in the number of lines, in a zone of few lines too.
CREATE TABLE placed_line AS
SELECT *,
       (sum(weight) OVER (PARTITION BY flow, anchor, goods_industry ORDER BY chance(lid, flow, 'goods'), lid)
           - weight * chance(lid, 'goods', flow)) / sum(weight) OVER (PARTITION BY flow, anchor, goods_industry)::DOUBLE
           AS u_goods,
       (sum(weight) OVER (PARTITION BY flow, anchor ORDER BY chance(lid, flow, 'partner'), lid)
           - weight * chance(lid, 'partner', flow)) / sum(weight) OVER (PARTITION BY flow, anchor)::DOUBLE AS u_partner,
       (sum(weight) OVER (PARTITION BY flow, anchor ORDER BY chance(lid, flow, 'regime'), lid)
           - weight * chance(lid, 'regime', flow)) / sum(weight) OVER (PARTITION BY flow, anchor)::DOUBLE AS u_regime
FROM weighed_line;

-- A large line never rests, comes and goes slowly and varies little: it is many shipments; a small one is a few.
CREATE TABLE trade_line AS
WITH goods AS (
    SELECT placed_line.*, hs_chapter, usd_per_kilogram FROM placed_line ASOF JOIN
        (SELECT *, upto AS bound FROM goods_choice) AS choice
        ON placed_line.goods_industry = choice.industry AND placed_line.flow = choice.flow AND u_goods <= choice.bound),
partners AS (
    -- a foreign enterprise buys much at home, and sells some there
    SELECT goods.*, CASE WHEN home IS NOT NULL AND chance(lid, goods.flow, 'home')
                              < CASE goods.flow WHEN 'I' THEN 0.42 ELSE 0.18 END
        THEN home ELSE partner END AS partner
    FROM goods ASOF JOIN partner_choice AS choice
        ON goods.flow = choice.flow AND goods.u_partner <= choice.upto),
regimes AS (
    SELECT partners.*, regime FROM partners ASOF JOIN regime_choice AS choice
        ON partners.flow = choice.flow AND partners.u_regime <= choice.upto)
SELECT eid, anchor, flow, lid, hs_chapter, usd_per_kilogram, partner, regime, weight, portion,
       greatest(0.25 + 0.65 * chance(lid, flow, 'busy'), portion * 1000) AS busy,
       least(0.55, 0.12 + 0.0004 / portion) AS spread,
       least(36, 1 + 18_000 * portion) AS ramp,
       -- small lines come and go; the first of a trader stays, and so do large ones
       CASE WHEN line = 0 OR portion > 0.004 THEN -999
            ELSE -140 + pick(lid, flow, 'start', 380) END AS from_step,
       CASE WHEN line = 0 OR portion > 0.004 THEN 9999
            ELSE -140 + pick(lid, flow, 'start', 380) + 24 + pick(lid, flow, 'stay', 140) END AS to_step
FROM regimes;
DROP TABLE weighed_line;
DROP TABLE placed_line;

-- How the mixes of partners and regimes turn, and the common fortune of each market and each kind of goods.
CREATE TABLE course AS
SELECT mix, flow, code, step, factor * exp(0.07 * wander(flow || code, mix, step)) AS factor FROM mix_path
UNION ALL
SELECT 'goods', flow, hs_chapter, step, exp(0.07 * wander(flow || hs_chapter, 'goods', step))
FROM (SELECT DISTINCT flow, hs_chapter FROM goods_choice), step;

CREATE TABLE tail_trade AS
WITH line AS (
    SELECT trade_line.*, greatest(from_step, CASE WHEN first_step > -36 THEN first_step + 3 ELSE -999 END) AS opens,
           least(to_step, CASE WHEN last_step < getvariable('steps') - 1 THEN last_step ELSE 9999 END) AS shuts, trend
    FROM trade_line JOIN tail USING (eid)),
monthly AS (
    SELECT line.*, step FROM line JOIN step ON step BETWEEN opens AND shuts
    WHERE busy >= 1 OR chance(lid, line.flow, step) < busy)
SELECT eid, lid, monthly.flow, monthly.step, hs_chapter, partner, regime, usd_per_kilogram,
       (weight * p.factor * r.factor * g.factor * (1 + spread * (2 * chance(lid, monthly.flow, -monthly.step) - 1))
        * least(1, (monthly.step - opens + 1) / ramp, (shuts - monthly.step + 1) / ramp)
        * exp(trend * (monthly.step - 130) + 0.12 * wander(lid, 'line', monthly.step)))::BIGINT + 1 AS weight
FROM monthly
    JOIN course AS p ON p.mix = 'partner' AND p.flow = monthly.flow AND p.code = partner AND p.step = monthly.step
    JOIN course AS r ON r.mix = 'regime' AND r.flow = monthly.flow AND r.code = regime AND r.step = monthly.step
    JOIN course AS g ON g.mix = 'goods' AND g.flow = monthly.flow AND g.code = hs_chapter AND g.step = monthly.step;

CREATE TABLE anchor_trade AS
WITH dated AS (
    SELECT *, month_number(CAST(founded_month || '-01' AS DATE)) AS opens,
           month_number(coalesce(CAST(closed_month || '-01' AS DATE), DATE '2099-01-01')) AS shuts FROM given_anchor),
share AS (
    -- a plant that closes has been emptied for a year and a half
    SELECT anchor::INTEGER AS eid, flow, step, CASE flow
        WHEN 'E' THEN path(step, exports_2005, exports_2010, exports_2015, exports_2020, exports_2026)
        ELSE path(step, imports_2005, imports_2010, imports_2015, imports_2020, imports_2026) END / 100
        * least(1, (step - opens) / 18, (shuts - step + 1) / 18)
        * exp(0.06 * wander(anchor::INTEGER, flow, step)) AS share
    FROM dated, (SELECT unnest(['E', 'I']) AS flow), step WHERE step > opens AND step <= shuts)
SELECT eid, lid, line.flow, share.step, hs_chapter, partner, regime, usd_per_kilogram, share,
       (weight * coalesce(p.factor, 1) * r.factor * g.factor
        * (1 + 0.2 * (2 * chance(lid, line.flow, -share.step) - 1))
        * exp(0.1 * wander(lid, 'line', share.step)))::BIGINT + 1 AS weight
FROM trade_line AS line JOIN share USING (eid, flow)
    LEFT JOIN course AS p ON p.mix = 'partner' AND p.flow = line.flow AND p.code = partner AND p.step = share.step
    JOIN course AS r ON r.mix = 'regime' AND r.flow = line.flow AND r.code = regime AND r.step = share.step
    JOIN course AS g ON g.mix = 'goods' AND g.flow = line.flow AND g.code = hs_chapter AND g.step = share.step
WHERE share > 0.0001 AND (share * portion > 0.0003 OR chance(lid, line.flow, share.step) < busy);

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
DROP TABLE course;
DROP TABLE tail_trade;
DROP TABLE anchor_trade;
