"""Wording: what is odd about a text though it is not empty — blanks, signs nobody sees, words read in a wrong encoding.

Everything is SQL over one text, in patterns of RE2, except :func:`misread`, which needs an encoder. The first test of
each is cheap and lets ordinary texts pass: these conditions are asked of every row.
"""

import codecs
import re
from functools import cache

# Controls, no-break and narrow spaces, zero widths, direction marks: nobody sees them, wherever they stand.
INVISIBLE = (
    r"\x{0}-\x{1f}\x{7f}-\x{a0}\x{ad}\x{1680}\x{180e}\x{2000}-\x{200f}\x{2028}-\x{202f}\x{205f}-\x{206f}"
    r"\x{feff}\x{fff9}-\x{fffb}"
)
ESCAPED = "_[xX][0-9A-Fa-f]{4}_"  # how a workbook writes a sign that XML may not hold
STRAY = rf"^[ \x{{3000}}]|[ \x{{3000}}]$|[{INVISIBLE}]|{ESCAPED}"
BLANK = rf"(?:[ \x{{3000}}{INVISIBLE}]|{ESCAPED})*"

# What databases and spreadsheets write where they have no value, or a wrong one.
NO_VALUE = r"(?i:\(?null\)?|#?n/a|#(?:ref|value|div/0|num|null|spill|calc)!|#name\?)|None|NaN|nan|\\N"
LONGEST_NO_VALUE = 8  # bytes

PRIVATE = r"\x{e000}-\x{f8ff}"  # what these stand for is known to one machine alone
FOREIGN = r"\x{370}-\x{3ff}\x{400}-\x{4ff}\x{2500}-\x{259f}\x{3040}-\x{312f}"  # Greek, Cyrillic, boxes, kana, bopomofo
LATIN = r"\x{a1}-\x{ff}"
# Texts of another encoding: many private signs, or private ones among foreign ones; UTF-8 or GBK read as Latin-1;
# and what is left of them after a second wrong turn.
GARBLED = rf"[{PRIVATE}].*[{PRIVATE}{FOREIGN}]|[{FOREIGN}].*[{PRIVATE}]|[{LATIN}]{{4,}}|锟斤拷|烫烫烫|屯屯屯"
# Signs of which the character is not known, a question mark inside a word, and what a web page wrote for a character.
DOUBTFUL = (
    rf"[{PRIVATE}\x{{2500}}-\x{{259f}}\x{{3040}}-\x{{312f}}\x{{fffd}}]|\?\?|\p{{Han}}\?\p{{Han}}|"
    "&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[a-z]+);"
)
_RUN = re.compile(r"[^\x00-\x7f]{3,}")
_CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]{2,}")


def is_blank(text: str) -> str:
    """Return SQL that is true where a text is missing or shows nothing."""
    ascii_letter = f"({text} >= '!' AND {text} < '_') OR ({text} >= '`' AND {text} < chr(127))"
    plain = f"{ascii_letter} OR ({text} >= '、' AND {text} < chr(63744))"
    return f"CASE WHEN {plain} THEN false WHEN {text} IS NULL THEN true ELSE regexp_full_match({text}, '{BLANK}') END"


def is_no_value(text: str) -> str:
    """Return SQL that is true where a text is a word for no value or a spreadsheet's error."""
    short = f"strlen({text}) <= {LONGEST_NO_VALUE}"
    return f"CASE WHEN {short} THEN regexp_full_match({text}, '{NO_VALUE}') ELSE false END"


def is_stray(text: str) -> str:
    """Return SQL that is true where a text begins or ends with a blank or holds a sign that nobody sees."""
    return f"coalesce(regexp_matches({text}, '{STRAY}'), false)"


def is_garbled(text: str) -> str:
    """Return SQL that is true where a text can only have been read in a wrong encoding."""
    return f"regexp_matches({text}, '{GARBLED}')"


def is_doubtful(text: str) -> str:
    """Return SQL that is true where some signs of a text are lost, or are hardly those that were written."""
    return f"regexp_matches({text}, '{DOUBTFUL}')"


@cache
def utf_8_seen_as_gbk() -> str:
    """Return a pattern of every text that holds UTF-8 Chinese read as GBK, and of few others."""
    trails = [*range(0x80, 0xC0)]
    leads = [bytes([lead, trail]).decode("gb18030") for lead in range(0xE4, 0xEA) for trail in trails]
    return f"[{''.join(leads)}][^\\x{{0}}-\\x{{7f}}]{{2}}"


def misread(text: str) -> str | None:
    """Return the Chinese that a text says in UTF-8 if its GBK bytes are read so, None if they cannot be."""
    for run in _RUN.findall(text):
        try:
            read = codecs.getincrementaldecoder("utf-8")().decode(run.encode("gb18030"))
        except UnicodeDecodeError:
            continue
        if _CHINESE.fullmatch(read):
            return read
    return None
