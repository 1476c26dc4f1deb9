"""Themes: the same picture on paper white and on a dark ground, and which of two hues means rise.

Charts are drawn in the colours of the palette. A theme gives each of these colours one counterpart, the lightness
turned round, so that what stands out on white stands out on the dark ground too and a label stays readable on its tile.
"""

import re
from functools import cache
from typing import Any, Final, Literal

from indicators.charts import palette

Theme = Literal["light", "dark"]

DARK: Final = {
    **dict(zip(palette.TOKENS.values(), palette.DARK_TOKENS.values(), strict=True)),
    **dict(zip(palette.SEQUENTIAL, palette.DARK_SEQUENTIAL, strict=True)),
    **dict(zip(palette.DIVERGING, palette.DARK_DIVERGING, strict=True)),
    **dict(zip(palette.CATEGORICAL, palette.DARK_CATEGORICAL, strict=True)),
    palette.LAND: "#2a333f",
    palette.BAND_80: "rgba(138,184,240,0.28)",
    palette.BAND_95: "rgba(138,184,240,0.13)",
}
"""The counterpart of each colour of the palette on the dark ground."""

_COLOUR = re.compile(r"#[0-9a-f]{6}|rgba\([0-9.,]+\)")


def dressed(figure: dict[str, Any], theme: Theme, *, rise_is_red: bool = True) -> dict[str, Any]:
    """Return a figure in a theme; where rise is not red, the two hues around a centre change sides."""
    worn = _wardrobe(theme, rise_is_red=rise_is_red)
    found: dict[str, Any] = _worn(figure, worn) if worn else figure
    return found


def dressed_text(text: str, theme: Theme, *, rise_is_red: bool = True) -> str:
    """Return a text, as of a drawing, with every colour of the palette in a theme."""
    return str(_worn(text, _wardrobe(theme, rise_is_red=rise_is_red)))


def _worn(node: Any, worn: dict[str, str]) -> Any:
    if isinstance(node, str):
        return _COLOUR.sub(lambda found: worn.get(found[0], found[0]), node)
    if isinstance(node, dict):
        return {key: _worn(value, worn) for key, value in node.items()}
    return [_worn(each, worn) for each in node] if isinstance(node, (list, tuple)) else node


@cache
def _wardrobe(theme: Theme, *, rise_is_red: bool) -> dict[str, str]:
    sides = {} if rise_is_red else dict(zip(palette.DIVERGING, reversed(palette.DIVERGING), strict=True))
    if theme == "light":
        return sides
    return DARK | {colour: DARK[turned] for colour, turned in sides.items()}
