"""``make bench-dashboard``: callbacks, first openings, fifty readers and memory, over ten million facts.

Everything is asked of one home in one run; with ``--home`` of one that is there already.
"""

import argparse
import http.cookiejar
import re
import statistics
import tempfile
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

import datasets
import indicators
from benchmarks import build, pages, wire
from benchmarks.readers import Crowd
from benchmarks.replicate import replicate
from benchmarks.serving import jingwei, memory, streamlit, workers
from benchmarks.table import show
from dashboards import accounts
from dashboards.page import pages as all_pages
from datasets.simulate import simulate

_FACTS = ("base_economy__tax_payment", "base_economy__goods_trade")
_COPIES = 3  # of the facts of scale 1: some twelve million
_OPENINGS = 5
_READERS, _THINK, _LASTS = 50, 5.0, 60.0
NAME, PASSWORD = "bench-reader", "a-word-for-this-run-only"
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
_FIGURES = {"/": ".card .v", "/tax": ".tile .v, .facts", "/map": "main h2, main .panel"}


def main() -> None:
    """Make the home, unless one is given, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, help="a home with a snapshot; otherwise one is made and thrown away")
    parser.add_argument("--seconds", type=float, default=_LASTS, help="how long the readers read")
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = words.home or made(Path(folder))
        snapshot = datasets.open_snapshot(home)
        counted = " UNION ALL ".join(f"SELECT count(*) AS n FROM {table}" for table in _FACTS)  # noqa: S608 our tables
        facts = sum(snapshot.query(counted)["n"].to_pylist())
        print(f"{facts:,} facts in the snapshot")
        pages.run(home)
        datasets.close_snapshots()
        serve_and_measure(home, Path(folder), words.seconds)


def made(folder: Path, scale: float = 1.0, copies: int = _COPIES) -> Path:
    """Return a home with a snapshot of a simulated zone whose facts stand there several times."""
    simulate(folder / "csv", scale=scale, seed=7)
    replicate(folder / "csv", folder / "extracts", copies)
    build.whole(folder / "extracts", folder / "home")
    return folder / "home"


def serve_and_measure(home: Path, folder: Path, seconds: float) -> None:
    """Print what browsers and readers find at a running server, and what its workers hold afterwards."""
    accounts.create_user(home, NAME, "leader")
    accounts.change_password(home, NAME, PASSWORD)
    series = folder / "series.parquet"
    indicators.series(datasets.open_snapshot(home), "tax_revenue")[["period", "value"]].dropna().to_parquet(series)
    latest = pages.latest_months(home, 60)
    datasets.close_snapshots()
    with jingwei(home) as (address, pid):
        cookie = signed_in(address)
        openings(address, cookie, series)
        crowd = Crowd(address, cookie, list(all_pages()), latest, _THINK)
        crowd.read(_READERS, seconds)
        times = [each * 1000 for each in crowd.times]
        spread = f"p50 {statistics.median(times):.1f} ms, p95 {statistics.quantiles(times, n=20)[-1]:.1f} ms"
        print(f"\n{_READERS} readers, {_THINK:g} s between two pages: {len(times)} pages, {spread}")
        print(f"refused: {len(crowd.refused)}", *crowd.refused[:3], sep="\n")
        for each in workers(pid):
            resident, share = (number / 1024**2 for number in memory(each))
            print(f"memory of a worker: {share:.0f} MiB of its own share, {resident:.0f} MiB resident")


def openings(address: str, cookie: str, series: Path) -> None:
    """Print the first opening of our pages, and of Streamlit's, each with an empty cache."""
    name, value = cookie.split("=", 1)
    ours = [{"name": name, "value": value, "url": address}]
    with sync_playwright() as play, streamlit(series) as other:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=_FLAGS)
        found = {f"Jingwei {page}": median(browser, f"{address}{page}", _FIGURES[page], ours) for page in _FIGURES}
        if other is not None:
            found["Streamlit"] = median(browser, other, "[data-testid=stMetricValue]", [])
        browser.close()
    rival = found.get("Streamlit")
    lines = [(name, *_line(opening, rival)) for name, opening in found.items()]
    headings = (
        "first opening",
        "figure s",
        "chart s",
        "answers s",
        "MB",
        "requests",
        "of Streamlit's chart",
        "answers",
    )
    show("First openings, empty cache (medians)", headings, lines)


def median(browser: Browser, url: str, figure: str, cookies: list[dict[str, str]]) -> wire.Opening:
    """Return the median of several openings; one before them warms the server, not the browser."""
    wire.opened(browser, url, figure, cookies)
    return wire.median([wire.opened(browser, url, figure, cookies) for _ in range(_OPENINGS)])


def _line(opening: wire.Opening, rival: wire.Opening | None) -> tuple[str, ...]:
    ratios = [f"{each / rival.chart:.2f}" if rival else "" for each in (opening.chart, opening.live)]
    seconds: Callable[[float], str] = "{:.2f}".format
    size = f"{opening.transferred / 1e6:.2f}"
    return *map(seconds, (opening.figure, opening.chart, opening.live)), size, str(opening.requests), *ratios


def signed_in(address: str) -> str:
    """Return the session's cookie, as ``name=value``, of a reader who signed in."""
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = opener.open(f"{address}/login", timeout=60).read().decode()
    found = re.search(r'name="token" value="([^"]+)"', page)
    form = {"name": NAME, "password": PASSWORD, "token": found.group(1) if found else ""}
    body = urllib.parse.urlencode(form).encode()
    opener.open(urllib.request.Request(f"{address}/login", body, {"Origin": address}), timeout=60)  # noqa: S310 loopback
    return next(f"{each.name}={each.value}" for each in jar)


if __name__ == "__main__":
    main()
