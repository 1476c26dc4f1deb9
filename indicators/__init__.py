"""Indicators: defined once, computed for any slice, explained down to the source rows, carried forward."""

from indicators.catalogue import catalogue, families
from indicators.computing.compute import Point
from indicators.computing.compute import point as _point
from indicators.computing.compute import series as _series
from indicators.computing.published import published as _published
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
from indicators.explaining.explain import explain
from indicators.explaining.explanation import Explanation, ReceiptNote
from indicators.figures import Figure, Scale, figure, number, percent, points, scale
from indicators.forecast.answers import forecast as _forecast
from indicators.forecast.csvfile import forecast_file
from indicators.forecast.dated import forecast_many, forecast_series
from indicators.forecast.regression import Regression, regression
from indicators.forecast.result import Forecast, YearEnd
from indicators.forecast.yearend import year_end as _year_end
from indicators.opening import of_current
from indicators.periods import month_code, period_label
from indicators.seasonal import Adjustment, adjust
from indicators.seasonal import seasonal_adjustment as _seasonal_adjustment
from indicators.sentences.moves import Change, changes
from indicators.sentences.narrative import headline
from indicators.sentences.phrases import Sentence
from indicators.sentences.spans import Span
from indicators.statistics.contributions import contributions as _contributions
from indicators.statistics.decomposition import lmdi, mix_and_rate
from indicators.statistics.decomposition import structure as _structure
from indicators.statistics.matched import matched as _matched
from indicators.statistics.measures import Measure
from indicators.statistics.measures import measured as _measured
from indicators.statistics.shift_share import shift_share as _shift_share
from indicators.statistics.shift_share import shift_share_of

# Asked without a snapshot, these ask the current one: series("exports").
contributions = of_current(_contributions)
forecast = of_current(_forecast)
matched = of_current(_matched)
measured = of_current(_measured)
point = of_current(_point)
published = of_current(_published)
seasonal_adjustment = of_current(_seasonal_adjustment)
series = of_current(_series)
shift_share = of_current(_shift_share)
structure = of_current(_structure)
year_end = of_current(_year_end)

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
    "Regression",
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
    "lmdi",
    "matched",
    "measured",
    "mix_and_rate",
    "month_code",
    "number",
    "percent",
    "period_label",
    "point",
    "points",
    "published",
    "regression",
    "scale",
    "seasonal_adjustment",
    "series",
    "shift_share",
    "shift_share_of",
    "structure",
    "year_end",
]
