"""Who explains a change, and how surprising it was."""

import numpy as np
import pandas as pd
import pytest

from indicators import changes, contributions, series
from indicators.record.residuals import residuals, shifts, surprise
from indicators.sentences.spans import written
from indicators.signals.driver import DIMENSIONS, driver, mover


def test_the_part_is_named_that_explains_most_beyond_its_size(snapshot):
    month = pd.Timestamp("2026-10-01")
    found = driver(snapshot, "tax_revenue", month)
    parts = contributions(snapshot, "tax_revenue", month, found.dimension)
    row = parts[parts.code == found.code].iloc[0]
    total, base = parts.points.sum(), parts.base.sum()
    share = np.sign(total) * row.points / parts.points.abs().sum()
    assert found.points == pytest.approx(row.points)
    assert found.share == pytest.approx(share)
    assert found.beyond == pytest.approx(share - row.base / base)
    for name in DIMENSIONS[:3]:
        other = contributions(snapshot, "tax_revenue", month, name)
        shares = np.sign(total) * other.points / other.points.abs().sum()
        explains = (other.code != "unknown") & (other.points / total < 2)
        assert (shares - other.base / base)[explains].max() <= found.beyond + 1e-9


def test_parts_that_offset_one_another_explain_little(snapshot):
    for key in ("exports", "fixed_asset_investment"):
        yoy = series(snapshot, key).set_index("period").yoy.loc["2012":].dropna()
        named = {month: found for month in yoy.index if (found := driver(snapshot, key, month))}
        assert len(named) > len(yoy) / 3, key
        for month, found in named.items():
            assert abs(yoy[month] - found.points) < abs(yoy[month]), "without it there is less to explain"
            assert 0 < found.beyond <= found.share <= 1


def test_who_moved_growth_since_the_month_before_moved_it_in_the_same_direction(snapshot):
    month = pd.Timestamp("2026-10-01")
    before = month - pd.DateOffset(months=1)
    found = mover(snapshot, "tax_revenue", month)
    now, then = (
        contributions(snapshot, "tax_revenue", at, found.dimension).set_index("code") for at in (month, before)
    )
    points = now.points.sub(then.points, fill_value=0)
    yoy = series(snapshot, "tax_revenue").set_index("period").yoy
    assert points.sum() == pytest.approx(yoy[month] - yoy[before])
    assert found.points == pytest.approx(points[found.code])
    assert found.points * points.sum() > 0
    assert found.beyond == pytest.approx(found.share - now.base[found.code] / now.base.sum())
    assert any(
        "against the month before" in str(each.sentence) for each in changes(snapshot, "2026-10", "en", limit=30)
    )


@pytest.mark.parametrize("key", ["tax_concentration", "trade_balance", "tax_per_mu"])
def test_what_does_not_add_up_is_not_explained(snapshot, key):
    assert driver(snapshot, key, pd.Timestamp("2026-10-01")) is None


def test_a_month_is_surprising_by_the_models_errors(snapshot):
    errors = residuals(snapshot, "exports")
    last = errors.index[-1]
    found = surprise(snapshot, "exports", last)
    assert found.among == len(errors)
    assert found.place == int((errors.abs() > abs(errors.iloc[-1])).sum()) + 1
    assert surprise(snapshot, "exports", pd.Timestamp("2015-01-01")) is None
    assert residuals(snapshot, "trade_balance").empty
    assert isinstance(shifts(snapshot, "exports"), list)


def test_a_change_says_how_sure_it_is(snapshot):
    month = series(snapshot, "exports").period.max().strftime("%Y-%m")
    for found in changes(snapshot, month, "zh", limit=10):
        assert 0 <= found.larger_than <= 1
        said = written(found.confidence)
        assert "近五年" in said
        assert ("模型预期" in said) == (found.surprise is not None)


def test_nothing_is_said_of_surprise_without_hindcasts(handmade):
    assert residuals(handmade, "exports").empty
    assert all(each.surprise is None for each in changes(handmade, "2010-03", "en"))
