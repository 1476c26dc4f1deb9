"""Identifiers of organisations, as SQL over distinct spellings.

Check digits follow GB 11714-1997 (organisation code: 8 characters and one check character) and
GB 32100-2015 (unified social credit code: characters 9–17 are the organisation code). A hyphen before
the check character and lower-case letters are accepted spellings; everything else is a fault.
"""

from datasets.contract import Kind

DIGITS_36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS_31 = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100 leaves out I, O, S, V, Z
WEIGHTS_11714 = (3, 7, 9, 10, 5, 8, 4, 2)
WEIGHTS_32100 = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)

HALF_WIDTH = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-.,"
FULL_WIDTH = "".join(chr(ord(character) + 0xFEE0) for character in HALF_WIDTH)

IDENTIFIER_KINDS = frozenset({Kind.ORGANISATION_CODE, Kind.TAXPAYER_NUMBER, Kind.CREDIT_CODE})


def _weighted(alphabet: str, weights: tuple[int, ...]) -> str:
    terms = (
        f"{weight} * (strpos('{alphabet}', substr(s, {place}, 1)) - 1)" for place, weight in enumerate(weights, start=1)
    )
    return "(" + " + ".join(terms) + ")"


MACROS = f"""
CREATE OR REPLACE TEMP MACRO has_full_width(s) AS
    strlen(s) <> length(s) AND regexp_matches(s, '[{FULL_WIDTH}]');
CREATE OR REPLACE TEMP MACRO half_width(s) AS translate(s, '{FULL_WIDTH}', '{HALF_WIDTH}');
CREATE OR REPLACE TEMP MACRO organisation_code_ok(s) AS
    coalesce(regexp_full_match(s, '[0-9A-Z]{{8}}[0-9X]')
        AND substr('0123456789X0', 1 + (11 - {_weighted(DIGITS_36, WEIGHTS_11714)} % 11), 1) = substr(s, 9, 1),
        false);
CREATE OR REPLACE TEMP MACRO credit_code_ok(s) AS
    coalesce(regexp_full_match(s, '[0-9A-HJ-NPQRTUWXY]{{2}}[0-9]{{6}}[0-9A-HJ-NPQRTUWXY]{{10}}')
        AND substr('{DIGITS_31}', 1 + (31 - {_weighted(DIGITS_31, WEIGHTS_32100)} % 31) % 31, 1) = substr(s, 18, 1),
        false);
"""


def plain_spelling(kind: Kind) -> str:
    """Return SQL over ``text`` that drops what the standard allows to be written: hyphen and case."""
    if kind is Kind.CREDIT_CODE:
        return "upper(text)"
    return "CASE WHEN text[-2] = '-' THEN upper(text[:-3] || text[-1]) ELSE upper(text) END"


def organisation_code(kind: Kind) -> str:
    """Return SQL over ``plain`` that is the organisation code inside, or NULL when a check digit is wrong."""
    of_credit_code = "CASE WHEN credit_code_ok(plain) THEN substr(plain, 9, 9) END"
    if kind is Kind.ORGANISATION_CODE:
        return "CASE WHEN organisation_code_ok(plain) THEN plain END"
    if kind is Kind.CREDIT_CODE:
        return of_credit_code
    return (
        f"CASE length(plain) WHEN 18 THEN {of_credit_code} WHEN 15 THEN "
        "CASE WHEN organisation_code_ok(substr(plain, 7, 9)) AND regexp_matches(plain, '^[0-9]{6}') "
        "THEN substr(plain, 7, 9) END END"
    )
