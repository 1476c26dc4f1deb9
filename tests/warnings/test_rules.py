"""The rules: one entry each, bounds printed, readings that say in two languages what a person can check."""

import datetime as dt
import re

import pytest

from indicators import catalogue, series
from indicators.warnings import rules
from indicators.warnings.check import readings
from indicators.warnings.duty import departments, leading, responsible
from indicators.warnings.reading import dimensions_known, subject_of
from indicators.warnings.rule import Rule, all_rules, in_force
from indicators.warnings.standing import MEASURES

from .conftest import rule

TODAY = dt.date(2026, 11, 26)


@pytest.fixture(scope="module")
def found(home, snapshot):
    return readings(home, snapshot)


def test_every_rule_names_a_measure_and_a_department_there_is():
    for each in all_rules():
        assert each.measure in MEASURES
        assert each.department is None or each.department in departments()
        assert all(key in catalogue() and each.by in {None, *catalogue()[key].dimensions} for key in each.indicators)
    assert set(MEASURES) == {each.measure for each in all_rules()}


def test_readings_speak_both_languages_and_name_who_answers(found, snapshot):
    assert {measured.key for measured, _ in found.values()} >= {"target", "growth", "data_quality", "industry_drag"}
    for measured, reading in found.values():
        assert reading.said.zh, measured.key
        assert reading.said.en, measured.key
        assert not re.search(r"[\u4e00-\u9fff]", reading.said.en), reading.said.en
        assert not re.search(r"[\u4e00-\u9fff]", reading.subject.name(snapshot).en)
        assert responsible(reading.subject.kind, reading.subject.key).zh in departments()
        assert dimensions_known(subject_of(reading.subject.kind, reading.subject.key, reading.subject.slice))
        assert subject_of(*reading.subject[:2], reading.subject.slice) == reading.subject


def test_the_pull_of_an_industry_is_its_change_over_the_total_of_the_year_before(found, snapshot):
    pulls = [each for (key, _), (_, each) in found.items() if key == "industry_drag"]
    drawn = max(pulls, key=lambda each: abs(each.value))
    key, where = drawn.subject.key, dict(drawn.subject.where)
    part, whole = (series(snapshot, key, where=cut, cumulative=True).set_index("period").value for cut in (where, {}))
    before = drawn.period.replace(year=drawn.period.year - 1)
    assert drawn.value == pytest.approx((part[drawn.period] - part[before]) / whole[before])


@pytest.mark.parametrize(
    ("value", "light"),
    [(0.0, None), (0.1, None), (0.11, "yellow"), (0.3, "yellow"), (0.31, "red"), (float("nan"), None)],
)
def test_a_bound_itself_is_no_warning_yet(value, light):
    assert rule(0.1, 0.3)["quality"].light(value) == light
    assert rule(-0.1, -0.3, worse="below")["quality"].light(-value) == light


def test_bounds_are_printed_and_a_rule_without_or_with_wrong_ones_is_refused():
    printed = rules(TODAY)["target"].bounds
    assert printed("zh") == "完成概率：黄灯低于 50.0%；红灯低于 20.0%"
    assert printed("en") == "probability: yellow below 50.0%; red below 20.0%"
    with pytest.raises(ValueError, match="needs a bound"):
        rule(None)
    with pytest.raises(ValueError, match="red must be worse"):
        rule(0.3, 0.1)


def test_of_entries_with_one_key_the_last_that_has_begun_holds():
    old, new = rule(0.1)["quality"], rule(0.2, valid_from=dt.date(2026, 12, 1))["quality"]
    assert in_force((new, old), TODAY) == {"quality": old}
    assert in_force((new, old), dt.date(2027, 1, 1)) == {"quality": new}


def test_who_leads_answers_rather_than_who_delivers():
    assert responsible("indicator", "exports").zh == "商务局"
    assert responsible("source", "customs").zh == "海关"
    assert all(isinstance(name, str) for name in leading())


def test_rules_is_a_list_of_entries():
    assert all(isinstance(each, Rule) for each in all_rules())
    assert len({(each.key, each.valid_from) for each in all_rules()}) == len(all_rules())
