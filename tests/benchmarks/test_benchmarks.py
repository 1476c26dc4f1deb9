"""The benchmarks run: each of their functions on a zone so small that its figures say nothing."""

import os
import shutil
import threading
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from benchmarks import build, dashboard, identity, intake, pages, serving, wire
from benchmarks.determinism import hashes
from benchmarks.measured import measured
from benchmarks.readers import Crowd
from benchmarks.replicate import last_month, replicate, without
from dashboards import accounts, make_app
from datasets.home import CURRENT, snapshots
from tests.datasets.tiny import tiny_zone, write_extract


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """The extracts of the tiny zone."""
    return write_extract(tmp_path / "extracts", tiny_zone())


@pytest.fixture
def parquet(tiny: Path, tmp_path: Path) -> Path:
    """The tiny zone as Parquet, each fact three times."""
    assert replicate(tiny, tmp_path / "parquet", copies=3) == 30 + 3 * (2 * 30 * 12 + 30 * 12) + 5 * 12 + 30
    return tmp_path / "parquet"


def test_a_build_of_replicated_facts_takes_them_all_and_the_floor_reads_the_same_rows(
    parquet: Path, tmp_path: Path
) -> None:
    assert last_month(parquet) == "2010-12"
    without("2010-12", parquet, tmp_path / "earlier")
    rows = build.plain(parquet, tmp_path / "plain.duckdb")
    assert rows - build.plain(tmp_path / "earlier", tmp_path / "plain.duckdb") == 3 * (30 + 30)
    assert {"tax", "publish"} <= build.bases(parquet, tmp_path / "home").keys()


def test_every_extract_of_a_zone_becomes_parquet(extracts: Path, tmp_path: Path) -> None:
    rows = replicate(extracts, tmp_path / "parquet")
    delivered = [path for path in extracts.rglob("*.csv") if not path.parent.name.startswith("_")]
    assert len([*(tmp_path / "parquet").rglob("*.parquet")]) == len(delivered)
    assert build.plain(tmp_path / "parquet", tmp_path / "plain.duckdb") == rows > 100_000


def test_a_run_is_measured_in_a_process_of_its_own() -> None:
    spent = measured(os.getppid)
    assert spent.result == os.getpid()
    assert spent.peak > 1e6
    with pytest.raises(FileNotFoundError):
        measured(os.listdir, "/nowhere")


def test_a_rebuild_tells_its_hash(tiny: Path, tmp_path: Path) -> None:
    (found,) = hashes(tiny, tmp_path / "homes", runs=1)
    assert len(found) == 64


@pytest.mark.slow
def test_each_page_is_asked(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy, name = tmp_path / "home", snapshots(home)[-1]
    shutil.copytree(home / "snapshots" / name, copy / "snapshots" / name)
    (copy / CURRENT).write_text(name, "utf-8")
    pages.run(copy, months=2)
    assert "p95" in capsys.readouterr().out


def test_workbooks_and_numbers_are_timed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    intake.run(tmp_path, rows=200)
    identity.numbers(200)
    printed = capsys.readouterr().out
    assert "submit 200 rows, 4 refused" in printed
    assert "200 of person_number" in printed


def test_readers_share_a_session_and_their_answers_are_timed(home: Path) -> None:
    accounts.create_user(home, dashboard.NAME, "leader")
    accounts.change_password(home, dashboard.NAME, dashboard.PASSWORD)
    server = make_server("127.0.0.1", 0, make_app(home).server, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_port}"
        crowd = Crowd(address, dashboard.signed_in(address), ["/enterprises"], ["2020-01"], think=0.1)
        crowd.read(2, seconds=0.3)
    finally:
        server.shutdown()
    assert crowd.times
    assert crowd.refused == []


def test_memory_is_resident_and_shared() -> None:
    resident, share = serving.memory(os.getpid())
    assert 1e7 < share <= resident


@pytest.mark.browser
def test_a_first_opening_counts_what_the_page_shows(tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "page.html").write_text(
        "<p class=v>1</p><div class=js-plotly-plot><svg class=main-svg width=9 height=9></svg></div>", "utf-8"
    )
    seen = wire.opened(browser, (tmp_path / "page.html").as_uri(), ".v")
    assert 0 < seen.figure <= seen.chart
    assert seen.requests == 1
