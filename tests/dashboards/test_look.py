"""The reader's look: kept in cookies, worn by every page, never on paper."""

import json
import re
from dataclasses import replace

import pytest
from dash._utils import to_json

from dashboards.page import pages
from dashboards.parts.controls import display_menu
from dashboards.router import view_of
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
