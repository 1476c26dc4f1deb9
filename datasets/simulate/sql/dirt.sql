-- Ways to spoil a value.

CREATE MACRO dirt_draw(key, source) AS hash(getvariable('seed'), key, source) % 100000;
CREATE MACRO wide(value) AS translate(value, '0123456789', '０１２３４５６７８９');
CREATE MACRO wrong_check(code) AS left(code, length(code) - 1)
    || CASE right(code, 1) WHEN '3' THEN '8' ELSE '3' END;
CREATE MACRO hyphened(code) AS left(code, 8) || '-' || right(code, 1);
CREATE MACRO separated(amount) AS format('{:,.2f}', amount::DOUBLE);
