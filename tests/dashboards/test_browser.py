"""Every page in a real browser: no complaint in the console, no request outside, the address restores the state."""

import re
from pathlib import Path

import pytest
from PIL import Image

import indicators
from dashboards.access import Role
from dashboards.page import pages
from indicators.enterprises.enterprise import search

pytestmark = pytest.mark.browser

STREET = "E03B"


JUMP = 0.02  # of the window, as browsers score the shift of a layout: a fifth of what they call good
DRAWN = "document.querySelectorAll('.chart').length === document.querySelectorAll('.main-svg:first-child').length"
DARK = "document.querySelector('link[href*=dark]').media = 'screen'"
ON_PHONES = ("scrollable-region-focusable", "target-size", "color-contrast")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", [path for path, page in pages().items() if page.access.admits(Role.LEADER)])
def test_every_page_in_both_languages_on_desk_and_telephone(visit, accuse, path: str, language: str) -> None:
    page = visit(f"{path}?lang={language}")
    page.wait_for_selector("main :is(.panel, .find)")
    page.wait_for_function(DRAWN)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440
    assert page.evaluate("document.documentElement.lang") == {"zh": "zh-CN", "en": "en"}[language]
    shown = page.inner_text("main")
    assert ("模拟数据" if language == "zh" else "Simulated data") in shown
    assert bool(re.search(r"[\u4e00-\u9fff]", shown.replace("中文", ""))) == (language == "zh")
    assert "NaN" not in shown
    assert "undefined" not in shown
    assert [each for each in page.evaluate("window.shifts") if each[0] > JUMP] == []
    assert accuse(page) == []
    page.evaluate(DARK)
    assert accuse(page, "color-contrast") == []
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("document.documentElement.scrollWidth <= 390")
    assert accuse(page, *ON_PHONES) == []


def test_the_first_page_has_a_lead_and_cards_that_lead_on(visit, snapshot) -> None:
    page = visit("/")
    assert "税收收入" in page.inner_text(".lead")
    assert page.locator(".card").count() == 10
    page.click('.card[data-key="tax_revenue"] .cover')
    page.wait_for_url("**/tax")
    page.wait_for_selector(".facts")


def test_an_address_restores_every_filter(visit) -> None:
    page = visit("/tax?period=2010-06&basis=month&industry=automotive&lang=en")
    assert page.inner_text(".months summary") == "Jun 2010"
    assert page.inner_text(".switch a.on >> nth=0") == "Month"
    assert page.locator(".chooser.set option:checked").inner_text() == "Automotive"


def test_choosing_writes_the_address_and_back_returns(visit) -> None:
    page = visit("/tax")
    page.locator(".chooser select").nth(1).select_option(label="汽车制造")
    page.wait_for_url("**/tax?industry=automotive")
    page.wait_for_selector(".chooser.set")
    page.click(".months summary")
    page.click('.sheet .year:has(b:text-is("2010")) a:text-is("6")')
    page.wait_for_url("**/tax?period=2010-06&industry=automotive")
    page.wait_for_selector(".months summary:text-is('2010年6月')")
    page.click("text=当月 >> nth=0")
    page.wait_for_url("**basis=month**")
    page.go_back()
    page.go_back()
    page.wait_for_url("**/tax?industry=automotive")
    page.wait_for_selector(".months summary:text-is('2026年10月')")


@pytest.mark.parametrize(
    ("key", "query", "where", "cumulative"),
    [
        ("tax_revenue", "&basis=month&period=2010-06", {}, False),
        ("tax_revenue", f"&street={STREET}", {"street": STREET}, True),
        ("tax_per_mu", "&period=2015-03", {}, True),
        ("trade_balance", "&lang=en&basis=month", {}, False),
        ("registered_enterprises", "", {}, True),
        ("tax_concentration", "&period=2020-12", {}, True),
        ("gdp", "", {}, True),
    ],
)
def test_the_side_panel_shows_the_indicators_own_number(visit, snapshot, key, query, where, cumulative) -> None:
    path = "/map" if where else "/"
    page = visit(f"{path}?why={key}{query}", wait=".panel-side .value")
    shown = float(page.get_attribute(".panel-side .value .amount", "data-value"))
    period = re.search(r"period=([\d-]+)", query)
    asked = period[1] if period else snapshot.as_of.strftime("%Y-%m")
    if key == "gdp":
        asked = indicators.series(snapshot, key)["period"].max().strftime("%Y-%m")
    expected = indicators.point(snapshot, key, asked, where=where, cumulative=cumulative).value
    assert shown == expected
    unit = indicators.catalogue()[key].unit
    language = "en" if "lang=en" in query else "zh"
    number = indicators.figure(expected, unit, language).number
    assert page.inner_text(".panel-side .value .v").startswith(number)
    assert page.locator(".verdict.good").count() == 1
    assert page.locator(".receipts li").count() >= 1
    assert page.locator(".told table tbody tr").count() >= 1
    page.keyboard.press("Escape")
    page.wait_for_selector(".panel-side", state="detached")
    assert "why=" not in page.url


def test_the_card_the_page_and_the_panel_say_the_same(visit, snapshot) -> None:
    value = indicators.point(snapshot, "tax_revenue", snapshot.as_of.strftime("%Y-%m"), cumulative=True).value
    number = indicators.figure(value, "yuan", "zh").number
    assert visit("/").inner_text('.card[data-key="tax_revenue"] .v').startswith(number)
    assert visit("/tax").inner_text(".facts .v >> nth=0").startswith(number)
    assert visit("/tax?why=tax_revenue", wait=".panel-side .value").inner_text(".panel-side .v").startswith(number)


def test_a_click_on_a_block_looks_closer(visit) -> None:
    page = visit("/map?indicator=tax_revenue")
    page.wait_for_selector("#block-map .js-plotly-plot .main-svg")
    box = page.locator("#block-map .nsewdrag").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.5)
    page.wait_for_timeout(300)
    page.mouse.down()
    page.mouse.up()
    page.wait_for_url("**street=**")
    page.wait_for_selector("#block-trend .main-svg")
    assert page.locator(".fact .v").inner_text()
    page.click(".fact .back")
    page.wait_for_selector(".listing table")


def test_a_click_on_the_treemap_filters(visit) -> None:
    page = visit("/tax")
    page.wait_for_selector("#tax-revenue-industry-treemap .main-svg")
    page.locator("#tax-revenue-industry-treemap").scroll_into_view_if_needed()
    box = page.locator("#tax-revenue-industry-treemap .nsewdrag").bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + 60)
    page.wait_for_timeout(300)
    page.mouse.down()
    page.mouse.up()
    page.wait_for_url("**industry=**")
    page.wait_for_selector(".chip")
    page.go_back()
    page.wait_for_selector(".chip", state="detached")
    page.go_forward()
    page.wait_for_selector(".chip")
    page.wait_for_selector("[data-chosen] #tax-revenue-industry-treemap .main-svg")
    page.locator("#tax-revenue-industry-treemap").scroll_into_view_if_needed()
    box = page.locator("#tax-revenue-industry-treemap .nsewdrag").bounding_box()
    page.mouse.move(box["x"] + 66, box["y"] + 66)
    page.wait_for_timeout(300)
    page.mouse.down()
    page.mouse.up()
    page.wait_for_selector(".chip", state="detached")


def test_the_csv_link_downloads_the_table(visit, snapshot) -> None:
    page = visit("/tax?industry=automotive")
    with page.expect_download() as download:
        page.click(".panel.wide a:text-is('CSV')")
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert "行业=汽车制造" in text
    expected = indicators.point(snapshot, "tax_revenue", "2026-10", where={"industry": "automotive"}, cumulative=True)
    assert repr(float(expected.value)) in text.splitlines()[-1]


def test_a_chart_is_saved_as_a_picture(visit) -> None:
    page = visit("/tax")
    page.wait_for_selector("#tax-revenue-course .main-svg")
    with page.expect_download() as download:
        page.click(".panel.wide [data-png]")
    data = Path(download.value.path()).read_bytes()
    assert data.startswith(b"\x89PNG")
    picture = Image.open(download.value.path()).convert("RGB")
    title = [picture.getpixel((x, y)) for y in range(24, 76, 2) for x in range(36, 420, 2)]
    assert sum(max(each) < 100 for each in title) > 100, "the title was not drawn: its font is missing"
    assert download.value.suggested_filename.startswith("tax-revenue-course-")


def test_an_enterprise_is_found_and_shown(visit, snapshot) -> None:
    hit = next(each for each in search(snapshot, "天津") if each.closed_date is None)
    page = visit("/enterprises", wait=".find")
    page.fill(".find input", hit.name[2:])
    page.keyboard.press("Enter")
    page.click(f"main table a:text-is('{hit.name}')")
    page.wait_for_url(f"**entity={hit.entity_id}**")
    page.wait_for_selector(f"h1:text-is('{hit.name}')")
    code = snapshot.query(
        "SELECT value FROM base_legal_entities__identifier WHERE entity_id = ? ORDER BY scheme", [hit.entity_id]
    ).to_pylist()[0]["value"]
    assert code in page.inner_text("main")
    page.fill(".find input", f" {code[:4]}-{code[4:]} ")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"main table a:text-is('{hit.name}')")


def test_an_address_nobody_knows(visit) -> None:
    page = visit("/nowhere?lang=en", wait=".message")
    assert page.inner_text(".message h1") == "There is no such page"


def test_a_published_indicator_opens_from_its_card(visit) -> None:
    page = visit("/")
    page.click('.card[data-key="gdp_quarterly"] .corner')
    page.wait_for_selector(".panel-side .value")
    assert "公布过的版本" in page.inner_text(".told")


def test_signing_out_returns_to_the_form(browser, server) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{server.url}/tax?industry=automotive")
    page.fill("input[name=name]", server.name)
    page.fill("input[name=password]", "wrong")
    page.click("button")
    page.wait_for_selector(".problem")
    page.fill("input[name=password]", server.password)
    page.click("button")
    page.wait_for_url("**/tax?industry=automotive")
    page.wait_for_selector(".chooser.set")
    page.click(".account button")
    page.wait_for_selector(".sign-in")
    context.close()
