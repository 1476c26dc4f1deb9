"""What the overview opens with in a zone: its headline indicators and its first month."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import datasets.zones


@dataclass(frozen=True)
class Opening:
    """The indicators on the overview's cards, in their order, and the first month there are data for."""

    headline: tuple[str, ...]
    first_month: str


@cache
def opening(key: str) -> Opening:
    """Return a zone's opening; an unknown key is a FileNotFoundError that names the folder."""
    folder = Path(next(iter(datasets.zones.__path__))) / key
    about = tomllib.loads((folder / "zone.toml").read_text(encoding="utf-8"))
    return Opening(tuple(about["headline_indicators"]), about["first_month"])
