"""How organisations are compared: by name, door, representative and telephone.

A name says where, who, what and in which legal form: 天津 + 泰华 + 贸易 + 有限公司. Departments drop the place, shorten
or lengthen the legal form, cut the end off, and mistake characters: none of that tells two organisations apart. The
branch after 公司, and an ordinal (二厂, 第三小学), do.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from datasets.identity.addresses import OWN_PHONE, PHONE, ROOM_BY_ROOM, one_writing, place_pattern, reading
from datasets.identity.characters import alike, shortened, simplified, trade_words
from datasets.identity.spec import Block, Column, Comparison, Level, Reading, Spec
from datasets.identity.spelling import misspelt
from datasets.reading.placeholder import is_placeholder
from datasets.sql import literal
from datasets.text import Text

FORMS = (
    "股份有限责任公司|有限责任公司|股份有限公司|有限公司|股份公司|责任公司|总公司|公司|有限责任公|股份有限公|有限公|"
    "有限责任|股份有限|有限责|股份有|有限|股份|有限合伙|普通合伙|特殊普通合伙|限有公司|有公限司|有限司公|有限司|限公司|"
    "限有责任公司|有限责公司|有限任公司"
)
WRITTEN = f"{misspelt(['股份有限责任公司', '有限责任公司', '股份有限公司'])}|{FORMS}"
CIVIC = "政场民"  # what 市 begins a name with: 市政, 市场; before anything else a place was cut off
NONE: Mapping[str, Sequence[str]] = MappingProxyType({})
SPELT_OUT = 5  # characters from which a word of place is known with one of them wrong
NUMERALS = ("一二三四五六七八九", "123456789")
BRANCH = (
    "分公司|分店|分厂|支行|分行|分社|分所|分院|分校|分部|分中心|办事处|代表处|联络处|分理处|储蓄所|门市部|"
    "营销服务部|营业部|门诊部|停车场|食堂|招待所|工会"
)
NUMBERED = "分|厂|店|中学|小学|中|小|号|部|期|队|所|院|幼儿园|幼|车间|商店|工厂|医院|学校"
SCHOOL = "^第?([1-9十]+)([中小])学?$"  # a school is known by its number: 一中 and 第一中学 are one
NATIONAL_BANK = "^中国(.+银行)"  # 工商银行 and 中国工商银行 are one, 中国银行 is none but itself
STATUS = "停业|筹|筹建|筹备|注销|已注销|吊销|已吊销|清算|歇业|迁出|更名|已更名|停产|破产|原.*|现.*|曾用名.*|经营地"


def _name(words: Sequence[str], commonplace: Sequence[str], districts: Mapping[str, Sequence[str]]) -> Reading:
    places, common = place_pattern(words), place_pattern(commonplace) or "-"
    begun = "|".join(filter(None, (places, misspelt([each for each in words if len(each) >= SPELT_OUT]))))
    plain = f"regexp_replace(upper({simplified('text')}), '\\s', '', 'g')"
    trades = place_pattern(trade_words())
    return Reading(
        attribute="name",
        columns=(
            Column(name="name_bare", sql=f"regexp_replace({plain}, '\\((?:{STATUS})\\)?$|\\*+$', '')"),
            # (天津) in the middle, also without brackets before the legal form, then brackets and marks as such
            Column(
                name="name_unbracketed",
                sql=f"regexp_replace(regexp_replace(name_bare, '\\((?:{places})\\)', ''), "
                f"'([^()].)(?:{places})({WRITTEN})$', '\\1\\2')",
            ),
            Column(
                name="name_full",
                sql="regexp_replace(name_unbracketed, '[()\\[\\]{}·.,，。、*\"“”''\\-—_/<>《》【】:;!?&+#]', '', 'g')",
            ),
            Column(
                name="name_known",
                sql=f"regexp_replace(regexp_replace(name_full, '^(?:{begun})+', ''), '^市([^{CIVIC}])', '\\1')",
            ),
            Column(name="name_placed", sql=shortened("name_known")),
            Column(name="district", sql=_district(districts)),
            Column(
                name="name_local",
                sql=f"CASE WHEN length(regexp_replace(name_placed, '(?:{WRITTEN})$', '')) >= 2 "
                "THEN name_placed ELSE name_full END",
            ),  # of 天津开发区总公司 nothing would be left
            Column(name="name_head", sql="regexp_extract(name_local, '^(.*?.{2}公司)(.+)$', 1)"),
            Column(
                name="branch_text",
                sql="CASE WHEN name_head <> '' THEN substr(name_local, length(name_head) + 1) "
                f"ELSE regexp_extract(name_local, '(?:第?[0-9一二三四五六七八九十]+)?(?:{BRANCH})$') END",
            ),
            Column(
                name="name_own",
                sql="CASE WHEN name_head <> '' THEN name_head "
                "ELSE left(name_local, length(name_local) - length(branch_text)) END",
            ),
            Column(name="form", sql=f"replace(regexp_extract(name_own, '(?:{WRITTEN})$'), '有限责任', '有限')"),
            Column(
                name="core_short",
                sql=f"translate(regexp_replace(name_own, '(?:{WRITTEN})$', ''), '{NUMERALS[0]}', '{NUMERALS[1]}')",
            ),
            Column(name="core_plain", sql=f"regexp_replace(core_short, '{SCHOOL}', '第\\1\\2学')"),
            Column(
                name="core",
                sql=f"CASE WHEN {is_placeholder('name', 'text')} THEN NULL "
                "WHEN length(core_plain) >= 2 THEN core_plain ELSE name_own END",
            ),
            Column(name="core_alike", sql=alike("core")),
            Column(
                name="branch",
                sql=one_writing(f"translate(branch_text, '{NUMERALS[0]}', '{NUMERALS[1]}')", words, districts),
            ),
            # a name and its branch in one, whatever legal form stood between them
            Column(
                name="unit",
                sql=f"regexp_replace({one_writing('core', words, districts)} || branch, '{NATIONAL_BANK}', '\\1')",
            ),
            Column(
                name="ordinal",
                sql=f"regexp_extract(core, '第[0-9十]*') || ',' || regexp_extract(core, '([0-9十]+)(?:{NUMBERED})', 1)",
            ),
            Column(name="trade", sql=f"regexp_extract(core_alike, '^.{{2,}}?((?:{trades})+)$', 1)"),
            Column(name="stem", sql="left(core_alike, length(core_alike) - length(trade))"),
            Column(name="core_start", sql="CASE WHEN length(core_alike) >= 4 THEN left(core_alike, 4) END"),
            Column(name="core_end", sql="CASE WHEN length(core_alike) >= 4 THEN substr(core_alike, 3, 4) END"),
            Column(name="brand", sql=f"left(regexp_replace(core_alike, '^(?:{common}){{0,1}}(..)', '\\1'), 2)"),
        ),
    )


def _district(districts: Mapping[str, Sequence[str]]) -> str:
    """Return SQL for the district that a name says it is of, NULL for one that says none."""
    placed = "left(name_full, length(name_full) - length(name_known))"
    cases = " ".join(
        f"WHEN regexp_matches({placed}, {literal(f'(?:{place_pattern(words)})$')}) THEN {literal(district)}"
        for district, words in districts.items()
    )
    return f"CASE {cases} END" if cases else "NULL::TEXT"


# Nothing but the end may be missing, and what is left must be long enough to mean something.
CUT = (
    "least(length(l.core_alike), length(r.core_alike)) >= 3 "
    "AND (starts_with(l.core_alike, r.core_alike) OR starts_with(r.core_alike, l.core_alike)) "
    "AND (l.form = '' OR r.form = '')"
)
# A legal form that breaks off may be that of a branch whose words are lost with it.
BROKEN = "('有限公', '有限', '有限责', '股份有限公', '股份有限', '股份有', '股份')"
CUT_FORM = f"l.core = r.core AND l.form <> r.form AND (l.form IN {BROKEN} OR r.form IN {BROKEN})"
# Two whole legal forms that are not one: a department that shortens a form writes 公司, not another form.
WHOLE = "('有限公司', '股份有限公司', '总公司', '有限合伙', '普通合伙')"
SAME_FORM = f"NOT (l.form <> r.form AND l.form IN {WHOLE} AND r.form IN {WHOLE})"
# A character that is wrong leaves the first or the last as it is: cheap to ask before all else.
ONE_CHARACTER = (
    "greatest(length(l.core_alike), length(r.core_alike)) >= 4 "
    "AND (left(l.core_alike, 1) = left(r.core_alike, 1) OR right(l.core_alike, 1) = right(r.core_alike, 1)) "
    "AND one_edit(l.core_alike, r.core_alike)"
)
# A misspelt trade is no word; where both are, or one brand stands before one trade, two firms differ so too. Characters
# that only changed places are another brand only where there are but two.
DISTINCTIVE = (
    "l.stem = r.stem OR ((l.brand <> r.brand OR l.trade = r.trade AND length(l.stem) <= 3) AND (length(l.stem) <= 2 OR "
    "list_sort(string_split(l.core_alike, '')) <> list_sort(string_split(r.core_alike, ''))))"
)
# A place or a legal form that is misspelt was not read as one: it stands before or after the core.
MISSPELT = (
    "abs(length(l.core) - length(r.core)) >= 2 AND least(length(l.core), length(r.core)) >= 3 "
    "AND (contains(l.core, r.core) OR contains(r.core, l.core)) AND one_edit(l.name_full, r.name_full)"
)
# A branch whose head's legal form was left out: where the head ends is not told any more, the words are the same.
SAME_BRANCH = f"l.unit = r.unit AND (l.branch <> '' OR r.branch <> '') AND {SAME_FORM}"
SAME_DISTRICT = "coalesce(l.district = r.district, true)"
SAME_UNIT = "l.ordinal = r.ordinal AND l.branch = r.branch"

NAME = Comparison(
    key="name",
    label=Text("名称", "name"),
    needs=("core",),
    levels=(
        Level(
            key="same",
            sql=f"l.core = r.core AND l.form = r.form AND {SAME_DISTRICT} AND {SAME_UNIT}",
            text=Text("名称相同（不计地名）", "same name, words of place aside"),
        ),
        Level(
            key="broken",
            sql=f"({CUT_FORM}) AND {SAME_UNIT}",
            text=Text("一个名称的组织形式不全", "the legal form of one name breaks off"),
        ),
        Level(
            key="form",
            sql=f"l.core = r.core AND {SAME_FORM} AND {SAME_DISTRICT} AND {SAME_UNIT}",
            text=Text("名称除组织形式外相同", "same name but for the legal form"),
        ),
        Level(
            key="alike",
            sql=f"l.core <> r.core AND l.core_alike = r.core_alike AND {SAME_FORM} AND {SAME_UNIT}",
            text=Text("名称仅形近或音近字不同", "names differ in characters of like shape or sound"),
        ),
        Level(
            key="cut",
            sql=f"({CUT}) AND {SAME_UNIT}",
            text=Text("一个名称末尾缺字", "the end of one name is missing"),
        ),
        Level(
            key="spelling",
            sql=f"((l.core_alike = r.core_alike OR ({MISSPELT})) AND {SAME_UNIT}) OR ({SAME_BRANCH})",
            text=Text("名称相同，组织形式或地名不同或有错字", "same name, another or misspelt legal form or place"),
        ),
        Level(
            key="one_character",
            sql=f"NOT ({DISTINCTIVE}) AND {SAME_UNIT} AND {ONE_CHARACTER}",
            text=Text("名称差一个字", "names differ in one character"),
        ),
        Level(
            key="one_of_brand",
            sql=f"({DISTINCTIVE}) AND {SAME_UNIT} AND {ONE_CHARACTER}",
            text=Text("字号或行业差一个字", "brands or trades differ in one character"),
        ),
        Level(
            key="brand",
            sql=f"l.brand = r.brand AND {SAME_UNIT}",
            text=Text("字号开头相同", "names begin alike"),
        ),
    ),
)
REPRESENTATIVE = Comparison(
    key="representative",
    label=Text("负责人", "representative"),
    errs=0.1,
    needs=("representative",),
    frequency="representative",
    levels=(
        Level(key="same", sql="l.representative = r.representative", text=Text("负责人相同", "same representative")),
        Level(
            key="alike",
            sql="l.representative_alike = r.representative_alike "
            "OR (length(l.representative) = 3 AND one_edit(l.representative, r.representative))",
            text=Text("负责人姓名相近", "representatives' names are close"),
        ),
    ),
)

# What else may speak for a pair, and against it.
ROOM, DOOR = "coalesce(address_level, 9) = 0", "coalesce(address_level, 9) <= 1"
NOT_ELSEWHERE = "coalesce(address_level, 0) <= 1"
TELEPHONE = "coalesce(phone_level, 9) = 0"
ANSWERS, NOT_ANOTHER = "coalesce(representative_level, 9) = 0", "coalesce(representative_level, 0) < 2"
ANY, TWO = f"({DOOR} OR {TELEPHONE} OR {ANSWERS})", f"({DOOR})::INT + ({TELEPHONE})::INT + ({ANSWERS})::INT >= 2"
# A name that differs in more than a character is never enough, and neither is a name alone that is not whole. What was
# cut off may have named a branch: then somebody else answers for it. The more a difference may tell two firms apart,
# the more must agree: brands of one character's difference are those of neighbours as often as one misspelt, so the
# room and who answers for it must both be the same.
SURE = f"""
    CASE WHEN name_level IN (0, 2) THEN true
        WHEN name_level IN (1, 4) THEN {ANY} AND ({TELEPHONE} OR {NOT_ANOTHER})
        WHEN name_level = 3 THEN {TWO} OR ({ROOM} OR {ANSWERS}) AND {NOT_ANOTHER} AND {NOT_ELSEWHERE}
        WHEN name_level = 5 THEN {ANY} AND {NOT_ANOTHER}
        WHEN name_level = 6 THEN {TWO} AND {NOT_ANOTHER}
        WHEN name_level = 7 THEN {ROOM} AND {ANSWERS}
        ELSE false END
"""


def entity_spec(
    words: Sequence[str], commonplace: Sequence[str] = (), districts: Mapping[str, Sequence[str]] = NONE
) -> Spec:
    """Return how organisations are linked in a zone of these place words and these words that many names begin with.

    ``districts`` gives the place words of each district: namesakes of two districts are not one by their name alone.
    """
    return Spec(
        key="entity",
        readings=(
            _name(words, commonplace, districts),
            reading(words),
            PHONE,
            Reading(
                attribute="legal_representative",
                columns=(
                    Column(
                        name="representative",
                        sql=f"CASE WHEN NOT {is_placeholder('legal_representative', 'text')} "
                        f"THEN nullif(regexp_replace({simplified('text')}, '[\\s·•.]', '', 'g'), '') END",
                    ),
                    Column(name="representative_alike", sql=alike("representative")),
                ),
            ),
        ),
        comparisons=(NAME, ROOM_BY_ROOM, OWN_PHONE, REPRESENTATIVE),
        blocks=(
            Block(columns=("core_alike", "ordinal")),
            Block(columns=("unit",)),
            Block(columns=("core_start",), most=150),
            Block(columns=("core_end",), most=150),
            Block(columns=("brand", "road", "door"), most=150),
            Block(columns=("brand", "phone_number"), most=150),
            Block(columns=("brand", "representative"), most=150),
            Block(columns=("representative", "road"), most=40),
            Block(columns=("phone_number",), most=40),
            Block(columns=("road", "doors"), most=40),
        ),
        sure=SURE,
        sure_between=ANY,
        firm=f"name_level IN (0, 2) AND {ANY}",
        accept=3.0,
        margin=4.0,
        review=0.0,
    )
