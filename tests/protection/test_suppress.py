"""Tables of counts keep their small cells to themselves, whatever else is published beside them."""

from collections import Counter
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datasets.errors import DatasetsError
from datasets.protection import CountTable, Dimension, protect, suppress
from tests.protection.attacker import Attacker

SEX = Dimension(key="sex", codes=("m", "f"), parents={})
AGE = Dimension(key="age", codes=("young", "middle", "old"), parents={})
PLACE = Dimension(
    key="street", codes=("a1", "a2", "b1", "b2", "c"), parents={"a1": "a", "a2": "a", "b1": "b", "b2": "b"}
)
LINKED = Dimension(key="type", codes=("1", "2", "3"), parents={})


def table(counts, *dimensions, **extra):
    inner = product(*(each.codes for each in dimensions))
    return CountTable(key="t", dimensions=dimensions, counts=dict(zip(inner, counts, strict=True)), **extra)


def withheld(shown):
    return {cell: each.reason for cell, each in shown.items() if each.suppressed}


def test_a_small_cell_and_enough_others_are_withheld():
    # four old women would be found by subtraction, so one more cell in their row and column goes, and where those meet
    shown = protect([table([30, 40, 25, 35, 50, 4], SEX, AGE)])
    found = withheld(shown)
    assert found.pop((("age", "old"), ("sex", "f"))) == "small"
    assert set(found.values()) == {"complementary"}
    assert len(found) == 3
    assert all(len(cell) == 2 for cell in found)  # no margin is given up
    assert shown[()].count == 184


def test_nothing_is_withheld_without_a_small_cell():
    assert withheld(protect([table([30, 0, 25, 35, 50, 10], SEX, AGE)])) == {}


def test_an_empty_cell_is_shown_unless_the_subject_is_sensitive():
    counts = [30, 40, 0, 35, 50, 60]
    assert withheld(protect([table(counts, SEX, AGE)])) == {}
    sensitive = withheld(protect([table(counts, SEX, AGE, sensitive=True)]))
    assert sensitive[("age", "old"), ("sex", "m")] == "small"
    assert len(sensitive) == 4


def test_tables_of_different_persons_cannot_be_protected_together():
    with pytest.raises(DatasetsError, match="same persons"):
        protect([table([30, 40], SEX), table([30, 41, 0, 0, 0, 0], SEX, AGE)])


def test_a_code_that_stands_above_itself_is_refused():
    with pytest.raises(ValueError, match="stands above itself"):
        Dimension(key="street", codes=("unknown",), parents={"unknown": "unknown"})


def test_a_handful_of_persons_is_not_published_at_all():
    assert {each.count for each in protect([table([1, 2, 0, 3, 0, 0], SEX, AGE)]).values()} <= {None, 0}


def linked(persons):
    """Return two tables of the same persons: place × age × sex, and place × type."""
    first = Counter((place, age, sex) for place, age, sex, _ in persons.elements())
    second = Counter((place, kind) for place, _, _, kind in persons.elements())
    return [
        CountTable(key="ages", dimensions=(PLACE, AGE, SEX), counts=first),
        CountTable(key="types", dimensions=(PLACE, LINKED), counts=second),
    ]


def crowd(sizes):
    inner = product(PLACE.codes, AGE.codes, SEX.codes, LINKED.codes)
    return linked(Counter(dict(zip(inner, sizes, strict=True))))


sizes = st.lists(st.sampled_from([0, 0, 1, 2, 3, 5, 9, 10, 14, 30, 80]), min_size=90, max_size=90)


@settings(max_examples=12, deadline=None, derandomize=True)
@given(sizes)
def test_an_attacker_with_all_published_numbers_finds_no_small_count(numbers):
    tables = crowd(numbers)
    shown = protect(tables)
    assert not [cell for cell, each in shown.items() if each.count is not None and 1 <= each.count <= 9]
    assert not list(Attacker(tables, shown).leaks(shown, 10))


@settings(max_examples=12, deadline=None, derandomize=True)
@given(sizes)
def test_published_cells_are_the_counts_and_whole(numbers):
    tables = crowd(numbers)
    true = {cell: count for each in tables for cell, count in each.cells().items()}
    for cell, each in protect(tables).items():
        assert each.suppressed is (each.reason is not None)
        assert each.count in {None, true[cell]}


def test_without_the_second_step_the_attacker_sees_the_small_cells(monkeypatch):
    """The attacker is worth something: take complementary suppression away and it finds what is hidden."""
    small = suppress._small
    monkeypatch.setattr(
        suppress, "_withheld", lambda whole, rules: {i for i in range(len(whole.cells)) if small(whole, i, rules)}
    )
    tables = crowd([1 if place in {3, 4, 5} else 40 for place in range(90)])
    shown = protect(tables)
    assert len(list(Attacker(tables, shown).leaks(shown, 10))) > 0
