"""Sixty hostile strings as names of enterprises and as notes: nothing executes, nothing breaks a page, chart or file."""

import csv
import gc
import io
import os
import shutil
import threading
import zipfile
from pathlib import Path

import duckdb
import pytest
from python_calamine import CalamineWorkbook
from werkzeug.serving import make_server

from dashboards import accounts
from dashboards.app import make_app
from dashboards.asking.queries import enterprise
from dashboards.exports.tabular import Tabular, as_csv
from dashboards.exports.workbook import as_workbook
from dashboards.page import pages
from dashboards.parts.enterprise import portrait
from dashboards.router import view_of
from dashboards.watch.acting import write_note
from indicators.notes import NoteKind
from indicators.warnings import Actor
from indicators.warnings.reading import subject_of
from jingwei import PRESS

from .conftest import PASSWORD, asked, signed_in

RUN = "window.ran=1"
HOSTILE = [
    f"<script>{RUN}</script>", f"</script><script>{RUN}</script>", f'"><script>{RUN}</script>', f"<img src=x onerror={RUN}>",
    f"<svg/onload={RUN}>", f"<svg><script>{RUN}</script></svg>", f"<iframe srcdoc='<script>parent.{RUN}</script>'>",
    f"<a href='javascript:{RUN}'>公司</a>", f"javascript:{RUN}", f"<body onload={RUN}>", f"<details open ontoggle={RUN}>x",
    f"<style>@import'javascript:{RUN}'</style>", f"<math><mtext></form><form><img src=x onerror={RUN}>",
    f"`${{{RUN}}}`", f"${{{RUN}}}", "{{7*7}}", "{% raw %}", "{0.__class__}", "%(name)s", "%s%s%n", "#{7*7}", "<%= 7*7 %>",
    "</textarea><b>", "<!--", "-->", "]]>", "<![CDATA[x", "<b>粗</b><i>", "&lt;script&gt;", "&#x3c;script&#x3e;", "&copy;",
    "=1+1", '=HYPERLINK("http://evil")', "+1+1", "-1+1", "@SUM(1)", "=cmd|' /C calc'!A0", "\t=1+1", "'=1+1", "＝1+1",
    "'; DROP TABLE user; --", '" OR 1=1 --', "' UNION SELECT 1 --", "\\'; --", '#panic("x")', '#eval("1")', "$ x $", "*强调*",
    "[链接](javascript:alert(1))", "![x](http://evil/x.png)", "`代码`", "@labels <x>", "\\u003cscript\\u003e", "\u202e反转\u202c",
    "零\u200b宽", "🈲👨‍👩‍👧‍👦", "é́́́", "/../../etc/passwd", "..\\..\\x", "长" * 300,
]  # fmt: skip
MARK = "毒"
HOVERED = """() => {
  const graph = document.querySelector('#block-map .js-plotly-plot'), dots = graph.data.length - 1;
  const named = graph.data[dots].customdata.map((said, at) => said[0].includes('毒') ? at : -1).filter(at => at >= 0);
  named.forEach(at => Plotly.Fx.hover(graph, [{ curveNumber: dots, pointNumber: at }]));
  return named.length;
}"""
"""Points at every dot of a hostile name, and returns how many there are."""


def marked(at: int) -> str:
    """Return the name with its mark: the first half bear one, the others another, so that a search shows either."""
    return f"{HOSTILE[at]}{MARK}{'甲乙'[at // 30]}"


@pytest.fixture(scope="module")
def poisoned(published: Path, tmp_path_factory) -> Path:
    """A home whose first sixty enterprises have these names, and beside whose charts stand these notes."""
    assert len(HOSTILE) == len(set(HOSTILE)) == 60
    home = tmp_path_factory.mktemp("hostile") / "home"
    link = lambda source, target: (shutil.copy if source.endswith("snapshot.duckdb") else os.link)(source, target)  # noqa: E731
    shutil.copytree(published, home, copy_function=link, ignore=shutil.ignore_patterns("ledger.db*"))
    (database,) = home.glob("snapshots/*/snapshot.duckdb")
    database.chmod(0o600)
    with duckdb.connect(str(database)) as connection:
        rows = connection.execute("SELECT entity_id FROM base_legal_entities__entity ORDER BY 1 LIMIT 60").fetchall()
        named = [(marked(at), entity) for at, (entity,) in enumerate(rows)]
        connection.execute("CREATE TEMP TABLE named (name VARCHAR, entity_id VARCHAR)")
        connection.executemany("INSERT INTO named VALUES (?, ?)", named)
        for table, column, only in (("entity", "name", ""), ("entity_value", "value", " AND t.attribute = 'name'")):
            where = f"n.entity_id = t.entity_id{only}"
            connection.execute(
                f"UPDATE base_legal_entities__{table} t SET {column} = n.name FROM named n WHERE {where}"
            )
    accounts.create_user(home, "hostile", "leader")
    accounts.change_password(home, "hostile", PASSWORD)
    return home


@pytest.fixture(scope="module")
def hostile_app(poisoned: Path):
    return make_app(poisoned, PRESS)


@pytest.fixture(scope="module")
def noted(poisoned: Path):
    """The same with the notes written: half of them as comments, half as annotations of a month on the chart."""
    subject = subject_of("indicator", "fdi_used", "")
    for at, word in enumerate(HOSTILE):
        kind, month = (NoteKind.ANNOTATION, f"2026-{at % 9 + 1:02d}") if at % 2 else (NoteKind.COMMENT, "")
        write_note(poisoned, Actor("hostile", "leader"), subject, kind, f"{word}{MARK}{at}", month)
    return poisoned


def strings(found: object) -> list[str]:
    """Return every string of an answer."""
    if isinstance(found, dict):
        return [each for value in found.values() for each in strings(value)]
    if isinstance(found, list):
        return [each for value in found for each in strings(value)]
    return [found] if isinstance(found, str) else []


def test_names_are_words_on_the_page_and_nothing_else(hostile_app, poisoned, registered, call) -> None:
    client = signed_in(hostile_app, poisoned, "hostile", "leader")
    shown = []
    for half in "甲乙":
        answer = call(client, asked(registered, "frame", "/enterprises", f"?q={MARK}{half}"))
        assert answer.status_code == 200
        shown += strings(answer.get_json())
        assert not {"Markdown", "Iframe", "DangerouslySetInnerHTML"} & set(shown)
        assert not [each for each in shown if each.startswith("javascript:") and MARK not in each]
    assert {marked(at) for at in range(60)} <= set(shown)


def test_names_do_not_break_a_portrait_or_a_printed_page(hostile_app, poisoned, snapshot) -> None:
    page = pages()["/enterprises"]
    reader = accounts.user_of(poisoned, accounts.begin(poisoned, "hostile").token).reader
    for entity in snapshot.query("SELECT entity_id FROM base_legal_entities__entity ORDER BY 1 LIMIT 60").to_pylist()[
        ::9
    ]:
        view = view_of(poisoned, page, f"?entity={entity['entity_id']}", reader)
        assert page.title(view).endswith(("甲", "乙"))
        assert portrait(view, enterprise(view, entity["entity_id"]))
    client = signed_in(hostile_app, poisoned, "hostile", "leader")
    for half in "甲乙":
        printed = client.get("/export.pdf", query_string={"page": "enterprises", "q": f"{MARK}{half}"})
        assert (printed.status_code, printed.data[:5]) == (200, b"%PDF-"), printed.data[:300]


def test_no_file_holds_a_formula(home) -> None:
    rows = tuple((None, word, word, 1.0, None) for word in HOSTILE)
    table = Tabular(
        "tax_revenue", "=1+1", "yuan", False, (("# 指标", "=1+1"),), ("月份", "=code", "+name", "-值", "@x"), rows
    )
    text = as_csv(table)
    cells = [cell for line in csv.reader(io.StringIO(text)) for cell in line]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))]
    assert not [cell for cell in cells if cell.startswith("-") and not cell[1:].replace(".", "").isdigit()]
    view = view_of(home, pages()["/tax"], "")
    data = as_workbook(view, "=1+1", [("=a", "=b")], [table])
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if "worksheets/sheet" in name]
    assert sheets
    assert not [each for each in sheets if "<f>" in each or "<hyperlink" in each]
    read = CalamineWorkbook.from_filelike(io.BytesIO(data))
    kept = {
        str(cell) for name in read.sheet_names for line in read.get_sheet_by_name(name).to_python() for cell in line
    }
    assert {'=HYPERLINK("http://evil")', "@SUM(1)", HOSTILE[0]} <= kept


@pytest.mark.browser
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_nothing_runs_in_a_real_browser(hostile_app, noted, browser) -> None:
    served = make_server("127.0.0.1", 0, hostile_app.server, threaded=True)
    running = threading.Thread(target=served.serve_forever, daemon=True)
    running.start()
    context, complaints, outside = browser.new_context(), [], []
    url = f"http://127.0.0.1:{served.server_port}"
    try:
        page = context.new_page()
        page.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
        page.on("request", lambda request: outside.append(request.url))
        page.goto(f"{url}/login")
        page.fill("input[name=name]", "hostile")
        page.fill("input[name=password]", PASSWORD)
        page.click("form button")
        page.wait_for_selector("main[data-title]")
        page.goto(f"{url}/enterprises?q={MARK}甲")
        page.wait_for_selector("main table")
        assert page.locator("main table tbody tr").count() == 30
        assert marked(0) in page.inner_text("main")
        page.goto(f"{url}/investment?indicator=fdi_used")
        page.wait_for_selector(f"main >> text={MARK}0")
        page.wait_for_selector(".js-plotly-plot .main-svg")
        assert page.locator("main .talk .flag").count() == 30
        assert page.locator(".js-plotly-plot .annotation").count() >= 9
        page.goto(f"{url}/map?layer=land")
        page.wait_for_selector("#block-map .main-svg")
        assert page.evaluate(HOVERED) >= 5, "some of the names stand on the map"
        page.click("[data-rows=block-map]")
        assert MARK in page.inner_text(".panel.canvas .rows")
        assert page.locator("#block-map a").count() == 0
        assert page.evaluate("window.ran") is None
        assert page.locator("main script, main iframe, main a[href^='javascript']").count() == 0
    finally:
        context.close()
        served.shutdown()
        running.join(20)
        served.server_close()
        gc.collect()  # flask-compress leaves packed files to the collector, which must not complain in another test
    assert complaints == []
    assert [each for each in outside if not each.startswith((url, "data:", "blob:"))] == []
