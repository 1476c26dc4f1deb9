"""The address is the state: what it says is read, what it gets wrong falls back, what it writes is read again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.access import Reader, Role
from dashboards.exports.printed import parts_of
from dashboards.page import pages
from dashboards.parts.snapshots import banner
from dashboards.router import view_of
from dashboards.views.view import month_or, parse
from dashboards.wire.elements import written
from datasets import SnapshotMissing


def test_an_address_says_everything(home) -> None:
    page = pages()["/tax"]
    view = view_of(home, page, "?period=2009-03&basis=month&lang=en&industry=automotive&strange=1&why=tax_revenue")
    assert (view.period, view.cumulative, view.language) == ("2009-03", False, "en")
    assert view.choices == (("industry", "automotive"), ("why", "tax_revenue"))
    assert view.href() == "/tax?basis=month&lang=en&period=2009-03&industry=automotive"
    assert view.href("/") == "/?basis=month&lang=en&period=2009-03&industry=automotive"
    assert view_of(home, page, view.href(why="tax_revenue").partition("?")[2]) == view


def test_the_default_address_is_short(home) -> None:
    view = view_of(home, pages()["/"], "")
    assert view.href() == "/"
    assert view.period == view.latest


def test_a_page_offers_the_switches_alone_that_change_what_it_shows(home) -> None:
    asked = {"period": "?period=2025-03", "basis": "?basis=month"}

    def shown(page, search: str) -> str:
        view = view_of(home, page, search, Reader(Role.LEADER))
        return written(parts_of(view, page.body(view)))

    for path, page in pages().items():
        switched = {*page.switches} - {"snapshot"}
        usual = shown(page, "") if page.switches else ""  # the others are lists of the home, as it is today
        changed = {name for name, search in asked.items() if page.switches and shown(page, search) != usual}
        assert changed == switched, path


def test_a_basis_is_kept_past_a_page_that_has_no_use_for_it(home) -> None:
    for search in ("", "?basis=month"):
        view = view_of(home, pages()["/forecast"], search)
        assert not view.cumulative
        assert view.href("/tax") == f"/tax{search}"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("2000-01-01-000000000000", "不在这里"),
        ("../../etc/passwd", "无法识别"),
        ("..", "无法识别"),
        ("%00", "无法识别"),
    ],
)
def test_another_snapshot_is_never_shown_without_a_word(home, asked, said) -> None:
    with pytest.raises(SnapshotMissing, match=said):
        view_of(home, pages()["/"], f"?snapshot={asked}")


def test_the_current_snapshot_by_its_name_is_not_an_earlier_one(home, snapshot) -> None:
    view = view_of(home, pages()["/"], f"?snapshot={snapshot.name}")
    assert not view.pinned
    assert banner(view) == []


def test_months_are_held_between_the_first_and_the_last() -> None:
    assert month_or({"period": "1999-01"}, "2026-10", "2005-01") == "2005-01"
    assert month_or({"period": "2030-01"}, "2026-10", "2005-01") == "2026-10"
    assert month_or({"period": "2010-13"}, "2026-10", "2005-01") == "2026-10"
    assert month_or({}, "2026-10", "2005-01") == "2026-10"


@given(st.text(max_size=200))
def test_no_address_is_too_strange_to_read(search: str) -> None:
    for name, value in parse(search).items():
        assert "/" not in name + value
        assert "<" not in name + value
        assert not value.startswith("=")


def test_pages_have_names_in_two_languages_and_their_own_paths() -> None:
    assert list(pages()) == [
        "/",
        "/watch",
        "/reports",
        "/review",
        "/climate",
        "/investment",
        "/tax",
        "/trade",
        "/forecast",
        "/scenarios",
        "/population",
        "/fields",
        "/map",
        "/enterprises",
        "/centre",
        "/views",
        "/accounts",
    ]
    for page in pages().values():
        assert page.name.zh
        assert page.name.en
        assert page.access.roles
