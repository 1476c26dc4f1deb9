-- Identification numbers with valid check characters, as SQL macros.
--
-- Organisation codes follow GB 11714, unified social credit codes GB 32100, registration numbers
-- GB/T 17710 (MOD 11,10) as the registrars' rule of 2007 has it.

CREATE MACRO base36(letter) AS strpos('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', letter) - 1;
CREATE MACRO base31(letter) AS strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', letter) - 1;
CREATE MACRO organisation_check(code8) AS substr('0123456789X0', (12 - list_sum(
    list_transform([3, 7, 9, 10, 5, 8, 4, 2],
                   lambda weight, i: weight * base36(substr(code8, i, 1)))) % 11)::INTEGER, 1);
CREATE MACRO credit_check(code17) AS substr('0123456789ABCDEFGHJKLMNPQRTUWXY', 1 + ((31 - list_sum(
    list_transform([1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28],
                   lambda weight, i: weight * base31(substr(code17, i, 1)))) % 31) % 31)::INTEGER, 1);
CREATE MACRO registration_check(digits14) AS ((11 - list_reduce(
    list_transform(range(1, 15), lambda i: substr(digits14, i, 1)::INTEGER),
    lambda carry, digit: ((CASE WHEN (carry + digit) % 10 = 0 THEN 10 ELSE (carry + digit) % 10 END) * 2) % 11,
    10)) % 10)::VARCHAR;
CREATE MACRO five31(n) AS array_to_string(list_transform([923521, 29791, 961, 31, 1],
    lambda place: substr('0123456789ABCDEFGHJKLMNPQRTUWXY', 1 + ((n // place) % 31)::INTEGER, 1)), '');
