"""Adding a source, an indicator, a page or an edition is adding one file: docs/en/extending.md does it, and so does this."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "en" / "extending.md"
CODE = ("datasets", "indicators", "dashboards", "reports", "notebooks", "jingwei.py", "node_modules")

ASK = """
import datasets, indicators, reports
from pathlib import Path
from dashboards import make_app
from dashboards.page import pages
assert Path(datasets.__file__).is_relative_to(Path.cwd()), datasets.__file__
home = Path("home")
cubes = [each for each in indicators.derivations() if each.name == "cubes"]  # forecasts would be found anew by other code
built = datasets.build(Path("extracts"), home=home, derivations=cubes)
snapshot = datasets.open_snapshot(home)
month = indicators.point(snapshot, "insured_wages", "2026-09")
industries = indicators.series(snapshot, "insured_wages", by=("industry",), start="2026-09", end="2026-09")
told = indicators.explain(snapshot, home, "insured_wages", "2026-09")
make_app(home)
print(month.value, round(industries["value"].sum(), 2), told.row_count, "/wages" in pages(), "investors_brief" in reports.editions())
"""


@pytest.fixture(scope="module")
def copy(extracts: Path, published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code with the page's four files added, and the extracts with one department more."""
    folder = tmp_path_factory.mktemp("copy")
    for name in CODE:
        original = ROOT / name
        if name == "node_modules":
            (folder / name).symlink_to(original)
        elif original.is_dir():
            shutil.copytree(original, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(original, folder / name)
    files = re.findall(
        r"^`([\w./]+)`\n\n```\w+\n(.*?)```$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    assert len(files) == 4
    for name, text in files:
        assert not (folder / name).exists(), f"{name} is not a new file"
        (folder / name).write_text(text, encoding="utf-8")
    shutil.copytree(extracts, folder / "extracts")
    shutil.copytree(published, folder / "home")
    return folder


def organisation_codes(extracts: Path) -> list[str]:
    """Return the organisation codes of two enterprises of the register."""
    rows = next((extracts / "registry").glob("*.csv")).read_text(encoding="gb18030")
    return sorted(set(re.findall(r"(?<![0-9A-Z])[0-9A-Z]{9}(?![0-9A-Z])", rows)))[:2]


@pytest.mark.slow
def test_the_four_files_of_the_page_are_enough(copy: Path):
    first, second = organisation_codes(copy / "extracts")
    (copy / "extracts" / "payroll").mkdir()
    lines = [
        "组织机构代码,工资月份,缴费工资（元）",
        f"{first},2026-08,100.50",
        f"{first},2026-09,200.25",
        f"{second},2026-09,300.00",
    ]
    (copy / "extracts" / "payroll" / "2026.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    ran = subprocess.run(
        [sys.executable, "-c", ASK], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines()[-1] == "500.25 500.25 2 True True"
