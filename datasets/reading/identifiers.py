"""Identifiers of organisations and persons, as SQL over distinct spellings.

Check digits follow GB 11714-1997 (organisation code: 8 characters and one check character), GB 32100-2015
(unified social credit code: characters 9–17 are the organisation code), GB 11643-1999 (citizen's number) and
GB/T 17710-2008 MOD 11,10 (registration number of 15 digits, by the registrars' rule of 2007). A hyphen before the
check character and lower-case letters are accepted spellings; everything else is a fault.

What has no check digit is judged by its shape alone: registration numbers of before 2007, customs codes, and the
15-digit citizen's number, whose date of birth must be one. A county that a number names is not judged: counties
come and go, and people keep their number.
"""

from datasets.contract import Kind

DIGITS_36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS_31 = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100 leaves out I, O, S, V, Z
WEIGHTS_11714 = (3, 7, 9, 10, 5, 8, 4, 2)
WEIGHTS_32100 = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
WEIGHTS_11643 = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS_11643 = "10X98765432"
BIRTH_YEARS = (1880, 2099)  # a citizen's number names a day in these years

HALF_WIDTH = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-.,"
FULL_WIDTH = "".join(chr(ord(character) + 0xFEE0) for character in HALF_WIDTH)

ENTITY_KINDS = frozenset(
    {
        Kind.ORGANISATION_CODE,
        Kind.TAXPAYER_NUMBER,
        Kind.CREDIT_CODE,
        Kind.REGISTRATION_NUMBER,
        Kind.CUSTOMS_CODE,
    }
)
IDENTIFIER_KINDS = ENTITY_KINDS | {Kind.PERSON_NUMBER}

# Registration numbers of before 2007: thirteen digits, or words and a serial as 企合津总字第000123号.
OLD_REGISTRATION = "[0-9]{13}|企.{1,10}字第?[0-9]{3,8}号?"


def _weighted(alphabet: str, weights: tuple[int, ...], first: int = 1) -> str:
    """Return SQL for the weighted sum over characters of ``s``; each is mentioned once, as CASE shares no work."""
    terms = (
        f"{weight} * (strpos('{alphabet}', substr(s, {place}, 1)) - 1)"
        for place, weight in enumerate(weights, start=first)
    )
    return "(" + " + ".join(terms) + ")"


def _weighted_digits(weights: tuple[int, ...], first: int = 1) -> str:
    """Return SQL for the weighted sum over characters of ``s`` that are digits."""
    terms = (f"{weight} * (ascii(substr(s, {place}, 1)) - 48)" for place, weight in enumerate(weights, start=first))
    return "(" + " + ".join(terms) + ")"


def _weighted_31() -> str:
    """Return SQL for the weighted sum over a credit code's 17 characters; the third to the eighth are digits."""
    ends = _weighted(DIGITS_31, WEIGHTS_32100[:2]), _weighted(DIGITS_31, WEIGHTS_32100[8:], first=9)
    return f"({_weighted_digits(WEIGHTS_32100[2:8], first=3)} + {ends[0]} + {ends[1]})"


def _mod_11_10() -> str:
    """Return SQL for the check digit of GB/T 17710 after the 14 digits of ``s``, as a chain over the digits.

    One step, from a sum to twice its last digit (10 for 0) modulo 11, is read from a string of characters: the chain
    then mentions each step once, where arithmetic would double it fourteen times.
    """
    steps = "".join(chr(48 + (each % 10 or 10) * 2 % 11) for each in range(20))
    carry = "10"
    for place in range(1, 15):
        carry = f"ascii(substr('{steps}', ({carry} + ascii(substr(s, {place}, 1)) - 47)::INTEGER, 1)) - 48"
    return f"(11 - ({carry})) % 10"


def _whole_digits(weights: tuple[int, ...]) -> str:
    """Return SQL for the weighted sum over the digits of BIGINT ``n``: whole numbers are quicker than characters."""
    last = len(weights) - 1
    return "(" + " + ".join(f"{w} * (n // {10 ** (last - place)} % 10)" for place, w in enumerate(weights)) + ")"


MACROS = f"""
CREATE OR REPLACE TEMP MACRO has_full_width(s) AS
    CASE WHEN strlen(s) <> length(s) THEN regexp_matches(s, '[{FULL_WIDTH}]') WHEN s IS NOT NULL THEN false END;
CREATE OR REPLACE TEMP MACRO half_width(s) AS translate(s, '{FULL_WIDTH}', '{HALF_WIDTH}');
CREATE OR REPLACE TEMP MACRO organisation_code_ok(s) AS
    coalesce(regexp_full_match(s, '[0-9A-Z]{{8}}[0-9X]')
        AND substr('0123456789X0', 1 + (11 - {_weighted(DIGITS_36, WEIGHTS_11714)} % 11)::INTEGER, 1) = substr(s, 9, 1),
        false);
CREATE OR REPLACE TEMP MACRO credit_code_ok(s) AS
    coalesce(regexp_full_match(s, '[0-9A-HJ-NPQRTUWXY]{{2}}[0-9]{{6}}[0-9A-HJ-NPQRTUWXY]{{10}}')
        AND substr('{DIGITS_31}', 1 + ((31 - {_weighted_31()} % 31) % 31)::INTEGER, 1) = substr(s, 18, 1),
        false);
CREATE OR REPLACE TEMP MACRO registration_number_ok(s) AS
    CASE length(s)
        WHEN 15 THEN regexp_full_match(s, '[0-9]{{15}}') AND {_mod_11_10()} = ascii(substr(s, 15, 1)) - 48
        WHEN 18 THEN credit_code_ok(s) OR regexp_full_match(s, '{OLD_REGISTRATION}')
        ELSE coalesce(regexp_full_match(s, '{OLD_REGISTRATION}'), false) END;
CREATE OR REPLACE TEMP MACRO customs_code_ok(s) AS coalesce(regexp_full_match(s, '[0-9]{{4}}[0-9A-Z]{{6}}'), false);
CREATE OR REPLACE TEMP MACRO birth_date_ok(day) AS
    day // 10000 BETWEEN {BIRTH_YEARS[0]} AND {BIRTH_YEARS[1]} AND day // 100 % 100 BETWEEN 1 AND 12
        AND day % 100 BETWEEN 1 AND 31
        AND (day % 100 <= 28 OR (day % 100 <= 30 AND day // 100 % 100 <> 2)
            OR day // 100 % 100 IN (1, 3, 5, 7, 8, 10, 12)
            OR (day % 10000 = 229 AND day // 10000 % 4 = 0 AND day // 10000 <> 1900));
CREATE OR REPLACE TEMP MACRO person_check(n) AS
    substr('{CHECKS_11643}', 1 + ({_whole_digits(WEIGHTS_11643)} % 11)::INTEGER, 1);
CREATE OR REPLACE TEMP MACRO with_person_check(s) AS s || person_check(try_cast(s AS BIGINT));
CREATE OR REPLACE TEMP MACRO person_body(s) AS
    CASE length(s) WHEN 18 THEN left(s, 17) WHEN 15 THEN left(s, 6) || '19' || right(s, 9) END;
-- Without CASE and AND, which would work out the same parts again at each mention: the first of a list of one, or NULL.
CREATE OR REPLACE TEMP MACRO person_number(s) AS list_extract(
    [with_person_check(person_body(s))],
    regexp_full_match(s, '[1-9][0-9]{{14}}|[1-9][0-9]{{16}}[0-9X]')::INTEGER
        * greatest((length(s) = 15)::INTEGER, (right(s, 1) = person_check(try_cast(person_body(s) AS BIGINT)))::INTEGER)
        * birth_date_ok(try_cast(substr(person_body(s), 7, 8) AS INTEGER))::INTEGER);
-- The same for where CASE cannot be helped: characters one by one.
CREATE OR REPLACE TEMP MACRO person_body_check(s) AS
    substr('{CHECKS_11643}', 1 + ({_weighted_digits(WEIGHTS_11643)} % 11)::INTEGER, 1);
CREATE OR REPLACE TEMP MACRO person_number_inside(s) AS
    CASE WHEN regexp_full_match(s, '[1-9][0-9]{{14}}|[1-9][0-9]{{16}}[0-9X]')
            AND birth_date_ok(try_cast(substr(person_body(s), 7, 8) AS INTEGER))
            AND (length(s) = 15 OR right(s, 1) = person_body_check(s))
        THEN person_body(s) || person_body_check(person_body(s)) END;
"""


def plain_spelling(kind: Kind) -> str:
    """Return SQL over ``text`` that drops what the standards allow to be written: hyphen and case."""
    match kind:
        case Kind.REGISTRATION_NUMBER:
            return "text"
        case Kind.CREDIT_CODE | Kind.CUSTOMS_CODE | Kind.PERSON_NUMBER:
            return "upper(text)"
        case _:
            return "CASE WHEN text[-2] = '-' THEN upper(text[:-3] || text[-1]) ELSE upper(text) END"


def organisation_code(kind: Kind) -> str:
    """Return SQL over ``plain`` that is the organisation code inside, NULL without one or with a wrong check digit."""
    of_credit_code = "CASE WHEN credit_code_ok(plain) THEN substr(plain, 9, 9) END"
    match kind:
        case Kind.ORGANISATION_CODE:
            return "CASE WHEN organisation_code_ok(plain) THEN plain END"
        case Kind.CREDIT_CODE:
            return of_credit_code
        case Kind.REGISTRATION_NUMBER:  # since 2015 the credit code is the registration number
            return f"CASE length(plain) WHEN 18 THEN {of_credit_code} END"
        case Kind.TAXPAYER_NUMBER:
            return (
                f"CASE length(plain) WHEN 18 THEN {of_credit_code} WHEN 15 THEN "
                "CASE WHEN organisation_code_ok(substr(plain, 7, 9)) AND regexp_matches(plain, '^[0-9]{6}') "
                "THEN substr(plain, 7, 9) END "
                "WHEN 20 THEN CASE WHEN credit_code_ok(substr(plain, 1, 18)) AND regexp_matches(plain, '[0-9]{2}$') "
                "THEN substr(plain, 9, 9) END END"
            )
        case _:
            return "NULL::TEXT"


def person_taxpayer() -> str:
    """Return SQL over ``plain`` that is the citizen's number of a natural person who pays tax under it, or NULL.

    Such numbers have 15 or 18 characters, or 17 or 20 with two digits more for each further business.
    """
    number = (
        "CASE WHEN length(plain) IN (15, 18) THEN plain "
        "WHEN length(plain) IN (17, 20) AND regexp_matches(plain, '[0-9]{2}$') THEN plain[:-3] END"
    )
    # Within a function of its own the number is planned once, not at each of the macro's sixty mentions.
    return f"list_transform([{number}], lambda s: person_number_inside(s))[1]"


def identifier(kind: Kind) -> str:
    """Return SQL over ``plain`` that is the identifier in the form all departments' spellings share, NULL if wrong.

    Schemes that hold an organisation code give that code, and persons' numbers have 18 characters.
    """
    match kind:
        case Kind.REGISTRATION_NUMBER:
            return "CASE WHEN registration_number_ok(plain) THEN plain END"
        case Kind.CUSTOMS_CODE:
            return "CASE WHEN customs_code_ok(plain) THEN plain END"
        case Kind.PERSON_NUMBER:
            return "person_number(plain)"
        case Kind.TAXPAYER_NUMBER:
            return f"coalesce({organisation_code(kind)}, {person_taxpayer()})"
        case _:
            return organisation_code(kind)
