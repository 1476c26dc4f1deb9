"""Indicators: defined once, computed for any slice, explained down to the source rows, carried forward."""

from indicators.catalogue import catalogue, families
from indicators.compute import Point, point, series
from indicators.definition import (
    AnyIndicator,
    Difference,
    Direction,
    Frequency,
    Growth,
    Indicator,
    Mean,
    Protected,
    Published,
    Ratio,
    Reported,
    TopShare,
    Unit,
)
from indicators.derivations import derivations
from indicators.dimensions import DIMENSIONS, Dimension, labels
from indicators.errors import QuestionError
from indicators.explain import explain
from indicators.explanation import Explanation, ReceiptNote
from indicators.figures import Figure, Scale, figure, number, percent, points, scale
from indicators.forecast.answers import forecast
from indicators.forecast.csvfile import forecast_file
from indicators.forecast.dated import forecast_many, forecast_series
from indicators.forecast.result import Forecast, YearEnd
from indicators.forecast.yearend import year_end
from indicators.narrative import Change, Sentence, Span, changes, headline
from indicators.periods import month_code, period_label
from indicators.published import published
from indicators.seasonal import Adjustment, adjust, seasonal_adjustment
from indicators.statistics.contributions import contributions
from indicators.statistics.measures import Measure, measured

__all__ = [
    "DIMENSIONS",
    "Adjustment",
    "AnyIndicator",
    "Change",
    "Difference",
    "Dimension",
    "Direction",
    "Explanation",
    "Figure",
    "Forecast",
    "Frequency",
    "Growth",
    "Indicator",
    "Mean",
    "Measure",
    "Point",
    "Protected",
    "Published",
    "QuestionError",
    "Ratio",
    "ReceiptNote",
    "Reported",
    "Scale",
    "Sentence",
    "Span",
    "TopShare",
    "Unit",
    "YearEnd",
    "adjust",
    "catalogue",
    "changes",
    "contributions",
    "derivations",
    "explain",
    "families",
    "figure",
    "forecast",
    "forecast_file",
    "forecast_many",
    "forecast_series",
    "headline",
    "labels",
    "measured",
    "month_code",
    "number",
    "percent",
    "period_label",
    "point",
    "points",
    "published",
    "scale",
    "seasonal_adjustment",
    "series",
    "year_end",
]
