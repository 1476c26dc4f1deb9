"""The command line: what it prints, where, and with which exit code."""

import csv
import io
import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import datasets
import indicators

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.slow  # each starts a process as a person would


def jingwei(*words: str, home: Path, language: str = "en") -> subprocess.CompletedProcess[str]:
    """Run one command as a person would, in the given language."""
    environment = {**os.environ, "JINGWEI_HOME": str(home), "JINGWEI_LANGUAGE": language, "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, str(ROOT / "jingwei.py"), *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def test_build_prints_the_name_of_the_snapshot_last_and_twice_the_same(extracts, home):
    again = jingwei("build", "--extracts", str(extracts), home=home)
    assert again.returncode == 0, again.stderr
    assert again.stdout.splitlines()[-1] == datasets.current_name(home)


def test_show_prints_the_series_as_csv_and_json(home, snapshot):
    period = snapshot.as_of.strftime("%Y-%m")
    expected = indicators.point(snapshot, "tax_revenue", period).value
    slice_ = ("show", "tax_revenue", "--from", period, "--to", period)
    as_csv = list(csv.DictReader(io.StringIO(jingwei(*slice_, "--format", "csv", home=home).stdout)))
    as_json = json.loads(jingwei(*slice_, "--format", "json", home=home).stdout)
    assert [float(row["value"]) for row in as_csv] == [expected]
    assert [row["period"] for row in as_json] == [period]
    assert as_json[0]["value"] == pytest.approx(expected, abs=0.005)


def test_show_without_a_key_lists_the_catalogue_in_the_readers_language(home):
    chinese = jingwei("show", home=home, language="zh").stdout
    english = jingwei("show", home=home, language="en").stdout
    for each in indicators.catalogue().values():
        assert each.name.zh in chinese
        assert each.name.en in english


def test_why_reaches_rows_and_receipts(home, snapshot):
    told = jingwei("why", "tax_revenue", "--period", "2010-06", home=home).stdout
    value = indicators.point(snapshot, "tax_revenue", "2010-06").value
    receipts = [each for entry in snapshot.manifest.sources if entry.key == "tax" for each in entry.receipts]
    assert f"{value:,.2f}" in told
    assert snapshot.name in told
    assert any(each.sha256[:12] in told for each in receipts)
    assert "simulated" in told


def test_forecast_prints_intervals_and_says_how(home):
    told = jingwei("forecast", "exports", "--format", "csv", home=home)
    rows = list(csv.DictReader(io.StringIO(told.stdout)))
    assert len(rows) == 12
    assert all(
        float(r["lo95"]) <= float(r["lo80"]) <= float(r["mean"]) <= float(r["hi80"]) <= float(r["hi95"]) for r in rows
    )
    assert told.stderr.strip()


SEVERAL = """
import contextlib, io, json, sys
import jingwei
answers = []
for words in json.load(sys.stdin):
    sys.argv = ["jingwei", *words]
    out, err, code = io.StringIO(), io.StringIO(), 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            jingwei.main()
        except SystemExit as stop:
            code = stop.code
    answers.append([code, out.getvalue(), err.getvalue()])
print(json.dumps(answers))
"""


def several(commands: list[tuple[str, ...]], home: Path, language: str) -> list[tuple[int, str, str]]:
    """Run several commands in one process, because starting Python takes longer than they do."""
    environment = {**os.environ, "JINGWEI_HOME": str(home), "JINGWEI_LANGUAGE": language, "PYTHONPATH": str(ROOT)}
    words = json.dumps(commands)
    ran = subprocess.run(
        [sys.executable, "-c", SEVERAL], input=words, env=environment, capture_output=True, text=True, check=True
    )
    return [(code, out, err) for code, out, err in json.loads(ran.stdout)]


def has_chinese(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)


WRONG = [
    ("show", "no_such_indicator"),
    ("show", "tax_revenue", "--where", "planet=mars"),
    ("why", "tax_revenue", "--period", "1999-01"),
    ("contributions", "exports", "--by", "partner", "--period", "1999-01"),
    ("matched", "tax_revenue", "--period", "1999-01"),
    ("forecast", "exports", "--horizon", "99"),
    ("scenario", "run", "no_such_scenario"),
    ("verify", "2000-01-01-000000000000"),
    ("rollback", "../../etc"),
    ("report", "run", "no_such_edition", "--period", "2026-10"),
    ("report", "run", "monthly_brief", "--period", "October"),
    ("build", "--extracts", "/no/such/folder"),
]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_wrong_word_is_one_sentence_and_exit_code_one(home, language):
    for words, (code, out, err) in zip(WRONG, several(WRONG, home, language), strict=True):
        assert (code, out) == (1, ""), words
        assert err.strip(), words
        assert has_chinese(err) == (language == "zh"), words


def test_an_empty_home_says_what_to_do(tmp_path):
    told = jingwei("show", "tax_revenue", home=tmp_path)
    assert told.returncode == 1
    assert "build" in told.stderr


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_command_has_help_in_the_readers_language(home, language):
    names = [
        "demo",
        "simulate",
        "build",
        "findings",
        "snapshots",
        "verify",
        "diff",
        "rollback",
        "gc",
        "warnings",
        "show",
        "why",
    ]
    names += ["forecast", "serve", "lab", "doctor", "report", "users", "export", "parity"]
    for name, (code, out, _) in zip(names, several([(name, "--help") for name in names], home, language), strict=True):
        assert code == 0, name
        assert has_chinese(out) == (language == "zh"), name


def test_snapshots_verify_and_gc(home):
    assert f"* {datasets.current_name(home)}" in jingwei("snapshots", home=home).stdout
    assert jingwei("verify", home=home).returncode == 0
    assert jingwei("gc", "--keep", "1", home=home).returncode == 0
    assert jingwei("verify", home=home).returncode == 0


def test_a_port_in_use_is_said_in_one_sentence(home):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        told = jingwei("serve", "--port", str(taken.getsockname()[1]), home=home)
    assert told.returncode == 1
    assert told.stderr.startswith("Port ")
    assert len(told.stderr.splitlines()) == 1


def test_doctor_finds_everything_this_machine_needs(published, tmp_path):
    told = jingwei("doctor", home=Path(shutil.copytree(published, tmp_path / "home")))
    assert told.returncode == 0, told.stdout
    assert "✗" not in told.stdout
