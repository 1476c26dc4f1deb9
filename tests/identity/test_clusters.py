"""Clusters never join what is known to be different, however strong the evidence."""

from hypothesis import given
from hypothesis import strategies as st

from datasets.identity.cluster import Clusters
from datasets.identity.decide import Decision, Pair, choose, gather, undecided


def pair(one: int, other: int, score: float, *, sure: bool = True) -> Pair:
    return Pair(one=one, other=other, score=score, sure=sure)


def test_two_organisation_codes_never_meet_through_a_third_record() -> None:
    clusters = Clusters({1: "O", 2: "O"})
    assert clusters.join(3, 1)
    assert not clusters.join(3, 2)
    assert clusters.of(3) == 1


def test_a_registration_number_may_join_a_code_which_then_stands_for_both() -> None:
    clusters = Clusters({1: "R", 2: "O", 3: "R"})
    assert clusters.join(1, 2)
    assert clusters.of(1) == 2
    assert not clusters.join(3, 2)


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(1, 30)), max_size=80), st.sets(st.integers(1, 30)))
def test_no_cluster_holds_two_settled_groups_or_two_kept_apart(joins: list[tuple[int, int]], settled: set[int]) -> None:
    apart = [(29, 30)]
    clusters = Clusters(dict.fromkeys(settled - {29, 30}, "O"), apart=apart)
    for one, other in joins:
        clusters.join(one, other)
    places = [clusters.of(each) for each in settled - {29, 30}]
    assert len(places) == len(set(places))
    assert clusters.of(29) != clusters.of(30)


@given(st.permutations([(1, 2), (2, 3), (4, 5), (3, 1)]))
def test_the_order_of_joins_does_not_change_what_stands_for_a_cluster(joins: list[tuple[int, int]]) -> None:
    clusters = Clusters()
    for one, other in joins:
        clusters.join(one, other)
    assert [clusters.of(each) for each in range(1, 6)] == [1, 1, 1, 4, 4]


def test_a_close_rival_leaves_a_record_undecided_and_out_of_every_cluster() -> None:
    clusters, decision = Clusters({1: "O", 2: "O"}), Decision()
    settled, between = [pair(3, 1, 12.0), pair(3, 2, 10.0)], [pair(3, 4, 20.0)]
    choose(settled, clusters, decision, accept=5, margin=4)
    gather(between, clusters, decision, accept=5)
    undecided([*settled, *between], clusters, decision)
    assert not decision.joined
    assert {each.other for each in decision.review} == {1, 2, 4}


def test_what_a_steward_keeps_apart_is_not_asked_again() -> None:
    clusters, decision = Clusters({1: "O", 2: "O"}, apart=[(3, 1)]), Decision()
    undecided([pair(3, 1, 12.0), pair(3, 2, 2.0)], clusters, decision)
    assert [each.other for each in decision.review] == [2]


def test_an_unsure_candidate_is_no_rival_but_never_an_answer() -> None:
    clusters, decision = Clusters({1: "O", 2: "O"}), Decision()
    choose([pair(3, 1, 12.0), pair(3, 2, 11.0, sure=False)], clusters, decision, accept=5, margin=4)
    assert clusters.of(3) == 1
    choose([pair(5, 1, 30.0, sure=False)], clusters, decision, accept=5, margin=4)
    assert set(decision.joined) == {3}


def test_records_without_number_are_joined_best_first_until_two_codes_would_meet() -> None:
    clusters, decision = Clusters({1: "O", 2: "O"}), Decision()
    choose([pair(3, 1, 20.0), pair(4, 2, 20.0)], clusters, decision, accept=5, margin=4)
    gather([pair(5, 3, 9.0), pair(5, 4, 12.0), pair(6, 7, 8.0), pair(8, 9, 4.0)], clusters, decision, accept=5)
    assert [clusters.of(each) for each in (3, 4, 5, 6, 7, 8)] == [1, 2, 2, 6, 6, 8]
