"""The applications that ship with a zone, to be read and asked what if."""

from pathlib import Path

from datasets import Text, zones
from indicators.errors import QuestionError

_FOLDER = Path(next(iter(zones.__path__)))


def applications(zone: str = "teda") -> tuple[Path, ...]:
    """Return the files of a zone's applications, in the order of their numbers."""
    return tuple(sorted((_FOLDER / zone / "applications").glob("*.toml")))


def application(name: str, zone: str = "teda") -> Path:
    """Return the file of one application, by its number or as the path of a TOML file."""
    found = Path(name) if name.endswith(".toml") else _FOLDER / zone / "applications" / f"{name}.toml"
    if not found.is_file():
        raise QuestionError(Text(f"没有申报 {name}。", f"There is no application {name}."))
    return found
