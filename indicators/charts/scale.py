"""One unit for all numbers of a chart, and ticks a reader can say."""

import math
from collections.abc import Iterable, Sequence

from datasets.text import Language
from indicators.figures import MINUS, Scale, scale

_TINY = 1e-9
_WIDEST = 99_999.5
_STEPS = (1, 2, 2.5, 5, 10, 20)


def finite(values: Iterable[float | None]) -> list[float]:
    """Return the values that are numbers."""
    return [float(value) for value in values if value is not None and math.isfinite(value)]


def scale_of(values: Iterable[float | None], unit: str, language: Language) -> Scale:
    """Return the scale at which the largest value has one to four digits before the point."""
    return scale(max((abs(value) for value in finite(values)), default=0.0), unit, language)


def shared_scale(values: Iterable[float | None], unit: str, language: Language) -> Scale:
    """Return one scale for a column of numbers: that of the middle one, so that small ones keep their digits.

    Where the largest would then need more than four digits and a comma, the largest decides.
    """
    known = sorted(abs(value) for value in finite(values) if value)
    middle = scale(known[len(known) // 2] if known else 0.0, unit, language)
    return middle if not known or known[-1] / middle.factor < _WIDEST else scale(known[-1], unit, language)


def ticks(low: float, high: float, count: int = 5) -> list[float]:
    """Return about ``count`` round values between both bounds, by steps of 1, 2, 2.5 or 5."""
    if not high > low:
        high = low + (abs(low) or 1.0)
    power = 10.0 ** math.floor(math.log10((high - low) / count))
    step = min((each * power for each in _STEPS), key=lambda each: abs(len(_multiples(low, high, each)) - count))
    return _multiples(low, high, step)


def _multiples(low: float, high: float, step: float) -> list[float]:
    first, last = math.ceil(low / step - _TINY), math.floor(high / step + _TINY)
    return [each * step for each in range(first, last + 1)]


def tick_texts(values: Sequence[float], shown: Scale) -> list[str]:
    """Return the ticks in the scale, with just the decimals that tell them apart."""
    scaled = [value / shown.factor for value in values]
    exact = (places for places in range(4) if all(abs(round(each, places) - each) < _TINY for each in scaled))
    places = next(exact, 3)
    return [(MINUS if round(each, places) < 0 else "") + f"{abs(each):,.{places}f}" for each in scaled]
