"""The dynamic factor model of mixed frequency, fitted by a bounded EM, and what it says of a quarter.

One common factor of the months, two lags (Banbura and Modugno 2014; statsmodels' DynamicFactorMQ). The EM algorithm
starts from principal components: no random numbers, the same answer every time. It stops after a fixed number of
steps; whether the likelihood had settled by then is part of the answer, not a warning.
"""

import warnings
from dataclasses import dataclass
from typing import Any

import pandas as pd

from indicators.nowcast.data import GDP

_LAGS = 2
_STEPS = 60
_SETTLED = 1e-5
_DIGITS = 8
# With autoregressive noise of its own for each series, EM left all bounds on the demo zone within three steps.
_NOISE = {"idiosyncratic_ar1": False}


@dataclass(frozen=True)
class Fitted:
    """A fitted model; ``settled`` tells whether EM had converged within its steps."""

    results: Any
    settled: bool


def fit(months: pd.DataFrame, quarters: pd.Series) -> Fitted:
    """Return the model fitted to months × series and the quarterly series; gaps are NaN."""
    from statsmodels.tools.sm_exceptions import EstimationWarning  # dear to import
    from statsmodels.tsa.statespace.dynamic_factor_mq import DynamicFactorMQ

    model = DynamicFactorMQ(months, endog_quarterly=quarters.to_frame(), factors=1, factor_orders=_LAGS, **_NOISE)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        results = model.fit_em(maxiter=_STEPS, tolerance=_SETTLED, disp=False)
    unsettled = [each for each in said if issubclass(each.category, EstimationWarning | UserWarning | RuntimeWarning)]
    return Fitted(results, settled=not unsettled)


def known(fitted: Fitted, months: pd.DataFrame, quarters: pd.Series, quarter: pd.Period) -> Any:
    """Return the model with its parameters kept and its data replaced, reaching to the end of a quarter."""
    index = pd.period_range(months.index[0], quarter.asfreq("M", how="end"), freq="M")
    span = pd.period_range(quarters.index[0], quarter, freq="Q")
    return fitted.results.apply(
        months.reindex(index=index, columns=fitted.results.model.endog_names[:-1]),
        endog_quarterly=quarters.reindex(span).to_frame(),
        retain_standardization=True,
    )


def said_of(state: Any, quarter: pd.Period) -> float:
    """Return what the model says of a quarter's growth, given all its data."""
    last = quarter.asfreq("M", how="end")
    found = state.get_prediction(start=last, end=last, information_set="smoothed").predicted_mean
    return float(found[GDP].iloc[0])


def news(before: Any, after: Any, quarter: pd.Period) -> pd.DataFrame:
    """Return why the nowcast moved between two states of the data, one row a release, the largest first.

    Columns: month, series, expected, came, impact (points of growth, as a fraction); a revision of earlier months has
    neither expected nor came.
    """
    last = quarter.asfreq("M", how="end")
    told = before.news(after, impact_date=last, impacted_variable=GDP, comparison_type="updated")
    details = told.details_by_impact.reset_index()
    names = ("update date", "updated variable", "forecast (prev)", "observed", "impact")
    rows = [tuple(row[name] for name in names) for row in details.to_dict("records")]
    revised = float(told.revision_impacts.to_numpy().sum()) if told.revision_impacts is not None else 0.0
    if abs(revised) > 10**-_DIGITS:
        rows.append((pd.NaT, "", float("nan"), float("nan"), revised))
    frame = pd.DataFrame(rows, columns=["month", "series", "expected", "came", "impact"])
    order = frame.impact.abs().sort_values(ascending=False, kind="stable").index
    return frame.loc[order].reset_index(drop=True)
