"""Vintages: what was published when, never overwritten; targets are not results."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from datasets.errors import DatasetsError
from datasets.vintages import as_known, latest
from datasets.vintages.alarms import RULES, SAID, thresholds
from datasets.vintages.commands import app
from tests.datasets.figures import FINAL, PRELIMINARY, REVISED, TARGET, line, published

# The zone's fiscal revenue of 2008: 256 as first reported, 249.1 in the account of the next year; the target was 245.
YEAR_2008 = [
    line("2008年", "24500000000", TARGET, "2008-01-10"),
    line("2008年1-12月", "25600000000", PRELIMINARY, "2009-01-12"),
    line("2008年1-12月", "24910000000", FINAL, "2009-06-20"),
]


def values(table) -> list[Decimal]:
    return table.column("value").to_pylist()


def test_two_values_for_one_thing_both_survive():
    with published(YEAR_2008) as figures:
        assert figures.rows(
            "SELECT status, vintage, value FROM base_economy__macro_series WHERE status <> 'target' ORDER BY vintage"
        ) == [("preliminary", 1, Decimal(25600000000)), ("final", 2, Decimal(24910000000))]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2009, 1, 11), []),
        (date(2009, 1, 12), [Decimal(25600000000)]),
        (date(2009, 6, 19), [Decimal(25600000000)]),
        (date(2009, 6, 20), [Decimal(24910000000)]),
    ],
)
def test_a_question_as_of_a_day_gets_what_was_known_then(on: date, expected: list[Decimal]):
    with published(YEAR_2008) as figures:
        assert values(as_known(figures, "fiscal_revenue", on)) == expected


def test_a_target_is_not_a_result_and_a_result_is_not_a_target():
    with published(YEAR_2008) as figures:
        assert values(latest(figures, "fiscal_revenue")) == [Decimal(24910000000)]
        wanted = as_known(figures, "fiscal_revenue", date(2008, 3, 1), target=True)
        assert values(wanted) == [Decimal(24500000000)]
        assert values(as_known(figures, "fiscal_revenue", date(2008, 3, 1))) == []


def test_a_revision_of_whole_years_replaces_nothing():
    first = [line(f"2016年1-{m}月", str(m * 300), PRELIMINARY, f"2016-{m + 1:02d}-10") for m in range(2, 12)]
    again = [line(f"2016年1-{m}月", str(m * 200), REVISED, "2018-01-20") for m in range(2, 12)]
    with published(first + again) as figures:
        before = as_known(figures, "fiscal_revenue", date(2018, 1, 19), months=True)
        after = as_known(figures, "fiscal_revenue", date(2018, 1, 20), months=True)
        assert set(values(before)[1:]) == {Decimal(300)}
        assert set(values(after)[1:]) == {Decimal(200)}
        assert len(values(before)) == len(values(after)) == 10


def test_growth_as_published_and_as_computed_stand_side_by_side():
    lines = [
        line("2007年1-12月", "100", published="2008-01-10"),
        line("2008年1-12月", "125", published="2009-01-10"),
        line("2007年1-12月", "120", FINAL, published="2009-06-01"),
    ]
    with published(lines, growth=[None, 9.0, None]) as figures:
        rows = figures.rows("SELECT yoy, yoy_computed FROM base_economy__macro_series WHERE year(period_start) = 2008")
        # against what was known on the day, not against what is known now
        assert rows == [(pytest.approx(0.09), pytest.approx(0.25))]
        assert ("growth_disagrees", 2) in figures.alarms()


def test_growth_at_comparable_prices_is_not_held_against_the_levels(monkeypatch):
    from dataclasses import replace

    from datasets.contract import Growth
    from tests.datasets import figures as module

    (measure,) = module.SOURCE.statistics.measures
    comparable = replace(module.SOURCE.statistics, measures=(replace(measure, growth=Growth.COMPARABLE),))
    monkeypatch.setattr(module, "SOURCE", replace(module.SOURCE, statistics=comparable))
    lines = [line("2007年1-12月", "100", published="2008-01-10"), line("2008年1-12月", "125", published="2009-01-10")]
    with published(lines, growth=[None, 9.0]) as figures:
        assert figures.alarms() == set()


@pytest.mark.parametrize(
    ("series", "item", "told"), [("gdp", "total", "fiscal_revenue"), ("fiscal_revenue", "9", "total")]
)
def test_a_series_or_item_that_is_not_there_is_refused_with_those_that_are(series: str, item: str, told: str):
    with published(YEAR_2008) as figures, pytest.raises(DatasetsError, match=told):
        latest(figures, series, item=item)


def test_the_commands_print_vintages_and_alarms(home: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("JINGWEI_HOME", str(home))
    known = CliRunner().invoke(app, ["vintages", "fiscal_revenue", "--on", "2009-03-01", "--format", "csv"])
    assert known.exit_code == 0
    assert "2008-12-31" in known.stdout
    assert "final" not in [line.split(",")[4] for line in known.stdout.splitlines() if "2008-12-31" in line]
    found = CliRunner().invoke(app, ["alarms", "--series", "gdp", "--rule", "revised", "--format", "csv"])
    assert found.exit_code == 0
    assert "2016-12-31" in found.stdout


def test_every_rule_has_a_threshold_with_a_reference_and_its_words():
    assert RULES.keys() == SAID.keys() == thresholds().keys()
    assert all(text.zh and text.en for _, text in SAID.values())
