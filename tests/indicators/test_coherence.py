"""What adds up until now adds up ahead: every additive indicator along its dimensions, and every sum by definition."""

import pytest

from benchmarks.coherence import AIM, ahead, summed_up, walked
from indicators import catalogue, families, forecast
from indicators.computing.alignment import gapless, held, paced
from indicators.computing.compute import levels
from indicators.computing.slices import Slice
from indicators.forecast.composition import parts_of

ADDITIVE = summed_up()


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
        assert (walked(snapshot, definition, dimension).gap or 0.0) <= AIM, dimension


def test_most_dimensions_are_walked(snapshot):
    """What is let off above is little: counts of persons with cells withheld, and reports that do not add up."""
    reports = [each for each in ADDITIVE if paced(each) and not parts_of(each)]
    splits = [walked(snapshot, each, one) for each in reports for one in each.dimensions]
    told = [each for each in splits if each.gap is not None]
    assert {"fiscal_revenue_monthly", "fiscal_tax_revenue", "fiscal_expenditure", "gdp_quarterly", "power_use"} <= {
        each.key for each in told
    }
    assert len(told) >= 12


@pytest.mark.parametrize(
    ("key", "dimension"),
    [(each.key, one) for each in ADDITIVE if gapless(each) for one in each.dimensions],
)
def test_a_zone_of_a_few_enterprises_adds_up_along_every_dimension(cubed, key, dimension):
    definition = catalogue()[key]
    if held(cubed, definition):
        assert (walked(cubed, definition, dimension).gap or 0.0) <= AIM


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
