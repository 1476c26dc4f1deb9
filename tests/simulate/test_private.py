"""Files about persons are closed to others from the simulator on, and a build closes those that are not."""

import shutil
from pathlib import Path

from datasets.building.collect import collect
from datasets.catalogue import sources

MINE = 0o077


def test_the_simulators_files_about_persons_are_their_owners_alone(extracts: Path) -> None:
    for source in sources().values():
        for path in extracts.glob(source.files):
            shared = bool(path.stat().st_mode & MINE), bool(path.parent.stat().st_mode & MINE)
            assert shared == ((False, False) if source.apart else (True, True)), path


def test_what_lies_open_is_closed_when_it_is_collected(extracts: Path, tmp_path: Path) -> None:
    folder = tmp_path / "extracts"
    shutil.copytree(extracts / "student", folder / "student")
    path = next((folder / "student").iterdir())
    path.chmod(0o644)
    path.parent.chmod(0o755)
    (tmp_path / "intake").mkdir()
    (landed,), _ = collect(
        sources()["student"], folder, home=tmp_path / "home", intake=tmp_path / "intake", first_receipt=1
    )
    assert not any(each.stat().st_mode & MINE for each in (path, path.parent, landed.landed, landed.landed.parent))
