"""The first document holds the whole first screen: the same words, links and charts that Dash would draw."""

import html as entities
import json
import re
from html.parser import HTMLParser

import pytest
from dash.development.base_component import Component

from dashboards.access import Reader, Role
from dashboards.page import pages
from dashboards.router import view_of
from dashboards.wire.elements import dcc, html, properties
from dashboards.wire.markup import Unwritable, screen
from datasets import audit
from indicators.enterprises.enterprise import search

from .conftest import asked, signed_in
from .test_figures import within, words

LEADER = Reader(Role.LEADER)


class Read(HTMLParser):
    """The words of a document, its links, and the places of its charts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words, self.links, self.charts = "", [], []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.links += [found["href"]] if tag == "a" else []
        self.charts += [found["id"]] if found.get("class") == "dash-graph" else []

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("path", list(pages()))
def test_what_is_written_is_what_is_drawn(home, path: str) -> None:
    page = pages()[path]
    drawn = page.body(view_of(home, page, "?lang=en", LEADER))
    found = screen(drawn)
    read, each = Read(found.html), list(within(drawn))
    assert read.words == words(drawn)
    assert read.links == [one.href for one in each if one._type in {"A", "Link"}]
    assert read.charts == list(json.loads(found.figures)) == [one.id for one in each if one._type == "Graph"]
    drawn_as = {trace["type"] for figure in json.loads(found.figures).values() for trace in figure["data"]}
    assert drawn_as <= {"scatter", "bar"}, "the bundle of plotly that the browser gets draws no others"
    unknown = {(one._type, name) for one in each for name in properties(one) if not known(one, name)}
    assert unknown == set()


def known(element: Component, name: str) -> bool:
    """Return whether Dash knows a property of an element, as it would have asked itself."""
    return name in element._prop_names or name.startswith(("data-", "aria-"))


def test_words_are_words_and_nothing_else() -> None:
    bad = '"><script>alert(1)</script>&'
    figure = {"data": [{"name": bad}], "layout": {}}
    chart = dcc.Graph(id="a", figure=figure, config={}, style={"height": "9px"})
    found = screen([html.B(bad, title=bad, hidden=True, **{"aria-pressed": False}), html.Img(src="x"), chart, None, 1])
    said = entities.escape(bad)
    assert found.html.startswith(f'<b title="{said}" hidden aria-pressed="false">{said}</b><img src="x">')
    assert "<" not in found.figures
    assert json.loads(found.figures)["a"]["data"] == figure["data"]
    with pytest.raises(Unwritable):
        screen(dcc.Slider(min=0, max=1))


def test_the_document_shows_what_the_callback_would_and_says_so(app, home, registered, call) -> None:
    client = signed_in(app, home, "opens", "leader")
    page = client.get("/tax?period=2015-06&lang=en").get_data(as_text=True)
    assert '<html lang="en"' in page
    shown = entities.unescape(re.search(r'data-shown="([^"]*)"', page)[1])
    drawn = call(client, asked(registered, "frame", "/tax", "?period=2015-06&lang=en")).get_json()["response"]
    assert drawn["shown"]["data"] == shown
    again = call(client, asked(registered, "frame", "/tax", "?period=2015-06&lang=en", shown))
    assert again.get_json()["response"] == {}


def test_the_document_holds_only_what_its_reader_may_see_and_each_look_is_noted_once(
    app, home, snapshot, registered, call
) -> None:
    hit = next(each for each in search(snapshot, "天津") if each.closed_date is None)
    address = f"/enterprises?entity={hit.entity_id}"
    for role, sees in (("leader", True), ("planner", False)):
        client = signed_in(app, home, f"opens-{role}", role)
        page = client.get(address).get_data(as_text=True)
        assert (hit.name in page) == sees
        shown = entities.unescape(re.search(r'data-shown="([^"]*)"', page)[1])
        call(client, asked(registered, "frame", "/enterprises", f"?entity={hit.entity_id}", shown))
        assert len(audit.entries(home, f"opens-{role}", "enterprises")) == sees
    assert hit.name not in app.server.test_client().get(address).get_data(as_text=True)


_INK = """
part => Array.from(document.querySelectorAll(part + " path"))
  .filter(each => getComputedStyle(each).stroke === "rgb(22, 32, 46)")
  .map(each => each.getBoundingClientRect()).filter(each => each.width > 200)
  .map(each => [each.left, each.top, each.right, each.bottom])"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("path", "chart", "pixels"),
    [("/tax", "#tax-revenue-course", 3), ("/", "#overview-trend", 40)],  # there a chart grows with the text beside it
)
def test_charts_stand_before_plotly_where_it_will_draw_them(browser, server, cookies, path, chart, pixels) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_cookies(cookies)
    page, held = context.new_page(), []
    page.route("**/vendor/*", lambda route: held.append(route))  # noqa: PLW0108 playwright cannot hold a builtin
    page.goto(f"{server.url}{path}?lang=en", wait_until="commit")
    page.wait_for_selector(f"{chart} .early")
    early, ticks = page.evaluate(_INK, f"{chart} .early"), page.locator(f"{chart} .early text").all_inner_texts()
    page.wait_for_function("document.querySelector('script[src*=vendor]:not([type])')")
    page.evaluate("window.seen = document.querySelectorAll('.early').length")
    held[0].continue_()
    page.wait_for_selector(f"{chart} .main-svg")
    assert page.evaluate("window.seen") >= 2
    assert page.locator(".early").count() == 0
    (line,) = page.evaluate(_INK, f"{chart} .js-plotly-plot")
    assert early == [pytest.approx(line, abs=pixels)]
    assert set(page.locator(f"{chart} :is(.xtick, .ytick) text").all_inner_texts()) <= set(ticks)
    context.close()
