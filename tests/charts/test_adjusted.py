"""The plot of an adjustment shows the effect that was removed, month by month."""

import json

import numpy as np
import pandas as pd
import pytest

from indicators import adjust
from indicators.charts import adjusted
from indicators.forecast.festival import regressors

MONTHS = pd.period_range("2008-01", periods=144, freq="M")


@pytest.fixture(scope="module")
def found():
    noise = np.random.default_rng(1).standard_normal(144) * 0.01
    return adjust(pd.Series(1e9 * np.exp(-0.2 * regressors(MONTHS, ((0, 6),))[:, 0] + noise), index=MONTHS))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_bars_are_the_effect_and_the_lines_the_series(found, language):
    figure = adjusted(found, unit="yuan", language=language, months=None)
    json.dumps(figure, allow_nan=False)
    *lines, bars = figure["data"]
    assert bars["yaxis"] == "y2"
    assert bars["y"] == pytest.approx(list(found.frame.festival * found.frame.workday - 1))
    assert min(bars["y"]) < -0.05
    assert lines[-1]["y"] == pytest.approx(list(found.frame.adjusted))
    assert figure["layout"]["yaxis"]["domain"][0] > figure["layout"]["yaxis2"]["domain"][1]


def test_effects_of_levels_are_amounts(found):
    values = pd.Series(found.frame.value.to_numpy() - 1e9, index=MONTHS)
    bars = adjusted(adjust(values), unit="yuan", months=60)["data"][-1]
    assert len(bars["x"]) == 60
    assert "元" in bars["customdata"][0][1]
