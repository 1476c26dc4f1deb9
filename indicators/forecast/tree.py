"""A report's items as a tree: total, groups and finest items forecast together, each group the sum of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from datasets import Snapshot
from indicators.catalogue import catalogue
from indicators.computing.slices import Slice
from indicators.definition import AnyIndicator, Reported
from indicators.dimensions import DIMENSIONS, parents
from indicators.forecast.course import Course, course_of, told
from indicators.forecast.family import adding_up, structure_of
from indicators.forecast.result import Forecast

_SEASONS = {1: 12, 3: 4, 12: 1}


@dataclass(frozen=True, eq=False)
class Tree:
    """The courses of a report's total and items by code, and the items each is made up of."""

    courses: Mapping[str, Course]
    below: Mapping[str, tuple[str, ...]]

    def forecasts(self, horizon: int) -> dict[str, Forecast]:
        """Return the forecasts by code; what added up in what is known adds up ahead."""
        codes = list(self.courses)
        place = {code: at for at, code in enumerate(codes)}
        courses = list(self.courses.values())
        index = courses[0].known.index
        cuts = [(place[code], [place[each] for each in parts]) for code, parts in self.below.items()]
        structure = structure_of([each.known.reindex(index).to_numpy(dtype=float) for each in courses], cuts)
        season = _SEASONS[courses[0].definition.frequency.months]
        found = adding_up(told(courses, horizon), structure, season).forecasts
        return dict(zip(codes, found, strict=True))


def owner_of(definition: AnyIndicator) -> Reported | None:
    """Return the indicator that stands for the whole report of which one is an item, if its items add up."""
    if not isinstance(definition, Reported) or not definition.flow:
        return None
    of = [each for each in catalogue().values() if isinstance(each, Reported) and each.series == definition.series]
    return next((each for each in of if each.item == "total" and each.dimensions), None)


@lru_cache(maxsize=32)
def tree_of(snapshot: Snapshot, owner: Reported) -> Tree | None:
    """Return the tree of a report; items that came to an end before its last period are not in it."""
    (dimension,) = owner.dimensions
    whole = course_of(snapshot, owner, Slice())
    if whole.known.empty:
        return None
    above = parents(snapshot, DIMENSIONS[dimension].code_list)
    courses = {owner.item: whole}
    for code in above:
        if code != owner.item and _under(above, code, owner.item):
            course = course_of(snapshot, owner, Slice().narrowed(dimension, code)).beside(whole)
            if course is not None:
                courses[code] = course
    below: dict[str, tuple[str, ...]] = {}
    for code in courses:
        upper = above.get(code)
        if upper in courses and code != owner.item:
            below[upper] = (*below.get(upper, ()), code)
    return Tree(courses, below)


def _under(above: Mapping[str, str | None], code: str, item: str) -> bool:
    upper = above.get(code)
    return upper == item or (upper is not None and _under(above, upper, item))


@lru_cache(maxsize=32)
def tree_forecasts(snapshot: Snapshot, owner: Reported, horizon: int) -> dict[str, Forecast]:
    """Return the forecasts of a report's total and items by code, computed once for each snapshot."""
    tree = tree_of(snapshot, owner)
    return tree.forecasts(horizon) if tree else {}
