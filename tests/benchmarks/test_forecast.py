"""The benchmark's own functions: official scores on numbers worked out by hand, and one small run of everything."""

import json

import numpy as np
import pytest

from benchmarks import forecast, many, rivals
from benchmarks.competition import groups
from benchmarks.measured import measured
from benchmarks.scoring import naive2, scored, seasonal
from benchmarks.transformed import transformed


@pytest.fixture
def competition(tmp_path):
    rng = np.random.default_rng(0)
    rows = []
    for period, season, horizon, length in (("YEARLY", 1, 6, 14), ("QUARTERLY", 4, 8, 30), ("MONTHLY", 12, 18, 60)):
        for number in range(3):
            wave = 1 + 0.2 * np.sin(2 * np.pi * np.arange(length + horizon) / season) * (season > 1)
            values = list((100 + rng.normal(0, 2, length + horizon).cumsum()) * wave)
            rows.append(
                {"id": f"{period}{number}", "period": period, "h": horizon, "x": values[:length], "xx": values[length:]}
            )
    path = tmp_path / "competition.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    return path


def test_scores_are_those_of_the_competitions():
    known, came = [np.array([1.0, 2, 3, 4])], np.array([[5.0, 5.0]])
    found = scored(known, came, 1, np.array([[5.0, 4.0]]), np.array([[4.0, 4.0]]))
    assert found.smape == pytest.approx(200 * (1 / 9) / 2)
    assert found.mase == pytest.approx(0.5)
    assert found.owa == pytest.approx(0.5)
    bands = tuple(np.array([[low, high]]) for low, high in ((4, 4), (6, 4.5), (4, 4), (6, 4.5)))
    assert scored(known, came, 1, came, came + 1, bands).msis == pytest.approx((2 + 0.5 + 40 * 0.5) / 2)


def test_naive2_takes_the_season_out_where_the_test_finds_one():
    wave = np.tile([0.8, 1.0, 1.2, 1.0], 8)
    assert seasonal(wave, 4)
    assert naive2(100 * wave, 4, 4) == pytest.approx(100 * wave[:4])
    assert not seasonal(np.full(20, 3.0), 4)
    assert list(naive2(np.array([3.0, 1, 4, 1, 5, 9, 2, 6]), 4, 2)) == [6, 6]


def test_the_table_and_the_pool_are_made(competition, capsys):
    found = groups(competition, sample=2)
    assert [len(group.known) for group in found] == [2, 2, 2]
    forecast.report(found, {"jingwei": forecast.ours, **rivals.simple()})
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1 + 4 * 4
    assert "1.0000" in lines[-1]
    pool = forecast.freeze(found).splitlines()
    assert pool[3] == "season,of,ahead,spread,typical,narrow,wide"
    assert len(pool) == 4 + 2 * (6 + 8 + 18)


def test_the_competition_is_changed_into_others(competition):
    found = {each.period: each for each in transformed(groups(competition))}
    assert list(found)[-5:] == [
        "monthly",
        "monthly cut",
        "monthly backwards",
        "monthly with trend",
        "months as quarters",
    ]
    whole = np.r_[found["monthly"].known[0], found["monthly"].came[0]]
    assert np.r_[found["monthly backwards"].known[0], found["monthly backwards"].came[0]] == pytest.approx(whole[::-1])
    quarters = np.r_[found["months as quarters"].known[0], found["months as quarters"].came[0]]
    assert quarters.sum() == pytest.approx(whole.sum())


def test_statsmodels_methods_answer_with_bands():
    known = [100 + np.arange(16.0) + np.random.default_rng(1).normal(0, 1, 16)]
    mean, bands, _ = rivals.statsmodels()["statsmodels Theta"](known, 1, 3)
    assert mean.shape == (1, 3)
    assert (bands[2] <= bands[0]).all()


def test_another_process_forecasts_the_same_bytes():
    assert measured(many.once, 4).result.digest == many.once(4).digest != many.once(5).digest
