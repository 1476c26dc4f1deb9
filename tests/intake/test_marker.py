"""Whether a file is simulated is said by the marker delivered with it, by content alone."""

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from datasets.building.collect import receive
from datasets.catalogue import sources
from datasets.intake.marker import MARKER, is_simulated, mark
from datasets.intake.submit import submit
from datasets.published.manifest import SourceEntry


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def marked(zone: Path) -> Path:
    """The tiny zone, whose tax payments of 2009 came from a simulator."""
    mark(zone, {"tax/2009.csv": digest(zone / "tax/2009.csv")})
    return zone


def test_the_simulator_marks_every_extract_it_writes_and_sha256sum_agrees(extracts: Path) -> None:
    written = {path.relative_to(extracts).as_posix() for path in extracts.rglob("*.csv") if "_truth" not in str(path)}
    lines = (extracts / MARKER).read_text("utf-8").splitlines()
    assert {line.partition("  ")[2] for line in lines} == written
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", MARKER], cwd=extracts, check=True)


def test_content_decides_not_name_and_not_neighbours(marked: Path, tmp_path: Path) -> None:
    taxes = sources()["tax"]

    def simulated(path: Path) -> bool:
        return receive(taxes, path, path.parent.parent, tmp_path / "home", 1).simulated

    first, second = marked / "tax/2009.csv", marked / "tax/2010.csv"
    assert (simulated(first), simulated(second)) == (True, False)
    shutil.copy(first, marked / "tax/another-name.csv")
    assert simulated(marked / "tax/another-name.csv")
    first.write_bytes(second.read_bytes())  # a real file takes the simulated one's name
    assert not simulated(first)


def test_a_marker_reaches_its_folder_and_the_one_below_and_no_further(marked: Path) -> None:
    content = digest(marked / "tax/2009.csv")
    assert is_simulated(marked / "tax/2009.csv", content)
    assert is_simulated(marked / "2009.csv", content)
    assert not is_simulated(marked / "some/tax/2009.csv", content)


def test_marking_keeps_what_is_marked_and_is_seen_at_once(marked: Path) -> None:
    second = digest(marked / "tax/2010.csv")
    assert not is_simulated(marked / "tax/2010.csv", second)
    mark(marked, {"tax/2010.csv": second})
    assert is_simulated(marked / "tax/2010.csv", second)
    assert is_simulated(marked / "tax/2009.csv", digest(marked / "tax/2009.csv"))


def test_the_mark_goes_with_a_submitted_file_and_stands_on_its_receipt(marked: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    for year in ("2009", "2010"):
        submit(home, "tax", marked / f"tax/{year}.csv")
    standing = home / "extracts"
    assert (standing / MARKER).read_text("utf-8") == f"{digest(standing / 'tax/2009.csv')}  tax/2009.csv\n"
    said = [json.loads(path.read_text("utf-8")) for path in (home / "landing/tax").glob("*.json")]
    assert {each["file"]: each["simulated"] for each in said} == {"2009.csv": True, "2010.csv": False}


def test_a_manifest_of_before_the_markers_can_still_be_read() -> None:
    receipt = {"receipt": 1, "file": "a", "sha256": "b", "bytes": 1, "encoding": "utf-8", "rows": 1}
    receipt |= {"refused_rows": 0, "refused": False}
    name = ["税", "tax"]
    old = {"key": "tax", "name": name, "department": name, "simulated": True, "receipts": [receipt]}
    assert SourceEntry.model_validate(old).receipts[0].simulated
