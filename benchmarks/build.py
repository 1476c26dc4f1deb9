"""How long a build takes, as a ratio to plain CREATE TABLE AS of the same rows in the same run."""

import time
from pathlib import Path

import duckdb

import datasets
import indicators
from datasets.simulate import simulate


def plain(extracts: Path, database: Path) -> tuple[float, int]:
    """Return the seconds, and the rows, of reading every extract as text into a table and nothing else.

    The register is left out: DuckDB alone cannot read GB18030. It holds less than one row in a hundred.
    """
    started = time.perf_counter()
    rows = 0
    with duckdb.connect(database) as connection:
        for folder in ("tax", "customs", "investment", "land"):
            pattern = str(extracts / folder / "*.csv")
            connection.execute(
                f"CREATE TABLE {folder} AS FROM read_csv(?, all_varchar=true, delim=',', quote='\"')", [pattern]
            )
            counted = connection.execute(f"SELECT count(*) FROM {folder}").fetchone()  # noqa: S608 fixed names
            rows += counted[0] if counted else 0
        connection.execute("CHECKPOINT")
    return time.perf_counter() - started, rows


def run(folder: Path, *, scale: float) -> None:
    """Simulate once, then print one line for each thing timed."""
    started = time.perf_counter()
    simulate(folder / "extracts", scale=scale, seed=7)
    print(f"simulate at scale {scale:g}: {time.perf_counter() - started:.1f} s")

    floor, rows = plain(folder / "extracts", folder / "plain.duckdb")
    print(f"plain CREATE TABLE AS of {rows:,} rows: {floor:.1f} s")

    started = time.perf_counter()
    datasets.build(folder / "extracts", home=folder / "bases")
    seconds = time.perf_counter() - started
    print(f"build of the bases, checked and published: {seconds:.1f} s, {seconds / floor:.2f} x plain")

    started = time.perf_counter()
    whole = datasets.build(folder / "extracts", home=folder / "home", derivations=indicators.derivations())
    seconds = time.perf_counter() - started
    print(f"build with cubes and forecasts: {seconds:.1f} s, {seconds / floor:.2f} x plain")
    for step, spent in whole.timings.items():
        print(f"    {step}: {spent:.2f} s")
