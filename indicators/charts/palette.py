"""The colours, one place for screen, notebook and paper; the style sheet repeats them under a test."""

from typing import Final

INK: Final = "#16202e"
INK_2: Final = "#4a5666"
INK_3: Final = "#5f6a79"
LINE: Final = "#e3e7ec"
GROUND: Final = "#f6f7f9"
PAPER: Final = "#ffffff"
JING: Final = "#1f4e8c"
JING_SOFT: Final = "#e8eef7"
RISE: Final = "#c2402a"
FALL: Final = "#1b7f66"
MISSING: Final = "#eef0f3"

BAND_80: Final = "rgba(31,78,140,0.20)"
BAND_95: Final = "rgba(31,78,140,0.09)"

SEQUENTIAL: Final = ("#e3ebf6", "#c3d4ea", "#97b6da", "#6590c3", "#386aa8", "#1f4e8c")
"""One hue for amounts, from little to much."""

DIVERGING: Final = ("#2f66b0", "#8fb2d8", "#d5e0ec", "#f1ddd3", "#dd9c83", "#b9452c")
"""Two hues around a stated centre for growth; apart for every kind of colour blindness."""

CATEGORICAL: Final = ("#1f4e8c", "#7fa6d3", "#c48a3a", "#5d7a76", "#8b94a1", "#c9b79a", "#3f5873", "#d8dde4")
"""At most eight kinds side by side; the last one is for the rest."""

LIGHTS: Final = {"hot": "#c2402a", "warm": "#e0a53a", "ok": "#3d9a63", "cool": "#7fb6d6", "cold": "#2f66b0"}
"""The five lights."""

LAND: Final = "#e9edf2"
"""The continents under the partners of trade."""

FONT: Final = "Noto Sans SC, Source Han Sans SC, Noto Sans CJK SC, Noto Sans SC Variable, sans-serif"

TOKENS: Final = {
    "ink": INK,
    "ink-2": INK_2,
    "ink-3": INK_3,
    "line": LINE,
    "ground": GROUND,
    "paper": PAPER,
    "jing": JING,
    "jing-soft": JING_SOFT,
    "rise": RISE,
    "fall": FALL,
    "missing": MISSING,
    **{f"light-{name}": colour for name, colour in LIGHTS.items()},
}
"""The tokens that the style sheet repeats as CSS variables."""

DARK_TOKENS: Final = {
    "ink": "#e8ecf1",
    "ink-2": "#b6bfcb",
    "ink-3": "#909baa",
    "line": "#2b3440",
    "ground": "#10151c",
    "paper": "#171e27",
    "jing": "#8ab8f0",
    "jing-soft": "#1f2f45",
    "rise": "#f0806a",
    "fall": "#4fc3a1",
    "missing": "#232b35",
    "light-hot": "#f0806a",
    "light-warm": "#e6b04e",
    "light-ok": "#52b57c",
    "light-cool": "#8cc4e6",
    "light-cold": "#5b97e6",
}
"""The same tokens on the dark ground."""

DARK_SEQUENTIAL: Final = ("#1d2e45", "#27446b", "#345d90", "#5288c9", "#6c9fdc", "#8ab8f0")
DARK_DIVERGING: Final = ("#5b97e6", "#3a6aa6", "#26394f", "#47322c", "#a05a44", "#ee7a5e")
DARK_CATEGORICAL: Final = (
    "#8ab8f0",
    "#4f7fb8",
    "#d9a257",
    "#7fa39e",
    "#98a1ae",
    "#a8967a",
    "#a6bdd6",
    "#4a5462",
)
