"""An indicator's total and members forecast together, so that zone = Σ industries = Σ streets ahead too."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

import numpy as np

from datasets import Snapshot
from indicators.compute import levels
from indicators.definition import AnyIndicator
from indicators.forecast.dated import dated, engine_series
from indicators.forecast.difference import met, places_of
from indicators.forecast.engine import outlooks
from indicators.forecast.family import adding_up, structure_of
from indicators.forecast.outlook import Outlook
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

    def told(self, found: list[Outlook]) -> list[Forecast]:
        """Return the outlooks, in the order of the names, as forecasts that add up wherever their series did."""
        structure = structure_of([np.nan_to_num(each.to_numpy(dtype=float)) for each in self.series], self._cuts)
        moved = adding_up(found, structure, _YEAR).outlooks
        start, horizon = self.series[0].index[-1] + 1, len(found[0].mean)
        return [
            bounded(dated(each, start, horizon), self.definition, known)
            for each, known in zip(moved, self.series, strict=True)
        ]


def told_together(kin: Sequence[Kin], horizon: int) -> list[list[Forecast]]:
    """Return the forecasts of families and of what stands alone, all series advanced at once, family by family.

    A difference is that of the forecasts of its parts, where these are among them and end with the same month.
    """
    of = [(family.definition, (name, family.series[0].index[-1])) for family in kin for name in family.names]
    apart = places_of([definition for definition, _ in of], [which for _, which in of])
    series = [engine_series(each) for family in kin for each in family.series]
    found = iter(outlooks(series, _YEAR, horizon, alone=True, differences=apart))
    made = [each for family in kin for each in family.told(list(islice(found, len(family.names))))]
    told = iter(met(made, apart))
    return [list(islice(told, len(family.names))) for family in kin]


@lru_cache(maxsize=16)
def kin_forecasts(snapshot: Snapshot, definition: AnyIndicator, horizon: int) -> dict[tuple[str, str], Forecast]:
    """Return the forecasts of a family by dimension and member, computed once for each snapshot."""
    family = Kin(snapshot, definition)
    return dict(zip(family.names, told_together([family], horizon)[0], strict=True))
