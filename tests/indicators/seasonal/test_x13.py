"""X-13 beside our own path: what it is asked, how its answer is read, and what the real program says."""

from pathlib import Path
from sysconfig import get_path

import numpy as np
import pandas as pd
import pytest

from indicators import QuestionError
from indicators.seasonal import x13
from indicators.seasonal.adjust import adjust
from indicators.seasonal.x13 import PROGRAMS, beside, program, saved, specification


def test_what_is_asked_is_a_whole_specification():
    values = pd.Series([1.5, 2.25], index=pd.period_range("2009-11", periods=2, freq="M"))
    assert specification(values, multiplicative=True) == (
        'series { title = "series" start = 2009.11 period = 12\n  data = (\n    1.500000\n    2.250000\n  )\n}\n'
        "transform { function = log }\noutlier { }\nautomdl { }\nx11 { mode = mult save = (d11) }\n"
    )


def test_a_saved_table_is_read_by_month():
    # As in section 2.7 of the reference manual, version 1.1.
    table = "date\tseries.d11\n------\t-----------------------\n200911\t+0.123400000000000E+04\n200912\t-0.5E+00\n"
    found = saved(table)
    assert found.to_dict() == {pd.Period("2009-11", "M"): 1234.0, pd.Period("2009-12", "M"): -0.5}


def test_without_the_program_a_reader_is_told_where_to_put_it(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("X13PATH", raising=False)
    monkeypatch.setattr(x13, "get_path", lambda _: str(tmp_path))
    with pytest.raises(QuestionError, match="X13PATH") as told:
        program()
    assert "没有安装" in told.value.text.zh


def test_the_program_is_found_where_the_operator_says(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", "")
    place = tmp_path / PROGRAMS[1]
    place.touch(mode=0o755)
    for told in (tmp_path, place):
        monkeypatch.setenv("X13PATH", str(told))
        assert program() == place
    monkeypatch.delenv("X13PATH")
    assert program().parent == Path(get_path("scripts"))


def usual(months):
    """Return a course that grows evenly, and what it is with a season of ±20 % and the same small noise."""
    at = np.arange(len(months))
    even = 100 * 1.004**at * np.exp(np.random.default_rng(3).normal(0, 0.005, len(at)))
    return even, pd.Series(even * (1 + 0.2 * np.sin(2 * np.pi * months.month / 12)), index=months)


def test_the_real_program_takes_a_known_season_out_as_ours_does():
    even, values = usual(pd.period_range("2012-03", periods=96, freq="M"))
    frame = beside(adjust(values))
    assert frame.x13.to_numpy() == pytest.approx(even, rel=0.02)
    assert frame.x13_apart.to_numpy() == pytest.approx((frame.x13 - frame.adjusted).to_numpy())
    assert (frame.x13_apart / frame.x13).abs().max() < 0.02


def test_months_after_a_gap_stay_where_they_are():
    even, values = usual(pd.period_range("2012-03", periods=96, freq="M"))
    values.iloc[40] = np.nan
    frame = beside(adjust(values))
    assert np.isnan(frame.x13.iloc[40])
    assert frame.x13.drop(40).to_numpy() == pytest.approx(np.delete(even, 40), rel=0.02)


def test_what_the_program_or_our_own_method_refuses_is_told():
    _, values = usual(pd.period_range("2012-03", periods=30, freq="M"))
    with pytest.raises(QuestionError, match="3 complete years") as told:
        x13._run(program(), specification(values, multiplicative=True))
    assert "没有给出结果" in told.value.text.zh
    found = adjust(values)
    with pytest.raises(QuestionError) as told:
        beside(found)
    assert told.value.text == found.reason
