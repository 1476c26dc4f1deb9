"""Afterwards: approved against used, and whether the load came as foreseen."""

import json

import pytest
from typer.testing import CliRunner

from indicators import QuestionError
from indicators.appraisal.afterwards import afterwards, by_department, read_measured
from indicators.appraisal.commands import app
from tests.appraisal.conftest import FOLDER

OVERSIZED = "2008-101"


@pytest.fixture
def pair(corpus, opinions):
    proposal = next(each.proposal for each in corpus if each.proposal.project.number == OVERSIZED)
    return proposal, opinions[OVERSIZED]


def test_used_is_held_against_approved_and_foreseen(pair):
    proposal, opinion = pair
    sized = opinion.sizes[0].sized
    load = sized.line.demand.at(2)
    (used,) = afterwards([pair], {OVERSIZED: ("2009-12", load), "other": ("2009-12", 1.0)})
    assert proposal.demand.load[-1].month == "2007-12"
    assert used.foreseen == pytest.approx(tuple(sized.line.demand.at(2, chance) for chance in (0.1, 0.5, 0.9)))
    assert used.held
    assert used.approved == sized.line.reuse + max(0, sized.approved - sized.line.spares) * sized.line.capacity
    assert used.share == pytest.approx(load / used.approved)
    assert used.share_of_request < used.share / 2  # six were asked for
    assert not afterwards([pair], {OVERSIZED: ("2009-12", 3 * load)})[0].held


def test_departments_stand_with_the_least_used_first(pair):
    used = afterwards([pair], {OVERSIZED: ("2009-12", 40_000)})
    (found,) = by_department(used)
    assert (found.department, found.applications, found.share) == ("CZJ", 1, used[0].share)


def test_what_was_measured_before_is_told(pair):
    with pytest.raises(QuestionError, match="2007-12"):
        afterwards([pair], {OVERSIZED: ("2007-01", 1.0)})


def test_the_latest_measurement_of_a_file_counts(tmp_path):
    file = tmp_path / "used.csv"
    file.write_text("number,month,p95\n1,2009-12,7\n1,2009-06,9\n", encoding="utf-8")
    assert read_measured(file) == {"1": ("2009-12", 7.0)}
    file.write_text("number,month,p95\n1,2009-12,-7\n", encoding="utf-8")
    with pytest.raises(QuestionError, match="line 2"):
        read_measured(file)
    file.write_text("number,p95\n", encoding="utf-8")
    with pytest.raises(QuestionError, match="month"):
        read_measured(file)


@pytest.mark.parametrize("by", ["application", "department"])
def test_the_command(monkeypatch, tmp_path, by):
    monkeypatch.setenv("JINGWEI_HOME", str(tmp_path))
    (tmp_path / "used.csv").write_text(f"number,month,p95\n{OVERSIZED},2009-12,50000\n", encoding="utf-8")
    given = ["afterwards", str(FOLDER / f"{OVERSIZED}.toml"), "--measured", str(tmp_path / "used.csv"), "--by", by]
    ran = CliRunner().invoke(app, [*given, "--format", "json"])
    assert ran.exit_code == 0, ran.output
    assert json.loads(ran.stdout)[0]["department"] == "CZJ"
