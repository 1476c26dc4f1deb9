"""A slice: which dimensions an answer is split by, and which codes it is limited to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from datasets import Text
from indicators.definition import AnyIndicator, Protected
from indicators.errors import QuestionError

Where = Mapping[str, str | Sequence[str]]
EVERYTHING: Where = {}


@dataclass(frozen=True)
class Slice:
    """A checked slice: hashable, so that it can be the key of a cache."""

    by: tuple[str, ...] = ()
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def dimensions(self) -> frozenset[str]:
        """Return every dimension the slice speaks of."""
        return frozenset(self.by) | {dimension for dimension, _ in self.where}

    def narrowed(self, dimension: str, code: str) -> "Slice":
        """Return the slice limited to one code of a dimension too."""
        return Slice(self.by, tuple(sorted([*self.where, (dimension, (code,))])))


def checked(definition: AnyIndicator, by: Sequence[str] = (), where: Where = EVERYTHING) -> Slice:
    """Return the slice if the indicator declares its dimensions; otherwise raise an error that lists them."""
    filters = tuple(sorted((dimension, _codes(codes)) for dimension, codes in where.items()))
    found = Slice(tuple(dict.fromkeys(by)), filters)
    strange = sorted(found.dimensions - set(definition.dimensions))
    if strange:
        has = ", ".join(definition.dimensions)
        raise QuestionError(
            Text(
                f"{definition.name.zh}没有维度 {'、'.join(strange)}；可用：{has or '无'}",
                f"{definition.name.en} has no dimension {', '.join(strange)}; it has: {has or 'none'}",
            )
        )
    if isinstance(definition, Protected) and not any(found.dimensions <= each for each in definition.published):
        _refuse_unpublished(definition, found)
    return found


def _refuse_unpublished(definition: Protected, asked: Slice) -> None:
    tables = "; ".join(
        " × ".join(each for each in definition.dimensions if each in held) for held in definition.published
    )
    raise QuestionError(
        Text(
            f"{definition.name.zh}没有按 {'、'.join(sorted(asked.dimensions))} 交叉公布；公布的有：{tables or '总数'}",
            f"{definition.name.en} is not published by {', '.join(sorted(asked.dimensions))} together; tables: "
            f"{tables or 'the total'}",
        )
    )


def _codes(codes: str | Sequence[str]) -> tuple[str, ...]:
    return (codes,) if isinstance(codes, str) else tuple(sorted(set(codes)))
