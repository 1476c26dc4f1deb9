"""Signals: where the economy stands, five lights with printed thresholds, and what is out of the ordinary."""

from indicators.signals.climate import Climate, climate
from indicators.signals.components import Component, components
from indicators.signals.lights import LIGHT_NAMES, LIGHTS, light_of_growth, light_of_score, thresholds

__all__ = [
    "LIGHTS",
    "LIGHT_NAMES",
    "Climate",
    "Component",
    "climate",
    "components",
    "light_of_growth",
    "light_of_score",
    "thresholds",
]
