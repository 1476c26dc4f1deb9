"""X-13 beside our own path: what it is asked and how its answer is read. The program itself is in no package index."""

import sys

import pandas as pd
import pytest

from indicators import QuestionError
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


# A stand-in for the command line of the manual, not for the method: what it is asked, it saves as adjusted.
STAND_IN = """#!{python}
import re, sys
said = open(sys.argv[1] + ".spc").read()
year, month = map(int, re.search(r"start = (\\d+)\\.(\\d+)", said).groups())
values = re.search(r"data = \\(([^)]*)\\)", said).group(1).split()
rows = [f"{{year + (month - 1 + i) // 12}}{{(month - 1 + i) % 12 + 1:02}}\\t{{each}}" for i, each in enumerate(values)]
open(sys.argv[1] + ".d11", "w").write("\\n".join(["date\\tseries.d11", "------\\t----------", *rows, ""]))
"""
REFUSING = "#!/bin/sh\necho ' ERROR: no season to be found' > \"$1.err\"\nexit 1\n"


def installed(monkeypatch, folder, text):
    place = folder / PROGRAMS[0]
    place.write_text(text)
    place.chmod(0o755)
    monkeypatch.setenv("X13PATH", str(folder))


def test_what_a_program_on_the_command_line_saves_stands_beside_ours_month_by_month(monkeypatch, tmp_path):
    installed(monkeypatch, tmp_path, STAND_IN.format(python=sys.executable))
    months = pd.period_range("2012-03", periods=72, freq="M")
    found = adjust(pd.Series([100 + 10 * (each.month == 12) + at for at, each in enumerate(months)], index=months))
    frame = beside(found)
    usual = frame.value / (frame.festival * frame.workday)
    assert frame.x13.to_numpy() == pytest.approx(usual.to_numpy(), abs=1e-6)
    assert frame.x13_apart.to_numpy() == pytest.approx((frame.x13 - frame.adjusted).to_numpy())


def test_what_the_program_says_when_it_fails_is_told(monkeypatch, tmp_path):
    installed(monkeypatch, tmp_path, REFUSING)
    months = pd.period_range("2012-03", periods=72, freq="M")
    with pytest.raises(QuestionError, match="no season to be found") as told:
        beside(adjust(pd.Series(range(100, 172), index=months)))
    assert "没有给出结果" in told.value.text.zh
