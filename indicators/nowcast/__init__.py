"""The nowcast: what the quarter's growth of GDP will be, from the months that are known already."""

from indicators.nowcast.answer import Nowcast, nowcast

__all__ = ["Nowcast", "nowcast"]
