"""How long a build takes, as a ratio to plain CREATE TABLE AS of the same Parquet in the same run.

The extracts are the simulated ones with their facts (tax and customs) as Parquet columns of text, once or many times.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path

import duckdb

import datasets
import indicators
from benchmarks.measured import Measured, measured
from benchmarks.replicate import FACTS, LAST_MONTH, replicate, without_last_month
from datasets.settings import settings
from datasets.simulate import simulate


def plain(extracts: Path, database: Path) -> int:
    """Return the rows of reading every fact into a table and nothing else, by CREATE TABLE AS."""
    rows = 0
    with duckdb.connect(database, config={"memory_limit": settings().build_memory}) as connection:
        connection.execute("SET enable_progress_bar = false")
        for source in FACTS:
            pattern = str(extracts / source / "*.parquet")
            connection.execute(f"CREATE TABLE {source} AS FROM read_parquet(?)", [pattern])
            counted = connection.execute(f"SELECT count(*) FROM {source}").fetchone()  # noqa: S608 - two names
            rows += counted[0] if counted else 0
        connection.execute("CHECKPOINT")
    database.unlink()
    return rows


def bases(extracts: Path, home: Path) -> dict[str, float]:
    """Return the seconds of each step of building the bases."""
    return datasets.build(extracts, home=home).timings


def whole(extracts: Path, home: Path) -> dict[str, float]:
    """Return the seconds of each step of building bases, cubes and forecasts."""
    return datasets.build(extracts, home=home, derivations=indicators.derivations()).timings


def run(folder: Path, *, scale: float, copies: int = 1) -> None:
    """Simulate once, then print one line for each thing timed."""
    simulated = folder / "extracts"
    if not simulated.exists():
        made = measured(simulate, simulated, scale, 7)
        print(f"simulate at scale {scale:g}: {made}")
    extracts, earlier = folder / f"facts-{copies}", folder / f"facts-{copies}-earlier"
    rows = replicate(simulated, extracts, copies)
    without_last_month(extracts, earlier)
    floor = measured(plain, extracts, folder / "plain.duckdb")
    print(f"plain CREATE TABLE AS of {rows:,} rows of facts: {floor}")
    _print("build of the bases", measured(bases, extracts, folder / "bases"), floor)
    shutil.rmtree(folder / "bases")
    full = measured(whole, extracts, folder / "full")
    _print("build with cubes and forecasts", full, floor)
    measured(whole, earlier, folder / "home")
    month = measured(whole, extracts, folder / "home")
    _print(f"one month more ({LAST_MONTH}) after a build without it", month, floor)
    print(f"    that is {month.over(full)} of the full build")
    again = measured(whole, extracts, folder / "home")
    print(f"nothing new: {again}, {again.over(full)} of the full build")
    shutil.rmtree(folder / "full")


def _print(what: str, spent: Measured, floor: Measured) -> None:
    print(f"{what}: {spent}, {spent.over(floor)} plain")
    for step, seconds in _longest(spent.result):
        print(f"    {step}: {seconds:.2f} s")


def _longest(steps: dict[str, float], shown: int = 12) -> Sequence[tuple[str, float]]:
    return sorted(steps.items(), key=lambda each: -each[1])[:shown]
