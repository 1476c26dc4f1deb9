"""What the repository promises about itself: locks, licences, layers, languages."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("datasets", "indicators", "dashboards", "reports")


def tracked(*patterns: str) -> list[Path]:
    """Return the files git tracks that match the patterns."""
    listed = subprocess.run(["git", "ls-files", "-z", *patterns], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).exists()]


def test_environment_yml_names_the_dependencies_of_pyproject():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    environment = (ROOT / "environment.yml").read_text()
    listed = re.findall(r'^ {6}- "(.+)"$', environment, flags=re.MULTILINE)
    assert listed == project["dependencies"]
    assert "python=3.11" in environment


def test_every_direct_dependency_is_pinned_in_the_lock():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    pinned = set(re.findall(r"^([a-z0-9._-]+)==", (ROOT / "requirements.lock").read_text(), flags=re.MULTILINE))
    wanted = {re.split(r"[\[<>=~ ]", each)[0].lower() for each in project["dependencies"]}
    assert wanted <= pinned


@pytest.mark.parametrize(
    "name", ["requirements.lock", "requirements-dev.lock", "requirements-uv.lock", "requirements-spark.lock"]
)
def test_locks_hold_hashes_and_no_addresses(name):
    text = (ROOT / name).read_text()
    assert "://" not in text
    pins = re.findall(r"^\S+==\S+.*\\$", text, flags=re.MULTILINE)
    assert len(pins) == len(re.findall(r"^\S+==", text, flags=re.MULTILINE)) > 0


def test_the_npm_lock_has_no_resolved_addresses():
    lock = json.loads((ROOT / "package-lock.json").read_text())
    assert not [name for name, entry in lock["packages"].items() if "resolved" in entry]
    assert all("integrity" in entry for name, entry in lock["packages"].items() if name)


def test_no_tracked_file_names_a_registry():
    hosts = re.compile(
        "pypi" + r"\.org|" + "registry" + r"\.npmjs|" + "pythonhosted" + r"\.org|" + "deb" + r"\.debian\.org"
    )
    texts = [path for path in tracked() if path.suffix not in {".png", ".webp", ".jpg", ".woff2", ".ttf"}]
    assert not [path.name for path in texts if hosts.search(path.read_text(encoding="utf-8", errors="ignore"))]


def test_modules_stay_small():
    """Median about 100 lines; a module of more than 400 is a mistake (house style)."""
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in tracked("*.py")}
    assert not {path.name: length for path, length in lengths.items() if length > 400}


def test_packages_import_without_side_effects():
    """Importing every module writes nothing and prints nothing."""
    code = (
        "import importlib, pkgutil\n"
        f"for name in {PACKAGES!r}:\n"
        "    package = importlib.import_module(name)\n"
        "    for found in pkgutil.walk_packages(package.__path__, name + '.'):\n"
        "        importlib.import_module(found.name)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_every_page_has_its_picture_and_no_picture_is_large():
    keys = {path.stem for path in (ROOT / "dashboards" / "pages").glob("[a-z]*.py")}
    assert keys <= {path.stem for path in (ROOT / "docs" / "images").glob("*.webp")}
    assert not [path.name for path in (ROOT / "docs" / "images").iterdir() if path.stat().st_size > 120_000]
    for language in ("en", "zh"):
        shown = (ROOT / "docs" / language / "pages.md").read_text(encoding="utf-8")
        assert not [key for key in keys if f"images/{key}.webp" not in shown]
