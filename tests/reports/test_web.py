"""The web pages of reports and notebooks: whole in themselves, asking nobody for anything."""

import re

import pytest

from indicators.offline_map import block_page
from indicators.sentences.month import Month
from reports.html import font_faces

FETCHES = re.compile(r"""(?:src|href)\s*=\s*["']?(?!data:|#)([^"'\s>]+)|url\(["']?(?!data:|#)([^)"']+)|@import""")


@pytest.fixture(scope="module")
def map_page(snapshot, period):
    month = Month(snapshot, period, "zh")
    streets = month.parts("tax_per_mu", "street", ratio=True)
    names = dict(zip(streets.street, streets.label, strict=True))
    return block_page(
        snapshot, dict(zip(streets.street, streets.value, strict=True)), unit="yuan_per_mu", names=names, language="zh"
    )


@pytest.mark.slow
def test_the_web_page_of_a_report_fetches_nothing(chinese, english):
    for run in (chinese, english):
        page = run.html.read_text(encoding="utf-8")
        assert not FETCHES.findall(page)
        assert page.count('<svg class="main-svg"') >= 9
        asked = {each.strip("' ") for each in re.findall(r"font-family:([^;}\"]+)", page)}
        assert asked == {"Noto Sans SC"}, "what charts ask for is inside the page"


def test_the_map_fetches_nothing(map_page):
    markup = re.sub(r"<script>.*?</script>", "", map_page, flags=re.DOTALL)
    assert not FETCHES.findall(markup)


def test_the_page_carries_the_fonts_of_its_words():
    latin, rare = font_faces("abc"), font_faces("龘")
    assert "data:font/woff2" in latin
    assert latin != rare
    assert "url(." not in latin


@pytest.mark.browser
@pytest.mark.parametrize("page", ["report", "map"])
def test_a_browser_shows_it_without_a_request_or_a_complaint(page, chinese, map_page, browser, tmp_path):
    file = chinese.html
    if page == "map":
        file = tmp_path / "map.html"
        file.write_text(map_page, encoding="utf-8")
    requests, complaints = [], []
    tab = browser.new_page()
    tab.on("request", lambda request: requests.append(request.url))
    tab.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.goto(file.as_uri())
    tab.wait_for_load_state("networkidle")
    shapes = tab.locator("svg path").count()
    tab.close()
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []
    assert complaints == []
    assert shapes > 20
