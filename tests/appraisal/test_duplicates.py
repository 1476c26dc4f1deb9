"""Duplicates: measured on a planted set, and not moved by what is reviewed beside."""

from indicators.appraisal.duplicates import detector, grams, thing_of_proposal
from indicators.appraisal.pack import pack
from indicators.appraisal.planted import measured
from indicators.appraisal.registers import registers


def test_duplicates_are_found_in_rows_the_bounds_were_not_chosen_on():
    found = {(each.rows, each.with_data): each for each in measured()}
    assert sum(found[rows, True].planted for rows in ("odd", "even", "fresh")) == 90
    assert min(found[rows, True].precision for rows in ("odd", "even", "fresh")) >= 0.95
    assert min(found[rows, True].recall for rows in ("odd", "even", "fresh")) >= 0.9


def test_the_function_alone_finds_most_of_them():
    alone = [each for each in measured() if not each.with_data]
    assert min(each.precision for each in alone) >= 0.8
    assert min(each.recall for each in alone) >= 0.75


def test_synonyms_are_one_word():
    assert grams("GIS平台") == grams("空间地理信息平台")
    assert not grams("。，;")


def test_likeness_does_not_depend_on_what_is_reviewed_beside(corpus):
    proposals = [each.proposal for each in corpus]
    alone, beside = detector(registers(), pack()), detector(registers(), pack(), proposals)
    for each in proposals:
        thing = thing_of_proposal(each)
        assets = [found for found in beside.like(thing) if found.register == "asset"]
        assert assets == [found for found in alone.like(thing) if found in assets]
        assert not [found for found in beside.like(thing) if found.number == each.project.number]
