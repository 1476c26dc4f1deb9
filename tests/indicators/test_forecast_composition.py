"""A balance ahead is what comes in less what goes out, in every slice, as far as asked, and at earlier origins too."""

import numpy as np
import pandas as pd
import pytest

from indicators import forecast, forecast_many, year_end
from indicators.forecast.backtest import ORIGINS
from indicators.forecast.composition import places_of
from indicators.forecast.engine import outlooks
from indicators.forecast.task import Series

BALANCES = {"trade_balance": ("exports", "imports"), "fiscal_balance": ("fiscal_revenue_monthly", "fiscal_expenditure")}


@pytest.mark.parametrize(
    ("key", "options"),
    [
        ("trade_balance", {}),
        ("trade_balance", {"horizon": 18}),
        ("trade_balance", {"where": {"ownership": "foreign"}}),
        ("fiscal_balance", {}),
        ("fiscal_balance", {"horizon": 14}),
    ],
    ids=str,
)
def test_a_balance_is_the_difference_of_what_is_said_of_its_parts(snapshot, key, options):
    found, one, other = (forecast(snapshot, each, **options) for each in (key, *BALANCES[key]))
    frame = found.frame
    said = one.frame.set_index("period")["mean"] - other.frame.set_index("period")["mean"]
    size = one.frame["mean"].max()
    assert list(frame.period) == list(said.index)
    assert np.abs(frame["mean"].to_numpy() - said.to_numpy()).max() <= 1e-9 * size
    assert (frame.lo95 < frame.lo80).all()
    assert (frame.lo80 < frame["mean"]).all()
    assert (frame["mean"] < frame.hi80).all()
    assert (frame.hi80 < frame.hi95).all()
    assert (frame.sum_lo80 < frame["mean"].cumsum()).all()
    assert (frame["mean"].cumsum() < frame.sum_hi80).all()
    assert "两项之差" in found.reason.zh


def test_a_years_end_of_a_balance_is_that_of_its_parts(snapshot):
    balance, one, other = (year_end(snapshot, key) for key in ("trade_balance", *BALANCES["trade_balance"]))
    assert balance.mean == pytest.approx(one.mean - other.mean, abs=1e-9 * one.mean)


def test_the_record_holds_balances_as_differences(snapshot):
    said = snapshot.query("SELECT key, origin, step, mean FROM hindcast").to_pandas()
    wide = said.pivot(index=["origin", "step"], columns="key", values="mean")  # noqa: PD010 one row for each
    apart = (wide.exports - wide.imports - wide.trade_balance).abs()
    assert apart.notna().sum() > 100
    assert apart.max() <= 1e-9 * wide.exports.max()


def test_the_interval_is_that_of_errors_of_the_difference():
    rng = np.random.default_rng(4)
    shared = rng.normal(0, 0.1, 120)
    together, alone = ([100 * np.exp(shared + rng.normal(0, own, 120)) for _ in range(2)] for own in (0.01, 0.1))
    half = []
    for one, other in (together, alone):
        series = [Series(values=each) for each in (one, other, one - other)]
        own = outlooks(series, 12, 12, alone=True, compositions={2: ((0, 1), (1, -1))})
        middle, low, high = own[2].columns()[:3]
        assert middle == pytest.approx(own[0].columns()[0] - own[1].columns()[0])
        assert own[2].method.en == "Difference of two forecasts"
        assert own[2].origins == ORIGINS
        half.append((high - low).mean() / 2)
    # What moves both alike cancels: errors are judged in pairs.
    assert half[0] < 0.4 * half[1]


def test_parts_that_end_elsewhere_or_are_not_there_leave_a_balance_to_itself():
    from indicators import catalogue

    three = [catalogue()[each] for each in ("exports", "imports", "trade_balance")]
    assert places_of(three, ["2026-10"] * 3) == {2: ((0, 1), (1, -1))}
    assert places_of(three, ["2026-10", "2026-09", "2026-10"]) == {}
    assert places_of(three[::2], ["2026-10"] * 2) == {}


def test_a_short_balance_meets_its_parts_too():
    index = pd.period_range("2026-01", periods=4, freq="M")
    one, other = (pd.Series(each, index=index, dtype=float) for each in ([5, 6, 7, 8], [4, 5, 4, 9]))
    own = forecast_many([one, other, one - other], 3, compositions={2: ((0, 1), (1, -1))})[2]
    assert (own.frame.lo80 < 0).all()
