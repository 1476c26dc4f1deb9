"""An indicator's total and members forecast together, so that zone = Σ industries = Σ streets ahead too."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

import numpy as np
import pandas as pd

from datasets import Snapshot
from indicators.computing.alignment import gapless
from indicators.computing.compute import levels
from indicators.computing.slices import Slice
from indicators.definition import AnyIndicator, Indicator, Protected, Reported
from indicators.forecast.composition import met, parts_of, places_of
from indicators.forecast.course import Course, course_of, told
from indicators.forecast.dated import dated, engine_series, forecast_many
from indicators.forecast.engine import outlooks
from indicators.forecast.family import adding_up, structure_of
from indicators.forecast.outlook import Outlook
from indicators.forecast.result import Forecast
from indicators.forecast.series import monthly_series, suited

# Members along these dimensions are foretold with their total, at build time; those along others when first asked for.
STORED = {
    "tax_revenue": ("industry", "tax_type", "street"),
    "exports": ("industry", "street"),
    "imports": ("industry", "street"),
}
TOTAL = ("", "")
_YEAR = 12

Names = tuple[tuple[str, str], ...]


def additive(definition: AnyIndicator) -> bool:
    """Return whether the members of an indicator's dimensions add up to it: sums and counts do, ratios do not."""
    match definition:
        case Indicator() | Protected():
            return True
        case Reported():
            return definition.flow
        case _:
            return bool(parts_of(definition))


class Kin:
    """The months of an indicator's total and members: names (dimension, member), total first, and their series."""

    def __init__(self, snapshot: Snapshot, definition: AnyIndicator) -> None:
        total = levels(snapshot, definition, Slice(), cumulative=False)
        self.definition = definition
        self.names, self.series, self._cuts = [TOTAL], [monthly_series(total)], []
        for dimension in STORED.get(definition.key, ()):
            values = levels(snapshot, definition, Slice(by=(dimension,)), cumulative=False)
            first = len(self.names)
            for column in values.columns:
                self.names.append((dimension, str(column)))
                self.series.append(monthly_series(values[[column]]).reindex(self.series[0].index))
            self._cuts.append((0, range(first, len(self.names))))

    def told(self, found: list[Outlook]) -> list[Forecast]:
        """Return the outlooks, in the order of the names, as forecasts that add up wherever their series did."""
        start, horizon = self.series[0].index[-1] + 1, len(found[0].mean)
        apart = [
            suited(dated(each, start, horizon), self.definition, known)
            for each, known in zip(found, self.series, strict=True)
        ]
        structure = structure_of([np.nan_to_num(each.to_numpy(dtype=float)) for each in self.series], self._cuts)
        return adding_up(apart, structure, _YEAR).forecasts


def told_together(kin: Sequence[Kin], horizon: int) -> list[list[Forecast]]:
    """Return the forecasts of families and of what stands alone, all series advanced at once, family by family.

    What is made of others by definition is so ahead, where these are among them and end with the same month.
    """
    of = [(family.definition, (name, family.series[0].index[-1])) for family in kin for name in family.names]
    made_of = places_of([definition for definition, _ in of], [which for _, which in of])
    series = [engine_series(each) for family in kin for each in family.series]
    found = iter(outlooks(series, _YEAR, horizon, alone=True, compositions=made_of))
    made = [each for family in kin for each in family.told(list(islice(found, len(family.names))))]
    answers = iter(met(made, made_of))
    return [list(islice(answers, len(family.names))) for family in kin]


@lru_cache(maxsize=16)
def kin_forecasts(snapshot: Snapshot, definition: AnyIndicator, horizon: int) -> dict[tuple[str, str], Forecast]:
    """Return the forecasts of a family by dimension and member, computed once for each snapshot."""
    family = Kin(snapshot, definition)
    return dict(zip(family.names, told_together([family], horizon)[0], strict=True))


def members(
    snapshot: Snapshot, definition: AnyIndicator, dimension: str, within: Slice, whole: Forecast, horizon: int
) -> dict[str, Forecast]:
    """Return the forecasts of a slice's members along a dimension by code, moved to add up to ``whole``, which stays.

    ``whole`` is the forecast of the slice. Members whose last period is another are not among them.
    """
    total, parts = _courses(snapshot, definition, dimension, within)
    known = {code: each.known for code, each in parts.items()}
    if not known:
        return {}
    structure = structure_of(
        [
            total.known.to_numpy(dtype=float),
            *(each.reindex(total.known.index).to_numpy(float) for each in known.values()),
        ],
        [(0, range(1, len(known) + 1))],
    )
    if gapless(definition):
        apart = [
            suited(each, definition, series)
            for each, series in zip(forecast_many(list(known.values()), horizon), known.values(), strict=True)
        ]
    else:
        apart = told(list(parts.values()), horizon)
    kept = np.array([True, *(False for _ in known)])
    season = 12 // definition.frequency.months
    return dict(zip(known, adding_up([whole, *apart], structure, season, kept).forecasts[1:], strict=True))


def _courses(
    snapshot: Snapshot, definition: AnyIndicator, dimension: str, within: Slice
) -> tuple[Course, dict[str, Course]]:
    """Return the course of a slice and those of its members that end with it."""
    by = Slice(by=(dimension,), where=within.where)
    if gapless(definition):
        total = monthly_series(levels(snapshot, definition, within, cumulative=False))
        values = levels(snapshot, definition, by, cumulative=False)
        months = pd.PeriodIndex(total.index)
        series = {str(code): monthly_series(values[[code]]).reindex(months) for code in values.columns}
        return Course(definition=definition, known=total), {
            code: Course(definition=definition, known=each) for code, each in series.items()
        }
    whole = course_of(snapshot, definition, within)
    values = levels(snapshot, definition, by, cumulative=False)
    found = {
        str(code): course_of(snapshot, definition, within.narrowed(dimension, str(code))).beside(whole)
        for code in values.columns
    }
    return whole, {code: each for code, each in found.items() if each is not None}
