"""How persons are compared: by number, name, birth date, telephone, address and sex."""

from collections.abc import Sequence

from datasets.identity.addresses import ADDRESS, PHONE, SAME_PHONE, reading
from datasets.identity.characters import alike, simplified
from datasets.identity.spec import Block, Column, Comparison, Level, Reading, Spec
from datasets.text import Text

# A character that a system could not write stands as ?, □ or in pinyin: any one character fits there.
NAME_READING = Reading(
    attribute="name",
    columns=(
        Column(
            name="person_name",
            sql=f"nullif(regexp_replace(upper({simplified('text')}), '[\\s·•.‧・\\-]', '', 'g'), '')",
        ),
        Column(name="name_alike", sql=alike("person_name")),
        Column(
            name="name_pattern",
            sql="CASE WHEN regexp_matches(person_name, '\\p{Han}') "
            "THEN regexp_replace(person_name, '[?*□○]|[A-Z]+', '_', 'g') ELSE person_name END",
        ),
        Column(name="surname", sql="left(person_name, 1)"),
    ),
)
NAME = Comparison(
    key="name",
    label=Text("姓名", "name"),
    needs=("person_name",),
    frequency="person_name",
    levels=(
        Level(key="same", sql="l.person_name = r.person_name", text=Text("姓名相同", "same name")),
        Level(
            key="alike",
            sql="l.name_alike = r.name_alike",
            text=Text("姓名仅形近或音近字不同", "names differ in characters of like shape or sound"),
        ),
        Level(
            key="unwritten",
            sql="l.person_name LIKE r.name_pattern OR r.person_name LIKE l.name_pattern",
            text=Text("姓名中有未能写出的字", "a character of the name could not be written"),
        ),
        Level(
            key="one_character",
            sql="l.surname = r.surname AND length(l.person_name) >= 3 AND one_edit(l.person_name, r.person_name)",
            text=Text("姓名差一个字", "names differ in one character"),
        ),
    ),
)
BIRTH = Comparison(
    key="birth",
    label=Text("出生日期", "birth date"),
    needs=("birth_date",),
    levels=(
        Level(key="same", sql="l.birth_date = r.birth_date", text=Text("出生日期相同", "same birth date")),
        Level(
            key="close",
            sql="abs(l.birth_date - r.birth_date) = 1 OR (year(l.birth_date) = year(r.birth_date) "
            "AND day(l.birth_date) = month(r.birth_date) AND month(l.birth_date) = day(r.birth_date)) "
            "OR damerau_levenshtein(l.birth_date::TEXT, r.birth_date::TEXT) = 1",
            text=Text("出生日期差一位或月日互换", "birth dates differ in one digit, or day and month are exchanged"),
        ),
    ),
)
NUMBER = Comparison(
    key="number",
    errs=0.05,
    label=Text("公民身份号码", "person number"),
    needs=("person_number_text",),
    levels=(
        Level(
            key="near",
            sql="damerau_levenshtein(l.person_number_text, r.person_number_text) <= 1",
            text=Text("号码差一位", "numbers differ in one digit"),
        ),
    ),
)
SEX = Comparison(
    key="sex",
    label=Text("性别", "sex"),
    errs=0.005,
    needs=("sex",),
    levels=(Level(key="same", sql="l.sex = r.sex", text=Text("性别相同", "same sex")),),
)


def person_spec(words: Sequence[str]) -> Spec:
    """Return how persons are linked in a zone with these place words.

    Twins share address, birth date, surname and telephone: a given name that differs is never enough without a number.
    """
    return Spec(
        key="person",
        readings=(
            NAME_READING,
            reading(words),
            PHONE,
            Reading(
                attribute="person_number_text",
                columns=(
                    Column(name="number_start", sql="CASE WHEN length(text) = 18 THEN left(text, 11) END"),
                    Column(name="number_end", sql="CASE WHEN length(text) = 18 THEN right(text, 7) END"),
                ),
            ),
        ),
        comparisons=(NUMBER, NAME, BIRTH, SAME_PHONE, ADDRESS, SEX),
        blocks=(
            Block(columns=("person_name", "birth_date"), most=60),
            Block(columns=("phone_number",), most=60),
            Block(columns=("birth_date", "surname"), most=60),
            Block(columns=("number_start", "surname"), most=60),
            Block(columns=("number_end", "surname"), most=60),
            Block(columns=("name_alike", "employer_code"), most=60),
            Block(columns=("name_alike", "road", "door"), most=60),
        ),
        sure="(name_level <= 2 OR number_level = 0) AND coalesce(sex_level = 0, true)",
        sure_between="coalesce(phone_level, 9) = 0 OR coalesce(address_level, 9) <= 1 OR coalesce(number_level, 9) = 0",
        accept=8.0,
        margin=6.0,
        review=2.0,
    )
