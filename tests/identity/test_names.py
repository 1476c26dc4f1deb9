"""How names and addresses are read: what departments write differently is one, what tells apart stays apart."""

import pytest

from tests.identity.records import read_addresses, read_names

ONE = [
    ("天津泰华贸易有限公司", "天津市泰华贸易有限公司"),
    ("天津泰华贸易有限公司", "天津开发区泰华贸易有限责任公司"),
    ("天津泰华贸易有限公司", "天津经济技术开发区泰华贸易有限公司"),
    ("天津泰华贸易有限公司", "泰华贸易有限公司"),
    ("天津泰华贸易有限公司", "天津 泰华贸易有限公司"),
    ("天津泰华贸易有限公司", "天津泰華貿易有限公司"),
    ("天津滨海润丰矿业有限公司", "天津濱海潤豐礦業有限公司"),
    ("天津泰华贸易有限公司", "天津泰华贸易有限公司（停业）"),
    ("天津泰华贸易有限公司", "天津泰华贸易有限公司*"),
    ("天津泰华贸易有限公司", "天津泰华贸易有限公司（原天津恒通贸易有限公司）"),
    ("泰华贸易（天津）有限公司", "泰华贸易(天津)有限公司"),
    ("泰华贸易（天津）有限公司", "天津泰华贸易有限公司"),
    ("泰华（集团）有限公司", "泰华集团有限公司"),
    ("ＡＢＢ电气（天津）有限公司", "ABB电气有限公司"),
    ("天津开发区第一中学", "天津经济技术开发区第1中学"),
    ("天津市经济技术开发区养老院", "天津经济技术开发区养老院"),
    ("天津开发区一中", "天津经济技术开发区第一中学"),
    ("中国工商银行股份有限公司天津经济技术开发区分行", "中国工商银行股份有限公司天津市开发区分行"),
    ("天津泰华贸易有限公司塘沽分公司", "天津泰华贸易有限公司天津市塘沽区分公司"),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_what_departments_write_differently_is_one_name(one: str, other: str) -> None:
    first, second = read_names(one, other)
    assert first == second


CUT = [
    ("天津泰华贸易有限公司", "天津泰华贸易"),
    ("天津泰华贸易有限公司", "天津泰华贸易有限"),
    ("天津泰华贸易股份有限公司", "天津泰华贸易股份公司"),
    ("天津泰华贸易有限公司", "天津泰华贸易限有公司"),
    ("天津宏己商贸有限公司", "天津弘已商贸有限公司"),
    ("天津曰升贸易有限公司", "天津日升贸易有限公司"),
]


@pytest.mark.parametrize(("one", "other"), CUT)
def test_a_legal_form_or_a_character_written_for_another_leaves_the_core(one: str, other: str) -> None:
    first, second = read_names(one, other)
    assert first[0] == second[0]


APART = [
    ("天津泰华贸易有限公司", "天津泰华贸易有限公司开发区分公司"),
    ("天津泰华贸易有限公司第一分公司", "天津泰华贸易有限公司第二分公司"),
    ("天津泰华贸易有限公司", "北京泰华贸易有限公司"),
    ("天津泰华机械一厂", "天津泰华机械二厂"),
    ("天津泰华机械厂", "天津泰华机械二厂"),
    ("天津泰华贸易有限公司", "天津泰华第二贸易有限公司"),
    ("天津开发区第一小学", "天津开发区第二小学"),
    ("天津开发区第三中学", "天津开发区第十三中学"),
    ("天津泰华贸易有限公司", "天津泰华贸易有限公司工会"),
    ("中国银行天津分行", "中国银行天津开发区支行"),
    ("天津泰华医院", "天津泰华医院门市部"),
    ("泰华贸易有限公司天津分公司", "泰华贸易有限公司滨海新区分公司"),
    ("泰华贸易有限公司天津分公司", "泰华贸易有限公司分公司"),
    ("泰华贸易有限公司塘沽分公司", "泰华贸易有限公司汉沽分公司"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_branches_numbers_and_other_towns_stay_apart(one: str, other: str) -> None:
    first, second = read_names(one, other)
    assert (first[0], *first[2:]) != (second[0], *second[2:])


DOORS = [
    ("天津开发区第三大街12号1203室", ("3大街", "12-1203")),
    ("开发区3大街12-1203", ("3大街", "12-1203")),
    ("天津经济技术开发区第3大街１２号１２０３", ("3大街", "12-1203")),
    ("三大街12号1203室（经营地）", ("3大街", "12-1203")),
    ("天津市滨海新区开发区第十三大街66号", ("13大街", "66")),
    ("第十大街66号厂房3号", ("10大街", "66-3")),
    ("第二十大街5号", ("20大街", "5")),
    ("天津市塘沽区黄海路7号A座5层", ("黄海路", "7-A-5")),
    ("海天苑3号楼2门501室", ("海天苑", "3-2-501")),
]


@pytest.mark.parametrize(("address", "read"), DOORS)
def test_road_and_doors_are_read_from_every_way_of_writing(address: str, read: tuple[str, str]) -> None:
    assert read_addresses(address) == [read]
