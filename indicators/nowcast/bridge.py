"""Bridge equations: how the growth of quarters moves, told from those months of the running quarter that are known."""

import numpy as np
import pandas as pd

_MONTHS = 3
_LEAST = 16  # quarters in which a series and growth must both have moved


def bridged(months: pd.DataFrame, quarters: pd.Series, quarter: pd.Period) -> float:
    """Return the growth of a quarter by the bridges of all monthly series; the last growth where none bears.

    A bridge is the line through nought, by least squares, from the change of a series' mean growth since the quarter
    before, over as many months of each quarter as are known of the last, to the change of quarterly growth. What the
    bridges say is averaged by their squared correlations (Baffigi, Golinelli and Parigi 2004; Rünstler et al. 2009).
    """
    span = pd.PeriodIndex(months.index).asfreq("Q")
    known = (pd.PeriodIndex(months.index).month - 1) % _MONTHS < (span == quarter).sum()
    means = months[known].groupby(span[known]).mean()
    moved = means.reindex(pd.period_range(quarters.index[0], quarter, freq="Q")).diff()
    came, last = quarters.diff(), float(quarters.iloc[-1])
    past = moved.reindex(came.index).where(came.notna(), axis=0)
    said = moved.loc[quarter] * past.mul(came, axis=0).sum() / (past**2).sum()
    weight = (past.corrwith(came) ** 2).where((past.notna().sum() >= _LEAST) & said.notna()).fillna(0.0)
    return last + float(np.average(said.fillna(0.0), weights=weight)) if weight.sum() > 0 else last
