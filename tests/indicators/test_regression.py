"""Regression with ARIMA errors: coefficients that can be read, futures that are assumptions, fans in order."""

import numpy as np
import pandas as pd
import pytest

from indicators import QuestionError, regression
from indicators.forecast import festival


def quarters(values, start="2005Q1"):
    return pd.Series(values, index=pd.period_range(start, periods=len(values), freq="Q"), dtype=float)


def test_a_driver_is_read_and_its_future_is_followed():
    rng = np.random.default_rng(0)
    driver = quarters(rng.normal(0, 1, 72).cumsum())
    noise = rng.normal(0, 0.02, 64).cumsum()
    values = np.exp(4 + 0.3 * driver.iloc[:64] + noise)
    drivers = driver.rename("orders").to_frame()
    orders = [(0, 1, 1), (1, 1, 0)]
    found = regression(values, 8, drivers=drivers, orders=orders)
    effect = found.effects.iloc[0]
    assert effect.driver == "orders"
    assert effect.coefficient == pytest.approx(0.3, abs=0.03)
    assert effect.lo95 < effect.coefficient < effect.hi95 < effect.lo95 + 0.05
    assert found.logged
    assert found.converged
    assert found.order.endswith("(0, 1, 1)[4]")
    frame = found.frame
    ordered = frame[["lo95", "lo80", "mean", "hi80", "hi95"]].to_numpy()
    assert (np.diff(ordered, axis=1) > 0).all()
    assert frame.period.iloc[0] == pd.Timestamp("2021-01-01")
    drivers.iloc[64:] += 1
    more = regression(values, 8, drivers=drivers, orders=orders).frame["mean"]
    assert np.log(more / frame["mean"]).to_numpy() == pytest.approx(np.full(8, effect.coefficient), abs=1e-4)


def test_the_festival_is_a_driver_of_monthly_series():
    index = pd.period_range("2005-01", periods=84, freq="M")
    rng = np.random.default_rng(1)
    moved = -0.4 * festival.regressors(index, ((0, 6),))[:, 0]
    values = pd.Series(np.exp(5 + moved + rng.normal(0, 0.01, 84)), index)
    effects = regression(values, 3, with_festival=True, orders=[(0, 1, 1)]).effects.set_index("driver").coefficient
    assert effects["festival_during"] == pytest.approx(-0.4, abs=0.08)


def test_what_cannot_be_regressed_is_refused_in_words():
    values = quarters(np.arange(1.0, 61))
    with pytest.raises(QuestionError, match="drivers lack 4 periods"):
        regression(values, 4, drivers=values.rename("x").to_frame())
    with pytest.raises(QuestionError, match="monthly"):
        regression(values, 4, with_festival=True)
    with pytest.raises(QuestionError, match="too short"):
        regression(values.iloc[:9], 4)
