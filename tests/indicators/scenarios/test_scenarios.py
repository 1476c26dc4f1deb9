"""Scenarios: assumptions are checked, effects are arithmetic, intervals stay intervals."""

import numpy as np
import pytest
from statsmodels.regression.linear_model import OLS

from indicators import QuestionError, forecast, series
from indicators.scenarios import affected, scenario, scenarios
from indicators.scenarios.assumptions import Shock, read
from indicators.scenarios.elasticity import elasticities, slope
from indicators.scenarios.run import part_share, summary

WORDS = 'key = "trial"\nname = {zh = "试", en = "trial"}\nnote = {zh = "试", en = "trial"}\n'


def made(rest):
    return read("trial.toml", WORDS + rest)


@pytest.mark.parametrize(
    ("course", "expected"),
    [
        ({"change_percent": -10}, [-0.1] * 5),
        ({"change_percent": 10, "first": 3}, [0, 0, 0.1, 0.1, 0.1]),
        ({"change_percent": 10, "months": 2}, [0.1, 0.1, 0, 0, 0]),
        ({"change_percent": 9, "ramp": 3}, [0.03, 0.06, 0.09, 0.09, 0.09]),
    ],
)
def test_a_course_begins_grows_and_ends(course, expected):
    assert Shock(driver="exports", **course).path(5) == pytest.approx(expected)


def test_assumptions_are_scaled_within_what_a_change_can_be():
    chosen = made(
        '[[shock]]\ndriver = "exports"\nchange_percent = -15\nramp = 3\n'
        '[[loss]]\nindicator = "tax_revenue"\nwhere = {industry = "automotive"}\nchange_percent = -60'
    )
    twice = chosen.scaled(2)
    assert (twice.shock[0].change_percent, twice.shock[0].ramp, twice.loss[0].change_percent) == (-30, 3, -100)
    assert chosen.scaled(1) == chosen
    assert made('[[shock]]\ndriver = "exports"\nchange_percent = 200').scaled(2).shock[0].change_percent == 300


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        ("", "changes something"),
        ('[[shock]]\ndriver = "nothing"\nchange_percent = 1', "not a monthly flow"),
        ('[[shock]]\ndriver = "registered_enterprises"\nchange_percent = 1', "not a monthly flow"),
        ('[[shock]]\ndriver = "exports"\nchange_percent = 900', "change_percent"),
        ('[[shock]]\ndriver = "exports"\nchange_percent = 1\ntypo = 2', "typo"),
        ('[[loss]]\nindicator = "tax_revenue"\nwhere = {planet = "mars"}\nchange_percent = -1', "planet"),
        ("[[shock", "not TOML"),
    ],
)
def test_assumptions_that_cannot_be_are_refused_in_words(rest, said):
    with pytest.raises(QuestionError) as caught:
        made(rest)
    assert said in caught.value.text.en
    assert "trial.toml" in caught.value.text.zh


def test_a_driver_moves_by_what_was_assumed(snapshot):
    chosen = made('[[shock]]\ndriver = "exports"\nchange_percent = -10')
    found = scenario(snapshot, chosen, "exports")
    base = forecast(snapshot, "exports").frame
    assert found.frame["mean"].tolist() == pytest.approx((base["mean"] * 0.9).tolist())
    assert found.change == pytest.approx(-0.1)
    assert found.difference == pytest.approx(-0.1 * base["mean"].sum())
    width = (found.frame.hi80 - found.frame.lo80) / found.frame["mean"]
    assert width.tolist() == pytest.approx(((base.hi80 - base.lo80) / base["mean"]).tolist())


def test_followers_move_by_their_elasticity_after_its_lag_and_are_less_sure(snapshot):
    chosen = made('[[shock]]\ndriver = "fixed_asset_investment"\nchange_percent = 10')
    (rule,) = [each for each in elasticities(snapshot, "fixed_asset_investment") if each.indicator == "tax_revenue"]
    found = scenario(snapshot, chosen, "tax_revenue")
    base = forecast(snapshot, "tax_revenue").frame
    assert found.used == (rule,)
    assert found.frame["mean"].tolist()[: rule.lag] == base["mean"].tolist()[: rule.lag]
    assert found.frame["mean"].iloc[-1] == pytest.approx(base["mean"].iloc[-1] * (1 + rule.value * 0.1))
    assert (found.frame.hi80 - found.frame.lo80).iloc[-1] > (base.hi80 - base.lo80).iloc[-1]


def test_a_part_that_closes_takes_its_share(snapshot):
    chosen = made('[[loss]]\nindicator = "tax_revenue"\nwhere = {industry = "automotive"}\nchange_percent = -100')
    share = part_share(snapshot, chosen.loss[0])
    whole = series(snapshot, "tax_revenue").value.tail(12).sum()
    part = series(snapshot, "tax_revenue", where={"industry": "automotive"}).value.tail(12).sum()
    assert share == pytest.approx(part / whole)
    assert scenario(snapshot, chosen, "tax_revenue").change == pytest.approx(-share)
    assert scenario(snapshot, chosen, "imports").change == 0


def test_bands_stay_ordered_and_nested_under_any_shock(snapshot):
    for percent in (-100, -50, 0, 100, 300):
        found = scenario(snapshot, made(f'[[shock]]\ndriver = "exports"\nchange_percent = {percent}'), "imports").frame
        ordered = found[["lo95", "lo80", "mean", "hi80", "hi95"]].to_numpy()
        assert (np.diff(ordered, axis=1) >= -1e-6).all()
        assert (ordered >= 0).all()


@pytest.mark.parametrize("key", sorted(scenarios()))
def test_every_shipped_scenario_runs_and_moves_something(snapshot, key):
    chosen = scenarios()[key]
    found = summary(snapshot, chosen)
    assert tuple(found.key) == affected(snapshot, chosen)
    assert found.change.abs().max() > 0.001
    assert chosen.name.zh
    assert chosen.note.en


def test_a_home_adds_and_replaces_scenarios(tmp_path, snapshot):
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "mine.toml").write_text(
        WORDS + '[[shock]]\ndriver = "imports"\nchange_percent = 5', encoding="utf-8"
    )
    assert set(scenarios(tmp_path)) == {*scenarios(), "trial"}
    assert scenario(snapshot, "trial", "imports", home=tmp_path).change == pytest.approx(0.05)
    with pytest.raises(QuestionError, match="export_slump"):
        scenario(snapshot, "nothing", "imports", home=tmp_path)


def test_an_elasticity_is_found_where_there_is_one(snapshot):
    for each in elasticities(snapshot, "exports"):
        assert each.estimated
        assert each.error > 0
        assert each.reference.zh
    assert elasticities(snapshot, "nothing") == ()


def test_a_slope_is_that_of_statsmodels_with_errors_that_hang_together():
    chance = np.random.default_rng(4)
    x = chance.normal(size=80).cumsum()
    y = 0.7 * x + chance.normal(size=80).cumsum()
    fitted = OLS(y, np.column_stack([np.ones(80), x])).fit(cov_type="HAC", cov_kwds={"maxlags": 6})
    assert slope(x, y) == pytest.approx((fitted.params[1], fitted.bse[1]), rel=1e-9)
