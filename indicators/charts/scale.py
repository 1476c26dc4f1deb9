"""One unit for all numbers of a chart: 万 or 亿, million or billion, and ticks a reader can say."""

import math
from collections.abc import Iterable
from typing import NamedTuple

from datasets.text import Language, Text

MINUS = "\N{MINUS SIGN}"

_STEPS: dict[Language, tuple[tuple[float, str], ...]] = {
    "zh": ((1e8, "亿"), (1e4, "万")),
    "en": ((1e9, "bn"), (1e6, "m"), (1e3, "k")),
}
_DECIMALS = ((1000, 0), (10, 1))
_TINY = 1e-9
_UNITS: dict[str, Text] = {
    "yuan": Text("元", "CNY"),
    "usd": Text("美元", "USD"),
    "enterprise": Text("家", "enterprises"),
    "yuan_per_mu": Text("元/亩", "CNY per mu"),
    "fraction": Text("%", "%"),
}


class Scale(NamedTuple):
    """What the numbers are divided by, what is written behind them, and how many decimals they carry."""

    divisor: float
    unit: str
    decimals: int

    def number(self, value: float | None) -> str:
        """Return the number alone, or a dash where there is none."""
        if value is None or not math.isfinite(value):
            return "–"
        text = f"{abs(value) / self.divisor:,.{self.decimals}f}"
        return MINUS + text if value < 0 and text.strip("0.,") else text

    def text(self, value: float | None) -> str:
        """Return the number with its unit."""
        gap = "" if self.unit == "%" else "\N{SIX-PER-EM SPACE}"
        return f"{self.number(value)}{gap}{self.unit}"


def finite(values: Iterable[float | None]) -> list[float]:
    """Return the values that are numbers."""
    return [float(value) for value in values if value is not None and math.isfinite(value)]


def scale_of(values: Iterable[float | None], unit: str, language: Language) -> Scale:
    """Return the scale at which the largest value has one to four digits before the point."""
    largest = max((abs(value) for value in finite(values)), default=0.0)
    name = _UNITS.get(unit, Text(unit, unit)).in_language(language)
    if unit == "fraction":
        return Scale(0.01, name, 1)
    for divisor, prefix in _STEPS[language]:
        if largest >= divisor:
            joined = prefix + name if language == "zh" else f"{name} {prefix}"
            return Scale(divisor, joined, _decimals(largest / divisor))
    return Scale(1.0, name, 0 if unit == "enterprise" else _decimals(largest))


def _decimals(largest: float) -> int:
    return next((decimals for least, decimals in _DECIMALS if largest >= least), 2)


def ticks(low: float, high: float, count: int = 5) -> list[float]:
    """Return about ``count`` round values between both bounds, by steps of 1, 2, 2.5 or 5."""
    if not high > low:
        high = low + (abs(low) or 1.0)
    power = 10.0 ** math.floor(math.log10((high - low) / count))
    candidates = [each * power for each in (1, 2, 2.5, 5, 10, 20)]
    step = min(candidates, key=lambda each: abs(len(_multiples(low, high, each)) - count))
    return _multiples(low, high, step)


def _multiples(low: float, high: float, step: float) -> list[float]:
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [each * step for each in range(first, last + 1)]


def tick_texts(values: list[float], scale: Scale) -> list[str]:
    """Return the shortest decimals that tell the ticks apart."""
    for decimals in range(4):
        texts = [scale._replace(decimals=decimals).number(value) for value in values]
        exact = all(abs(round(v / scale.divisor, decimals) - v / scale.divisor) < _TINY for v in values)
        if exact:
            break
    return texts
