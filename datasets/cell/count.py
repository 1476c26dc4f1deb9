"""Cells of protected counts: what was counted by what, which cells are withheld and why, and from which files.

No row is shown and none is named: a cell of persons leads to departments and receipts, and no further.
"""

from collections.abc import Mapping
from dataclasses import replace

from datasets.cell.explanation import CellExplanation
from datasets.cell.place import Place
from datasets.directory.column import held
from datasets.protection.counts import Cube
from datasets.protection.health import CUBES as HEALTH
from datasets.protection.policy import policy
from datasets.protection.residents import CUBES as RESIDENTS
from datasets.protection.table import ALL
from datasets.published.snapshot import Snapshot
from datasets.sql import quoted
from datasets.text import Text

CUBES: Mapping[str, Cube] = {cube.table: cube for cube in (*RESIDENTS, *HEALTH)}


def count_cell(snapshot: Snapshot, found: Place) -> CellExplanation:
    """Return the explanation of a cell of a table of protected counts."""
    cube = CUBES[found.table]
    how = (_design(snapshot, cube, found), _rule(cube), *_withheld(found), _others(snapshot, cube, found))
    return replace(
        found.told(snapshot, _label(found.table, found.field)),
        row=", ".join(f"{name}={found.values[name]}" for name in ("year", *cube.columns) if found.values[name] != ALL),
        how=(*how, *_files(snapshot, cube)),
    )


def _label(table: str, column: str) -> Text:
    return held(table, column, "", None).label


def _design(snapshot: Snapshot, cube: Cube, found: Place) -> Text:
    """Return what is counted, and by which of the tables that are published together the cell is divided."""
    (newest,) = snapshot.query(f"SELECT max(year) FROM {quoted(cube.table)}").column(0).to_pylist()  # noqa: S608 - from a cube
    divided = {name for name in cube.dimensions if found.values[name] != ALL} - {"street"}
    held_then = [each for each in cube.designs if found.values["year"] == newest or not each.newest_only]
    designs = [each for each in held_then if divided <= set(each.dimensions)]
    places = _places(snapshot, cube, found)
    names = [[_label(cube.table, name) for name in (*places, *each.dimensions)] for each in designs]
    zh = "；".join("×".join(label.zh for label in each) for each in names)
    en = "; ".join(" × ".join(label.en for label in each) for each in names)
    counted = _label(cube.table, cube.count)
    return Text(
        f"{counted.zh}，一年的各表一起保密后发布，此格在：{zh}；每张表含全部合计。",
        f"{counted.en}: the tables of a year are protected and published together; this cell stands in {en}; "
        "all totals are cells too.",
    )


def _places(snapshot: Snapshot, cube: Cube, found: Place) -> tuple[str, ...]:
    """Return the finest level of areas the year's persons allowed a table, none if only the zone is counted."""
    if not cube.placed:
        return ()
    (row,) = snapshot.query(
        f"SELECT bool_or(street <> ?) AS street, bool_or(area <> ?) AS area FROM {quoted(cube.table)} WHERE year = ?",  # noqa: S608 - from a cube
        [ALL, ALL, found.values["year"]],
    ).to_pylist()
    return next(((level,) for level in ("street", "area") if row[level]), ())


def _rule(cube: Cube) -> Text:
    rules = policy()
    least = 0 if cube.sensitive else 1
    return Text(
        f"{least} 至 {rules.threshold - 1} 人的格不发布；由已发布的数字可推出的区间至少宽 {rules.width}"
        "（datasets/protection/policy.csv）。",
        f"Cells of {least} to {rules.threshold - 1} are withheld; what can be derived leaves an interval at least "
        f"{rules.width} wide (datasets/protection/policy.csv).",
    )


def _withheld(found: Place) -> tuple[Text, ...]:
    """Return why this cell is withheld, if it is."""
    why = {
        "small": Text("此格人数太少，不发布。", "This cell is withheld because its count is small."),
        "complementary": Text(
            "此格不发布，因为由它可推算出另一个人数太少的格。",
            "This cell is withheld because another, small one could be derived from it.",
        ),
    }
    return (why[str(found.values["reason"])],) if found.values["suppressed"] else ()


def _others(snapshot: Snapshot, cube: Cube, found: Place) -> Text:
    """Return how many cells of the year are withheld for which reason."""
    (row,) = snapshot.query(
        f"SELECT count(*) AS cells, count(*) FILTER (reason = 'small') AS small, "  # noqa: S608 - from a cube
        f"count(*) FILTER (reason = 'complementary') AS others FROM {quoted(cube.table)} WHERE year = ?",
        [found.values["year"]],
    ).to_pylist()
    year, cells, small, others = found.values["year"], row["cells"], row["small"], row["others"]
    return Text(
        f"{year} 年共 {cells:,} 格：{small:,} 格因人数少不发布，{others:,} 格为防推算不发布。",
        f"Of {cells:,} cells of {year}, {small:,} are withheld as small and {others:,} so that none can be derived.",
    )


def _files(snapshot: Snapshot, cube: Cube) -> tuple[Text, ...]:
    """Return the departments and receipts that were counted; their rows are not shown."""
    entries = [each for each in snapshot.manifest.sources if each.key in cube.sources and each.receipts]
    return tuple(
        Text(
            f"{each.department.zh}“{each.name.zh}”，回执 {'、'.join(str(r.receipt) for r in each.receipts)}。",
            f"{each.department.en}, {each.name.en}: receipts {', '.join(str(r.receipt) for r in each.receipts)}.",
        )
        for each in entries
    )
