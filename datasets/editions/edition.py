"""Editions and mappings as content: one folder a list, a file a step from one edition to the next.

``list.toml`` names the editions in order, each with the day it came into force. ``<edition>.csv`` holds its codes;
without that file they are those of the current list. ``<old>-<new>.csv`` says what became of each old code; without
it every code stayed what it was. Adding an edition is adding files.
"""

import csv
import tomllib
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path

from datasets.catalogue import ROOT, zone_folder
from datasets.codes import code_files, read_codes
from datasets.errors import DatasetsError
from datasets.text import Text

BASES = ("whole", "equal", "measured")  # all of it; equal shares by convention; shares with a source


@dataclass(frozen=True, kw_only=True)
class CodeEdition:
    """One edition of a code list: in force from a day until the next one."""

    list: str
    key: str
    valid_from: date
    valid_to: date | None
    reference: Text
    codes: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, kw_only=True)
class CodeMapping:
    """What part of an old code became a new one, and whether that share is known or a convention."""

    list: str
    old_edition: str
    new_edition: str
    old: str
    new: str
    weight: Fraction
    basis: str
    note: str


@cache
def editions(zone: str) -> tuple[CodeEdition, ...]:
    """Return every edition of every list that has editions, by list, oldest first."""
    return tuple(each for name, folder in _folders(zone).items() for each in _editions(zone, name, folder))


@cache
def mappings(zone: str) -> tuple[CodeMapping, ...]:
    """Return the steps from each edition to the next; raise DatasetsError where one loses or invents something."""
    found: list[CodeMapping] = []
    for name, folder in _folders(zone).items():
        ordered = [each for each in editions(zone) if each.list == name]
        for old, new in pairwise(ordered):
            step = _step(folder, old, new)
            _complete(step, old, new)
            found += step
    return tuple(found)


def _folders(zone: str) -> dict[str, Path]:
    roots = (ROOT / "codes" / "editions", zone_folder(zone) / "codes" / "editions")
    return {path.parent.name: path.parent for root in roots for path in sorted(root.glob("*/list.toml"))}


def _editions(zone: str, name: str, folder: Path) -> list[CodeEdition]:
    said = tomllib.loads((folder / "list.toml").read_text(encoding="utf-8"))["edition"]
    ends = [each["valid_from"] for each in said[1:]] + [None]
    return [
        CodeEdition(
            list=name,
            key=each["key"],
            valid_from=each["valid_from"],
            valid_to=end,
            reference=Text(each["zh"], each["en"]),
            codes=_codes(zone, name, folder / f"{each['key']}.csv"),
        )
        for each, end in zip(said, ends, strict=True)
    ]


def _codes(zone: str, name: str, path: Path) -> tuple[tuple[str, Text], ...]:
    return tuple(
        (code, Text(zh, en)) for code, zh, en, _ in read_codes(path if path.exists() else code_files(zone)[name])
    )


def _step(folder: Path, old: CodeEdition, new: CodeEdition) -> list[CodeMapping]:
    path = folder / f"{old.key}-{new.key}.csv"
    rows = [{"old": code, "new": code, "weight": "1", "basis": "whole", "note": ""} for code, _ in old.codes]
    if path.exists():
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
    return [
        CodeMapping(
            list=old.list,
            old_edition=old.key,
            new_edition=new.key,
            old=row["old"],
            new=row["new"],
            weight=Fraction(row["weight"]),
            basis=row["basis"],
            note=row["note"],
        )
        for row in rows
    ]


def _complete(step: list[CodeMapping], old: CodeEdition, new: CodeEdition) -> None:
    """Refuse a step that leaves a code out, leads to none, or whose shares are not a whole."""
    shares = {code: sum((each.weight for each in step if each.old == code), Fraction()) for code, _ in old.codes}
    known = {code for code, _ in new.codes}
    wrong = [code for code, whole in shares.items() if whole != 1]
    wrong += sorted({each.old for each in step} - set(shares)) + sorted({each.new for each in step} - known)
    wrong += [each.old for each in step if each.basis not in BASES or each.weight <= 0]
    if wrong:
        raise DatasetsError(
            Text(
                f"代码表 {old.list} 由 {old.key} 到 {new.key} 的对照不完整：{'、'.join(wrong)}；"
                "每个旧代码的份额应合计为 1。",
                f"The mapping of {old.list} from {old.key} to {new.key} is not whole: {', '.join(wrong)}; "
                "the shares of each old code must add up to 1.",
            )
        )
