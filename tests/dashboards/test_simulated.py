"""A zone goes live file by file: what is still simulated says so wherever a person sees it, and nothing else does."""

import hashlib
from pathlib import Path

import pytest

import datasets
from dashboards.app import make_app
from dashboards.page import pages
from dashboards.parts.provenance import departments, simulated
from dashboards.router import view_of
from dashboards.shell import badge
from datasets.directory.resource import resources
from datasets.intake.marker import MARKER, mark
from tests.datasets.tiny import tiny_zone, write_extract

BADGE = "模拟数据"


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A home with two snapshots: one in which last year's taxes were simulated, and the current one, all real."""
    folder = tmp_path_factory.mktemp("live")
    extracts, home = write_extract(folder / "extracts", tiny_zone()), folder / "home"
    mark(extracts, {"tax/2009.csv": hashlib.sha256((extracts / "tax/2009.csv").read_bytes()).hexdigest()})
    mixed = datasets.build(extracts, home=home).name
    (extracts / MARKER).unlink()
    return home, mixed, datasets.build(extracts, home=home).name


def test_receipts_say_which_file_was_simulated(live: tuple[Path, str, str]) -> None:
    home, mixed, real = live
    assert mixed != real
    marked = datasets.open_snapshot(home, mixed).query("SELECT file FROM receipt WHERE simulated")
    assert marked.column("file").to_pylist() == ["tax/2009.csv"]
    assert not datasets.open_snapshot(home, real).manifest.simulated


def test_catalogue_and_export_follow_the_snapshot(live: tuple[Path, str, str]) -> None:
    home, mixed, real = live
    held = {each.key for each in resources(datasets.open_snapshot(home, mixed)) if each.kind == "source"}
    marked = {each.key for each in resources(datasets.open_snapshot(home, mixed)) if each.simulated}
    assert marked & held == {"tax"}
    assert not any(each.simulated for each in resources(datasets.open_snapshot(home, real)))


@pytest.mark.parametrize(("snapshot", "shown"), [(1, True), (2, False)])
def test_lines_under_charts_follow_the_snapshot(live: tuple[Path, str, str], snapshot: int, *, shown: bool) -> None:
    view = view_of(live[0], pages()["/tax"], f"snapshot={live[snapshot]}&lang=zh")
    assert simulated(view, "tax_revenue") is shown
    assert ("（模拟）" in departments(view, "tax_revenue")) is shown
    assert (badge(view) is not None) is shown
    assert not simulated(view, "exports")
    assert not simulated(view, "gdp")


def test_the_sign_in_page_follows_the_current_snapshot(live: tuple[Path, str, str]) -> None:
    home, mixed, real = live
    client = make_app(home).server.test_client()
    assert BADGE not in client.get("/login?lang=zh").get_data(as_text=True)
    datasets.rollback(home, mixed)
    assert BADGE in client.get("/login?lang=zh").get_data(as_text=True)
    datasets.rollback(home, real)
