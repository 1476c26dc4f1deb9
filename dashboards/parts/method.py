"""One line under a forecast: how it was made, how far off it used to be, whether its interval kept its word."""

import math
from typing import Any

from dashboards.views.view import View
from datasets.text import Text
from indicators import percent

_ERROR = Text("回测误差 {error}（季节朴素法 {naive}）", "backtest error {error} (seasonal naive {naive})")
_COVERAGE = Text("80% 区间实际覆盖 {coverage}", "80% interval covered {coverage}")
_NO_FORECAST = Text("预测只从最新月份画出", "The forecast is drawn from the latest month only")


def method_note(view: View, forecast: Any | None) -> str:
    """Return the method, the reason for it, its error against the naive method, and its realised coverage."""
    if forecast is None:
        return "" if view.period == view.latest else view.say(_NO_FORECAST)
    parts = [view.say(forecast.method)]
    if math.isfinite(forecast.error):
        error, naive = (percent(each, view.language, signed=False) for each in (forecast.error, forecast.naive_error))
        parts.append(view.say(_ERROR).format(error=error, naive=naive))
    if math.isfinite(forecast.coverage80):
        parts.append(view.say(_COVERAGE).format(coverage=percent(forecast.coverage80, view.language, signed=False)))
    return ("，" if view.language == "zh" else ", ").join(parts)
