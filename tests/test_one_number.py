"""One number everywhere: command line, page, notebook and PDF, down to the fen."""

import json
import math
import re
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

import indicators
import reports
from dashboards import accounts, make_app
from reports.kernel import Limits, execute

ROOT = Path(__file__).resolve().parents[1]
HOST = "http://localhost"
KEY, STREET = "tax_revenue", "E03B"


def shown(home: Path, period: str, *words: str) -> float:
    """Return the number that ``jingwei show`` prints."""
    command = [sys.executable, str(ROOT / "jingwei.py"), "show", KEY, "--from", period, "--to", period]
    ran = subprocess.run(
        [*command, "--format", "json", *words],
        env={"JINGWEI_HOME": str(home), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    (row,) = json.loads(ran.stdout)
    return row["value"]


@pytest.fixture(scope="module")
def screen(home):
    """Ask for a page as the browser does and return the numbers its figures carry."""
    password = accounts.create_user(home, "counter", "leader")
    accounts.change_password(home, "counter", f"{password}!")
    client = make_app(home).server.test_client()
    token = re.search(r'name="token" value="([^"]+)"', client.get("/login").get_data(as_text=True))[1]
    form = {"name": "counter", "password": f"{password}!", "token": token}
    assert client.post("/login", data=form, headers={"Origin": HOST}).status_code == 302

    def ask(path: str, search: str) -> list[float]:
        body = {
            "output": "..frame.children...shown.data..",
            "outputs": [{"id": "frame", "property": "children"}, {"id": "shown", "property": "data"}],
            "inputs": [
                {"id": "address", "property": "pathname", "value": path},
                {"id": "address", "property": "search", "value": search},
            ],
            "state": [{"id": "shown", "property": "data", "value": None}],
            "changedPropIds": ["address.pathname"],
        }
        answer = client.post("/_dash-update-component", json=body, headers={"Origin": HOST}).get_data(as_text=True)
        return [float(each) for each in re.findall(r'"data-value": ?"([^"]+)"', answer)]

    return ask


def test_a_slice_is_the_same_on_the_page_in_show_and_in_why(home, snapshot, screen):
    value = indicators.point(snapshot, KEY, "2010-06", where={"street": STREET}).value
    told = indicators.explain(snapshot, home, KEY, "2010-06", where={"street": STREET}, limit=10**6)
    assert value > 0
    assert math.isclose(told.recomputed, value, abs_tol=0.005)
    assert math.isclose(told.rows["contribution"].astype(float).sum(), value, abs_tol=0.005)
    assert told.row_count == len(told.rows) == len(told.raw)
    assert math.isclose(told.raw["入库税额（元）"].astype(float).sum(), value, abs_tol=0.005)
    assert math.isclose(shown(home, "2010-06", "--where", f"street={STREET}"), value, abs_tol=0.005)
    assert value in screen("/tax", f"?period=2010-06&basis=month&street={STREET}")


@pytest.mark.slow
def test_the_headline_is_the_same_on_the_page_in_show_in_the_notebook_and_in_the_pdf(home, snapshot, screen):
    period = snapshot.as_of.strftime("%Y-%m")
    value = indicators.point(snapshot, KEY, period, cumulative=True).value
    written = str(indicators.figure(value, indicators.catalogue()[KEY].unit, "zh"))

    assert math.isclose(shown(home, period, "--cumulative"), value, abs_tol=0.005)
    assert value in screen("/", "")

    edition = reports.editions()["monthly_brief"]
    asked = edition.values({"period": period, "snapshot": snapshot.name, "language": "zh"})
    notebook = execute(edition.notebook, asked, home=home, limits=Limits(300)).notebook
    outputs = json.dumps([cell.get("outputs") for cell in notebook["cells"]], ensure_ascii=False)
    assert written in outputs

    pdf = reports.run("monthly_brief", period, home=home, language="zh").pdf
    text = "".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages)
    assert written.replace(" ", "") in re.sub(r"\s", "", text)
