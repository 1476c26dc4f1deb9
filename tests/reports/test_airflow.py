"""The example for Airflow: it parses, and what it calls is our command with an edition and a notebook that exist."""

import ast
import datetime as dt
import shlex
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import typer.main
from typer.testing import CliRunner

import jingwei
import reports

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "docs" / "airflow" / "jingwei_reports.py"
NAMES = {"JINGWEI": "/srv/jingwei", "PERIOD": "2026-10", "HOME": "/srv/jingwei/var"}


def calls() -> dict[str, dict[str, ast.expr]]:
    """Return the words each operator of the example is given, by its task's name."""
    found = (node for node in ast.walk(ast.parse(EXAMPLE.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    words = ({word.arg: word.value for word in node.keywords} for node in found)
    return {each["task_id"].value: each for each in words if "task_id" in each}


def said(value: ast.expr) -> str:
    """Return a text with what Airflow fills in replaced by a month."""
    return "".join(each.value if isinstance(each, ast.Constant) else NAMES[each.value.id] for each in value.values)


@pytest.mark.parametrize("task", ["tick", "report"])
def test_its_tasks_call_our_command(task):
    program, group, command, *words = shlex.split(said(calls()[task]["bash_command"]))
    assert program.endswith("/bin/jingwei")
    found = typer.main.get_command(jingwei.app).get_command(None, group).commands[command]
    known = {name for each in found.params for name in each.opts}
    assert {each for each in words if each.startswith("--")} <= known
    assert CliRunner().invoke(jingwei.app, [group, command, "--help"]).exit_code == 0
    if words:
        chosen, *options = words
        given = dict(zip((each[2:] for each in options[::2]), options[1::2], strict=True))
        assert reports.editions()[chosen].values(given) == given


def test_its_notebook_takes_the_parameters():
    words = calls()["notebook"]
    notebook = ROOT / Path(said(words["input_nb"])).relative_to("/srv/jingwei")
    given = {each.value for each in words["parameters"].keys}
    edition = next(each for each in reports.editions().values() if each.notebook == notebook)
    assert given <= set(edition.parameters)


def test_it_reports_the_month_before_the_run_as_beijing_counts():
    parts = ast.parse(EXAMPLE.read_text(encoding="utf-8")).body
    function = next(each for each in parts if isinstance(each, ast.FunctionDef))
    known = {"BEIJING": "Asia/Shanghai", "ZoneInfo": ZoneInfo, "datetime": dt.datetime, "timedelta": dt.timedelta}
    exec(compile(ast.Module([function], []), str(EXAMPLE), "exec"), known)  # noqa: S102 our own example
    assert "params.period or month_before(dag_run.run_after)" in EXAMPLE.read_text(encoding="utf-8")
    for moment, month in (
        ("2026-11-14T01:00:00+00:00", "2026-10"),
        ("2026-12-31T16:30:00+00:00", "2026-12"),  # half past midnight of 1 January in Beijing
        ("2027-03-31T15:00:00+00:00", "2027-02"),
    ):
        assert known["month_before"](dt.datetime.fromisoformat(moment)) == month
