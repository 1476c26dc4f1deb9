"""Duplicates: measured on a planted set, and not moved by what is reviewed beside."""

from indicators.appraisal.duplicates import detector, pairs, thing_of_proposal
from indicators.appraisal.pack import pack
from indicators.appraisal.planted import measured
from indicators.appraisal.registers import registers


def test_duplicates_are_found_in_the_half_the_bound_was_not_chosen_on():
    odd, even = measured()
    assert odd.planted + even.planted == 60
    assert min(odd.precision, even.precision) >= 0.9
    assert min(odd.recall, even.recall) >= 0.85


def test_synonyms_are_one_word():
    assert pairs("GIS平台") == pairs("空间地理信息平台")
    assert not pairs("。，;")


def test_likeness_does_not_depend_on_what_is_reviewed_beside(corpus):
    proposals = [each.proposal for each in corpus]
    alone, beside = detector(registers(), pack()), detector(registers(), pack(), proposals)
    for each in proposals:
        thing = thing_of_proposal(each)
        assets = [found for found in beside.like(thing) if found.register == "asset"]
        assert assets == [found for found in alone.like(thing) if found in assets]
        assert not [found for found in beside.like(thing) if found.number == each.project.number]
