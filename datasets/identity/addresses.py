"""Addresses: road and door, whatever words stand before, between and after them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from datasets.identity.characters import simplified
from datasets.identity.spec import Column, Comparison, Level, Reading
from datasets.reading.placeholder import is_placeholder
from datasets.text import Text

NUMERALS = ("一二三四五六七八九〇零两", "123456789002")
ROAD = "大街|公路|路|道|街|胡同|巷"


def place_pattern(words: Sequence[str]) -> str:
    """Return a pattern of the zone's own place words, the longest first."""
    return "|".join(sorted(words, key=lambda each: (-len(each), each)))


def one_writing(sql: str, words: Sequence[str], districts: Mapping[str, Sequence[str]]) -> str:
    """Return SQL for a text in which every way of writing a district is one, and so is a place with or without 市.

    A place before another says nothing (天津滨海新区 is 滨海新区), one that stands alone does (天津分行, 滨海新区分行).
    """
    for district, ways in districts.items():
        sql = f"regexp_replace({sql}, '(?:{place_pattern(ways)})', '{district}', 'g')"
    plain = [word for word in words if not any(word in ways for ways in districts.values())]
    for city in [word for word in plain if f"{word}市" in plain]:
        sql = f"replace({sql}, '{city}市', '{city}')"
    inner = "|".join(filter(None, (place_pattern(plain), place_pattern(list(districts)))))
    outer = "|".join(sorted(plain, key=len))
    return f"regexp_replace({sql}, '(?:{outer})({inner})', '\\1', 'g')" if plain else sql


def reading(words: Sequence[str]) -> Reading:
    """Return how an address is read: ``road`` and ``doors``, the numbers of house, building, staircase and room."""
    places = place_pattern(words)
    plain = f"regexp_replace(upper({simplified('text')}), '\\s|\\(.*?\\)|[,.;:#]', '', 'g')"
    known = f"CASE WHEN NOT {is_placeholder('address', 'text')} THEN {plain} END"
    return Reading(
        attribute="address",
        columns=(
            Column(name="address_plain", sql=f"regexp_replace({known}, '^(?:{places})+', '')"),
            # 第十三大街, 十三大街, 第13大街 and 13大街 are one: ten is a one before a digit and a nought after one
            Column(name="address_digits", sql=_digits("address_plain")),
            Column(
                name="road",
                sql=f"nullif(coalesce(nullif(regexp_extract(address_digits, '^(.*?(?:{ROAD}))', 1), ''), "
                "regexp_extract(address_digits, '^[^0-9]*')), '')",
            ),
            Column(
                name="doors",
                sql="nullif(array_to_string(regexp_extract_all(substr(address_digits, length(road) + 1), "
                "'[0-9]+|[A-Z]+'), '-'), '')",
            ),
            Column(name="door", sql="nullif(split_part(doors, '-', 1), '')"),
            Column(name="room", sql="CASE WHEN contains(doors, '-') THEN split_part(doors, '-', -1) END"),
        ),
    )


def _digits(sql: str) -> str:
    digit = NUMERALS[0][:9]
    begun = f"regexp_replace(replace({sql}, '第', ''), '(^|[^{digit}])十', '\\1一十')"
    ended = f"regexp_replace({begun}, '十([^{digit}]|$)', '〇\\1')"
    tens = f"CASE WHEN contains({sql}, '十') THEN replace({ended}, '十', '') ELSE replace({sql}, '第', '') END"
    return f"translate({tens}, '{NUMERALS[0]}', '{NUMERALS[1]}')"


ADDRESS = Comparison(
    key="address",
    label=Text("地址", "address"),
    errs=0.1,
    needs=("road",),
    levels=(
        Level(
            key="same",
            sql="l.road = r.road AND l.doors = r.doors AND contains(l.doors, '-')",
            text=Text("门牌房号相同", "same door and room"),
        ),
        Level(
            key="door",
            sql="l.road = r.road AND l.door = r.door",
            text=Text("门牌相同", "same door"),
        ),
        Level(
            key="cut",
            sql="l.road = r.road AND (starts_with(l.doors, r.doors) OR starts_with(r.doors, l.doors))",
            text=Text("门牌末尾缺字", "the end of one door number is missing"),
        ),
        Level(key="road", sql="l.road = r.road", text=Text("街道相同", "same street")),
    ),
)

# Many firms share a building: there two rooms are two addresses, and one that names no room agrees with each.
ROOM_BY_ROOM = replace(
    ADDRESS,
    levels=(
        ADDRESS.levels[0],
        Level(
            key="door",
            sql="l.road = r.road AND l.door = r.door AND (coalesce(l.room = r.room, true) "
            "OR starts_with(l.doors, r.doors || '-') OR starts_with(r.doors, l.doors || '-'))",
            text=Text("门牌相同", "same door"),
        ),
        Level(
            key="other_room",
            sql="l.road = r.road AND l.door = r.door",
            text=Text("门牌相同而房号不同", "same door, another room"),
            contradicts=True,  # the simulated zone's buildings have few tenants: it cannot teach what this is worth
        ),
        *ADDRESS.levels[2:],
    ),
)

PHONE = Reading(
    attribute="phone",
    columns=(
        Column(name="phone_digits", sql=f"regexp_replace({simplified('text')}, '[^0-9]', '', 'g')"),
        Column(
            name="phone_number",
            # without the codes of country and city: eight digits of a landline, eleven of a mobile
            sql=f"CASE WHEN length(phone_digits) < 7 OR {is_placeholder('phone', 'phone_digits')} THEN NULL "
            "WHEN phone_digits[1] = '0' AND length(phone_digits) BETWEEN 10 AND 12 THEN right(phone_digits, 8) "
            "WHEN starts_with(phone_digits, '86') AND length(phone_digits) = 13 THEN right(phone_digits, 11) "
            "ELSE phone_digits END",
        ),
    ),
)
SAME_PHONE = Comparison(
    key="phone",
    label=Text("电话", "telephone"),
    errs=0.2,
    needs=("phone_number",),
    levels=(Level(key="same", sql="l.phone_number = r.phone_number", text=Text("电话相同", "same telephone")),),
)
# A telephone of an agency, a market or a group of firms speaks for none of them.
OWN_PHONE = replace(SAME_PHONE, frequency="phone_number", crowd=3)
