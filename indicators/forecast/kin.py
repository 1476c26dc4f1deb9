"""An indicator's total and members forecast together, so that zone = Σ industries = Σ streets ahead too."""

from functools import lru_cache

import numpy as np

from datasets import Snapshot
from indicators.compute import levels
from indicators.definition import AnyIndicator
from indicators.forecast.dated import dated, engine_series
from indicators.forecast.family import coherent, structure_of
from indicators.forecast.result import Forecast
from indicators.forecast.series import bounded, monthly_series
from indicators.slices import Slice

# Members along these dimensions are foretold with their total, at build time; other slices when first asked for.
FAMILIES = {
    "tax_revenue": ("industry", "tax_type", "street"),
    "exports": ("industry", "street"),
    "imports": ("industry", "street"),
}
TOTAL = ("", "")
_YEAR = 12

Names = tuple[tuple[str, str], ...]


class Kin:
    """The months of an indicator's total and members: names (dimension, member), total first, and their series."""

    def __init__(self, snapshot: Snapshot, definition: AnyIndicator) -> None:
        total = levels(snapshot, definition, Slice(), cumulative=False)
        self.definition = definition
        self.names, self.series, self._cuts = [TOTAL], [monthly_series(total)], []
        for dimension in FAMILIES.get(definition.key, ()):
            values = levels(snapshot, definition, Slice(by=(dimension,)), cumulative=False)
            first = len(self.names)
            for column in values.columns:
                self.names.append((dimension, str(column)))
                self.series.append(monthly_series(values[[column]]).reindex(self.series[0].index))
            self._cuts.append((0, range(first, len(self.names))))

    def forecast(self, horizon: int) -> list[Forecast]:
        """Return the forecasts in the order of the names; wholes and parts add up wherever they did in the past."""
        series = [engine_series(each) for each in self.series]
        structure = structure_of([np.nan_to_num(each.values) for each in series], self._cuts)
        found = coherent(series, structure, _YEAR, horizon).outlooks
        start = self.series[0].index[-1] + 1
        return [bounded(dated(each, start, horizon), self.definition) for each in found]


@lru_cache(maxsize=16)
def kin_forecasts(snapshot: Snapshot, definition: AnyIndicator, horizon: int) -> dict[tuple[str, str], Forecast]:
    """Return the forecasts of a family by dimension and member, computed once for each snapshot."""
    family = Kin(snapshot, definition)
    return dict(zip(family.names, family.forecast(horizon), strict=True))
