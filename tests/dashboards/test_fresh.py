"""A snapshot published while the server runs is seen at the next request; nothing is restarted, nothing stays old."""

import shutil
from pathlib import Path

import pytest

import datasets
import indicators
from dashboards import accounts
from dashboards.app import make_app

from .conftest import NAME, PASSWORD, sign_in


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
        return answer.get_data(as_text=True)

    before = datasets.current_name(moving)
    assert before in seen()
    assert seen() == "nothing new"

    later = tmp_path / "later"
    shutil.copytree(extracts, later)
    path = later / "tax" / "2026.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[: len(lines) // 2]), "utf-8")
    after = datasets.build(later, home=moving, derivations=indicators.derivations()).name
    assert after != before
    answer = seen()
    assert after in answer
    assert before not in answer
    table = "/export.csv?page=tax&export=tax_revenue"
    assert after in client.get(table).get_data(as_text=True)

    datasets.rollback(moving, before)
    assert before in seen()
    assert before in client.get(table).get_data(as_text=True)
