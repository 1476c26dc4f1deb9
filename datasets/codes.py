"""Code lists: national ones, and the zone's own, as files; a zone's list replaces a national one of the same name."""

import csv
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from datasets.catalogue import ROOT, zone_folder
from datasets.errors import DatasetsError
from datasets.text import Text


def code_files(zone: str) -> dict[str, Path]:
    """Return the file of each code list; a zone's list replaces a national one of the same name."""
    folders = (ROOT / "codes", zone_folder(zone) / "codes")
    return {path.stem: path for folder in folders for path in sorted(folder.glob("*.csv"))}


def read_codes(path: Path) -> list[tuple[str, str, str, str | None]]:
    """Return the rows (code, zh, en, parent) of one list, refusing a code that stands twice."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [(row["code"], row["zh"], row["en"], row.get("parent") or None) for row in csv.DictReader(lines)]
    twice = [code for code, times in Counter(code for code, *_ in rows).items() if times > 1]
    if twice:
        raise DatasetsError(
            Text(
                f"代码表 {path.name} 中代码重复：{'、'.join(sorted(twice))}。",
                f"Code list {path.name} holds codes twice: {', '.join(sorted(twice))}.",
            )
        )
    return rows


@cache
def parent_lists(zone: str) -> Mapping[str, str]:
    """Return, for each list whose codes have parents, the list those belong to: its column ``parent_list``."""
    found: dict[str, str] = {}
    for name, path in sorted(code_files(zone).items()):
        with path.open(encoding="utf-8", newline="") as lines:
            said = {row.get("parent_list") or None for row in csv.DictReader(lines)} - {None}
        if len(said) > 1:
            raise DatasetsError(
                Text(
                    f"代码表 {path.name} 的 parent_list 列应只有一个值。",
                    f"Column parent_list of code list {path.name} must hold one value.",
                )
            )
        found.update((name, each) for each in said if each)
    return MappingProxyType(found)
