"""Persons: twins, namesakes and mistyped numbers."""

from tests.identity.records import Row, link_persons

ONE, OTHER, REISSUED = "129801198503120015", "129801198503120031", "129801198503129036"


def person(source: str, serial: str, name: str, number: str | None = None, **more: object) -> Row:
    given: dict[str, object] = {"birth_date": "1985-03-12", "sex": "1"} | more
    known = {"person_number": number, "person_number_text": number} if number else {}
    return {"source": source, "serial": serial, "name": name} | known | given


HOME: dict[str, object] = {"address": "第一大街12号康翠园3号楼2门1203室", "phone": "12000000001"}


def police(serial: str, name: str, number: str, **more: object) -> Row:
    return person("police_population", serial, name, number, household_number="H1", **(HOME | more))


def test_a_mistyped_number_is_recognised_by_the_rest() -> None:
    typed = person("insured_person", "s1", "王建国") | {"person_number_text": "129801198503120105"}
    found = link_persons([police("p1", "王建国", ONE), typed])
    assert found["s1"][:2] == (ONE, "likely")
    assert found["s1"][2].startswith("号码差一位；姓名相同；出生日期相同")


def test_a_name_in_traditional_characters_is_the_same_name() -> None:
    found = link_persons([police("p1", "吕莲", ONE), person("student", "g1", "呂蓮", phone=HOME["phone"])])
    assert found["g1"][:2] == (ONE, "likely")


def test_twins_are_not_one_person() -> None:
    found = link_persons([police("p1", "王建国", ONE), person("student", "g1", "王建军", **HOME)])
    assert found["g1"][1] == "alone"


def test_the_right_twin_is_chosen() -> None:
    found = link_persons(
        [police("p1", "王建国", ONE), police("p2", "王建军", OTHER), person("student", "g1", "王建军", **HOME)]
    )
    assert found["g1"][:2] == (OTHER, "likely")


def test_namesakes_of_one_birth_date_with_numbers_of_their_own_stay_apart() -> None:
    found = link_persons(
        [
            police("p1", "王伟", ONE),
            person("insured_person", "s1", "王伟", OTHER, address="黄海路5号", phone="12000000009"),
        ]
    )
    assert found["p1"][0] != found["s1"][0]


def test_between_two_namesakes_nobody_guesses() -> None:
    found = link_persons(
        [
            police("p1", "王伟", ONE, address=None, phone=None),
            police("p2", "王伟", OTHER, address=None, phone=None),
            person("student", "g1", "王伟"),
        ]
    )
    assert found["g1"][1] == "alone"


def test_a_replaced_number_joins_only_with_the_same_home() -> None:
    moved = person("insured_person", "s1", "王建国", REISSUED, phone="12000000001")
    stranger = person("insured_person", "s1", "王建国", REISSUED, phone="12000000002")
    assert link_persons([police("p1", "王建国", ONE), moved])["s1"][:2] == (ONE, "number_reissued")
    assert link_persons([police("p1", "王建国", ONE), stranger])["s1"][0] == REISSUED


def test_a_number_that_another_bears_is_not_believed() -> None:
    found = link_persons(
        [
            police("p1", "王建国", ONE),
            person("civil_affairs", "m1", "赵丽", ONE, sex="2", birth_date="1990-01-01", address="黄海路5号"),
        ]
    )
    assert found["m1"][0] != ONE


def test_names_of_minorities_and_unwritten_characters() -> None:
    found = link_persons(
        [
            police("p1", "阿布拉江·买提", ONE),
            person("student", "g1", "阿布拉江•买提", **HOME),
            police("p2", "王喆国", OTHER),
            person("student", "g2", "王?国", **HOME),
            person("civil_affairs", "m2", "王zhe国", **HOME),
        ]
    )
    assert [found[serial][0] for serial in ("g1", "g2", "m2")] == [ONE, OTHER, OTHER]
