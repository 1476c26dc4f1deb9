"""Charts as plain plotly data: the same figures on screen, in the notebook and on paper."""

from indicators.charts.adjusted import adjusted
from indicators.charts.areas import treemap
from indicators.charts.bars import bars, columns, stacked
from indicators.charts.blocks import block_map
from indicators.charts.compare import compare
from indicators.charts.dots import Dot, dotted
from indicators.charts.flags import Flag, flagged
from indicators.charts.frame import unit_of
from indicators.charts.indices import indices
from indicators.charts.partners import partner_map
from indicators.charts.pyramid import pyramid
from indicators.charts.said import said_and_came
from indicators.charts.scale import shared_scale
from indicators.charts.sizing import need_ahead, ranges, waterfall
from indicators.charts.sparkline import sparkline
from indicators.charts.theme import Theme, dressed, dressed_text
from indicators.charts.trend import trend
from indicators.charts.what_if import hindsight, what_if

__all__ = [
    "Dot",
    "Flag",
    "Theme",
    "adjusted",
    "bars",
    "block_map",
    "columns",
    "compare",
    "dotted",
    "dressed",
    "dressed_text",
    "flagged",
    "hindsight",
    "indices",
    "need_ahead",
    "partner_map",
    "pyramid",
    "ranges",
    "said_and_came",
    "shared_scale",
    "sparkline",
    "stacked",
    "treemap",
    "trend",
    "unit_of",
    "waterfall",
    "what_if",
]
