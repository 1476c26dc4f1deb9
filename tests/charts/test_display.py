"""A tidy frame as readers write it: units in its titles, one scale a column, no raw decimals."""

import numpy as np
import pandas as pd
import pytest

from indicators.display import _column

MONTHS = pd.to_datetime(["2026-09-01", "2026-10-01"])
ROWS = [
    (MONTHS, "", "zh", "", ["2026年9月", "2026年10月"]),
    ([1.5e9, -2.0e7], "yuan", "zh", "亿元", ["15.0", "−0.20"]),
    ([1.5e9, np.nan], "yuan", "en", "billion yuan", ["1.50", "—"]),
    ([0.0301, -0.5], "share", "zh", "%", ["3.01", "−50.0"]),
    ([0.009, -0.002], "points", "en", "pp", ["+0.90", "−0.20"]),
    ([806, 64], "yuan", "zh", "", ["806", "64"]),  # counts, whatever the amounts are in
    (["电子信息", None], "yuan", "zh", "", ["电子信息", ""]),
]


@pytest.mark.parametrize(("values", "unit", "language", "title", "cells"), ROWS)
def test_a_column_is_written_in_its_unit(values, unit, language, title, cells):
    assert _column(pd.Series(values), unit, language) == (title, cells)
