"""The wall: what its address asks for, and that it goes on by itself, also past a lost connection."""

import pytest

from dashboards.access import Role
from dashboards.wall import USUAL, page_of, stage


@pytest.mark.parametrize(
    ("search", "names", "seconds", "at"),
    [
        ("", USUAL, 20, 0),
        ("?pages=tax,trade&seconds=45&at=3", ("tax", "trade"), 45, 3),
        ("?pages=tax,enterprises,nowhere,<b>&seconds=0", ("tax",), 1, 0),
        ("?pages=nowhere&seconds=99999&at=-1", USUAL, 3600, 0),
        ("?seconds=soon&at=" + "9" * 40, USUAL, 20, 0),
    ],
)
def test_an_address_says_which_pages_and_how_long(search, names, seconds, at) -> None:
    found = stage(search, Role.LEADER)
    assert (found.names, found.seconds, found.at) == (names, seconds, at)
    assert page_of(found).key == names[at % len(names)]


def test_nobody_is_shown_a_page_of_others() -> None:
    assert page_of(stage("?pages=tax", None)) is None


@pytest.mark.browser
def test_the_wall_turns_by_itself_and_waits_out_a_lost_connection(browser, server, cookies) -> None:
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(f"{server.url}/wall?pages=climate,reports&seconds=1")
    page.wait_for_selector(".wall h1:has-text('景气')")
    assert page.locator(".wall :is(button, select, input, nav):visible").count() == 0
    assert page.evaluate("document.documentElement.scrollHeight") <= 1080
    page.wait_for_selector(".wall .leaves[style*='translateY(-']", state="attached")
    page.set_viewport_size({"width": 1920, "height": 4000})  # every page is one leaf: no leaf is waited for
    page.wait_for_selector(".wall h1:text-is('报告')")
    context.set_offline(True)
    page.wait_for_selector(".wall-lost:has-text('连接中断')")
    assert page.inner_text(".wall-clock b").count(":") == 1
    assert page.locator(".wall h1").count() == 1
    context.set_offline(False)
    page.wait_for_selector(".wall-lost:not(:has-text('连接中断'))", state="attached")
    page.wait_for_selector(".wall h1:has-text('景气')")
    context.clear_cookies()  # the session ended: the wall stops, and says so
    page.wait_for_selector(".sign-in .problem:has-text('大屏的登录已结束')")
    context.close()
