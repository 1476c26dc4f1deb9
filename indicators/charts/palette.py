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

FONT: Final = "Noto Sans SC Variable, Noto Sans SC, Source Han Sans SC, Noto Sans CJK SC, sans-serif"

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
