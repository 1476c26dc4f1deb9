-- Approvals, step by step and side by side, and inquiries, in office time.

CREATE TABLE applicant AS
SELECT eid, founded, row_number() OVER (ORDER BY founded, eid) AS place FROM enterprise WHERE founded < getvariable('end_day');
CREATE TABLE applicant_count AS SELECT founded AS since, max(place) AS owners FROM applicant GROUP BY founded;

CREATE TABLE approval_choice AS
WITH item AS (SELECT approval_item, any_value(weight) AS weight FROM given_approval_path GROUP BY approval_item)
SELECT approval_item, sum(weight) OVER (ORDER BY approval_item) / sum(weight) OVER () AS upto FROM item;

CREATE TABLE approval_step AS
WITH drawn AS (
    SELECT range AS cid, uniform(range, 'approval day', 0) AS u_day, uniform(range, 'approval item', 0) AS u_item,
           uniform(range, 'approval owner', 0) AS u_owner, uniform(range, 'approval hour', 0) AS u_hour
    FROM range(getvariable('approvals'))),
opened AS (
    SELECT drawn.*, choice.day, number, approval_item FROM drawn
        ASOF JOIN (FROM day_choice WHERE kind = 'approval') AS choice ON u_day <= choice.upto
        JOIN office_day ON office_day.day = choice.day
        ASOF JOIN approval_choice ON u_item <= approval_choice.upto),
owned AS (
    SELECT opened.*, eid FROM opened ASOF JOIN applicant_count ON since <= opened.day
        JOIN applicant ON applicant.place = 1 + floor(u_owner * owners)::BIGINT),
stepped AS (
    SELECT cid, eid, number + 0.9 * u_hour AS begun, p.approval_item, place::INTEGER AS place, p.department,
           approval_step::INTEGER::VARCHAR AS step, legal_days::INTEGER AS legal_days, promised_days::INTEGER AS promised_days,
           -- departments grow faster, some stay slow
           mean_days * (1.3 - 0.035 * (year(owned.day) - 2012)) * approval_pace
               * exp(0.5 * normal(cid, p.department, place))
               AS duration
    FROM owned JOIN given_approval_path AS p ON p.approval_item = owned.approval_item
        JOIN given_department_pace AS pace ON pace.department = p.department),
stage AS (SELECT cid, place, max(duration) AS longest FROM stepped GROUP BY cid, place),
waited AS (
    SELECT cid, place, coalesce(sum(longest) OVER (
        PARTITION BY cid ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS waited FROM stage),
timed AS (
    SELECT stepped.*, begun + waited AS accepted, begun + waited + duration AS finished
    FROM stepped JOIN waited USING (cid, place))
SELECT cid, eid, approval_item, place, step, timed.department, legal_days, promised_days,
       row_number() OVER (PARTITION BY cid ORDER BY place, timed.department) AS serial,
       office_moment(a.day, accepted - floor(accepted)) AS accepted,
       office_moment(f.day, finished - floor(finished)) AS finished
FROM timed JOIN working_day AS a ON a.number = floor(accepted)::INTEGER
    LEFT JOIN working_day AS f ON f.number = floor(finished)::INTEGER
WHERE a.day < getvariable('end_day');

CREATE TABLE inquiry AS
WITH choice AS (
    SELECT lpad(inquiry_topic::INTEGER::VARCHAR, 2, '0') AS topic, given_inquiry_mix.department, mean_hours, transfer_share,
           inquiry_pace, sum(weight) OVER (ORDER BY inquiry_topic) / sum(weight) OVER () AS upto
    FROM given_inquiry_mix JOIN given_department_pace AS pace ON pace.department = given_inquiry_mix.department),
drawn AS (
    SELECT range AS qid, uniform(range, 'inquiry day', 0) AS u_day, uniform(range, 'inquiry topic', 0) AS u_topic,
           uniform(range, 'inquiry hour', 0) AS u_hour, uniform(range, 'inquiry transfer', 0) AS u_transfer,
           uniform(range, 'inquiry channel', 0) AS u_channel, uniform(range, 'inquiry mood', 0) AS u_mood,
           normal(range, 'inquiry pace', 0) AS z, uniform(range, 'inquiry close', 0) AS u_close
    FROM range(getvariable('inquiries'))),
placed AS (
    SELECT drawn.*, days.day, number, topic, department, mean_hours, inquiry_pace,
           CASE WHEN u_transfer < transfer_share * 0.25 THEN 2 WHEN u_transfer < transfer_share THEN 1 ELSE 0 END AS transfers
    FROM drawn ASOF JOIN (FROM day_choice WHERE kind = 'inquiry') AS days ON u_day <= days.upto
        JOIN office_day ON office_day.day = days.day
        ASOF JOIN choice ON u_topic <= choice.upto),
timed AS (
    SELECT *, number + u_hour + mean_hours / 8 * inquiry_pace * (1 + 0.8 * transfers) * exp(0.7 * z) * 0.8 AS answered,
           mean_hours * inquiry_pace * (1 + 0.8 * transfers) * exp(0.7 * z) * 0.8 AS hours FROM placed)
SELECT qid, topic, department, transfers, u_channel, u_mood, hours, office_moment(timed.day, u_hour) AS received,
       -- what comes at the weekend is looked at on Monday
       greatest(office_moment(a.day, answered - floor(answered)), office_moment(timed.day, u_hour) + INTERVAL 5 MINUTE)
           AS answered,
       to_minutes((u_close * 1200 * (1 + transfers))::BIGINT) AS closing
FROM timed LEFT JOIN working_day AS a ON a.number = greatest(1, floor(answered)::INTEGER);
