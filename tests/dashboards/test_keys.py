"""The pages by the keyboard alone."""

import re

import pytest

pytestmark = pytest.mark.browser

FOCUS = "document.activeElement"


def test_the_keyboard_reaches_everything_and_is_seen(visit) -> None:
    page = visit("/")
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUS}.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUS}.closest('.picker') !== null"), "the link leads past the navigation"
    unseen, inside = [], set()
    for _ in range(30):
        page.keyboard.press("Tab")
        found = page.evaluate(
            f"""() => {{ const at = {FOCUS}, style = getComputedStyle(at), box = at.getBoundingClientRect();
            return [at.outerHTML.slice(0, 80), style.outlineStyle, box.width, at.closest(".card") ? "card" : ""]; }}"""
        )
        inside.add(found[3])
        if found[1] == "none" or not found[2]:
            unseen.append(found)
    assert unseen == []
    assert "card" in inside


def test_months_menus_and_the_side_panel_by_keys(visit) -> None:
    page = visit("/tax")
    page.focus(".picker .months summary")
    page.keyboard.press("Enter")
    page.focus(".sheet .m.on")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(f"{FOCUS}.textContent") == "9"
    page.keyboard.press("Enter")
    page.wait_for_url("**period=2025-09")
    page.wait_for_selector(".months summary:text-is('2025年9月')")
    page.focus(".menu:has([data-look]) summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUS}.dataset.look") == "theme=system"
    page.keyboard.press("Escape")
    assert page.evaluate(f"{FOCUS}.tagName") == "SUMMARY"
    page.focus(".facts .why")
    page.keyboard.press("Enter")
    page.wait_for_selector(".panel-side .value")
    for key in ("Shift+Tab", "Tab", "Tab", "Tab"):
        page.keyboard.press(key)
        assert page.evaluate(f"{FOCUS}.closest('.panel-side') !== null")
    page.keyboard.press("Escape")
    page.wait_for_selector(".panel-side", state="detached")
    page.wait_for_function(f"{FOCUS}.className === 'why'")


def test_a_chart_opens_as_a_table_and_leads_on(visit) -> None:
    page = visit("/tax")
    page.wait_for_selector("#tax-revenue-course .main-svg")
    page.focus("[data-rows=tax-revenue-course]")
    page.keyboard.press("Enter")
    rows = page.locator(".panel.wide .rows tr").all_inner_texts()
    assert rows[0].split() == ["预测", "实际"]
    assert re.fullmatch(r"2027年\d+月\t[\d.]+ 亿元\t", rows[1])
    assert any(re.fullmatch(r"2026年9月\t\t[\d.]+ 亿元", row) for row in rows)
    page.wait_for_selector("#tax-revenue-industry-treemap .main-svg")
    page.focus("[data-rows=tax-revenue-industry-treemap]")
    page.keyboard.press("Enter")
    page.click(".rows a:text-is('汽车制造')")
    page.wait_for_url("**industry=automotive")
