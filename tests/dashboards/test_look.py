"""The reader's look: kept in cookies, worn by every page, never on paper."""

import json
import re
from dataclasses import replace

import pytest
from dash._utils import to_json
from pypdf import PdfReader

from dashboards.page import pages
from dashboards.parts.controls import display_menu
from dashboards.router import view_of
from indicators.charts import palette
from indicators.charts.theme import DARK

SYSTEM, ALWAYS, NEVER = "screen and (prefers-color-scheme: dark)", "screen", "not all"


WORN = [
    ({}, "system", "red", SYSTEM),
    ({"scheme": "dark"}, "system", "red", SYSTEM),
    ({"theme": "dark"}, "dark", "red", ALWAYS),
    ({"theme": "light", "scheme": "dark", "rise": "green"}, "light", "green", NEVER),
    ({"theme": "<script>", "rise": "blue"}, "system", "red", SYSTEM),
]


def test_a_page_wears_what_the_cookies_say(client) -> None:
    for cookies, theme, rise, media in WORN:
        for name in ("theme", "scheme", "rise"):
            client.set_cookie(name, cookies.get(name, ""))
        page = client.get("/tax").get_data(as_text=True)
        assert f'data-theme="{theme}" data-rise="{rise}"' in page
        assert f'href="/assets/dark.css" media="{media}"' in page
        assert page.count("dark.css") == 1


def test_the_sign_in_page_wears_it_too(anonymous) -> None:
    anonymous.set_cookie("theme", "dark")
    assert f'href="/assets/dark.css" media="{ALWAYS}"' in anonymous.get("/login").get_data(as_text=True)


@pytest.mark.parametrize("path", list(pages()))
def test_every_colour_of_a_page_has_its_counterpart(home, path) -> None:
    view = replace(view_of(home, pages()[path], ""), theme="dark")
    drawn = to_json(pages()[path].body(view))
    assert set(re.findall(r"#[0-9a-f]{6}\b", drawn.replace("%23", "#"))) <= set(DARK.values())


def test_the_menu_speaks_both_languages_and_offers_each_choice_once(home) -> None:
    for language in ("zh", "en"):
        view = replace(view_of(home, pages()["/"], ""), language=language)
        offered = re.findall(r'"data-look": ?"([a-z=]+)"', json.dumps(json.loads(to_json(display_menu(view)))))
        assert offered == ["theme=system", "theme=light", "theme=dark", "rise=red", "rise=green"]


@pytest.mark.browser
def test_a_reader_sets_the_look_paper_stays_light_and_a_silent_server_is_told(
    browser, server, cookies, tmp_path
) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(f"{server.url}/tax")
    for choice, drawn in (("深色", palette.DARK_TOKENS["ink"]), ("绿涨红跌", palette.DARK_TOKENS["ink"])):
        page.click(".menu:has([data-look]) summary")
        with page.expect_navigation():
            page.click(f".menu button:text-is('{choice}')")
        page.wait_for_selector("#tax-revenue-course .main-svg")
        lines = "document.querySelector('#tax-revenue-course .js-plotly-plot').data.map(each => each.line && each.line.color)"
        assert drawn in page.evaluate(lines)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == _rgb(palette.DARK_TOKENS["ground"])
    assert page.evaluate("getComputedStyle(document.querySelector('.up')).color") == _rgb(palette.DARK_TOKENS["fall"])
    page.pdf(path=str(tmp_path / "tax.pdf"), prefer_css_page_size=True)
    sheets = PdfReader(tmp_path / "tax.pdf").pages
    assert {(round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in sheets} == {(842, 595)}
    texts = [re.sub(r"\s", "", sheet.extract_text()) for sheet in sheets]
    # A panel is whole where its heading and what stands below its chart are on one sheet.
    assert any("税收收入：变化从哪里来" in text and "所有制" in text for text in texts)
    assert any("税收收入，当月" in text and "开发区企业当月入库的全部税款" in text for text in texts)
    context.set_offline(True)
    page.click("nav >> text=贸易")
    page.wait_for_selector(".lost:has-text('服务器没有回答')")
    assert page.locator("h1:text-is('税收')").count() == 1
    context.set_offline(False)
    page.click("nav >> text=总览")
    page.wait_for_selector(".lost:not(:has-text('没有回答'))", state="attached")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.panel')).backgroundColor") == "rgb(255, 255, 255)"
    context.close()


def _rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"
