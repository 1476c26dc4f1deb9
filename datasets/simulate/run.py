"""The simulator's run: from a seed to a folder of extracts."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import duckdb

from datasets.progress import Progress, silent
from datasets.simulate import calibration, content, dirt, draws, numbers, targets, write
from datasets.simulate.enterprises import enterprises
from datasets.simulate.parcels import parcels
from datasets.simulate.projects import projects
from datasets.simulate.registers import registers
from datasets.simulate.taxes import taxes
from datasets.simulate.trade import trade
from datasets.text import Text

Step = tuple[Text, Callable[[], None]]


def simulate(
    out: Path, *, scale: float = 1.0, seed: int = 7, zone: str = "teda", progress: Progress = silent
) -> None:
    """Write the demo zone's extracts below ``out``; the same arguments give the same bytes.

    ``scale`` multiplies the number of enterprises (about 15 000 at 1). The zone's totals in yuan and dollars are
    the same at every scale, so at a small scale each of the fewer enterprises is larger. Anchors, parcels and
    projects thin out less than the rest, or a small zone would have empty blocks and months.
    """
    if not 0.001 <= scale <= 20:
        raise ValueError(f"scale {scale} is outside 0.001–20.")
    out.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(":memory:") as connection:
        connection.execute("SET preserve_insertion_order = true")
        steps = list(_steps(connection, out, scale=scale, seed=seed, zone=zone))
        for done, (label, work) in enumerate(steps):
            progress(label, done, len(steps))
            work()
        progress(Text("模拟完成", "Simulation finished"), len(steps), len(steps))


def _steps(
    connection: duckdb.DuckDBPyConnection, out: Path, *, scale: float, seed: int, zone: str
) -> Iterator[Step]:
    settings = content.zone_settings(zone)
    months = calibration.month_index(settings["last_month"]) + 1

    def begin() -> None:
        draws.define(connection, seed)
        numbers.define(connection)
        dirt.define(connection)
        _variables(connection, settings, scale=scale, months=months)
        content.load(connection, zone)
        targets.load(connection, targets.monthly_targets(zone, seed))
        write.prepare(connection)

    yield Text("准备代码表和年度总量", "Code lists and control totals"), begin
    yield Text("生成企业", "Enterprises"), lambda: enterprises(connection)
    yield Text("登记企业", "Registers"), lambda: registers(connection)
    yield Text("写出企业登记", "Writing the register"), lambda: write.write_registry(connection, out)
    yield Text("生成税收", "Taxes"), lambda: taxes(connection)
    last = calibration.FIRST_YEAR + (months - 1) // 12
    for year in range(calibration.FIRST_YEAR, last + 1):
        yield Text(f"写出税收 {year}", f"Writing tax {year}"), _writer(connection, out, "tax", year)
    yield Text("生成进出口", "Trade"), lambda: trade(connection)
    for year in range(calibration.FIRST_YEAR, last + 1):
        yield Text(f"写出海关 {year}", f"Writing customs {year}"), _writer(connection, out, "customs", year)
    yield Text("生成投资项目", "Projects"), lambda: projects(connection)
    yield Text("生成宗地", "Parcels"), lambda: parcels(connection)
    yield Text("写出投资和国土", "Writing investment and land"), lambda: write.write_small(connection, out)
    yield (
        Text("写出说明", "Writing the notice"),
        lambda: write.write_truth(connection, out, zone=zone, seed=seed, scale=scale),
    )


def _writer(connection: duckdb.DuckDBPyConnection, out: Path, source: str, year: int) -> Callable[[], None]:
    return lambda: write.write_year(connection, out, source, year)


def _variables(
    connection: duckdb.DuckDBPyConnection, settings: dict[str, object], *, scale: float, months: int
) -> None:
    """Hand the zone's settings and the run's sizes to the SQL steps as variables."""
    registers_of = settings["registers"]
    assert isinstance(registers_of, dict)  # noqa: S101 -- narrows the type for the reader of zone.toml
    values: dict[str, object] = {
        "steps": months,
        "end_day": date(calibration.FIRST_YEAR + months // 12, months % 12 + 1, 1),
        "enterprises": max(60, round(15_000 * scale)),
        "projects": max(460, round(4_600 * scale)),
        "parcels": max(700, round(2_800 * scale)),
        "anchor_lines": max(6, min(48, round(48 * scale**0.45))),
        "prefix": registers_of["name_prefix"],
        "land_bank": registers_of["land_bank_anchor"],
        **{key: registers_of[key] for key in (
            "tax_authority", "registrar", "credit_code", "customs_district", "address_prefixes",
            "project_prefix", "parcel_prefix",
        )},
    }
    for name, value in values.items():
        connection.execute(f"SET VARIABLE {name} = ?", [value])
