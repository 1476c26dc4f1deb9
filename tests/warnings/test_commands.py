"""The commands: each step on behalf of somebody, in the reader's language, with a line in the audit trail."""

import json

import pytest
from typer.testing import CliRunner

from dashboards.watch.commands import app
from datasets import audit
from datasets.errors import DatasetsError

from .conftest import ALL


@pytest.fixture
def run(checked, ledger, monkeypatch):
    monkeypatch.setenv("JINGWEI_HOME", str(ledger))
    monkeypatch.setenv("JINGWEI_LANGUAGE", "en")
    monkeypatch.setenv("USER", "operator-li")
    monkeypatch.setenv("LOGNAME", "operator-li")
    checked(in_force=ALL)

    def command(*words: str) -> str:
        result = CliRunner().invoke(app, list(words), catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.stdout

    return command


def test_a_warning_goes_round_by_commands_and_the_audit_trail_knows_who(run, ledger):
    first = json.loads(run("list", "--format", "json"))[0]
    assert first["state"] == "to be assigned"
    assert "in hand" in run("assign", first["number"], "--to", "税务局", "--days", "3", "--text", "请核实")
    assert [each["number"] for each in json.loads(run("list", "--state", "assigned", "--format", "json"))] == [
        first["number"]
    ]
    run("answer", first["number"], "已补报")
    run("return", first["number"], "原因不清")
    run("urge", first["number"])
    assert "closed" in run("close", first["number"], "同意")
    told = run("show", first["number"])
    assert [word for word in ("assigned", "answered", "returned", "urged", "closed") if f"operator-li  {word}" in told] == [
        "assigned", "answered", "returned", "urged", "closed"
    ]  # fmt: skip
    assert first["number"] not in run("list")
    assert first["number"] in run("list", "--all", "--department", "Tax Bureau")
    kept = [(each.name, each.action) for each in reversed(audit.entries(ledger))]
    assert kept == [("operator-li", f"warning_{word}") for word in ("assign", "answer", "return", "urge", "close")]


def test_rules_are_listed_with_their_bounds(run):
    assert "probability: yellow below 50.0%; red below 20.0%  5 working days" in run("rules")


def test_what_is_refused_leaves_no_line_in_the_audit_trail(run, ledger):
    with pytest.raises(DatasetsError):
        run("answer", "2026-001", "没有交办")
    assert audit.entries(ledger) == []
