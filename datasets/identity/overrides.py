"""Overrides: what a steward decided about two records, in a file that survives every build and wins over everything.

``stewardship/links.csv`` of the home has one decision a line: ``same`` or ``different``, by whom, when and why.
"""

import csv
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from datasets.durable import sync_folder
from datasets.errors import DatasetsError
from datasets.text import Text

COLUMNS = ("left_source", "left_serial", "right_source", "right_serial", "verdict", "who", "when", "why")
VERDICTS = ("same", "different")

Key = tuple[str, str]  # a source and the serial of its record


@dataclass(frozen=True, kw_only=True)
class Override:
    """One decision on two records, each named by its source and its serial."""

    left: Key
    right: Key
    verdict: str
    who: str
    when: str
    why: str


def overrides_file(home: Path) -> Path:
    """Return where a home keeps its stewards' decisions on links."""
    return home / "stewardship" / "links.csv"


def read_overrides(home: Path) -> tuple[Override, ...]:
    """Return the decisions of a home; raise DatasetsError, naming the line, for one that cannot be followed."""
    path = overrides_file(home)
    if not path.exists():
        return ()
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines)
        if tuple(rows.fieldnames or ()) != COLUMNS:
            raise _wrong(path, 1, Text(f"表头应为 {','.join(COLUMNS)}", f"the heading must be {','.join(COLUMNS)}"))
        found = [_override(path, number, row) for number, row in enumerate(rows, start=2)]
    contradiction = _contradiction(found)
    if contradiction:
        number, text = contradiction
        raise _wrong(path, number, text)
    return tuple(found)


def add_override(home: Path, override: Override) -> None:
    """Append a decision to the file, on the disk before this returns; refuse one that contradicts an earlier one."""
    path = overrides_file(home)
    contradiction = _contradiction([*read_overrides(home), override])
    if contradiction:
        _, text = contradiction
        raise DatasetsError(
            Text(
                f"{text.zh}，未记入；要改判，请先删去 {path} 中原来的行。",
                f"{text.en}; nothing was written. To decide otherwise, first remove the earlier line from {path}.",
            )
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    new = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        if new:
            writer.writerow(COLUMNS)
        writer.writerow([*override.left, *override.right, override.verdict, override.who, override.when, override.why])
        lines.flush()
        os.fsync(lines.fileno())
    sync_folder(path.parent)


def _override(path: Path, number: int, row: Mapping[str | None, str | None]) -> Override:
    value = {name: (row.get(name) or "").strip() for name in COLUMNS}
    empty = [name for name in COLUMNS if not value[name]]
    if empty or row.get(None):
        names = "、".join(empty) or "…"
        raise _wrong(
            path, number, Text(f"缺少 {names} 或列数不对", f"{', '.join(empty) or 'columns'} missing or too many")
        )
    if value["verdict"] not in VERDICTS:
        raise _wrong(
            path,
            number,
            Text(f"verdict 应为 same 或 different，写的是 {value['verdict']}", "verdict is same or different"),
        )
    left, right = (value["left_source"], value["left_serial"]), (value["right_source"], value["right_serial"])
    if left == right:
        raise _wrong(path, number, Text("左右是同一条记录", "left and right are the same record"))
    return Override(
        left=left, right=right, verdict=value["verdict"], who=value["who"], when=value["when"], why=value["why"]
    )


def _wrong(path: Path, number: int, text: Text) -> DatasetsError:
    return DatasetsError(
        Text(
            f"{path} 第 {number} 行：{text.zh}。请改正后重新构建。",
            f"{path}, line {number}: {text.en}. Correct it and build again.",
        )
    )


def _contradiction(found: Sequence[Override]) -> tuple[int, Text] | None:
    """Return the first line that parts records which lines make the same, directly or in a chain, and what it says."""
    above: dict[Key, Key] = {}

    def top(key: Key) -> Key:
        while above.get(key, key) != key:
            key = above[key]
        return key

    for each in found:
        if each.verdict == "same":
            above[top(each.left)] = top(each.right)
    for number, each in enumerate(found, start=2):
        if each.verdict == "different" and top(each.left) == top(each.right):
            left, right = "/".join(each.left), "/".join(each.right)
            return number, Text(
                f"{left} 与 {right} 既认定为同一主体，又认定为不同主体",
                f"{left} and {right} are said to be the same and to be different",
            )
    return None
