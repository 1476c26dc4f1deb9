"""Organisations: one where numbers or enough else agree, never by a number alone that somebody else bears."""

from tests.identity.records import CODES, Row, entity, link_entities

A, B, C, *_ = CODES
DOOR, ROOM = "天津开发区第三大街12号1203室", "3大街12-1203"


def registered(serial: str, name: str, code: str | None = A, **more: object) -> Row:
    given: dict[str, object] = {"organisation_code": code, "founded_date": "2004-03-01", "address": DOOR} | more
    return entity("registry", serial, name, **given)


def test_one_code_is_one_organisation_whatever_the_spelling() -> None:
    found = link_entities(
        [
            registered("r1", "天津泰华贸易有限公司"),
            entity("tax_registration", "t1", "泰华贸易有限责任公司", organisation_code=A),
        ]
    )
    assert found == {
        "r1": (A, "organisation_code", "组织机构代码相同"),
        "t1": (A, "organisation_code", "组织机构代码相同"),
    }


def test_a_record_without_code_is_found_by_name_and_door() -> None:
    found = link_entities(
        [registered("r1", "天津泰华贸易有限公司"), entity("insurance_unit", "i1", "天津泰华贸易", address=ROOM)]
    )
    identity, method, reason = found["i1"]
    assert (identity, method) == (A, "likely")
    assert reason == "名称除组织形式外相同；门牌房号相同"


def test_the_same_door_alone_is_nobody() -> None:
    found = link_entities(
        [
            registered("r1", "天津泰华贸易有限公司"),
            entity("insurance_unit", "i1", "天津恒通物流有限公司", address=ROOM),
        ]
    )
    assert found["i1"][:2] == (found["i1"][0], "alone")
    assert found["i1"][0].startswith("N")


def test_a_near_same_name_elsewhere_is_another() -> None:
    found = link_entities(
        [
            registered("r1", "天津泰华贸易有限公司"),
            entity("insurance_unit", "i1", "天津泰恒贸易有限公司", address="天津开发区黄海路88号"),
        ]
    )
    assert found["i1"][1] == "alone"


def test_a_branch_without_code_is_not_its_head() -> None:
    found = link_entities(
        [
            registered("r1", "天津泰华贸易有限公司", phone="022-20012345", legal_representative="王建国"),
            entity(
                "insurance_unit",
                "i1",
                "天津泰华贸易有限公司开发区分公司",
                address=ROOM,
                phone="20012345",
                legal_representative="王建国",
            ),
        ]
    )
    assert found["i1"][1] == "alone"


def test_a_branch_that_bears_its_heads_code_is_put_out_of_the_group() -> None:
    found = link_entities(
        [
            registered("r1", "天津泰华贸易有限公司"),
            entity("insurance_unit", "i1", "天津泰华贸易有限公司第一分公司", organisation_code=A, address=ROOM),
        ]
    )
    assert found["r1"][0] == A != found["i1"][0]


def test_numbered_sisters_at_one_door_with_one_telephone_stay_apart() -> None:
    same: dict[str, object] = {"address": DOOR, "phone": "20012345", "legal_representative": "王建国"}
    found = link_entities(
        [
            registered("r1", "天津泰华机械一厂", A, **same),
            registered("r2", "天津泰华机械二厂", B, **same),
            entity("insurance_unit", "i1", "天津泰华机械二厂", **same),
            entity("insurance_unit", "i2", "天津泰华机械三厂", **same),
        ]
    )
    assert found["i1"][0] == B
    assert found["i2"][1] == "alone"


def test_the_code_of_the_line_above_is_not_believed_against_everything_else() -> None:
    found = link_entities(
        [
            registered("r1", "天津泰华贸易有限公司", A),
            registered("r2", "天津恒通物流有限公司", B, address="天津开发区黄海路88号"),
            entity("tax_registration", "t1", "天津恒通物流有限公司", organisation_code=A, address="黄海路88号"),
        ]
    )
    assert found["t1"][:2] == (B, "likely")


def test_a_code_that_everything_contradicts_is_left_to_the_steward() -> None:
    found = link_entities(
        [
            registered("r1", "天津泰华贸易有限公司", A),
            entity("tax_registration", "t1", "天津恒通物流有限公司", organisation_code=A, address="黄海路88号"),
        ]
    )
    assert found["t1"][1] == "alone"


def test_two_codes_in_one_record_settle_nothing() -> None:
    row = entity("tax_registration", "t1", "天津泰华贸易有限公司", address=DOOR) | {"codes": [A, B]}
    found = link_entities(
        [registered("r1", "天津泰华贸易有限公司", A), registered("r2", "天津恒通物流有限公司", B), row]
    )
    assert found["t1"][:2] == (A, "likely")


def test_two_namesakes_are_not_guessed_between() -> None:
    found = link_entities(
        [
            registered("r1", "天津泰华贸易有限公司", A, address=None),
            registered("r2", "天津泰华贸易有限公司", B, address=None),
            entity("insurance_unit", "i1", "天津泰华贸易有限公司"),
        ]
    )
    assert found["i1"][1] == "alone"


def test_a_former_name_of_the_register_of_changes_is_the_same_organisation() -> None:
    rows = [
        registered("r1", "天津泰华贸易有限公司", registration_number="120191000000013"),
        entity("insurance_unit", "i1", "天津恒通商贸有限公司", address=ROOM),
    ]
    change = ("120191000000013", "2008-05-01", "01", "天津恒通商贸有限公司", "天津泰华贸易有限公司")
    assert link_entities(rows)["i1"][1] == "alone"
    assert link_entities(rows, [change])["i1"][:2] == (A, "likely")


def test_a_reissued_code_is_followed() -> None:
    rows = [
        registered("r1", "天津泰华贸易有限公司", B, registration_number="120191000000013"),
        entity("tax_registration", "t1", "天津泰华贸易有限公司", organisation_code=A, address=ROOM),
    ]
    changes = [("120191000000013", "2006-05-01", "10", A, B)]
    assert link_entities(rows)["t1"][0] == A
    assert link_entities(rows, changes)["t1"][:2] == (B, "registered_change")


def test_thirteen_digits_of_old_lead_to_the_fifteen_of_today() -> None:
    rows = [
        registered("r1", "天津泰华贸易有限公司", A, registration_number="120191000000013"),
        entity("health_licence", "h1", "泰华贸易", registration_number="1201911000001"),
    ]
    changes = [("120191000000013", "2007-11-01", "09", "1201911000001", "120191000000013")]
    assert link_entities(rows, changes)["h1"][0] == A


def test_a_customs_code_alone_does_not_keep_a_record_from_its_organisation() -> None:
    found = link_entities(
        [
            registered("r1", "天津泰华贸易有限公司"),
            entity("customs_registration", "c1", "天津市泰华贸易有限公司", customs_code="1207240001", address=ROOM),
        ]
    )
    assert found["c1"][0] == A


def test_a_name_in_latin_letters_and_a_sole_proprietor_are_read_too() -> None:
    found = link_entities(
        [
            registered("r1", "Motorola (China) Electronics Ltd.", A),
            entity("insurance_unit", "i1", "MOTOROLA(CHINA)ELECTRONICS LTD", address=ROOM),
            entity(
                "registry_individual",
                "g1",
                "天津开发区福来面馆",
                registration_number="120191600000017",
                address="洞庭路5号",
            ),
            entity("health_licence", "h1", "天津经济技术开发区福来面馆", address="开发区洞庭路5号"),
        ]
    )
    assert found["i1"][0] == A
    assert found["h1"][0] == found["g1"][0]
    assert found["g1"][0].startswith("N")
    assert found["g1"][1] == "registration_number"


def test_ids_depend_neither_on_order_nor_on_other_records() -> None:
    rows = [entity("insurance_unit", f"i{n}", f"天津第{n}商贸有限公司", address=f"黄海路{n}号") for n in range(1, 9)]
    forward, backward = link_entities(rows), link_entities(rows[::-1][:4])
    assert all(forward[serial] == found for serial, found in backward.items())


def test_two_whole_legal_forms_are_two_firms_unless_more_speaks_for_one() -> None:
    firm = entity(
        "registry", "r1", "天津宏达贸易有限公司", organisation_code=A, founded_date="2004-03-01", address="黄海路5号"
    )
    other = entity("judicial_case", "j1", "天津宏达贸易股份有限公司")
    assert link_entities([firm, other])["j1"][0] != A
    beside = entity("judicial_case", "j1", "天津宏达贸易股份有限公司", address="黄海路5号")
    assert link_entities([firm, beside])["j1"][0] == A
    short = entity("judicial_case", "j1", "天津宏达贸易公司")
    assert link_entities([firm, short])["j1"][0] == A


def test_a_known_companys_short_name_is_its_name() -> None:
    found = link_entities(
        [
            registered("r1", "中国工商银行股份有限公司天津经济技术开发区分行", A, phone="022-66201111"),
            registered("r2", "中国石油天然气股份有限公司大港油田分公司", B, address="天津大港区幸福路1号"),
            registered("r3", "中国石油化工股份有限公司大港油田分公司", C, address="天津大港区幸福路1号"),
            entity("insurance_unit", "i1", "工行天津开发区分行", address=ROOM, phone="66201111"),
            entity("insurance_unit", "i2", "中国石油大港油田分公司", address="大港幸福路1号"),
        ]
    )
    assert [found[each][0] for each in ("i1", "i2")] == [A, B]
