"""Tables of counts that are published together, as one system of cells and the sums that bind them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from datasets.errors import DatasetsError
from datasets.text import Text

ALL = "all"  # the code of a dimension's total
Cell = tuple[tuple[str, str], ...]  # sorted (dimension, code) pairs without totals; () is the grand total


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """Something by which a table is divided; ``parents`` names the code above a code, the total where it names none."""

    key: str
    codes: tuple[str, ...]
    parents: Mapping[str, str]

    def __post_init__(self) -> None:
        """Raise ValueError if a code stands above itself."""
        for code in self.codes:
            seen = {ALL}
            above = code
            while above != ALL:
                if above in seen:
                    raise ValueError(f"{self.key}: {above} stands above itself")
                seen.add(above)
                above = self.parents.get(above, ALL)

    def ancestors(self, code: str) -> tuple[str, ...]:
        """Return a code and everything above it, the total last."""
        chain = [code]
        while chain[-1] != ALL:
            chain.append(self.parents.get(chain[-1], ALL))
        return tuple(chain)

    def families(self) -> Mapping[str, tuple[str, ...]]:
        """Return the codes right below each code that is divided."""
        below: dict[str, list[str]] = {}
        for code in dict.fromkeys(each for leaf in self.codes for each in self.ancestors(leaf)):
            if code != ALL:
                below.setdefault(self.parents.get(code, ALL), []).append(code)
        return {code: tuple(children) for code, children in below.items()}


@dataclass(frozen=True, kw_only=True)
class CountTable:
    """One published table: persons by its dimensions, with every margin.

    ``counts`` gives the inner cells that are not empty, by the dimensions' lowest codes in order. All tables
    protected together count the same persons. The empty cells of a ``sensitive`` table are protected like
    small ones, so that neither "nobody" nor "everybody" can be read from it.
    """

    key: str
    dimensions: tuple[Dimension, ...]
    counts: Mapping[tuple[str, ...], int]
    sensitive: bool = False

    def cell(self, codes: Sequence[str]) -> Cell:
        """Return the name of a cell, the same in every table that has it."""
        named = zip((each.key for each in self.dimensions), codes, strict=True)
        return tuple(sorted(pair for pair in named if pair[1] != ALL))

    def cells(self) -> dict[Cell, int]:
        """Return the count of every cell, margins included."""
        sums: dict[tuple[str, ...], int] = {}
        levels = [dict.fromkeys(up for code in each.codes for up in each.ancestors(code)) for each in self.dimensions]
        for codes in product(*levels):
            sums[codes] = 0
        for codes, count in self.counts.items():
            chains = (each.ancestors(code) for each, code in zip(self.dimensions, codes, strict=True))
            for above in product(*chains):
                sums[above] += count
        return {self.cell(codes): count for codes, count in sums.items()}

    def equations(self) -> Iterator[tuple[Cell, tuple[Cell, ...]]]:
        """Yield every sum of the table: a cell, and the cells it is the sum of along one dimension."""
        levels = [tuple({up for code in each.codes for up in each.ancestors(code)}) for each in self.dimensions]
        for place, dimension in enumerate(self.dimensions):
            for above, below in dimension.families().items():
                others = [each if at != place else (above,) for at, each in enumerate(levels)]
                for codes in product(*others):
                    children = tuple(self.cell((*codes[:place], each, *codes[place + 1 :])) for each in below)
                    yield self.cell(codes), children


@dataclass(frozen=True, kw_only=True)
class System:
    """All cells of tables that are published together, in a fixed order, and the sums between them."""

    cells: tuple[Cell, ...]
    counts: tuple[int, ...]
    sums: tuple[tuple[int, tuple[int, ...]], ...]
    shown_empty: frozenset[int]


def system(tables: Sequence[CountTable]) -> System:
    """Return the system of linked tables; raises DatasetsError if a cell they share has two counts."""
    counts: dict[Cell, int] = {}
    sensitive: set[Cell] = set()
    for table in tables:
        for cell, count in table.cells().items():
            if counts.setdefault(cell, count) != count:
                raise DatasetsError(
                    Text(
                        f"一起保护的表口径不一致：{cell} 既是 {counts[cell]} 又是 {count}。",
                        f"Tables protected together must count the same persons: {cell} is {counts[cell]} and {count}.",
                    )
                )
            if table.sensitive:
                sensitive.add(cell)
    order = tuple(sorted(counts))
    place = {cell: index for index, cell in enumerate(order)}
    sums = {(place[above], tuple(sorted(place[each] for each in below))) for table in tables
            for above, below in table.equations()}  # fmt: skip
    return System(
        cells=order,
        counts=tuple(counts[cell] for cell in order),
        sums=tuple(sorted(sums)),
        shown_empty=frozenset(place[cell] for cell in order if counts[cell] == 0 and cell not in sensitive),
    )
