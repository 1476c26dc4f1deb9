"""From opinions to a programme: only what may be approved, at what is left after cuts, and the commands for it."""

import json

import pytest
from typer.testing import CliRunner

from indicators import QuestionError
from indicators.appraisal.commands import app
from indicators.appraisal.portfolio import gives, listed, planned
from indicators.appraisal.portfolio.commands import budgets, floored, weighed
from indicators.appraisal.programme import ADMISSIBLE, candidates, points
from indicators.appraisal.registers import registers
from indicators.appraisal.shipped import application, applications
from tests.appraisal.conftest import FOLDER

WAN = 1_000_000
BUDGETS = {2008: 600 * WAN, 2009: 500 * WAN, 2010: 500 * WAN}


@pytest.fixture(scope="module")
def found(corpus, opinions):
    pairs = [(each.proposal, opinions[each.proposal.project.number]) for each in corpus if each.proposal]
    return candidates(pairs, BUDGETS, registers())


def test_gates_come_before_any_choice(found, opinions):
    entered = {project.key for project in found.programme.projects}
    assert entered == {number for number, each in opinions.items() if each.outcome in ADMISSIBLE}
    assert dict(found.left_out).keys() == opinions.keys() - entered


def test_what_is_left_after_cuts_is_what_may_be_spent(found, opinions):
    for project in found.programme.projects:
        first, *others = project.variants
        opinion = opinions[project.key]
        assert sum(first.spending_fen) == opinion.lines.approved_fen
        assert first.key == ("reduced" if opinion.cut_fen else "full")
        assert all(sum(each.spending_fen) < sum(first.spending_fen) for each in others)  # later is cheaper
    assert {each.key for project in found.programme.projects for each in project.variants} == {
        "full",
        "reduced",
        "staged",
    }


def test_a_plan_of_the_corpus_keeps_its_order_and_survives_cuts(found):
    plan = planned(found.programme, gap=0.05)
    starts = {choice.project: choice.year for choice in plan.choices}
    for project in found.programme.projects:
        for after in project.after:
            assert project.key not in starts or starts[after.project] < starts[project.key]
    assert min(plan.left_fen) >= 0
    places = listed(plan, (0.8, 1.0), gap=0.05).places
    assert {each.project for each in places} == plan.chosen
    assert [each.share for each in places] == sorted(each.share for each in places)


def test_budgets_of_nought_leave_nothing_and_nothing_must_give(found, corpus, opinions):
    pairs = [(each.proposal, opinions[each.proposal.project.number]) for each in corpus if each.proposal]
    none = candidates(pairs, dict.fromkeys(BUDGETS, 0), registers()).programme
    assert planned(none).choices == ()
    assert gives(none) == ()


def test_points_are_conditions_reach_and_a_base():
    assert points().worth(("P1", "P4"), 10_000) == pytest.approx(1 + 2 + 2)
    assert points().worth((), 50) == points().worth((), None) == 1
    assert weighed(["P1=2.5"]).worth(("P1",), None) == 3.5


@pytest.mark.parametrize(
    "wrong",
    [
        ["2008=99999999999999999999亿元"],
        ["0000=1元"],
        ["2008"],
        ["2008=600"],
        ["2008=600美元"],
        ["2008=1万元", "2008=2万元"],
    ],
)
def test_a_budget_in_another_form_is_told(wrong):
    with pytest.raises(QuestionError):
        budgets(wrong)


def test_floors_and_what_must_be_built(corpus, opinions):
    pairs = [(each.proposal, opinions[each.proposal.project.number]) for each in corpus if each.proposal]
    words = {"floors": floored(["T24+T25=0.5"]), "mandatory": ["2008-025"]}
    plan = planned(candidates(pairs, {2008: 200 * WAN}, registers(), **words).programme)
    assert "2008-025" in plan.chosen
    guarantee = {"2008-024", "2008-025"} & plan.chosen
    own = sum(sum(each.variants[0].spending_fen) for each in plan.programme.projects if each.key in guarantee)
    assert own >= 0.5 * sum(plan.building_fen)
    for wrong in (["T99=0.2"], ["T01=2"], ["T01"]):
        with pytest.raises(QuestionError):
            floored(wrong)


def test_a_weight_of_nothing_is_told():
    with pytest.raises(QuestionError, match="P9"):
        weighed(["P9=2"])


def test_the_commands(monkeypatch, tmp_path):
    monkeypatch.setenv("JINGWEI_HOME", str(tmp_path))
    files = [str(FOLDER / f"{name}.toml") for name in ("2008-019", "2009-020", "2008-024")]
    given = ["portfolio", *files, "--budget", "2008=200万元", "--budget", "2009=150万元", "--format", "json"]
    ran = CliRunner().invoke(app, given)
    assert ran.exit_code == 0, ran.output
    rows = {row["number"]: row for row in json.loads(ran.stdout)}
    assert (rows["2008-019"]["start"], rows["2009-020"]["start"]) == ("2008", "2009")
    board = CliRunner().invoke(app, ["board", files[1], "--format", "json"])
    assert {row["task"]: row["expected_end"] for row in json.loads(board.stdout)}["T20"] == "2009-12"


def test_the_applications_of_the_zone_are_found_by_number_and_by_path():
    found = application("2008-019")
    assert found in applications()
    assert application(str(found)) == found
    with pytest.raises(QuestionError, match="1999-001"):
        application("1999-001")


def test_a_file_that_cannot_be_read_leaves_no_plan_of_the_others(tmp_path):
    (tmp_path / "broken.toml").write_text("= 3", encoding="utf-8")
    files = [str(FOLDER / "2008-001.toml"), str(tmp_path / "broken.toml")]
    done = CliRunner().invoke(app, ["portfolio", *files, "--budget", "2008=300万元"])
    assert done.exit_code == 1
    assert "broken.toml" in str(done.exception)
