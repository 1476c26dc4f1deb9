"""The simulator's run: from a seed to a folder of extracts."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
from duckdb import connect

from datasets.errors import DatasetsError
from datasets.progress import Progress, silent
from datasets.simulate import calibration, content, dirt, scripts, targets, write
from datasets.text import Text

SMALLEST, LARGEST = 0.001, 20
Step = tuple[Text, Callable[[], None]]


def simulate(out: Path, *, scale: float = 1.0, seed: int = 7, zone: str = "teda", progress: Progress = silent) -> None:
    """Write the demo zone's extracts below ``out``; the same arguments give the same bytes.

    ``scale`` multiplies the number of enterprises (about 15 000 at 1). The zone's totals in yuan and dollars are
    the same at every scale, so at a small scale each of the fewer enterprises is larger. Anchors, parcels and
    projects thin out less than the rest, or a small zone would have empty blocks and months.
    """
    if not SMALLEST <= scale <= LARGEST:
        raise DatasetsError(
            Text(
                f"规模应在 {SMALLEST} 和 {LARGEST} 之间，给的是 {scale}。",
                f"The scale must be between {SMALLEST} and {LARGEST}; it is {scale}.",
            )
        )
    if out.exists() and not out.is_dir():
        raise DatasetsError(Text(f"{out} 不是目录。", f"{out} is not a folder."))
    out.mkdir(parents=True, exist_ok=True)
    with connect(":memory:") as connection:
        connection.execute("SET preserve_insertion_order = true")
        steps = list(_steps(connection, out, scale=scale, seed=seed, zone=zone))
        for done, (label, work) in enumerate(steps):
            progress(label, done, len(steps))
            work()
        progress(Text("模拟完成", "Simulation finished"), len(steps), len(steps))


def _steps(connection: duckdb.DuckDBPyConnection, out: Path, *, scale: float, seed: int, zone: str) -> Iterator[Step]:
    settings = content.zone_settings(zone)
    months = calibration.month_index(settings["last_month"]) + 1

    def begin() -> None:
        _variables(connection, settings, scale=scale, seed=seed, months=months)
        scripts.run(connection, "draws", "numbers")
        dirt.define(connection)
        content.load(connection, zone)
        targets.load(connection, targets.monthly_targets(zone, seed))
        scripts.run(connection, "extracts/prepare")

    yield Text("准备代码表和年度总量", "Code lists and control totals"), begin
    yield Text("生成企业", "Enterprises"), _runner(connection, "enterprises")
    yield Text("登记企业", "Registers"), _runner(connection, "registers")
    yield Text("写出企业登记", "Writing the register"), lambda: write.write_registry(connection, out)
    yield Text("生成税收", "Taxes"), _runner(connection, "taxes")
    last = calibration.FIRST_YEAR + (months - 1) // 12
    for year in range(calibration.FIRST_YEAR, last + 1):
        yield Text(f"写出税收 {year}", f"Writing tax {year}"), _writer(connection, out, "tax", year)
    yield Text("生成进出口", "Trade"), _runner(connection, "trade")
    for year in range(calibration.FIRST_YEAR, last + 1):
        yield Text(f"写出海关 {year}", f"Writing customs {year}"), _writer(connection, out, "customs", year)
    yield Text("生成投资项目", "Projects"), _runner(connection, "projects")
    yield Text("生成宗地", "Parcels"), _runner(connection, "parcels")
    yield Text("写出投资和国土", "Writing investment and land"), lambda: write.write_small(connection, out)
    yield (
        Text("写出说明", "Writing the notice"),
        lambda: write.write_truth(connection, out, zone=zone, seed=seed, scale=scale),
    )


def _runner(connection: duckdb.DuckDBPyConnection, name: str) -> Callable[[], None]:
    return lambda: scripts.run(connection, name)


def _writer(connection: duckdb.DuckDBPyConnection, out: Path, source: str, year: int) -> Callable[[], None]:
    return lambda: write.write_year(connection, out, source, year)


def _variables(
    connection: duckdb.DuckDBPyConnection, settings: dict[str, Any], *, scale: float, seed: int, months: int
) -> None:
    """Hand the zone's settings and the run's sizes to the SQL as variables."""
    values: dict[str, object] = {
        "seed": seed,
        "steps": months,
        "end_day": date(calibration.FIRST_YEAR + months // 12, months % 12 + 1, 1),
        "enterprises": max(60, round(15_000 * scale)),
        "projects": max(460, round(4_600 * scale)),
        "parcels": max(700, round(2_800 * scale)),
        "anchor_lines": max(6, min(48, round(48 * scale**0.45))),
        **settings["registers"],
    }
    for name, value in values.items():
        connection.execute(f"SET VARIABLE {name} = ?", [value])
