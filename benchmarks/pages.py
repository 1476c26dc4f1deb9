"""How long each page's callback takes on the server: the first time a view is asked for, and again."""

import json
import re
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

import datasets
from dashboards import accounts, make_app
from dashboards.page import pages
from dashboards.server import settle
from dashboards.wire.warming import warm

_NAME, _HOST = "bench", "http://localhost"


def run(home: Path, months: int = 60) -> None:
    """Ask for every page in the latest months, twice each, and print p50 and p95 of both rounds."""
    app = make_app(home)
    client = _signed_in(app.server, home)
    warm(home)
    settle()  # as each worker does before it listens
    asked = latest_months(home, months)
    for path in pages():
        first = [_milliseconds(client, path, f"?period={month}") for month in asked]
        again = [_milliseconds(client, path, f"?period={month}") for month in asked]
        print(f"page {path:10} first time {_spread(first)}   again {_spread(again)}")


def _spread(times: Sequence[float]) -> str:
    return f"p50 {statistics.median(times):6.1f} ms, p95 {statistics.quantiles(times, n=20)[-1]:6.1f} ms"


def latest_months(home: Path, months: int) -> list[str]:
    """Return the last months before the snapshot's, the latest first."""
    end = pd.Period(datasets.open_snapshot(home).as_of, freq="M")
    return [str(end - back) for back in range(1, months + 1)]


def _signed_in(server: Any, home: Path) -> Any:
    password = accounts.create_user(home, _NAME, "leader")
    accounts.change_password(home, _NAME, f"{password}-bench")
    client = server.test_client()
    token = re.search(r'name="token" value="([^"]+)"', client.get("/login").get_data(as_text=True))
    form = {"name": _NAME, "password": f"{password}-bench", "token": token.group(1) if token else ""}
    client.post("/login", data=form, headers={"Origin": _HOST})
    return client


def _milliseconds(client: Any, path: str, search: str) -> float:
    """Return how long the callback that draws a page takes; raise AssertionError unless it answers."""
    body = callback(path, search)
    started = time.perf_counter()
    answer = client.post("/_dash-update-component", json=body, headers={"Origin": _HOST})
    spent = (time.perf_counter() - started) * 1000
    if answer.status_code != 200 or not json.loads(answer.get_data(as_text=True)).get("response"):  # noqa: PLR2004
        raise AssertionError(f"{path}{search} answered {answer.status_code}")
    return spent


def callback(path: str, search: str) -> dict[str, Any]:
    """Return the question a browser asks when it opens an address."""
    address = [
        {"id": "address", "property": "pathname", "value": path},
        {"id": "address", "property": "search", "value": search},
    ]
    outputs = [{"id": "frame", "property": "children"}, {"id": "shown", "property": "data"}]
    return {
        "output": "..frame.children...shown.data..",
        "outputs": outputs,
        "inputs": address,
        "state": [{"id": "shown", "property": "data", "value": None}],
        "changedPropIds": ["address.pathname", "address.search"],
    }
