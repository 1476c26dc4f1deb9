"""The terminal: what the commands of every layer share. Results go to stdout, everything else to stderr."""

import json
import os
import sys
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from datasets.console.progress import Progress as ProgressCallback
from datasets.published.moment import day_of, known_then, open_as_of, open_whole
from datasets.published.snapshot import Snapshot
from datasets.settings import settings
from datasets.text import Language, Text
from datasets.titles import spoken, titled

GROWTH = {"yoy", "yoy_published", "yoy_computed"}  # columns of growth, shown in per cent
FINE = 10  # below this a number is shown with four decimals: shares need them


def language() -> Language:
    """Return the reader's language: JINGWEI_LANGUAGE if set, otherwise that of the locale."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    chosen = os.environ.get("JINGWEI_LANGUAGE", "zh" if locale.startswith("zh") else "en")
    return "zh" if chosen == "zh" else "en"


def say(zh: str, en: str) -> str:
    """Return the words in the reader's language."""
    return Text(zh, en).in_language(language())


Where = Annotated[
    list[str] | None, typer.Option("--where", help=say("筛选，维度=代码，可重复", "DIM=CODE, may be repeated"))
]
Cumulative = Annotated[bool, typer.Option(help=say("累计", "year to date"))]
CombineNewYear = Annotated[bool, typer.Option(help=say("1—2月合并", "January and February as one period"))]


def filters(pairs: list[str] | None) -> dict[str, str | tuple[str, ...]]:
    """Return the slice that ``DIM=CODE`` words name; several codes of one dimension add up."""
    found: dict[str, tuple[str, ...]] = {}
    for pair in pairs or []:
        dimension, separator, code = pair.partition("=")
        if not separator:
            raise typer.BadParameter(say(f"“{pair}”应写成 维度=代码", f"{pair!r} should read DIM=CODE"))
        found[dimension] = (*found.get(dimension, ()), code)
    return {dimension: codes[0] if len(codes) == 1 else codes for dimension, codes in found.items()}


class Format(StrEnum):
    """How a result is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        help=say(
            "截至某日（2010-06-30）已知的，或某一快照（按名）；默认当前快照",
            "what was known on a day (2010-06-30), or a snapshot by its name; default the current one",
        ),
    ),
]
Shape = Annotated[Format, typer.Option("--format", help=say("输出格式", "how to print"))]


class Engine(StrEnum):
    """Who computes an answer."""

    DUCKDB = "duckdb"
    SPARK = "spark"


ComputedBy = Annotated[Engine, typer.Option("--engine", help=say("由谁计算", "who computes the answer"))]
Exported = Annotated[
    Path | None, typer.Option("--export", help=say("导出目录（--engine spark）", "an export's folder (--engine spark)"))
]


class Bar:
    """A progress bar on stderr that says which step is under way."""

    def __enter__(self) -> ProgressCallback:
        columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._progress = Progress(*columns, TextColumn("{task.description}"), console=Console(stderr=True))
        self._task = self._progress.add_task("", total=None)
        self._progress.start()
        return self._step

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def _step(self, label: Text, done: int, total: int) -> None:
        self._progress.update(self._task, completed=done, total=total, description=label.in_language(language()))


def home() -> Path:
    """Return the folder that holds the state of this installation."""
    return settings().home


def require_known(what: str, given: str | None, known: Collection[str]) -> None:
    """Refuse a word that was given and is not known, naming those that are: a wrong word has no empty answer."""
    if given is not None and given not in known:
        listed = ", ".join(known)
        raise typer.BadParameter(say(f"{what} 没有“{given}”；可选：{listed}", f"no {what} {given!r}; one of: {listed}"))


def note(message: str) -> None:
    """Print on stderr."""
    print(message, file=sys.stderr)


def opened(as_of: str | None, engine: Engine = Engine.DUCKDB, exported: Path | None = None) -> Snapshot:
    """Return what was known at a moment, telling on stderr what answers for a day; None is the current snapshot.

    On Spark an export answers, which is of one snapshot.
    """
    if (engine is Engine.SPARK) != (exported is not None) or (exported is not None and as_of is not None):
        raise typer.BadParameter(
            say(
                "--engine spark 与 --export 目录 要一起给出（不带 --as-of）；导出用 jingwei export --parquet 目录",
                "--engine spark and --export DIR go together, without --as-of; jingwei export --parquet DIR writes one",
            )
        )
    if exported is not None:
        from datasets.export import open_export

        return open_export(exported)
    snapshot = open_as_of(home(), as_of)
    if said := known_then(snapshot):
        note(said.in_language(language()))
    return snapshot


def whole(as_of: str | None) -> Snapshot:
    """Return the whole snapshot of a moment, telling on stderr which one answers for a day; None is the current one."""
    snapshot = open_whole(home(), as_of)
    if day_of(as_of) is not None:
        published = snapshot.manifest.published_on
        note(say(f"{published} 发布的快照 {snapshot.name}", f"snapshot {snapshot.name}, published on {published}"))
    return snapshot


def _plain(value: float) -> str:
    return f"{value:,.2f}" if abs(value) >= FINE else f"{value:.4f}"


def _growth(value: float) -> str:
    return "—" if value != value else f"{value:+.1%}"  # noqa: PLR0124 NaN is the one number unlike itself


def _cell(value: object) -> object:
    """Return a cell that is no plain number as it is read: nothing as a dash, money without idle noughts."""
    if value is None or value is pd.NA:
        return "—"
    return f"{value:,.2f}" if isinstance(value, Decimal) else value


def _aligned(frame: pd.DataFrame) -> str:
    """Return a table for the terminal, where a Chinese character is two columns wide."""
    if frame.empty:
        return say("（没有）", "(none)")
    for growth in GROWTH & set(frame.columns):
        frame[growth] = frame[growth].map(_growth)
    for name in frame.columns[[str(each) in {"object", "Int64"} for each in frame.dtypes]]:
        frame[name] = frame[name].astype(object).map(_cell)
    said = titled(spoken(frame, language()), language())
    with pd.option_context("display.unicode.east_asian_width", True):
        return str(said.to_string(index=False, na_rep="—", float_format=_plain))


def print_frame(frame: Any, shape: Format, told: Mapping[str, Callable[[float], str]] | None = None) -> None:
    """Print a data frame as aligned text, CSV or JSON; ``told`` says how a column is written as text."""
    frame = frame.copy()
    if shape is Format.TABLE:
        frame = frame.assign(**{name: frame[name].map(how) for name, how in (told or {}).items() if name in frame})
    if "period" in frame and frame["period"].dtype.kind == "M":
        frame["period"] = frame["period"].dt.strftime("%Y-%m")
    if shape is Format.CSV:
        frame.to_csv(sys.stdout, index=False, lineterminator="\n")
    elif shape is Format.JSON:
        print(json.dumps(json.loads(frame.to_json(orient="records", force_ascii=False)), ensure_ascii=False, indent=1))
    else:
        print(_aligned(frame))
