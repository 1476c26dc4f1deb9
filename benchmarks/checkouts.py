"""``python -m benchmarks.checkouts``: two clean checkouts make the same reports, byte for byte, of the same extracts.

Each is a clone in a folder of its own, builds a home of its own, and lives in another time zone, umask, locale, number
of threads and order of hashes; the extracts were laid there in another order. What is compared is made before a
signature, and each PDF is read by the rules of PDF/A-2a and PDF/UA-1.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import datasets
import reports
from datasets.protection.key import person_key
from datasets.simulate import simulate
from reports.edition import Edition
from tests.reports.conformance import faults

ROOT = Path(__file__).resolve().parents[1]
FIRST, SECOND = "one", "a longer path/二 2"
PLACES: Mapping[str, Mapping[str, str]] = {
    FIRST: {"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "JINGWEI_BUILD_THREADS": "1"},
    SECOND: {"TZ": "America/St_Johns", "LC_ALL": "C", "PYTHONHASHSEED": "77", "JINGWEI_BUILD_THREADS": "2"},
}
_UMASKS = {FIRST: 0o022, SECOND: 0o077}
_MARK = "files: "


def main() -> int:
    """Clone, build and compare; return 1 if a file differs or a PDF has a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=0.02)
    parser.add_argument("--editions", nargs="+", default=[], help="these alone")
    parser.add_argument("--make", type=Path, help="make every report of this home, and say what they are (by itself)")
    words = parser.parse_args()
    if words.make:
        print(_MARK + json.dumps(made(words.make, words.editions)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        return compared(Path(folder), words.scale, words.editions)


def compared(folder: Path, scale: float, only: Sequence[str]) -> int:
    """Return 1 if what two checkouts made is not the same or has a fault, and say what."""
    simulate(folder / "extracts", scale=scale, seed=7)
    person_key(folder)  # another key means other pseudonyms of persons
    for name in PLACES:  # before anything is built: whoever works on the code meanwhile changes neither
        _clone(folder / name / "code")
    found = {name: _made_in(folder, folder / name, name, only) for name in PLACES}
    first, second = found.values()
    different = sorted(name for name in {*first, *second} if first.get(name) != second.get(name))
    wrong = [f"{name}: {value}" for name, value in sorted(first.items()) if name.endswith(" faults") and value != "[]"]
    counted = f"{len(different)} differ, {len(wrong)} faulty"
    print(f"{len(first)} files and findings in each of two checkouts: {counted}")
    print(*different, *wrong, sep="\n")
    return 1 if different or wrong or not first else 0


def made(home: Path, only: Sequence[str] = ()) -> dict[str, str]:
    """Return the SHA-256 of every file of every edition's report in every language, and the faults of each PDF."""
    found = {"snapshot": datasets.open_snapshot(home).name}
    for edition in (each for key, each in reports.editions().items() if not only or key in only):
        for language in edition.languages:
            run = reports.run(edition.key, _period(home, edition), home=home, language=language)
            for path in (run.pdf, run.html, run.xlsx):
                name = f"{edition.key} {language}{path.suffix}"
                found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
            found[f"{edition.key} {language} faults"] = str(faults(run.pdf.read_bytes(), language))
    return found


def _period(home: Path, edition: Edition) -> str:
    """Return the last month of the latest period of an edition that the data cover."""
    months = edition.timetable.months if edition.timetable else 1
    last = datasets.open_snapshot(home).as_of
    count = last.year * 12 + last.month - last.month % months - 1
    return f"{count // 12}-{count % 12 + 1:02d}"


def _clone(code: Path) -> None:
    code.parent.mkdir(parents=True)
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(code)], check=True)  # noqa: S603, S607
    (code / "node_modules").symlink_to(ROOT / "node_modules")


def _made_in(folder: Path, place: Path, name: str, only: Sequence[str]) -> dict[str, str]:
    """Lay the extracts into a place in an order of its own, build a home there and make every report."""
    code, home = place / "code", place / "home"
    files = sorted(each for each in (folder / "extracts").rglob("*") if each.is_file())
    for each in files if name == FIRST else reversed(files):
        to = place / "extracts" / each.relative_to(folder / "extracts")
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(each, to)
    shutil.copytree(folder / "keys", home / "keys")
    own = {**os.environ, **PLACES[name], "JINGWEI_HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    steps = (
        ["jingwei.py", "build", "--extracts", str(place / "extracts")],
        ["-m", "benchmarks.checkouts", "--make", str(home), *(["--editions", *only] if only else [])],
    )
    for step in steps:
        done = subprocess.run(  # noqa: S603 our own commands
            [sys.executable, *step], cwd=code, env=own, umask=_UMASKS[name], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise SystemExit(f"{name}: {step[0]} failed\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    line = next(each for each in done.stdout.splitlines() if each.startswith(_MARK))
    print(f"{name}: built and made", flush=True)
    return dict(json.loads(line.removeprefix(_MARK)))


if __name__ == "__main__":
    raise SystemExit(main())
