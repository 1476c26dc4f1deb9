"""The simulator's run: from a seed to a folder of extracts."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any

import duckdb
from duckdb import connect

from datasets.errors import DatasetsError
from datasets.progress import Progress, silent
from datasets.simulate import calibration, content, dirt, scripts, targets, write
from datasets.simulate.part import Extract, Part, parts
from datasets.text import Text

SMALLEST, LARGEST = 0.001, 20
CORRUPTION = {"easy": 0.3, "real": 1.0, "hard": 2.5}  # factor on the share of badly written names and numbers
Step = tuple[Text, Callable[[], None]]


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
        steps = list(_steps(connection, out, scale=scale, seed=seed, zone=zone, difficulty=difficulty))
        for done, (label, work) in enumerate(steps):
            progress(label, done, len(steps))
            work()
        progress(Text("模拟完成", "Simulation finished"), len(steps), len(steps))


def _steps(
    connection: duckdb.DuckDBPyConnection, out: Path, *, scale: float, seed: int, zone: str, difficulty: str
) -> Iterator[Step]:
    settings = content.zone_settings(zone)
    months = calibration.month_index(settings["last_month"]) + 1

    def begin() -> None:
        _variables(connection, settings, scale=scale, seed=seed, months=months)
        connection.execute("SET VARIABLE corruption = ?", [CORRUPTION[difficulty]])
        scripts.run(connection, "draws", "numbers")
        dirt.define(connection)
        content.load(connection, zone)
        totals = targets.monthly_targets(zone, seed)
        targets.load(connection, reduce(or_, (part.totals(zone, seed, totals) for part in parts()), totals))
        scripts.run(connection, "extracts/prepare")

    yield Text("准备代码表和年度总量", "Code lists and control totals"), begin
    written: list[Path] = []
    last = calibration.FIRST_YEAR + (months - 1) // 12
    for part in parts():
        if part.world:
            yield part.label, _runner(connection, part)
        for extract in part.extracts:
            years = range(calibration.FIRST_YEAR, last + 1) if "{year}" in extract.path else (last,)
            for year in years:
                path = extract.path.format(year=year)
                yield Text(f"写出 {path}", f"Writing {path}"), _writer(connection, out, extract, year, written)
    yield (
        Text("写出说明", "Writing the notice"),
        lambda: write.write_truth(connection, out, zone=zone, seed=seed, scale=scale),
    )
    yield Text("写出模拟标记", "Writing the marker"), lambda: write.write_marker(out, written)


def _runner(connection: duckdb.DuckDBPyConnection, part: Part) -> Callable[[], None]:
    return lambda: scripts.run(connection, *part.world)


def _writer(
    connection: duckdb.DuckDBPyConnection, out: Path, extract: Extract, year: int, written: list[Path]
) -> Callable[[], None]:
    return lambda: written.append(write.write_extract(connection, out, extract, year))


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
