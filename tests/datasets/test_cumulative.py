"""Months out of cumulative figures: exact to the fen, never invented, with alarms where something is wrong."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.datasets.figures import FINAL, PRELIMINARY, REVISED, line, published

MONTHS = "SELECT period_start, period_end, months, is_combined, value, method FROM base_economy__macro_month"
FEN = st.integers(0, 10**12).map(lambda fen: Decimal(fen) / 100)


def cumulative(months: list[Decimal], year: int = 2010, status: str = PRELIMINARY, day: int = 10) -> list:
    """Return the lines of a year: January–February as one, then month by month."""
    return [
        line(f"{year}年1-{m}月", str(sum(months[:m])), status, f"{year + m // 12}-{m % 12 + 1:02d}-{day:02d}")
        for m in range(2, 13)
    ]


@settings(max_examples=25, deadline=None)
@given(months=st.lists(FEN, min_size=12, max_size=12))
def test_months_are_exact_to_the_fen_and_add_up_to_the_year(months: list[Decimal]):
    with published(cumulative(months)) as figures:
        found = [value for (value,) in figures.rows("SELECT value FROM base_economy__macro_month ORDER BY period_end")]
        assert found == [months[0] + months[1], *months[2:]]
        assert sum(found) == sum(months)


def test_january_and_february_stay_one():
    with published(cumulative([Decimal(10)] * 12)) as figures:
        first, second, *_ = figures.rows(f"{MONTHS} ORDER BY period_end")
        assert [str(each) for each in first[:2]] == ["2010-01-01", "2010-02-28"]
        assert first[2:] == (2, True, Decimal(20), "delivered")
        assert second[2:] == (1, False, Decimal(10), "difference")


def test_a_january_that_was_delivered_gives_a_february():
    lines = [line("2010年1月", "7", published="2010-02-10"), line("2010年1-2月", "12", published="2010-03-10")]
    with published(lines) as figures:
        assert [row[2:5] for row in figures.rows(f"{MONTHS} ORDER BY period_end")] == [
            (1, False, Decimal(7)),
            (1, False, Decimal(5)),
        ]


def test_a_missing_month_leaves_the_next_two_together():
    lines = [each for each in cumulative([Decimal(10)] * 12) if each[0] != "2010年1-5月"]
    with published(lines) as figures:
        gap = figures.rows(f"{MONTHS} WHERE month(period_start) = 5")
        assert [row[2:5] for row in gap] == [(2, True, Decimal(20))]


def test_a_final_account_of_the_year_alone_gives_no_month():
    lines = [*cumulative([Decimal(10)] * 12), line("2010年1-12月", "125", FINAL, "2011-06-20")]
    with published(lines) as figures:
        assert figures.rows("SELECT DISTINCT status FROM base_economy__macro_month") == [("preliminary",)]


def test_statuses_are_never_mixed_in_a_difference():
    lines = [
        *cumulative([Decimal(10)] * 12),
        *cumulative([Decimal(20)] * 12, status=REVISED, day=20),
    ]
    with published(lines) as figures:
        assert figures.rows("SELECT status, min(value), max(value) FROM base_economy__macro_month WHERE months = 1 "
                            "GROUP BY 1 ORDER BY 1") == [
            ("preliminary", Decimal(10), Decimal(10)),
            ("revised", Decimal(20), Decimal(20)),
        ]  # fmt: skip


def test_each_month_names_the_two_rows_it_comes_from():
    with published(cumulative([Decimal(10)] * 12)) as figures:
        rows = figures.rows("SELECT source_row, before_source_row FROM base_economy__macro_month ORDER BY period_end")
        assert rows == [(1, None), *((row, row - 1) for row in range(2, 12))]


def test_quarters_written_in_words_are_taken_apart():
    words = ["一季度", "上半年", "前三季度", "全年"]
    lines = [line(f"2010年{word}", str(100 * n), published="2011-01-20") for n, word in enumerate(words, start=1)]
    with published(lines) as figures:
        assert [row[2:5] for row in figures.rows(f"{MONTHS} ORDER BY period_end")] == [
            (3, True, Decimal(100)), *[(3, True, Decimal(100))] * 3,
        ]  # fmt: skip


def test_clean_years_raise_no_alarm():
    lines = cumulative([Decimal(10)] * 12, 2009) + cumulative([Decimal(11)] * 12, 2010)
    with published(lines) as figures:
        assert figures.alarms() == set()
        assert figures.findings == []


CLEAN = cumulative([Decimal(1000)] * 12, 2009) + cumulative([Decimal(1100)] * 12, 2010)  # 2010 begins in row 12


def replaced(row: int, **changes: str) -> list:
    """Return the clean lines with one of them changed."""
    names = ("period", "value", "status", "published", "item")
    lines = list(CLEAN)
    lines[row - 1] = tuple({**dict(zip(names, lines[row - 1], strict=True)), **changes}.values())
    return lines


@pytest.mark.parametrize(
    ("lines", "rule", "row"),
    [
        (replaced(14, value="44000000"), "jump", 14),  # yuan for 10 000 yuan
        (replaced(14, value="44000000"), "cumulative_falls", 15),
        (replaced(14, value="3000"), "cumulative_falls", 14),
        ([*CLEAN, line("2010年1-6月", "7000", REVISED, "2010-12-01")], "revised", 23),
        ([*CLEAN, line("2010年", "14000", FINAL, "2011-09-01")], "months_differ_from_year", 23),
        (replaced(15, published="2010-10-09"), "published_out_of_order", 15),
        (replaced(15, published="2010-05-30"), "published_before_end", 15),
        (
            [*CLEAN, line("2010年1-2月", "2000", published="2010-03-10", item="101")],
            "parts_differ_from_total",
            12,
        ),
    ],
)  # fmt: skip
def test_a_planted_fault_raises_its_alarm(lines: list, rule: str, row: int):
    with published(lines) as figures:
        assert (rule, row) in figures.alarms()
        finding = next(each for each in figures.findings if each.rule == rule)
        assert finding.message.zh
        assert row in finding.rows or finding.row_count > len(finding.rows)


def test_two_months_in_each_other_s_place_are_noticed():
    lines = list(CLEAN)
    may, june = lines[14], lines[15]
    lines[14], lines[15] = (may[0], june[1], *may[2:]), (june[0], may[1], *june[2:])
    with published(lines) as figures:
        assert ("cumulative_falls", 16) in figures.alarms()
