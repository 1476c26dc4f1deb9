"""A person who has never seen it finds each answer by the words on the screen, in a few clicks from the overview."""

import re

import pytest

import indicators
from dashboards.asking import prospects
from dashboards.page import pages
from dashboards.router import view_of

pytestmark = pytest.mark.browser


def test_this_years_tax_against_the_target(visit, home) -> None:
    page = visit("/")
    card = page.locator(".card:has(h2:text-is('税收收入'))")
    assert re.search(r"完成目标 [\d.]+% · 完成概率", card.inner_text())
    card.locator(".cover").click()
    page.wait_for_url("**/tax")
    fact = page.locator(".facts > div", has_text="全年目标 2026")
    goal = prospects.goal(view_of(home, pages()["/"], ""), "tax_revenue")
    shown = indicators.figure(goal.goal, goal.unit, "zh")
    assert fact.locator(".v").inner_text() == f"{shown.number}{shown.unit}"
    assert "完成目标" in fact.inner_text()


def test_the_industry_that_explains_the_fall_of_exports_in_january_2009(visit, snapshot) -> None:
    page = visit("/")
    page.click(".picker .months summary")
    page.click(".sheet .year:has(b:text-is('2009')) a:text-is('1')")
    page.wait_for_selector(".months summary:text-is('2009年1月')")
    page.locator(".card:has(h2:text-is('出口'))").locator(".cover").click()
    page.wait_for_url("**/trade?period=2009-01")
    panel = page.locator(".panel", has_text="出口：变化从哪里来")
    assert re.search("同比 −[0-9.]+%", panel.locator(".against").inner_text())
    line = panel.locator("li", has=page.locator("b:text-is('行业')"))
    rows = indicators.series(snapshot, "exports", ("industry",), cumulative=True)
    now = rows[(rows["period"] == "2009-01-01") & rows["yoy"].notna()]
    fell = (now["value"] - now["value"] / (1 + now["yoy"])).idxmin()
    expected = indicators.labels(snapshot, "industry", "zh")[now.loc[fell, "industry"]]
    assert line.locator("a").first.inner_text() == expected


def test_the_blocks_with_the_lowest_tax_per_mu(visit, snapshot) -> None:
    page = visit("/")
    page.click("nav >> text=地图")
    page.click("th a:has-text('数值')")
    page.wait_for_selector("th.on:has-text('↑')")
    rows = indicators.series(snapshot, "tax_per_mu", ("street",), cumulative=True)
    now = rows[(rows["period"] == "2026-10-01") & rows["value"].notna()].sort_values(["value", "street"])
    names = indicators.labels(snapshot, "street", "zh")
    lowest = [names[code] for code in now["street"] if code != "unknown"][:3]
    assert page.locator(".listing tbody td:first-child").all_inner_texts()[:3] == lowest


def test_where_a_number_comes_from(visit) -> None:
    page = visit("/")
    page.locator(".card:has(h2:text-is('出口'))").get_by_text("怎么来的").click()
    page.wait_for_selector(".panel-side .value")
    told = page.inner_text(".panel-side")
    assert "这个数怎么来的" in told
    assert "海关" in told
    assert page.locator(".receipts li").count() >= 1
