"""Revisions of an adjusted series: what was said when a month was the newest, and what is said of it today."""

import numpy as np
import pandas as pd
import pytest

from indicators.seasonal import adjust
from indicators.seasonal.stability import stability

MONTHS = pd.period_range("2016-01", periods=56, freq="M")
SEASON = 1 + 0.2 * np.sin(2 * np.pi * np.arange(56) / 12)


def series_of(noise):
    drawn = np.random.default_rng(7).normal(0, noise, 56)
    return pd.Series(1000 * 1.005 ** np.arange(56) * SEASON * np.exp(drawn), index=MONTHS)


def test_a_season_that_repeats_itself_is_not_revised():
    found = stability(series_of(0.0), months=2)
    assert found.revision < 0.002
    assert "stable" in found.said.en


def test_first_estimates_are_those_of_the_series_as_it_ended_then():
    values = series_of(0.03)
    found = stability(values, months=2)
    ended = adjust(values.iloc[:-2]).adjusted
    assert found.frame["first"].iloc[0] == ended.iloc[-1]
    assert found.frame["newest"].iloc[0] == adjust(values).adjusted.iloc[-3]
    assert found.revision == pytest.approx(found.frame.revision.abs().mean())
    assert 0 < found.step < 0.05


def test_a_short_series_has_no_history_of_revisions():
    found = stability(series_of(0.03).iloc[:40])
    assert found.frame.empty
    assert "too short" in found.said.en
