"""The climate: composite leading, coincident and lagging indices, diffusion, and the warning score with its light."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from datasets import Snapshot
from indicators.computing import panel as panels
from indicators.periods import Period, month_start
from indicators.signals import composite
from indicators.signals.components import REFERENCE, ROLE_NAMES, Component, components
from indicators.signals.lights import light_of_growth, light_of_score, score
from indicators.signals.turning import Lead, lead

_INDEX_SQL = "SELECT * FROM signal_index ORDER BY period"
_LIGHT_SQL = "SELECT * FROM signal_light ORDER BY place, period"


@dataclass(frozen=True, eq=False)
class Climate:
    """Indices by month and what they are made of.

    ``indices`` has columns leading, coincident, lagging (normal = 100), diffusion (0–100) and warning_score (0–100);
    ``growth`` the growth of each component as a fraction; both by month. ``lights`` gives the light of each warning
    component in the last month and ``light`` that of the score; ``leads`` by how many months each component ran
    ahead of the reference, measured over all months of the snapshot.
    """

    indices: pd.DataFrame
    growth: pd.DataFrame
    lights: Mapping[str, str | None]
    light: str | None
    leads: Mapping[str, Lead]

    @property
    def used(self) -> tuple[Component, ...]:
        """Return the components that the snapshot holds."""
        return tuple(each for each in components() if each.series in self.growth)


def climate(snapshot: Snapshot, period: Period | None = None) -> Climate:
    """Return the climate up to a month, by default the last of the data; a missing series is simply not used."""
    month = month_start(period if period is not None else snapshot.as_of)
    return _up_to(_stored(snapshot) if snapshot.has("signal_index") else compute(snapshot), month)


def compute(snapshot: Snapshot) -> Climate:
    """Return the climate computed now from the series."""
    growth = panels.panel(snapshot, [each.series for each in components()], january=True)
    growth = growth.loc[:, growth.notna().any()].loc[: pd.Period(snapshot.as_of, "M")]
    used = [each for each in components() if each.series in growth]
    turned = growth * [each.sign for each in used]
    amplitude = composite.amplitude_of(growth[REFERENCE]) if REFERENCE in growth else float("nan")
    columns = {role: _index(turned, used, role, amplitude) for role in ROLE_NAMES}
    columns["diffusion"] = composite.diffusion(turned)
    columns["warning_score"] = warning_scores(growth[[each.series for each in used if each.warning]])
    reference = growth[REFERENCE] if REFERENCE in growth else pd.Series(np.nan, index=growth.index)
    leads = {str(name): lead(growth[name], reference) for name in growth}
    return _judged(pd.DataFrame(columns, index=growth.index), growth, leads)


def warning_scores(growth: pd.DataFrame) -> pd.Series:
    """Return the warning score of every month, each component judged by its own ten years up to that month."""
    values = growth.to_numpy()
    found = [
        score([light_of_growth(values[: at + 1, column]) for column in range(values.shape[1])])
        for at in range(len(values))
    ]
    return pd.Series(found, index=growth.index, dtype=float)


def _judged(indices: pd.DataFrame, growth: pd.DataFrame, leads: Mapping[str, Lead]) -> Climate:
    warning = [each.series for each in components() if each.warning and each.series in growth]
    lights = {name: light_of_growth(growth[name].to_numpy()) for name in warning}
    last = float(indices.warning_score.iloc[-1]) if len(indices) else float("nan")
    return Climate(indices=indices, growth=growth, lights=lights, light=light_of_score(last), leads=leads)


def _up_to(found: Climate, month: pd.Timestamp) -> Climate:
    last = month.to_period("M")
    return _judged(found.indices.loc[:last], found.growth.loc[:last], found.leads)


@lru_cache(maxsize=8)
def _stored(snapshot: Snapshot) -> Climate:
    indices = snapshot.query(_INDEX_SQL).to_pandas()
    lights = snapshot.query(_LIGHT_SQL).to_pandas()
    months = pd.PeriodIndex(indices.pop("period"), freq="M")
    names = list(dict.fromkeys(lights.series))
    growth = pd.DataFrame({name: lights[lights.series == name].growth.to_numpy() for name in names}, index=months)
    leads = {
        row.series: Lead(int(row.lead), float(row.correlation)) for row in lights.drop_duplicates("series").itertuples()
    }
    return _judged(indices.set_index(months), growth, leads)


def _index(turned: pd.DataFrame, used: list[Component], role: str, amplitude: float) -> pd.Series:
    columns = [each.series for each in used if each.role == role]
    if not columns or not np.isfinite(amplitude):
        return pd.Series(np.nan, index=turned.index)
    return composite.composite(turned[columns], amplitude)
