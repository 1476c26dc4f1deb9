"""``make bench-reports``: one warm report beside papermill, nbconvert and Chromium; charts; a hundred reports."""

import argparse
import json
import multiprocessing
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import datasets
import indicators
import reports
from benchmarks.table import show
from datasets.simulate import simulate
from reports.document import Document, read
from reports.edition import Edition, edition
from reports.html import web_page
from reports.kernel import execute
from reports.layout import lay_out
from reports.pdf import compose
from reports.proof import check_printed
from reports.render import Drawing, render
from reports.workbook import workbook

CHARTS, TABLES = 6, 4
_PROCESSES = 2
_TIMES = 3
_MILLISECONDS = 1000
_PATIENCE = 180_000.0  # milliseconds
_EDITION = """key = "measured"
notebook = "measured.ipynb"
languages = ["zh", "en"]
time_limit_seconds = 600
title = {zh = "计时报告", en = "Timed Report"}
classification = {zh = "内部", en = "Internal"}
schedule = {zh = "不定期", en = "now and then"}
[parameters]
period = "month"
snapshot = "snapshot"
language = "language"
"""
_PARAMETERS = 'period = "2026-10"\nsnapshot = ""\nlanguage = "zh"\n'
_DATA = """import datasets
from datasets import Text
from indicators import catalogue
from indicators.charts import trend
from indicators.sentences.month import Month
data = datasets.open_snapshot(datasets.settings().home, snapshot or None)
month = Month(data, period, language)
keys = ["tax_revenue", "exports", "imports", "fixed_asset_investment", "fdi_used", "registered_enterprises"]
charts = {
    key: trend(month.history(key), None, unit=catalogue()[key].unit, language=language, height=210) for key in keys
}
tables = {
    by: month.ranking("tax_revenue", by, Text(by, by)) for by in ("industry", "street", "ownership", "tax_type")
}
"""
_OURS = """from indicators.display import Writer
write = Writer(language)
write.cover([Text("一句话。", "One sentence.")], [(Text("要点", "Point"), keys[0])])
for key, chart in charts.items():
    write.chart(chart, Text(month.name(key), month.name(key)), key=key)
for by, table in tables.items():
    write.table(*table, Text(by, by), key=by)
"""
_THEIRS = """import pandas as pd
import plotly.graph_objects as go
from IPython.display import HTML, display
for chart in charts.values():
    go.Figure(chart).show(renderer="notebook")
for table in tables.values():
    display(HTML(pd.DataFrame(table.rows, columns=[each.zh for each in table.columns]).to_html()))
"""


def main() -> None:
    """Measure everything on a simulated zone, or on a home that is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=0.05)
    parser.add_argument("--home", type=Path, help="a home with a snapshot, instead of a new zone")
    parser.add_argument("--many", type=int, default=100, help="how many reports two processes make")
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        home = words.home or _zone(folder, words.scale)
        _write(folder / "editions", _DATA + _OURS, "measured")
        reports.edition.EDITIONS = folder / "editions"  # type: ignore[misc]
        content, ours = _ours(home)
        theirs = _theirs(folder, home)
        _one(ours, theirs)
        _charts(content)
        _many(home, folder / "editions", words.many)


def _zone(folder: Path, scale: float) -> Path:
    simulate(folder / "extracts", scale=scale, seed=7)
    datasets.build(folder / "extracts", home=folder / "home", derivations=indicators.derivations())
    return folder / "home"


def _write(folder: Path, cell: str, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "measured.toml").write_text(_EDITION, encoding="utf-8")
    cells: list[dict[str, Any]] = [
        {
            "cell_type": "code",
            "id": f"cell-{at}",
            "metadata": {"tags": tags},
            "execution_count": None,
            "outputs": [],
            "source": source,
        }
        for at, (source, tags) in enumerate([(_PARAMETERS, ["parameters"]), (cell, [])])
    ]
    kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
    path = folder / f"{name}.ipynb"
    notebook = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


def _timed(times: dict[str, list[float]], name: str, done: Callable[[], Any]) -> Any:
    begun = time.perf_counter()
    answer = done()
    times.setdefault(name, []).append(time.perf_counter() - begun)
    return answer


def _ours(home: Path) -> tuple[Document, dict[str, float]]:
    """Return the document and the median seconds of each step of a warm run, and the size of its PDF."""
    chosen, snapshot = edition("measured"), datasets.open_snapshot(home)
    given = chosen.values({"period": f"{snapshot.as_of:%Y-%m}", "snapshot": snapshot.name, "language": "zh"})
    times: dict[str, list[float]] = {}
    for _ in range(_TIMES + 1):
        document, size = _steps(times, chosen, snapshot, given, home)
    return document, {**{name: statistics.median(each[1:]) for name, each in times.items()}, "size": size}


def _steps(
    times: dict[str, list[float]], chosen: Edition, snapshot: datasets.Snapshot, given: Any, home: Path
) -> tuple[Document, int]:
    outcome = _timed(times, "notebook", lambda: execute(chosen.notebook, given, home=home, limits=chosen.limits))
    document = read(outcome.notebook)
    content = _timed(times, "charts", lambda: lay_out(document, chosen, snapshot, given))
    pdf = _timed(times, "setting", lambda: compose(content))
    _timed(times, "reading back", lambda: check_printed(pdf, content))
    _timed(times, "HTML, XLSX", lambda: (web_page(content), workbook(document, content)))
    return document, len(pdf)


def _theirs(folder: Path, home: Path) -> dict[str, float]:
    """Return the seconds of papermill with its kernel, nbconvert, and Chromium, waiting until it shows all charts."""
    import os

    import papermill
    from nbconvert import HTMLExporter

    os.environ["JINGWEI_HOME"] = str(home)
    source = _write(folder / "theirs", _DATA + _THEIRS, "theirs")
    times: dict[str, list[float]] = {}
    done, page = folder / "theirs" / "done.ipynb", folder / "theirs" / "page.html"
    exporter: Any = HTMLExporter

    def run() -> None:
        papermill.execute_notebook(str(source), str(done), kernel_name="python3", progress_bar=False)

    def convert() -> None:
        page.write_text(exporter(exclude_input=True).from_filename(str(done))[0], encoding="utf-8")

    for _ in range(2):
        _timed(times, "notebook", run)
        _timed(times, "HTML", convert)
        size = _timed(times, "Chromium", lambda: _printed(page))
    return {**{name: min(each) for name, each in times.items()}, "size": size}


def _printed(page_file: Path) -> int:
    """Return the bytes of the PDF Chromium prints of a page, once every chart is on it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.set_default_timeout(_PATIENCE)
        page.route("http*://**", lambda route: route.abort())  # its page asks for scripts from the internet
        page.goto(page_file.as_uri())
        shown = f"document.querySelectorAll('.js-plotly-plot .main-svg:first-child').length >= {CHARTS}"
        page.wait_for_function(shown)
        pdf = page.pdf(format="A4")
        browser.close()
    return len(pdf)


def _one(ours: dict[str, float], theirs: dict[str, float]) -> None:
    sums = [sum(value for name, value in each.items() if name != "size") for each in (ours, theirs)]
    lines = [(f"ours: {name}", f"{value:.2f}") for name, value in ours.items() if name != "size"]
    lines += [(f"papermill + nbconvert: {name}", f"{value:.2f}") for name, value in theirs.items() if name != "size"]
    lines += [("ours", f"{sums[0]:.2f}"), ("papermill + nbconvert + Chromium", f"{sums[1]:.2f}")]
    show(f"One warm report, {CHARTS} charts and {TABLES} tables", ("step", "seconds"), lines)
    sizes = [f"{each['size'] / 1024:,.0f} KiB" for each in (ours, theirs)]
    print(f"times as fast: {sums[1] / sums[0]:.1f}; PDF {sizes[0]} against {sizes[1]}")


def _charts(document: Document) -> None:
    drawings = [Drawing(chart.figure) for chart in document.charts]
    render(drawings)
    begun = time.perf_counter()
    for each in drawings:
        render([each])
    spent = (time.perf_counter() - begun) / len(drawings)
    print(f"a chart, warm: {spent * _MILLISECONDS:.0f} ms")


def _many(home: Path, folder: Path, count: int) -> None:
    jobs = [(home, folder, f"{year}-{month:02d}") for year in range(2026, 2010, -1) for month in range(1, 11)][:count]
    begun = time.perf_counter()
    with multiprocessing.get_context("spawn").Pool(_PROCESSES) as pool:
        sizes = pool.map(_run, jobs, chunksize=1)
        spent = time.perf_counter() - begun
    print(f"{len(sizes)} reports by {_PROCESSES} processes: {spent:.1f} s, {spent / len(sizes):.2f} s each")


def _run(job: tuple[Path, Path, str]) -> int:
    home, folder, period = job
    reports.edition.EDITIONS = folder  # type: ignore[misc]
    return reports.run("measured", period, home=home, language="zh").pdf.stat().st_size


if __name__ == "__main__":
    main()
