"""Characters: those that are written one for another, as SQL that brings them to one of them."""

import csv
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from datasets.reading.identifiers import FULL_WIDTH, HALF_WIDTH
from datasets.reading.wording import ESCAPED, INVISIBLE
from datasets.sql import literal

# Beyond letters and digits: the marks that a Chinese input method writes twice as wide.
MARKS = ("（）［］｛｝：；！？＊＃＆／＋＝～　", "()[]{}:;!?*#&/+=~ ")


@cache
def _pairs(name: str) -> tuple[tuple[str, str], ...]:
    text = (files("datasets.identity") / "characters" / f"{name}.csv").read_text("utf-8")
    return tuple((row[0], row[1]) for row in list(csv.reader(text.splitlines()))[1:])


def standing_for(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return, for each character that is taken for another, the one that stands for all of its circle."""
    above: dict[str, str] = {}

    def top(character: str) -> str:
        while above.get(character, character) != character:
            character = above[character]
        return character

    for one, other in pairs:
        above.setdefault(one, one)
        above.setdefault(other, other)
        above[top(other)] = top(one)
    return {each: top(each) for each in above if top(each) != each}


def simplified(sql: str) -> str:
    """Return SQL of half width and simplified characters, without the signs that nobody sees.

    Japanese forms (豊田, 経営) are simplified too; what GB 2312 holds stays as it is.
    """
    wide, narrow = FULL_WIDTH + MARKS[0], HALF_WIDTH + MARKS[1]
    known = _pairs("traditional")
    old, new = ("".join(each[place] for each in known) for place in (0, 1))

    def cleaned(old: str, new: str) -> str:
        replaced = f"translate({sql}, {literal(old)}, {literal(new)})"
        return f"regexp_replace({replaced}, {literal(f'[{INVISIBLE}]|{ESCAPED}')}, '', 'g')"

    # most texts hold none of these characters, and to look is much cheaper than to replace, most of all by a long list
    return (
        f"CASE WHEN regexp_matches({sql}, {literal(f'[{old}]')}) THEN {cleaned(wide + old, narrow + new)} "
        f"WHEN regexp_matches({sql}, {literal(f'[{wide}{INVISIBLE}]|{ESCAPED}')}) THEN {cleaned(wide, narrow)} "
        f"ELSE {sql} END"
    )


def alike(sql: str) -> str:
    """Return SQL in which characters of like shape or sound are one."""
    found = standing_for([*_pairs("shape"), *_pairs("sound")])
    return f"translate({sql}, {literal(''.join(found))}, {literal(''.join(found.values()))})"


def shortened(sql: str) -> str:
    """Return SQL of a name, words of place before it left out, in which a known company has its one short name."""
    known = _pairs("short")
    told = sql
    for written, short in known:
        told = f"regexp_replace({told}, {literal(written)}, {literal(short)})"
    return f"CASE WHEN regexp_matches({sql}, {literal('|'.join(one for one, _ in known))}) THEN {told} ELSE {sql} END"


@cache
def trade_words() -> tuple[str, ...]:
    """Return the words by which names of firms say their trade, characters of like shape or sound as one."""
    known = standing_for([*_pairs("shape"), *_pairs("sound")])
    return tuple("".join(known.get(each, each) for each in word) for word, _ in _pairs("trade"))
