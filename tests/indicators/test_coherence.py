"""What adds up until now adds up ahead: every additive indicator along its dimensions, and every sum by definition."""

import numpy as np
import pytest

from indicators import catalogue, families, forecast
from indicators.computing.alignment import gapless, held, paced
from indicators.computing.compute import levels
from indicators.computing.slices import Slice
from indicators.definition import Frequency
from indicators.errors import QuestionError
from indicators.forecast.composition import parts_of
from indicators.forecast.kin import additive

ADDITIVE = [each for each in catalogue().values() if additive(each) and (gapless(each) or paced(each))]


def ahead(snapshot, definition, where=None):
    """Return the middle of a forecast by period; None of what has ended."""
    try:
        return forecast(snapshot, definition.key, where or {}).frame.set_index("period")["mean"]
    except QuestionError:
        return None


def gap(snapshot, definition, dimension):
    """Return how far members are from their total ahead, of the total; None where they do not add up until now."""
    recent = 60 // definition.frequency.months if definition.frequency is Frequency.MONTH else 20
    total = levels(snapshot, definition, Slice(), cumulative=False).iloc[-recent:, 0]
    parts = levels(snapshot, definition, Slice(by=(dimension,)), cumulative=False).reindex(total.index)
    parts = parts.loc[:, parts.tail(12 // definition.frequency.months).notna().any()]
    met = ((parts.sum(axis=1, skipna=False) - total).abs() <= 1e-9 * total.abs().clip(lower=1)).mean()
    if not len(parts.columns) or met < 0.75:
        return None
    whole = ahead(snapshot, definition)
    if whole is None:
        return None
    said = [ahead(snapshot, definition, {dimension: str(code)}) for code in parts.columns]
    if any(each is None for each in said):
        return None
    made_of = [ahead(snapshot, catalogue()[key]) for key, _ in parts_of(definition)]
    size = max(each.abs().max() for each in (whole, *said, *made_of))
    return float((np.sum([each.reindex(whole.index) for each in said], axis=0) - whole).abs().max() / (size or 1.0))


ROWS = [[each for each in family.members if each in ADDITIVE and gapless(each)] for family in families()]
WALKED = [each for each in ADDITIVE if not gapless(each)] + [each[-1] for each in ROWS if each]
"""Every report, and of what is added up over rows one of each family: all go through the same lines."""


@pytest.mark.parametrize("definition", WALKED, ids=lambda each: each.key)
def test_a_zone_is_the_sum_of_its_parts_ahead(snapshot, definition):
    """Reports along every dimension; what is added up over rows along the one with the fewest members.

    Every indicator over rows and every dimension is walked below, in the zone of a few enterprises.
    """
    dimensions = list(definition.dimensions)
    if gapless(definition):
        sizes = {
            each: levels(snapshot, definition, Slice(by=(each,)), cumulative=False).shape[1] for each in dimensions
        }
        dimensions = sorted(dimensions, key=lambda each: (sizes[each], each))[:1]
    for dimension in dimensions:
        found = gap(snapshot, definition, dimension)
        assert found is None or found <= 1e-9, dimension


def test_most_dimensions_are_walked(snapshot):
    """What is let off above is little: counts of persons with cells withheld, and reports that do not add up."""
    reports = [each for each in ADDITIVE if paced(each) and not parts_of(each)]
    walked = {(each.key, one) for each in reports for one in each.dimensions if gap(snapshot, each, one) is not None}
    assert {"fiscal_revenue_monthly", "fiscal_tax_revenue", "fiscal_expenditure", "gdp_quarterly", "power_use"} <= {
        key for key, _ in walked
    }
    assert len(walked) >= 12


@pytest.mark.parametrize(
    ("key", "dimension"),
    [(each.key, one) for each in ADDITIVE if gapless(each) for one in each.dimensions],
)
def test_a_zone_of_a_few_enterprises_adds_up_along_every_dimension(cubed, key, dimension):
    definition = catalogue()[key]
    if held(cubed, definition):
        found = gap(cubed, definition, dimension)
        assert found is None or found <= 1e-9


@pytest.mark.parametrize("definition", [each for each in ADDITIVE if parts_of(each)], ids=lambda each: each.key)
def test_a_sum_or_difference_by_definition_is_one_until_now_and_ahead(snapshot, definition):
    parts = [(catalogue()[key], sign) for key, sign in parts_of(definition)]
    cuts = [{}] if paced(definition) else [{}, {"ownership": "foreign"}]
    for where in cuts:
        cut = Slice(where=tuple((one, (code,)) for one, code in where.items()))
        known = [
            levels(snapshot, each, cut, cumulative=False).iloc[:, 0] for each in (definition, *(e for e, _ in parts))
        ]
        signed = sum(sign * each for (_, sign), each in zip(parts, known[1:], strict=True))
        assert (known[0] - signed).abs().max() <= 1e-9 * known[1].abs().max()
        said = [ahead(snapshot, each, where) for each in (definition, *(e for e, _ in parts))]
        signed = sum(sign * each for (_, sign), each in zip(parts, said[1:], strict=True))
        assert (said[0] - signed).abs().max() <= 1e-9 * said[1].abs().max()
    assert all(set(definition.dimensions) <= set(each.dimensions) for each, _ in parts)


def test_two_members_together_are_their_sum(snapshot):
    one, two, both = (
        forecast(snapshot, "exports", {"ownership": each}).frame["mean"].to_numpy()
        for each in ("foreign", "hmt", ("foreign", "hmt"))
    )
    assert both == pytest.approx(one + two, rel=1e-9)
