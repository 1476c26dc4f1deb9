"""The corpus holds what it was written to hold, and the review finds it."""

from indicators.appraisal.judgement import evidence_of
from indicators.appraisal.pack import pack
from indicators.appraisal.registers import registers

PHASES = {"2008": 0, "2009": 0, "2010": 0}


def test_every_application_is_read_without_a_finding(corpus):
    assert len(corpus) >= 40
    assert not [(each.file, finding.path) for each in corpus for finding in each.findings]


def test_the_verdicts_are_those_the_applications_were_written_for(opinions, expected):
    assert set(opinions) == set(expected)
    for number, opinion in opinions.items():
        by = {result: {v.rule for v in opinion.verdicts if v.result == result} for result in ("fail", "unknown")}
        plain = {rule for rule in by["fail"] if not rule.startswith("P")}
        told = (opinion.outcome, plain, by["unknown"], set(opinion.priority))
        row = expected[number]
        assert told == (row["outcome"], *(set(row[name].split()) for name in ("fail", "unknown", "priority"))), number


def test_every_rule_passes_fails_and_is_unknown_somewhere(opinions):
    for rule in pack().rule:
        assert {each.verdict(rule.id).result for each in opinions.values()} == {"pass", "fail", "unknown"}, rule.id


def test_the_plans_own_tasks_are_all_applied_for(corpus):
    served = {task for each in corpus for task in each.proposal.project.tasks or ()}
    assert served == set(pack().tasks)
    assert len(served) == 26


def test_every_outcome_is_given_somewhere(opinions):
    outcomes = {each.outcome for each in opinions.values()}
    assert outcomes == {"out_of_scope", "reject", "defer", "supplement", "revise", "resize", "approve"}


def test_a_standard_says_where_its_dates_were_checked_or_that_they_were_not(opinions):
    known = {each.number: each for each in registers().standards}
    assert [each for each, about in known.items() if not about.checked_against] == ["GB/T 22240-2008", "GB/T 4754-2002"]
    row = next(each for each in opinions["2008-001"].verdict("S3").evidence if each.number == "GB/T 21064-2007")
    assert row.said.zh == "电子政务系统总体设计要求，2008-03-01 起实施，本区必用"
    assert evidence_of(known["GB/T 22240-2008"]).said.en.endswith("(dates not verified)")
