"""A snapshot published while the server runs is seen at the next request; nothing is restarted, nothing stays old."""

import json
import shutil
from pathlib import Path

import pytest

import datasets
import indicators
from dashboards import accounts
from dashboards.app import make_app
from dashboards.asking import queries
from dashboards.page import pages
from dashboards.parts.figures import written
from dashboards.parts.snapshots import banner, difference_panel
from dashboards.router import view_of
from dashboards.wire.warming import warmed
from indicators.sentences.changed import changed

from .conftest import NAME, PASSWORD, sign_in
from .test_topics import found, plain, rows_of


@pytest.fixture
def moving(published: Path, tmp_path: Path) -> Path:
    """A home of its own with the snapshot of the test run, to which the test publishes another."""
    own = shutil.copytree(published, tmp_path / "home")
    accounts.create_user(own, NAME, "leader")
    accounts.change_password(own, NAME, PASSWORD)
    return own


@pytest.mark.slow
def test_the_next_request_sees_the_new_snapshot(moving: Path, extracts: Path, tmp_path: Path, registered, call) -> None:
    client = make_app(moving).server.test_client()
    sign_in(client, NAME, PASSWORD)
    frame = next(body for output, body in registered.items() if "frame.children" in output)
    shown = None

    def seen() -> str:
        """Ask as a browser does that says what it shows already; return the answer."""
        nonlocal shown
        body = {**frame, "state": [{**each, "value": shown} for each in frame["state"]]}
        answer = call(client, body)
        if answer.status_code == 204 or not answer.json["response"]:
            return "nothing new"
        shown = answer.json["response"]["shown"]["data"]
        return json.dumps(answer.json, ensure_ascii=False)

    before = datasets.current_name(moving)
    assert f"快照 {before}" in seen()
    assert seen() == "nothing new"

    later = tmp_path / "later"
    shutil.copytree(extracts, later)
    path = later / "tax" / "2026.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[: len(lines) // 2]), "utf-8")
    after = datasets.build(later, home=moving, derivations=indicators.derivations()).name
    assert after != before
    answer = seen()
    assert f"快照 {after}" in answer
    assert f"快照 {before}" not in answer
    assert warmed(moving, before) == after
    missed = queries._course.cache_info().misses
    pages()["/trade"].body(view_of(moving, pages()["/trade"], ""))
    assert queries._course.cache_info().misses == missed, "a page of a snapshot that was warmed asks nothing of it"
    table = "/export.csv?page=tax&export=tax_revenue"
    assert after in client.get(table).get_data(as_text=True)

    _travels(moving, before, after)
    datasets.rollback(moving, before)
    assert before in seen()
    assert before in client.get(table).get_data(as_text=True)


def _travels(home: Path, before: str, after: str) -> None:
    """Look at the earlier snapshot, and at what both say differently."""
    page = pages()["/tax"]
    now, then = view_of(home, page, ""), view_of(home, page, f"?snapshot={before}")
    assert then.pinned
    assert then.href("/map") == f"/map?snapshot={before}"
    said = plain(banner(then))
    assert before in str(said)
    assert [each["href"] for each in found(said, children="与最新相比")] == [
        f"/centre?snapshot={before}&a={before}&b={after}"
    ]
    values = [queries.latest(view, "tax_revenue")["value"] for view in (then, now)]
    assert values[0] > values[1]

    frame = changed(datasets.open_snapshot(home, before), datasets.open_snapshot(home, after)).set_index("key")
    assert (frame["periods"] == 0).is_monotonic_increasing, "what was revised comes before what has other periods alone"
    revised = frame.loc["tax_revenue"]
    assert (revised["value_a"], revised["value_b"]) == tuple(
        indicators.point(datasets.open_snapshot(home, name), "tax_revenue", revised["period"]).value
        for name in (before, after)
    )
    assert "exports" not in frame.index
    centre = view_of(home, pages()["/centre"], f"?a={before}&b={after}")
    rows = rows_of(difference_panel(centre))
    assert next(row for row in rows if row[0] == "税收收入")[5] == written(centre, revised["value_a"], "yuan")
    assert any(row[0] == "base_economy__tax_payment" and row[3] != "0" for row in rows)
    assert any(row[0].endswith("2026.csv") for row in rows)
    assert "请选择" in str(plain(difference_panel(view_of(home, pages()["/centre"], f"?a={after}"))))
