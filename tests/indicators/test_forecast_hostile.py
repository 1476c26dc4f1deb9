"""Hostile series: whatever comes, the answer is finite, ordered and nested, and nothing warns.

``JINGWEI_HOSTILE`` says how many series are tried; ``make prove`` tries ten thousand.
"""

import os

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.forecast.engine import outlooks
from indicators.forecast.task import Series

SERIES = int(os.environ.get("JINGWEI_HOSTILE", "400"))
TOGETHER = 20


def walk(rng, n):
    return rng.normal(0, 1, n).cumsum()


def doubling(rng, n):
    return np.exp(np.minimum(np.arange(n) * rng.uniform(0, 8), 700))


def outlier(rng, n):
    values = 1 + rng.normal(0, 0.01, n)
    values[rng.integers(n)] = rng.choice([1e12, -1e12, 1e-12, 0])
    return values


def broken(rng, n):
    return np.where(np.arange(n) < rng.integers(n + 1), 1.0, rng.choice([0.0, 1e6, -1e6, 1e-6]))


KINDS = {
    "walk": walk,
    "positive": lambda rng, n: np.exp(rng.normal(0, rng.uniform(0, 5), n)),
    "constant": lambda rng, n: np.full(n, rng.normal()),
    "almost constant": lambda rng, n: 1 + 1e-15 * rng.normal(size=n),
    "zeros": lambda _, n: np.zeros(n),
    "counts": lambda rng, n: rng.poisson(rng.uniform(0, 2), n).astype(float),
    "doubling": doubling,
    "dying": lambda rng, n: doubling(rng, n)[::-1],
    "outlier": outlier,
    "broken": broken,
    "alternating": lambda rng, n: np.where(np.arange(n) % 2, 1.0, -1.0) * rng.uniform(0, 10),
    "spike a year": lambda rng, n: np.where(np.arange(n) % 12 == 3, 100.0, rng.choice([0.0, 1e-9, 1.0])),
    "straight": lambda rng, n: np.arange(n) * rng.normal(),
    "largest": lambda rng, n: rng.choice([1.7e308, -1.7e308, 1e-320, 0.0], n),
    "least": lambda rng, n: rng.choice([5e-324, 1e-310, 1e-300], n),
    "uniform bits": lambda rng, n: rng.integers(0, 2**63, n).view(np.float64),
}

made = st.tuples(
    st.sampled_from(sorted(KINDS)),
    st.integers(1, 130),
    st.integers(0, 2**32 - 1),
    st.sampled_from([1.0, 1.0, 1e-300, 1e-9, 1e9, 1e300]),
    st.sampled_from([0.0, 0.0, 0.0, 0.1, 0.5, 0.95]),
)
drawn = st.lists(st.floats(allow_nan=True, allow_infinity=True), min_size=1, max_size=40)


def series_of(recipe):
    if isinstance(recipe, list):
        return Series(values=np.array(recipe, dtype=float))
    kind, length, seed, scale, missing = recipe
    rng = np.random.default_rng(seed)
    with np.errstate(all="ignore"):
        values = KINDS[kind](rng, length) * scale
    values[rng.random(length) < missing] = rng.choice([np.nan, np.inf, -np.inf])
    return Series(
        values=values,
        first_month=int(rng.integers(1900 * 12, 2150 * 12)) if rng.random() < 0.5 else None,
        profile=np.exp(rng.normal(0, 0.3, 12)) if rng.random() < 0.3 else None,
    )


@given(
    st.lists(st.one_of(made, made, made, drawn), min_size=TOGETHER, max_size=TOGETHER),
    st.sampled_from([1, 4, 7, 12]),
    st.sampled_from([1, 2, 12, 18, 30]),
    st.booleans(),
)
@settings(
    max_examples=max(1, SERIES // TOGETHER),
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_whatever_comes_the_answer_is_finite_ordered_and_nested(recipes, season, horizon, alone):
    given_series = [series_of(each) for each in recipes]
    if season != 12:
        given_series = [Series(values=each.values) for each in given_series]
    for each in outlooks(given_series, season, horizon, alone=alone):
        mean, lo80, hi80, lo95, hi95, sum_lo, sum_hi = columns = each.columns()
        assert np.isfinite(columns).all()
        assert all(len(column) == horizon for column in columns)
        assert (lo95 <= lo80).all()
        assert (lo80 <= mean).all()
        assert (mean <= hi80).all()
        assert (hi80 <= hi95).all()
        assert (sum_lo <= sum_hi).all()
        assert each.method.zh
        assert each.reason.en
