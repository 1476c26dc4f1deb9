"""Seasonal adjustment with the Spring Festival: calendar effects by regression, seasons by moving filters or X-13."""

from indicators.seasonal.adjust import adjust
from indicators.seasonal.answers import seasonal_adjustment
from indicators.seasonal.result import Adjustment, Quality

__all__ = ["Adjustment", "Quality", "adjust", "seasonal_adjustment"]
