"""How long a build takes, as a ratio to plain CREATE TABLE AS of the same Parquet in the same run.

The extracts are the simulated ones as Parquet columns of text, with their facts (tax and customs) once or many times.
Both the floor and the build read every one of those files.
"""

import shutil
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import duckdb

import datasets
import indicators
from benchmarks.measured import Measured, measured
from benchmarks.replicate import FACTS, last_month, replicate, without
from benchmarks.table import show
from datasets.settings import settings
from datasets.simulate import simulate
from datasets.sql import quoted

HEADINGS = ("", "seconds", "CPU s", "x plain", "x plain CPU", "of full CPU", "peak GiB")
SHOWN = 15  # steps of a build


def plain(extracts: Path, database: Path, only: Collection[str] = ()) -> int:
    """Return the rows of reading every source, or ``only`` some, into a table and nothing else, by CREATE TABLE AS."""
    rows = 0
    with duckdb.connect(database, config={"memory_limit": settings().build_memory}) as connection:
        connection.execute("SET enable_progress_bar = false")
        for folder in sorted(each for each in extracts.iterdir() if each.is_dir() and (not only or each.name in only)):
            table, files = quoted(folder.name), str(folder / "*.parquet")
            connection.execute(f"CREATE TABLE {table} AS FROM read_parquet(?, union_by_name = true)", [files])
            counted = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - a source's name
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
    """Simulate once, build five times, and print what each cost; leave a snapshot in the folder ``home``."""
    made = measured(simulate, folder / "extracts", scale=scale, seed=7)
    builds(folder, copies=copies)
    print(f"\nsimulate at scale {scale:g}: {made}")


def builds(folder: Path, *, copies: int = 1) -> None:
    """Print what each kind of build of the folder's ``extracts`` costs."""
    extracts = folder / f"facts-{copies}"
    replicate(folder / "extracts", extracts, copies)
    month = last_month(extracts)
    without(month, extracts, folder / "earlier")
    floor = measured(plain, extracts, folder / "plain.duckdb")
    only_bases = measured(bases, extracts, folder / "bases")
    full = measured(whole, extracts, folder / "full")
    for done in ("bases", "full"):
        shutil.rmtree(folder / done)
    measured(whole, folder / "earlier", folder / "home")
    later = measured(whole, extracts, folder / "home")
    lines = [
        _line("plain CREATE TABLE AS of every extract", floor, floor, full),
        _line("build of the bases", only_bases, floor, full),
        _line("full build, with cubes and forecasts", full, floor, full),
        _line(f"one month more ({month})", later, floor, full),
        _line("nothing new", measured(whole, extracts, folder / "home"), floor, full),
    ]
    show(f"Builds of {floor.result:,} rows", HEADINGS, lines)
    facts = measured(plain, extracts, folder / "facts.duckdb", tuple(FACTS))
    taken = sum(full.result[key] for key in FACTS)
    print(
        f"\nFacts alone ({', '.join(FACTS)}; {facts.result:,} rows): read, checked and linked in {taken:.2f} s, "
        f"{taken / facts.seconds:.2f} x plain CREATE TABLE AS of them in {facts.seconds:.2f} s"
    )
    show("Steps of the full build", ("", "seconds"), _longest(full.result))
    show("Steps of one month more", ("", "seconds"), _longest(later.result))


def _line(name: str, spent: Measured[Any], floor: Measured[Any], full: Measured[Any]) -> tuple[str, ...]:
    return (
        name,
        f"{spent.seconds:.2f}",
        f"{spent.processor:.2f}",
        f"{spent.seconds / floor.seconds:.2f}",
        f"{spent.processor / floor.processor:.2f}",
        f"{spent.processor / full.processor:.1%}",
        f"{spent.peak / 1024**3:.2f}",
    )


def _longest(steps: Mapping[str, float]) -> list[tuple[str, ...]]:
    ordered = sorted(steps.items(), key=lambda each: -each[1])
    rest = sum(seconds for _, seconds in ordered[SHOWN:])
    return [(step, f"{seconds:.2f}") for step, seconds in [*ordered[:SHOWN], ("all others", rest)]]
