"""The zone's true monthly totals, by indicator and, for tax, by type."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import duckdb
import numpy as np

from datasets.simulate.calibration import UNITS, Calendar, Control, Monthly, benchmark, month_index, noise, read
from datasets.simulate.content import PACKAGE, zone_folder

MONTHS = 264  # 2005-01 to 2026-12: the last year's control total needs its whole year
FLOWS = ("fixed_asset_investment", "fdi_used", "exports", "imports")
Targets = Mapping[str, Monthly]


def monthly_targets(zone: str, seed: int) -> Targets:
    """Return monthly totals in yuan or US dollars by series: the four flows and ``tax_<type>``."""
    folder = zone_folder(zone)
    calendar = festival_calendar()
    seasons = {row["series"]: row for row in read(folder / "simulation" / "season.csv")}

    def indicator(series: str) -> Monthly:
        season = seasons[series]
        shape = calendar.seasonal(season) * noise(seed, series, MONTHS, float(season["noise"]))
        return np.asarray(shape * shocks(folder, series))

    growth = growth_path(folder)
    controls = control_totals(folder)
    targets = {series: benchmark(indicator(series), controls[series], growth.get(series, {})) for series in FLOWS}
    return targets | tax_targets(folder, {key: indicator(key) for key in seasons if key.startswith("tax_")}, controls)


def festival_calendar() -> Calendar:
    """Return the simulator's months with the Spring Festivals that fall into them."""
    festivals = [date.fromisoformat(row["code"]) for row in read(PACKAGE / "codes" / "spring_festival.csv")]
    return Calendar(festivals, MONTHS)


def tax_targets(
    folder: Path, seasonal: Mapping[str, Monthly], controls: Mapping[str, list[Control]]
) -> dict[str, Monthly]:
    """Return the monthly total of each type of tax; together they meet the control totals of all tax."""
    mix = tax_mix(folder)
    shares = sum(mix.values(), np.zeros(MONTHS))
    shock = shocks(folder, "tax_revenue")
    parts = {key: mix[key] / shares * seasonal[key] * shock for key in mix}
    total = sum(parts.values(), np.zeros(MONTHS))
    ratio = benchmark(total, controls["tax_revenue"]) / total
    return {key: part * ratio for key, part in parts.items()}


def tax_mix(folder: Path) -> dict[str, Monthly]:
    """Return each tax's share of the total by month, 0 while it is not in force."""
    knots: dict[str, list[tuple[int, float]]] = {}
    for row in read(folder / "simulation" / "tax_mix.csv"):
        knots.setdefault(row["tax_type"], []).append((month_index(row["month"]), float(row["share_percent"])))
    months = np.arange(MONTHS)
    mix = {}
    for tax, points in knots.items():
        at, share = zip(*points, strict=True)
        mix[f"tax_{tax}"] = np.where(
            (months >= at[0]) & ((months <= at[-1]) | (at[-1] == MONTHS - 1)), np.interp(months, at, share), 0.0
        )
    return mix


def shocks(folder: Path, series: str) -> Monthly:
    """Return the factors by which single events moved a series."""
    factors = np.ones(MONTHS)
    for row in read(folder / "simulation" / "shock.csv"):
        if row["series"] == series:
            factors[month_index(row["month"])] = float(row["factor"])
    return factors


def growth_path(folder: Path) -> dict[str, dict[int, float]]:
    """Return the growth over a year that single months must show, by series."""
    path: dict[str, dict[int, float]] = {}
    for row in read(folder / "simulation" / "growth_path.csv"):
        path.setdefault(row["indicator"], {})[month_index(row["month"])] = float(row["growth_rate"])
    return path


def control_totals(folder: Path) -> dict[str, list[Control]]:
    """Return the control totals of the flows in yuan or US dollars, by indicator."""
    controls: dict[str, list[Control]] = {}
    for row in read(folder / "calibration.csv"):
        if row["unit"] in UNITS:
            value = float(row["value"]) * UNITS[row["unit"]]
            control = Control(month_index(row["period_start"]), month_index(row["period_end"]), value)
            controls.setdefault(row["indicator"], []).append(control)
    return controls


def load(connection: duckdb.DuckDBPyConnection, targets: Targets) -> None:
    """Write the targets into table ``target`` (series, step, value in whole hundreds of fen or cents)."""
    connection.execute("CREATE TABLE target (series VARCHAR, step INTEGER, cents BIGINT)")
    for series, values in targets.items():
        # rounded to whole units, so that the last bits of a solver never reach a file
        cents = [round(value) * 100 for value in values.tolist()]
        connection.execute("INSERT INTO target SELECT $1, unnest(range(len($2))), unnest($2)", [series, cents])
