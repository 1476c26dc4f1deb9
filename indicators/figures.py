"""Figures as readers write them: 178.6 亿元, 17.9 billion yuan, +14.8%, with U+2212 for minus."""

import math
from typing import NamedTuple

from datasets import Language, Text

MINUS = "\u2212"
_MISSING = "—"
_TO = Text(" 至 ", " to ")


class Figure(NamedTuple):
    """A number ready to print and the unit that follows it."""

    number: str
    unit: str

    def __str__(self) -> str:
        """Return number and unit as one phrase."""
        if self.unit.startswith("US$"):  # a currency sign stands before its number, a plus or minus before both
            sign = self.number[:1] if self.number[:1] in f"+{MINUS}" else ""
            return f"{sign}US${self.number.removeprefix(sign)}{self.unit.removeprefix('US$')}"
        close = not self.unit or self.unit == "%"
        return f"{self.number}{'' if close else ' '}{self.unit}"


class Scale(NamedTuple):
    """A factor and the words for it, so that a whole axis or column shares one unit."""

    factor: float
    unit: str
    whole: bool = False  # the base unit of things counted in whole numbers

    def figure(self, value: float | None, *, signed: bool = False) -> Figure:
        """Return a value of the base unit in this scale."""
        if value is None or not math.isfinite(value):
            return Figure(_MISSING, "")
        return Figure(number(value / self.factor, signed=signed, whole=self.whole), self.unit)

    def interval(self, low: float, high: float, language: Language) -> Figure:
        """Return both ends of an interval with one unit."""
        dash = "–" if low >= 0 else _TO.in_language(language)  # a dash beside a minus would read as two
        return Figure(f"{self.figure(low).number}{dash}{self.figure(high).number}", self.unit)


class _Steps(NamedTuple):
    """The scales of a unit, smallest first."""

    zh: tuple[tuple[float, str], ...]
    en: tuple[tuple[float, str], ...]
    whole: bool = False


_POWERS = ((3, "thousand"), (6, "million"), (9, "billion"), (12, "trillion"))


def _counted(zh: str, en: str) -> _Steps:
    """Return the scales of things counted in whole numbers."""
    return _Steps(
        ((1, zh), (1e4, f"万{zh}"), (1e8, f"亿{zh}")),
        ((1, en), (1e3, f"thousand {en}"), (1e6, f"million {en}"), (1e9, f"billion {en}")),
        whole=True,
    )


def _plain(zh: str, en: str) -> _Steps:
    """Return the one scale of a unit that is never multiplied."""
    return _Steps(((1, zh),), ((1, en),))


_STEPS = {
    "yuan": _Steps(
        ((1, "元"), (1e4, "万元"), (1e8, "亿元"), (1e12, "万亿元")),
        ((1, "yuan"), *((10.0**power, f"{word} yuan") for power, word in _POWERS)),
    ),
    "usd": _Steps(
        ((1, "美元"), (1e4, "万美元"), (1e8, "亿美元"), (1e12, "万亿美元")),
        ((1, "US$"), *((10.0**power, f"US$ {word}") for power, word in _POWERS)),
    ),
    "enterprises": _counted("家", "enterprises"),
    "persons": _counted("人", "persons"),
    "visits": _counted("人次", "visits"),
    "households": _counted("户", "households"),
    "cases": _counted("件", "cases"),
    "projects": _counted("个", "projects"),
    "pieces": _counted("台（套）", "pieces"),
    "days": _plain("天", "days"),
    "hours": _Steps(((1, "小时"), (1e4, "万小时")), ((1, "hours"), (1e3, "thousand hours"), (1e6, "million hours"))),
    "index": _plain("", ""),
    "times": _plain("", ""),
    "microgram": _plain("微克/立方米", "µg/m³"),
    "milligram": _plain("毫克/立方米", "mg/m³"),
    "kilogram": _Steps(
        ((1, "千克"), (1e3, "吨"), (1e7, "万吨"), (1e11, "亿吨")),
        ((1, "kg"), (1e3, "t"), (1e6, "thousand t"), (1e9, "million t")),
    ),
    "usd_per_kilogram": _plain("美元/千克", "US$ per kg"),
    "kilowatt_hour": _Steps(
        ((1, "千瓦时"), (1e4, "万千瓦时"), (1e8, "亿千瓦时")),
        ((1, "kWh"), (1e3, "MWh"), (1e6, "GWh"), (1e9, "TWh")),
    ),
    "tonne_coal": _Steps(
        ((1, "吨标准煤"), (1e4, "万吨标准煤"), (1e8, "亿吨标准煤")),
        ((1, "tce"), (1e3, "thousand tce"), (1e6, "million tce")),
    ),
    "coal_per_10k_yuan": _plain("千克标准煤/万元", "kg of standard coal per 10,000 yuan"),
    "kilowatt_hour_per_10k_yuan": _plain("千瓦时/万元", "kWh per 10,000 yuan"),
    "square_metre": _Steps(
        ((1, "平方米"), (1e4, "万平方米"), (1e8, "亿平方米")),
        ((1, "m²"), (1e4, "ha"), (1e6, "km²")),
    ),
    "yuan_per_mu": _Steps(
        ((1, "元/亩"), (1e4, "万元/亩"), (1e8, "亿元/亩")),
        ((1, "yuan per mu"), *((10.0**power, f"{word} yuan per mu") for power, word in _POWERS[:3])),
    ),
    "share": _Steps(((0.01, "%"),), ((0.01, "%"),)),
    "points": _Steps(((0.01, "个百分点"),), ((0.01, "pp"),)),  # a difference of shares or of growth
}


def counts_whole(unit: str) -> bool:
    """Return whether a unit is of things that are counted: enterprises, cases, persons."""
    return _STEPS[unit].whole


def number(value: float, *, signed: bool = False, whole: bool = False) -> str:
    """Return a number of about four digits: 2,486 and 178.6 and 16.8 and 1.26; zero is 0."""
    size = abs(value)
    places = 0 if whole else next((places for limit, places in ((9.995, 2), (999.95, 1)) if size < limit), 0)
    text = f"{size:,.{places}f}"
    if not text.strip("0.,"):
        return "0"
    if value < 0:
        return f"{MINUS}{text}"
    return f"+{text}" if signed else text


def interval(low: float, high: float, unit: str, language: Language) -> str:
    """Return an interval with one unit, that of its larger end."""
    return str(scale(max(abs(low), abs(high)), unit, language).interval(low, high, language))


def scale(value: float | None, unit: str, language: Language) -> Scale:
    """Return the scale in which a value has one to four digits before the point.

    For an axis or a column, give the largest absolute value in it.
    """
    steps = _STEPS[unit]
    choices = steps.zh if language == "zh" else steps.en
    size = 0.0 if value is None or not math.isfinite(value) else abs(value)
    for factor, words in choices[:-1]:
        # What would be printed as 10,000 moves on; English moves on at a thousand thousands.
        if size / factor < (9999.5 if language == "zh" or factor == 1 else 999.95):
            return Scale(factor, words, steps.whole and factor == 1)
    return Scale(*choices[-1])


def figure(value: float | None, unit: str, language: Language, signed: bool = False) -> Figure:
    """Return a value in 万 or 亿, thousand, million or billion of its unit; undefined values are a dash."""
    return scale(value, unit, language).figure(value, signed=signed)


def percent(fraction: float | None, language: Language, signed: bool = True) -> str:
    """Return growth as +14.8%; language is taken so that every formatter is called alike."""
    del language
    if fraction is None or not math.isfinite(fraction):
        return _MISSING
    text = f"{abs(fraction) * 100:,.1f}%"
    if text == "0.0%":
        return text
    return f"{MINUS if fraction < 0 else '+' if signed else ''}{text}"


def points(fraction: float | None, language: Language, signed: bool = True) -> str:
    """Return a difference of shares or growth in percentage points: +6.1 个百分点, +6.1 pp; unsigned, its size."""
    if fraction is None or not math.isfinite(fraction):
        return _MISSING
    text = percent(fraction if signed else abs(fraction), language, signed).rstrip("%")
    return f"{text} {Text('个百分点', 'pp').in_language(language)}"
