"""The simulator's run: from a seed to a folder of extracts."""

from collections.abc import Callable
from concurrent.futures import Future
from datetime import date
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any

import duckdb
from duckdb import connect

from datasets.console.progress import Progress, silent
from datasets.errors import DatasetsError
from datasets.simulate import calibration, content, dirt, scripts, targets, write
from datasets.simulate.part import Part, parts
from datasets.simulate.writers import File, Writers
from datasets.text import Text

SMALLEST, LARGEST = 0.001, 20
CORRUPTION = {"easy": 0.3, "real": 1.0, "hard": 2.5}  # factor on the share of badly written names and numbers


def simulate(
    out: Path,
    *,
    scale: float = 1.0,
    seed: int = 7,
    zone: str = "teda",
    difficulty: str = "real",
    progress: Progress = silent,
) -> None:
    """Write the demo zone's extracts below ``out``; the same arguments give the same bytes.

    ``scale`` multiplies the number of enterprises (about 15 000 at 1). The zone's totals in yuan and dollars are
    the same at every scale, so at a small scale each of the fewer enterprises is larger. Anchors, parcels and
    projects thin out less than the rest, or a small zone would have empty blocks and months. ``difficulty`` says
    how badly departments write the names, numbers and addresses by which their records are linked.
    """
    if not SMALLEST <= scale <= LARGEST:
        raise DatasetsError(
            Text(
                f"规模应在 {SMALLEST} 和 {LARGEST} 之间，给的是 {scale}。",
                f"The scale must be between {SMALLEST} and {LARGEST}; it is {scale}.",
            )
        )
    if difficulty not in CORRUPTION:
        raise DatasetsError(
            Text(
                f"难度应为 {'、'.join(CORRUPTION)} 之一，给的是 {difficulty}。",
                f"The difficulty must be one of {', '.join(CORRUPTION)}; it is {difficulty}.",
            )
        )
    if out.exists() and not out.is_dir():
        raise DatasetsError(Text(f"{out} 不是目录。", f"{out} is not a folder."))
    out.mkdir(parents=True, exist_ok=True)
    with connect(":memory:") as connection:
        connection.execute("SET preserve_insertion_order = true")
        worlds = _worlds(connection, scale=scale, seed=seed, zone=zone, difficulty=difficulty)
        files = _files(zone)
        total = len(worlds) + len(files) + 1
        with Writers(connection, out) as writers:
            arriving: list[tuple[Text, Future[Path]]] = []
            for done, (label, part, work) in enumerate(worlds):
                progress(label, done, total)
                work()
                # What a part added to the world no later one changes: its files are written meanwhile.
                arriving += [(each.label, writers.write(each)) for each in files if each.part == part]
            written = []
            for done, (label, file) in enumerate(arriving, start=len(worlds)):
                progress(label, done, total)
                written.append(file.result())
        progress(Text("写出说明和模拟标记", "Writing the notice and the marker"), total - 1, total)
        write.write_truth(connection, out, zone=zone, seed=seed, scale=scale)
        write.write_marker(out, written)
        progress(Text("模拟完成", "Simulation finished"), total, total)


def _worlds(
    connection: duckdb.DuckDBPyConnection, *, scale: float, seed: int, zone: str, difficulty: str
) -> list[tuple[Text, str, Callable[[], None]]]:
    """Return the steps that make the hidden world: what each is called, the part it belongs to, and its work."""
    settings = content.zone_settings(zone)

    def begin() -> None:
        _variables(connection, settings, scale=scale, seed=seed, months=_months(zone))
        connection.execute("SET VARIABLE corruption = ?", [CORRUPTION[difficulty]])
        scripts.run(connection, "draws", "numbers")
        dirt.define(connection)
        content.load(connection, zone)
        totals = targets.monthly_targets(zone, seed)
        targets.load(connection, reduce(or_, (part.totals(zone, seed, totals) for part in parts()), totals))
        scripts.run(connection, "extracts/prepare")

    first = (Text("准备代码表和年度总量", "Code lists and control totals"), "", begin)
    return [first, *((part.label, part.key, _runner(connection, part)) for part in parts())]


def _runner(connection: duckdb.DuckDBPyConnection, part: Part) -> Callable[[], None]:
    return lambda: scripts.run(connection, *part.world)


def _months(zone: str) -> int:
    return calibration.month_index(content.zone_settings(zone)["last_month"]) + 1


def _files(zone: str) -> list[File]:
    """Return every file of every extract, in the order of the parts."""
    last = calibration.FIRST_YEAR + (_months(zone) - 1) // 12
    return [
        File(part=part.key, extract=extract, year=year)
        for part in parts()
        for extract in part.extracts
        for year in (range(calibration.FIRST_YEAR, last + 1) if "{year}" in extract.path else (last,))
    ]


def _variables(
    connection: duckdb.DuckDBPyConnection, settings: dict[str, Any], *, scale: float, seed: int, months: int
) -> None:
    """Hand the zone's settings and the run's sizes to the SQL as variables."""
    values: dict[str, object] = {
        "seed": seed,
        "steps": months,
        "end_day": date(calibration.FIRST_YEAR + months // 12, months % 12 + 1, 1),
        **{name: size for part in parts() for name, size in part.sizes(scale).items()},
        **settings["registers"],
    }
    for name, value in values.items():
        connection.execute(f"SET VARIABLE {name} = ?", [value])
