"""``jingwei review``: what it prints, what it keeps, what it refuses."""

import json

import pytest
from typer.testing import CliRunner

import jingwei
from indicators.appraisal.commands import app
from tests.appraisal.conftest import FOLDER

ONE, TWO = (str(FOLDER / f"2008-{number}.toml") for number in ("104", "204"))


@pytest.fixture
def review(tmp_path, monkeypatch):
    monkeypatch.setenv("JINGWEI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("JINGWEI_LANGUAGE", "zh")
    return lambda *words: CliRunner().invoke(app, list(words))


def test_files_are_reviewed_without_naming_a_command(review):
    told = review(ONE)
    assert told.exit_code == 0
    assert "统一办公自动化系统" in told.stdout
    assert "不予审批" in told.stderr
    assert "defer = any_of" in told.stderr
    assert "登记册为模拟数据" in told.stderr


def test_json_holds_everything_of_each(review):
    told = json.loads(review("--format", "json", ONE, TWO).stdout)
    assert [(each["number"], each["outcome"]) for each in told] == [("2008-104", "reject"), ("2008-204", "defer")]
    verdict = next(each for each in told[0]["verdicts"] if each["rule"] == "R4")
    assert verdict["evidence"][0]["number"] == "GX04"
    assert {"path", "name", "value"} <= set(verdict["inputs"][0])


def test_a_decision_against_a_rule_is_kept_and_stands(review):
    words = ("override", "2008-204", "D1", "--result", "pass", "--reason", "已核实", "--signer", "组长")
    assert review(*words).exit_code == 0
    assert "组长" in review("overrides").stdout
    assert "符合*" in review(TWO).stdout


def test_a_reading_there_is_not_is_refused_and_a_missing_file_is_told(review):
    assert "any_of|all_of" in str(review(ONE, "--setting", "defer=most").exception)
    gone = review("gone.toml")
    assert gone.exit_code == 1
    assert "打不开" in gone.stderr


def test_pdf_needs_the_press_of_the_front_door(review, tmp_path):
    assert review(ONE, "--format", "pdf", "--out", str(tmp_path)).exit_code != 0
    made = CliRunner().invoke(app, [ONE, "--format", "pdf", "--out", str(tmp_path)], obj=jingwei.PRESS)
    assert made.stdout.strip() == str(tmp_path / "2008-104.pdf")
    assert (tmp_path / "2008-104.pdf").read_bytes().startswith(b"%PDF")
