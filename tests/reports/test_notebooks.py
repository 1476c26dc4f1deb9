"""The notebooks: they run, carry no outputs, and reach no deeper than indicators and datasets."""

import ast
import json
from pathlib import Path

import pytest

from reports.kernel import Limits, execute

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))
ALLOWED = {"datasets", "indicators", "geopandas", "numpy", "pandas", "statsmodels", "IPython"}


def cells(path: Path) -> list[dict]:
    return [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_stripped_and_keeps_to_its_layer(path):
    assert not [cell for cell in cells(path) if cell["outputs"] or cell["execution_count"]]
    tree = ast.parse("\n".join("".join(cell["source"]) for cell in cells(path)))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} <= ALLOWED
    assert json.loads(path.read_text(encoding="utf-8"))["metadata"]["kernelspec"]["language"] == "python"


NAMES = [
    "appraisal",
    "explore",
    "forecast_lab",
    "nowcast",
    "scenario",
    "seasonal_adjustment",
    "structure_and_contributions",
]

PARAMETERS = {"appraisal": {"budgets": {"2008": 300}}}  # one year is enough to see it run


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_of_economists_runs_to_its_end(home, name):
    path = next(path for path in NOTEBOOKS if path.stem == name)
    done = execute(path, PARAMETERS.get(name, {}), home=home, limits=Limits(300))
    assert done.notebook is not None, f"cell {done.cell}: {done.error.en}"
