"""The application in this process for the gate's tests, and a real server with a real browser for the pages."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from argon2 import PasswordHasher

import jingwei
from dashboards import accounts
from dashboards.accounts import passwords
from dashboards.app import make_app

ROOT = Path(__file__).parents[2]
HOST = "http://localhost"
NAME, PASSWORD = "tester", "a long enough password"


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Argon2 at its least cost: a hash made to resist guessing takes seconds on a busy machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
        yield


def sign_in(client, name: str, password: str, **extra: str):
    """Post the form as a browser would, with the token from the page."""
    page = client.get("/login").get_data(as_text=True)
    token = re.search(r'name="token" value="([^"]+)"', page)[1]
    form = {"name": name, "password": password, "token": token} | extra
    return client.post("/login", data=form, headers={"Origin": HOST})


@pytest.fixture(scope="session")
def app(home: Path):
    accounts.create_user(home, NAME, "leader")
    accounts.change_password(home, NAME, PASSWORD)
    return make_app(home, jingwei.PRESS)


@pytest.fixture
def anonymous(app):
    return app.server.test_client()


@pytest.fixture
def client(app):
    client = app.server.test_client()
    assert sign_in(client, NAME, PASSWORD).status_code == 302
    return client


@pytest.fixture(scope="session")
def registered(app) -> dict[str, dict]:
    """A well-formed body for every callback of the application, by its output."""
    values = {"pathname": "/", "search": "", "data": None}
    bodies = {}
    for output, callback in app.callback_map.items():
        listed = [
            dict(zip(("id", "property"), each.rsplit(".", 1), strict=True)) for each in output.strip(".").split("...")
        ]
        inputs = [{**each, "value": values.get(each["property"])} for each in callback["inputs"]]
        bodies[output] = {
            "output": output,
            "outputs": listed if len(listed) > 1 else listed[0],
            "inputs": inputs,
            "state": [{**each, "value": None} for each in callback["state"]],
            "changedPropIds": [f"{each['id']}.{each['property']}" for each in inputs],
        }
    return bodies


DEPARTMENT = "税务局"


def signed_in(app, home: Path, name: str, role: str):
    """A browser in which somebody of that role has a session; a department's user is of the tax bureau."""
    if name not in {each.name for each in accounts.accounts(home)}:
        accounts.create_user(home, name, role, DEPARTMENT if role == "department" else "")
        accounts.change_password(home, name, PASSWORD)
    client = app.server.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = accounts.begin(home, name).token, True
    return client


def asked(registered, output: str, path: str, search: str, shown: object = None) -> dict:
    """The body by which the frame or the drawer of an address is asked for."""
    body = next(each for key, each in registered.items() if f"{output}.children" in key)
    values = {"pathname": path, "search": search}
    inputs = [{**each, "value": values[each["property"]]} for each in body["inputs"]]
    return body | {"inputs": inputs, "state": [{**each, "value": shown} for each in body["state"]]}


@pytest.fixture
def call():
    def post(client, body: object, origin: str | None = HOST):
        headers = {"Content-Type": "application/json"} | ({"Origin": origin} if origin else {})
        text = body if isinstance(body, (str, bytes)) else json.dumps(body)
        return client.post("/_dash-update-component", data=text, headers=headers)

    return post


@pytest.fixture(scope="session")
def server(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    """The real server on a free port of the loopback address, with one account."""
    accounts.create_user(home, "browser", "leader")
    accounts.change_password(home, "browser", PASSWORD)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    code = f"from pathlib import Path; from dashboards import serve; serve(Path({str(home)!r}), {port})"
    log = tmp_path_factory.mktemp("server") / "log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-c", code], cwd=ROOT, stdout=file, stderr=file, env=dict(os.environ)
        )
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(f"{url}/login", process, log)
            yield SimpleNamespace(url=url, name="browser", password=PASSWORD)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def _wait(url: str, process: subprocess.Popen, log: Path) -> None:
    end = time.monotonic() + 90
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 our own server
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.2)
    pytest.fail(f"The server did not start:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def cookies(browser, server) -> list[dict]:
    """The cookies of a person who signed in through the form."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{server.url}/login")
    page.fill("input[name=name]", server.name)
    page.fill("input[name=password]", server.password)
    page.click("button")
    page.wait_for_selector("main[data-title]")
    found = context.cookies()
    context.close()
    return found


_SHIFTS = """
// How far the layout jumped, and what moved. Letters that arrive late are left out: on a machine without any Chinese
// font, as this one may be, they replace boxes of another width; a reader's machine has one.
window.shifts = [];
var letters = 0;
document.fonts.addEventListener("loading", function () { letters = Infinity; });
document.fonts.addEventListener("loadingdone", function () { letters = performance.now() + 500; });
new PerformanceObserver(function (list) {
  list.getEntries().forEach(function (each) {
    var moved = each.sources.map(function (one) { return one.node ? one.node.className || one.node.nodeName : ""; });
    if (!each.hadRecentInput && each.startTime > letters) window.shifts.push([each.value, moved.join(", ")]);
  });
}).observe({ type: "layout-shift", buffered: true });"""


@pytest.fixture(scope="session")
def accuse() -> Callable[..., list[str]]:
    """What axe finds serious or critical on a page; the inside of a chart is one picture with a description."""
    source = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

    def of(page, *rules: str) -> list[str]:
        if not page.evaluate("Boolean(window.axe)"):
            page.evaluate(source)
        options = {"resultTypes": ["violations"]} | ({"runOnly": list(rules)} if rules else {})
        found = page.evaluate("(options) => axe.run({ exclude: [['.js-plotly-plot']] }, options)", options)
        return [
            f"{each['id']}: {[node['target'] for node in each['nodes']][:3]}"
            for each in found["violations"]
            if each["impact"] in {"serious", "critical"}
        ]

    return of


@pytest.fixture(scope="session")
def windows(browser, cookies) -> Iterator[object]:
    """Signed-in windows by width: kept for the whole run, so that their caches are as warm as a reader's."""
    contexts: dict[int, object] = {}

    def of(width: int):
        if width not in contexts:
            contexts[width] = browser.new_context(viewport={"width": width, "height": 900}, accept_downloads=True)
            contexts[width].add_cookies(cookies)
            contexts[width].add_init_script(_SHIFTS)
        return contexts[width]

    yield of
    for context in contexts.values():
        context.close()


@pytest.fixture
def visit(windows, server):
    """Open addresses as a signed-in person; at the end, no page may have complained or asked anybody outside."""
    pages, complaints, outside = [], [], []

    def go(path: str, width: int = 1440, wait: str = "main[data-title]"):
        page = windows(width).new_page()
        pages.append(page)
        page.on("console", lambda line: complaints.append(line.text) if line.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda asked: outside.append(asked.url) if not _inside(asked.url, server.url) else None)
        page.goto(server.url + path)
        page.wait_for_selector(wait)
        return page

    yield go
    for page in pages:
        page.wait_for_load_state("networkidle")
        page.close()
    assert complaints == []
    assert outside == []


def _inside(url: str, server: str) -> bool:
    return url.startswith((f"{server}/", "data:", "blob:"))
