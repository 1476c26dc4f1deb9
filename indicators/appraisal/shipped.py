"""The applications that ship with a zone, to be read and asked what if."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from datasets import Text, zones
from indicators.errors import QuestionError

_FOLDER = Path(next(iter(zones.__path__)))


def shipped_folder(zone: str = "teda") -> Path:
    """Return the folder of a zone's applications."""
    return _FOLDER / zone / "applications"


def applications(zone: str = "teda") -> tuple[Path, ...]:
    """Return the files of a zone's applications, in the order of their numbers."""
    return tuple(sorted(shipped_folder(zone).glob("*.toml")))


@cache
def english(zone: str = "teda") -> Mapping[str, str]:
    """Return what a zone's applications are called in English, by their numbers: they are filed in Chinese."""
    file = shipped_folder(zone) / "english.csv"
    if not file.is_file():
        return {}
    with file.open(encoding="utf-8", newline="") as rows:
        return {row["number"]: row["name"] for row in csv.DictReader(rows)}


def application(name: str, zone: str = "teda") -> Path:
    """Return the file of one application, by its number or as the path of a TOML file."""
    found = Path(name) if name.endswith(".toml") else shipped_folder(zone) / f"{name}.toml"
    if not found.is_file():
        raise QuestionError(Text(f"没有申报 {name}。", f"There is no application {name}."))
    return found
