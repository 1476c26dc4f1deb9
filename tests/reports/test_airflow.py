"""The example for Airflow: it parses, and what it calls is our command with an edition and a notebook that exist."""

import ast
import shlex
from pathlib import Path

import typer.main
from typer.testing import CliRunner

import jingwei
import reports

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "docs" / "airflow" / "jingwei_reports.py"


def calls() -> dict[str, dict[str, ast.expr]]:
    """Return the words each operator of the example is given, by the operator's name."""
    found = (node for node in ast.walk(ast.parse(EXAMPLE.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    return {
        node.func.id: {word.arg: word.value for word in node.keywords} for node in found if hasattr(node.func, "id")
    }


def said(value: ast.expr) -> str:
    """Return a text with what Airflow fills in replaced by a month."""
    names = {"JINGWEI": "/srv/jingwei", "PERIOD": "2026-10", "HOME": "/srv/jingwei/var"}
    parts = [each.value if isinstance(each, ast.Constant) else names[each.value.id] for each in value.values]
    return "".join(parts)


def test_its_task_calls_our_command():
    program, *words = shlex.split(said(calls()["BashOperator"]["bash_command"]))
    assert program.endswith("/bin/jingwei")
    group, command, edition, *options = words
    found = typer.main.get_command(jingwei.app).get_command(None, group).commands[command]
    known = {name for each in found.params for name in each.opts}
    assert {each for each in options if each.startswith("--")} <= known
    chosen = reports.editions()[edition]
    given = dict(zip((each[2:] for each in options[::2]), options[1::2], strict=True))
    assert chosen.values(given) == given
    assert CliRunner().invoke(jingwei.app, [group, command, "--help"]).exit_code == 0


def test_its_notebook_takes_the_parameters():
    words = calls()["PapermillOperator"]
    notebook = ROOT / Path(said(words["input_nb"])).relative_to("/srv/jingwei")
    given = {each.value for each in words["parameters"].keys}
    edition = next(each for each in reports.editions().values() if each.notebook == notebook)
    assert given <= set(edition.parameters)
