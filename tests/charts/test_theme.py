"""Themes: every colour has one counterpart, words stay readable, and only colours change."""

import itertools
import re
from pathlib import Path

import pandas as pd
import pytest

from indicators import charts
from indicators.charts import palette
from indicators.charts.theme import DARK

SHEETS = Path(__file__).parents[2] / "dashboards" / "assets"
MONTHS = pd.date_range("2009-01-01", periods=24, freq="MS")
SCALES = [
    (palette.SEQUENTIAL, palette.DARK_SEQUENTIAL),
    (palette.DIVERGING, palette.DARK_DIVERGING),
    (palette.CATEGORICAL, palette.DARK_CATEGORICAL),
    (tuple(palette.TOKENS.values()), tuple(palette.DARK_TOKENS.values())),
]


def light(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_a_colour_has_one_counterpart_wherever_it_is_used() -> None:
    for colours, dark in SCALES:
        assert [DARK[each] for each in colours] == list(dark)
    assert palette.TOKENS.keys() == palette.DARK_TOKENS.keys()


@pytest.mark.parametrize("tokens", [palette.TOKENS, palette.DARK_TOKENS], ids=["light", "dark"])
def test_words_can_be_read_on_every_ground(tokens: dict[str, str]) -> None:
    words, grounds = ("ink", "ink-2", "ink-3", "jing", "rise", "fall"), ("paper", "ground")
    poor = [
        (word, ground)
        for word, ground in itertools.product(words, grounds)
        if contrast(tokens[word], tokens[ground]) < 4.5
    ]
    assert poor == []


def test_the_dark_sheet_repeats_the_dark_palette_and_leaves_no_token_of_colour_out() -> None:
    dark = (SHEETS / "dark.css").read_text(encoding="utf-8")
    written = dict(re.findall(r"--([\w-]+): ([^;]+);", dark))
    assert {name: written[name] for name in palette.DARK_TOKENS} == palette.DARK_TOKENS
    base = (SHEETS / "1_base.css").read_text(encoding="utf-8")
    coloured = {name for name, value in re.findall(r"--([\w-]+): ([^;]+);", base) if re.match("#|rgb", value)}
    assert coloured == written.keys()


def test_no_other_sheet_names_a_colour_so_that_every_page_has_both_themes() -> None:
    others = [path for path in SHEETS.glob("*.css") if path.name not in {"1_base.css", "dark.css"}]
    found = {
        path.name: re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;, )])|rgba?\(", path.read_text("utf-8")) for path in others
    }
    assert {name: colours for name, colours in found.items() if colours} == {}


def test_only_the_colours_of_a_chart_change() -> None:
    frame = pd.DataFrame({"period": MONTHS, "value": range(24), "yoy": 0.1})
    drawn = charts.trend(frame, None, unit="yuan", language="zh")
    assert charts.dressed(drawn, "light") is drawn
    dark = charts.dressed(drawn, "dark")
    assert list(dark["data"][0]["y"]) == list(drawn["data"][0]["y"])
    found = set(re.findall("#[0-9a-f]{6}", str(dark)))
    assert found <= set(DARK.values())
    assert found.isdisjoint(set(DARK) - set(DARK.values()))


def test_where_green_is_a_rise_the_hues_around_a_centre_change_sides() -> None:
    scale = " ".join(palette.DIVERGING)
    turned = charts.dressed_text(scale, "light", rise_is_red=False).split()
    assert turned == list(reversed(palette.DIVERGING))
    dark = charts.dressed_text(scale, "dark", rise_is_red=False).split()
    assert dark == list(reversed(palette.DARK_DIVERGING))
