"""A programme: projects with variants, years with budgets, and what must hold between them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from datasets import Text
from indicators.errors import QuestionError


@dataclass(frozen=True, kw_only=True)
class Variant:
    """One way to do a project: in full, reduced, in stages …

    ``value`` is its benefit, on any one scale for the whole programme; ``values`` are benefits by year of the start
    where they differ by more than a discount. ``spending_fen`` is by year since the start, the last one being the
    year in which it is finished; ``running_fen`` is the cost of operation by year after that, whose last figure goes
    on to the end. ``holds`` are stocks (watts, rack units) taken from the year in which it is finished on; ``takes``
    are other resources by year since the start.
    """

    key: str
    value: float
    spending_fen: tuple[int, ...]
    running_fen: tuple[int, ...] = ()
    values: tuple[float, ...] | None = None
    holds: Mapping[str, float] = field(default_factory=dict)
    takes: Mapping[str, tuple[float, ...]] = field(default_factory=dict)

    @property
    def years(self) -> int:
        """How many years it takes to finish."""
        return len(self.spending_fen)

    def spends(self, age: int) -> int:
        """Return what building costs in a year, ``age`` years after that of the start, in fen."""
        return self.spending_fen[age] if 0 <= age < self.years else 0

    def runs(self, age: int) -> int:
        """Return what operation costs in that year, in fen."""
        after = age - self.years
        return self.running_fen[min(after, len(self.running_fen) - 1)] if after >= 0 and self.running_fen else 0

    def uses(self, resource: str, age: int) -> float:
        """Return how much of a resource is taken in that year."""
        flows = self.takes.get(resource, ())
        flow = flows[age] if 0 <= age < len(flows) else 0.0
        return flow + (self.holds.get(resource, 0.0) if age >= self.years - 1 else 0.0)


@dataclass(frozen=True)
class After:
    """What must come before a project: another one finished (or begun), and so many years between."""

    project: str
    lag_years: int = 0
    begun: bool = False


@dataclass(frozen=True, kw_only=True)
class Project:
    """One application: its variants, of which at most one is chosen (``copies`` times at most), and its conditions.

    ``mandatory`` projects must be done; ``starts`` are the years in which it may begin, any if None.
    """

    key: str
    variants: tuple[Variant, ...]
    mandatory: bool = False
    after: tuple[After, ...] = ()
    category: str = ""
    starts: tuple[int, ...] | None = None
    copies: int = 1


@dataclass(frozen=True)
class Floor:
    """A share of all spending, over all years, that goes to some categories at least; ``code`` names them together."""

    categories: frozenset[str]
    share: float
    code: str = ""

    @property
    def name(self) -> str:
        """The code, or the categories one after another."""
        return self.code or "、".join(sorted(self.categories))


@dataclass(frozen=True, kw_only=True)
class Programme:
    """What is to be decided: years, a budget for each (operation of what is finished is paid from it), and projects.

    ``discount`` is taken off the value a year for a later start; ``carry_over`` lets money that was not spent be
    spent later; ``inside`` asks every project to be finished within the years. ``limits`` are what there is of other
    resources, by year.
    """

    years: tuple[int, ...]
    budgets_fen: tuple[int, ...]
    projects: tuple[Project, ...]
    floors: tuple[Floor, ...] = ()
    limits: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    discount: float = 0.0
    carry_over: bool = False
    inside: bool = True

    def __post_init__(self) -> None:
        """Refuse what does not fit together: lengths, names, negative money, precedence of nobody or in a circle."""
        from indicators.appraisal.portfolio.precedence import ordered

        if not self.years or {len(self.budgets_fen), *map(len, self.limits.values())} != {len(self.years)}:
            raise _wrong("每个年度都应有预算和各项上限", "every year needs a budget and every limit")
        names = [project.key for project in self.projects]
        twice = sorted({name for name in names if names.count(name) > 1} if len(set(names)) < len(names) else ())
        if twice:
            raise _wrong(f"项目编号重复：{'、'.join(twice)}", f"projects come twice: {', '.join(twice)}")
        money = [each for project in self.projects for variant in project.variants for each in _money(variant)]
        if min([*self.budgets_fen, *money], default=0) < 0:
            raise _wrong("预算和费用不能为负", "budgets and costs cannot be negative")
        empty = [project.key for project in self.projects if not all(each.years for each in project.variants)]
        if empty:
            raise _wrong(f"项目缺少分年投资：{'、'.join(empty)}", f"projects without spending: {', '.join(empty)}")
        if any(not 0 <= floor.share <= 1 for floor in self.floors):
            raise _wrong("最低占比应在 0 与 1 之间", "a floor lies between 0 and 1")
        ordered({project.key: tuple(each.project for each in project.after) for project in self.projects})

    def worth(self, variant: Variant, start: int) -> float:
        """Return the value of a variant begun in a year, counted from nought."""
        if variant.values is not None:
            return variant.values[start] if start < len(variant.values) else 0.0
        return variant.value / (1 + self.discount) ** start


def _money(variant: Variant) -> tuple[int, ...]:
    return (*variant.spending_fen, *variant.running_fen)


def _wrong(zh: str, en: str) -> QuestionError:
    return QuestionError(Text(f"项目组合：{zh}。", f"The programme: {en}."))
