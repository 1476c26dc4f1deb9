-- What the extracts need beside the hidden world.

CREATE MACRO yuan(cents) AS (cents::DECIMAL(18, 0) * 0.01::DECIMAL(3, 2))::DECIMAL(18, 2);
CREATE MACRO numbered_step(key) AS (hash(key) % 997)::INTEGER;
-- organisation codes with a valid check character that no register knows
CREATE TABLE stranger AS
SELECT range::INTEGER AS place, code8 || organisation_check(code8) AS stranger
FROM (SELECT range, (50000000 + range * 9973)::VARCHAR AS code8 FROM range(997));
