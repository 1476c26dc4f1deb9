"""History: registered changes in, intervals out, without overlap and without gap."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import datasets
from datasets.golden.as_at import as_at, intervals_of
from datasets.golden.history import write_history
from datasets.golden.normal import TABLE
from datasets.reading.identifiers import MACROS
from tests.golden.test_choose import NAME, golden

HISTORY = "base_legal_entities__entity_history"
Change = tuple[date, str, str]
Life = tuple[date | None, date | None]


def history(life: Life, changes: list[Change], today: tuple[str, date | None] | None) -> list[tuple[object, ...]]:
    """Return (value, from, to) of the name of one enterprise."""
    connection = duckdb.connect()
    connection.execute(MACROS)
    connection.execute("CREATE TEMP TABLE life (entity_id TEXT, founded_date DATE, closed_date DATE)")
    connection.execute("INSERT INTO life VALUES ('A', ?, ?)", life)
    connection.execute("""
        CREATE TEMP TABLE change (entity_id TEXT, attribute TEXT, change_date DATE, serial TEXT, old_value TEXT,
            new_value TEXT, source TEXT, receipt INTEGER, source_row INTEGER);
        CREATE TABLE entity_value (entity_id TEXT, attribute TEXT, value TEXT, place INTEGER, recorded_date DATE,
            source TEXT, receipt INTEGER, source_row INTEGER)
    """)
    for row, (day, old, new) in enumerate(changes):
        connection.execute(
            "INSERT INTO change VALUES ('A', 'name', ?, ?, ?, ?, 'registry_change', 9, ?)",
            [day, f"{row:05d}", old, new, row],
        )
    if today:
        connection.execute("INSERT INTO entity_value VALUES ('A', 'name', ?, 1, ?, 'registry', 1, 1)", today)
    connection.execute(TABLE)
    write_history(connection, golden(NAME), "history", (NAME,))
    return connection.execute(
        "SELECT value, valid_from, valid_to FROM history ORDER BY valid_from NULLS FIRST"
    ).fetchall()


def test_a_renamed_enterprise_has_its_old_name_until_the_day_of_the_change() -> None:
    assert history((date(2001, 3, 1), None), [(date(2006, 5, 9), "泰达电子", "滨海电子")], ("滨海电子", None)) == [
        ("泰达电子", date(2001, 3, 1), date(2006, 5, 9)),
        ("滨海电子", date(2006, 5, 9), None),
    ]


def test_an_enterprise_that_never_changed_has_one_interval_over_its_whole_life() -> None:
    assert history((date(2001, 3, 1), date(2009, 12, 31)), [], ("泰达电子", None)) == [
        ("泰达电子", date(2001, 3, 1), date(2009, 12, 31))
    ]


def test_the_last_interval_is_written_as_the_golden_value() -> None:
    rows = history((date(2001, 3, 1), None), [(date(2006, 5, 9), "甲", "滨海(集团)公司")], ("滨海（集团）公司", None))
    assert rows[-1] == ("滨海（集团）公司", date(2006, 5, 9), None)


def test_a_department_that_recorded_another_value_later_begins_a_new_interval() -> None:
    rows = history((date(2001, 3, 1), None), [(date(2006, 5, 9), "甲", "乙")], ("丙", date(2010, 1, 1)))
    assert rows == [
        ("甲", date(2001, 3, 1), date(2006, 5, 9)),
        ("乙", date(2006, 5, 9), date(2010, 1, 1)),
        ("丙", date(2010, 1, 1), None),
    ]


def test_changes_before_founding_and_after_closing_do_not_stretch_a_life() -> None:
    rows = history(
        (date(2001, 3, 1), date(2005, 1, 1)),
        [(date(1999, 1, 1), "甲", "乙"), (date(2003, 1, 1), "乙", "丙"), (date(2007, 1, 1), "丙", "丁")],
        ("丙", None),
    )
    assert rows == [("乙", date(2001, 3, 1), date(2003, 1, 1)), ("丙", date(2003, 1, 1), date(2005, 1, 1))]


def test_two_changes_on_one_day_leave_the_last() -> None:
    rows = history((date(2001, 3, 1), None), [(date(2003, 1, 1), "甲", "乙"), (date(2003, 1, 1), "乙", "丙")], None)
    assert rows == [("甲", date(2001, 3, 1), date(2003, 1, 1)), ("丙", date(2003, 1, 1), None)]


def test_an_enterprise_whose_founding_nobody_knows_has_an_open_beginning() -> None:
    assert history((None, None), [], ("甲", None)) == [("甲", None, None)]


DAYS = st.integers(0, 3000).map(lambda n: date(2000, 1, 1) + timedelta(days=n))
CHANGES = st.lists(st.tuples(DAYS, st.sampled_from("甲乙丙"), st.sampled_from("甲乙丙")), max_size=8)


@settings(max_examples=25, deadline=None)
@given(
    founded=DAYS, length=st.none() | st.integers(1, 2000), changes=CHANGES,
    today=st.none() | st.tuples(st.sampled_from("甲乙丙丁"), st.none() | DAYS),
)  # fmt: skip
def test_intervals_never_overlap_and_leave_no_gap(
    founded: date, length: int | None, changes: list[Change], today: tuple[str, date | None] | None
) -> None:
    closed = founded + timedelta(days=length) if length else None
    rows = history((founded, closed), changes, today)
    if not rows:
        assert not changes
        assert today is None
        return
    assert rows[0][1] == founded
    assert rows[-1][2] == closed
    assert all(before[2] == after[1] for before, after in pairwise(rows))
    assert all(row[2] is None or row[1] < row[2] for row in rows)
    if today and not (closed and today[1] and today[1] >= closed):
        assert rows[-1][0] == today[0]


def test_the_last_interval_of_the_zone_is_the_golden_value(snapshot: datasets.Snapshot) -> None:
    differing = snapshot.query(f"""
        SELECT * FROM {HISTORY} h JOIN base_legal_entities__entity e USING (entity_id)
        WHERE attribute = 'name' AND h.valid_to IS NOT DISTINCT FROM e.closed_date AND h.value <> e.name
    """)
    assert differing.num_rows == 0


def test_no_two_intervals_of_the_zone_overlap_and_none_is_missing(snapshot: datasets.Snapshot) -> None:
    broken = snapshot.query(f"""
        WITH followed AS (
            SELECT *, lead(valid_from) OVER (PARTITION BY entity_id, attribute ORDER BY valid_from) AS next_from
            FROM {HISTORY}
        )
        FROM followed WHERE next_from IS NOT NULL AND next_from IS DISTINCT FROM valid_to
    """)
    assert broken.num_rows == 0
    assert snapshot.query(f"FROM {HISTORY} WHERE change_receipt IS NOT NULL").num_rows > 0


def test_an_enterprise_can_be_seen_as_it_was(snapshot: datasets.Snapshot) -> None:
    changed = snapshot.query(
        f"SELECT entity_id, value, valid_to FROM {HISTORY} WHERE attribute = 'name' AND valid_to IN "
        f"(SELECT valid_from FROM {HISTORY} WHERE attribute = 'name') ORDER BY ALL LIMIT 1"
    ).to_pylist()[0]
    day = changed["valid_to"]
    before, after = (
        as_at(snapshot, HISTORY, "entity_id", each, changed["entity_id"]).to_pylist()[0]["name"]
        for each in (day - timedelta(days=1), day)
    )
    assert before == changed["value"]
    assert after != before
    everybody = as_at(snapshot, HISTORY, "entity_id", day)
    assert everybody.num_rows == len(set(everybody.column("entity_id").to_pylist()))


def test_an_entity_is_printed_with_its_history_or_on_a_day(
    snapshot: datasets.Snapshot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import jingwei

    monkeypatch.setenv("JINGWEI_HOME", str(home))
    row = snapshot.query(
        f"FROM {HISTORY} WHERE attribute = 'name' AND valid_from IS NOT NULL ORDER BY ALL LIMIT 1"
    ).to_pylist()[0]
    whole = CliRunner().invoke(jingwei.app, ["entity", row["entity_id"]])
    assert row["value"] in whole.stdout
    on = CliRunner().invoke(jingwei.app, ["entity", row["entity_id"], "--on", str(row["valid_from"])])
    assert row["value"] in on.stdout
    before = CliRunner().invoke(jingwei.app, ["entity", row["entity_id"], "--on", "1901-01-01"])
    assert before.exit_code != 0
    assert "尚未成立" in str(before.exception)
    assert CliRunner().invoke(jingwei.app, ["entity", row["entity_id"], "--on", "June"]).exit_code != 0
    with pytest.raises(datasets.DatasetsError, match="历史中没有"):
        intervals_of(snapshot, HISTORY, "entity_id", "nobody")
