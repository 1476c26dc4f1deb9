"""What economists' commands print: fractions in per cent, shares in points, and no empty answer to a wrong question."""

import pytest
from typer.testing import CliRunner

from indicators import QuestionError, points, series
from indicators.commands import app


@pytest.fixture
def said(home, snapshot, monkeypatch):
    monkeypatch.setenv("JINGWEI_HOME", str(home))
    monkeypatch.setenv("JINGWEI_LANGUAGE", "en")

    def run(command):
        found = CliRunner().invoke(app, command.split(), catch_exceptions=False)
        assert found.exit_code == 0
        return found.stdout

    return run


def test_the_growth_of_a_share_is_points(said, snapshot):
    known = series(snapshot, "tax_concentration").set_index("period").value
    moved = known["2026-08-01"] - known["2025-08-01"]
    asked = "show tax_concentration --from 2026-08 --to 2026-08"
    assert points(moved, "en") in said(asked)
    assert float(said(f"{asked} --measure yoy --format csv").split(",")[-4]) == pytest.approx(moved)


@pytest.mark.parametrize(
    ("command", "columns"),
    [("scenario run export_slump", 1), ("targets", 2), ("nowcast", 2), ("record exports", 4), ("surprises exports", 1)],
)
def test_fractions_are_printed_in_per_cent(said, command, columns):
    assert said(command).splitlines()[1].count("%") >= columns


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("climate --period 2030-01", "No data of Jan 2030"),
        ("climate --period 1990-01", "No data of Jan 1990"),
        ("changes --period 2030-01", "No data of Jan 2030"),
        ("structure tax_burden --by industry --period 2026-09", "Tax burden has no dimension industry"),
    ],
)
def test_a_question_without_an_answer_is_refused_in_its_own_name(said, command, told):
    with pytest.raises(QuestionError, match=told):
        said(command)


def test_a_record_of_a_day_nobody_kept_is_refused(said):
    from datasets import DatasetsError

    with pytest.raises(DatasetsError, match="No snapshot of 1999-01-01 is kept"):
        said("record --as-of 1999-01-01")
    with pytest.raises(DatasetsError, match="No forecast has met"):
        said("record residents")
