"""X-13 beside our own path: what it is asked and how its answer is read. The program itself is in no package index."""

import pandas as pd
import pytest

from indicators import QuestionError
from indicators.seasonal.x13 import PROGRAMS, program, saved, specification


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
