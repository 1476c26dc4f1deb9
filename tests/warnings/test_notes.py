"""Notes beside a chart: kept in order, numbered for the chart, withdrawn but never changed."""

import sqlite3

import pytest

from datasets import open_ledger
from indicators.errors import QuestionError
from indicators.notes import NoteKind, annotations, notes, version, withdraw, write
from indicators.warnings import Actor
from indicators.warnings.reading import Subject

LEADER = Actor("zhao", "leader")
TAX, CARS = Subject("indicator", "tax_revenue"), Subject("indicator", "tax_revenue", (("industry", "auto"),))


@pytest.fixture
def written(ledger):
    write(ledger, LEADER, TAX, NoteKind.ANNOTATION, "甲厂停产", period="2026-03")
    write(ledger, LEADER, TAX, NoteKind.REMARK, " 请核实 ", period="2026-03")
    write(ledger, LEADER, TAX, NoteKind.ANNOTATION, "退税", period="2026-05")
    write(ledger, LEADER, CARS, NoteKind.COMMENT, "口径一致")
    return ledger


def test_notes_of_exactly_this_slice_oldest_first_and_annotations_numbered(written):
    found = notes(written, TAX)
    assert [(each.kind.value, each.text, each.period) for each in found] == [
        ("annotation", "甲厂停产", "2026-03"),
        ("remark", "请核实", ""),
        ("annotation", "退税", "2026-05"),
    ]
    assert annotations(found) == {found[0].id: 1, found[2].id: 2}
    assert [each.text for each in notes(written, CARS)] == ["口径一致"]


def test_what_is_withdrawn_is_no_longer_shown_but_kept(written):
    first = notes(written, TAX)[0]
    withdraw(written, LEADER, TAX, first.id)
    assert [each.text for each in notes(written, TAX)] == ["请核实", "退税"]
    assert list(annotations(notes(written, TAX)).values()) == [1]
    for subject, note in ((TAX, first.id), (CARS, notes(written, TAX)[0].id), (TAX, 999)):
        with pytest.raises(QuestionError):
            withdraw(written, LEADER, subject, note)
    with open_ledger(written) as connection:
        assert connection.execute("SELECT count(*) FROM note WHERE text = '甲厂停产'").fetchone()[0] == 1
        for sql in ("UPDATE note SET text = ''", "DELETE FROM note"):
            with pytest.raises(sqlite3.IntegrityError, match="is not"):
                connection.execute(sql)


@pytest.mark.parametrize(
    ("subject", "kind", "text", "given"),
    [
        (TAX, NoteKind.REMARK, "  ", {}),
        (TAX, NoteKind.REMARK, "字" * 501, {}),
        (TAX, NoteKind.ANNOTATION, "停产", {}),
        (TAX, NoteKind.ANNOTATION, "停产", {"period": "2026-13"}),
        (TAX, NoteKind.REMARK, "好", {"seen": 1}),
        (Subject("indicator", "nothing"), NoteKind.REMARK, "好", {}),
        (Subject("indicator", "tax_revenue", (("partner", "US"),)), NoteKind.REMARK, "好", {}),
    ],
)
def test_what_does_not_fit_is_refused_and_not_kept(written, subject, kind, text, given):
    before = version(written)
    with pytest.raises(QuestionError):
        write(written, LEADER, subject, kind, text, **given)
    assert version(written) == before


def test_a_form_that_comes_twice_writes_one_note(written):
    seen = version(written)
    write(written, LEADER, TAX, NoteKind.REMARK, "好", seen=seen)
    with pytest.raises(QuestionError):
        write(written, LEADER, TAX, NoteKind.REMARK, "好", seen=seen)


def test_reading_makes_no_ledger(ledger):
    assert notes(ledger, TAX) == ()
    assert version(ledger) == 0
    assert not ledger.exists()
