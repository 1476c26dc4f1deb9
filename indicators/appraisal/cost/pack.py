"""Packs: dated rules and figures of one source each, as TOML, with reference and confidence."""

import datetime as dt
import tomllib
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from datasets import Text
from indicators.errors import QuestionError
from indicators.scenarios.assumptions import Words

_SECTIONS = (
    *("weights", "change", "reuse", "modify", "factors", "productivity", "rates", "hours_a_month", "quality"),
    *("maintenance", "maintenance_rates", "maintenance_share"),
)


class Complexity(StrEnum):
    """How complex a function is, in the detailed method."""

    LOW = "low"
    AVERAGE = "average"
    HIGH = "high"


class Quality(BaseModel):
    """A factor that is 1 + ``step`` × the sum of influences, each from −1 to 1, of the named characteristics."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    step: Decimal
    characteristics: tuple[str, ...]


class Pack(BaseModel):
    """One source's rules. What it does not say comes from the packs it is ``based_on``; ``origin`` says which.

    ``confidence``: ``standard`` is the text of a standard, ``cited`` a figure published by others from their reading
    of it, ``derived`` follows from cited figures, ``notes`` was noted when this system was planned: check before use.
    ``checked`` says what of it was held against what, and what was not.
    Productivity is hours a function point, by field and percentile (``p50``); rates are yuan a person-month, by city
    and year; ``maintenance`` is the same of a year's maintenance, ``maintenance_share`` its price over that of the
    development. ``places`` is to how many places each step's result is rounded before it is carried on.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    key: str
    name: Words
    valid_from: dt.date
    reference: Words
    checked: Words
    confidence: Literal["standard", "cited", "derived", "notes"]
    based_on: tuple[str, ...] = ()
    weights: dict[str, dict[str, Decimal | dict[Complexity, Decimal]]] = Field(default_factory=dict)
    change: dict[str, Decimal] = Field(default_factory=dict)
    reuse: dict[str, Decimal] = Field(default_factory=dict)
    modify: dict[str, Decimal] = Field(default_factory=dict)
    factors: dict[str, dict[str, Decimal]] = Field(default_factory=dict)
    quality: Quality | None = None
    productivity: dict[str, dict[str, Decimal]] = Field(default_factory=dict)
    rates: dict[str, dict[str, Decimal]] = Field(default_factory=dict)
    maintenance: dict[str, dict[str, Decimal]] = Field(default_factory=dict)
    maintenance_rates: dict[str, dict[str, Decimal]] = Field(default_factory=dict)
    maintenance_share: dict[str, Decimal] = Field(default_factory=dict)
    hours_a_month: Decimal | None = None
    places: int | None = None
    origin: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _possible(self) -> Self:
        """Refuse figures that are not above nought."""
        tables = (self.weights, self.change, self.productivity, self.rates, self.maintenance, self.maintenance_rates)
        flat = [each for table in tables for each in _numbers(table)]
        if any(each <= 0 for each in flat):
            raise ValueError(f"pack {self.key}: a figure is not above nought")
        return self

    def weight(self, method: str, kind: str, complexity: Complexity | None = None) -> Decimal:
        """Return the points of one function; refuse what the method does not count or need."""
        table = self.weights.get(method)
        if table is None:
            raise _unknown(self, "计数方法", "method of counting", method, self.weights)
        found = table.get(kind)
        if found is None:
            return Decimal(0)  # the early method counts files only
        if isinstance(found, Decimal):
            return found
        if complexity is None or complexity not in found:
            raise _unknown(self, f"{kind} 的复杂度", f"complexity of {kind}", str(complexity), found)
        return found[complexity]

    def choice(self, section: str, chosen: str | None) -> Decimal:
        """Return a factor of ``change``, ``reuse``, ``modify`` or a named table of ``factors``; None is one."""
        if chosen is None:
            return Decimal(1)
        table = self.factors.get(section)
        if table is None:
            table = getattr(self, section, {}) if section in _SECTIONS else {}
        if chosen not in table:
            raise _unknown(self, section, section, chosen, table)
        return Decimal(table[chosen])

    def price(self, table: Literal["rates", "maintenance_rates"], city: str, year: str | None = None) -> Decimal:
        """Return yuan a person-month of a city and year; of the latest year where none is said."""
        known: dict[str, dict[str, Decimal]] = getattr(self, table)
        if city not in known:
            raise _unknown(self, "城市", "city", city, known)
        chosen = year or max(known[city])
        if chosen not in known[city]:
            raise _unknown(self, "年度", "year", chosen, known[city])
        return known[city][chosen]

    def quality_factor(self, influences: Iterable[int]) -> Decimal:
        """Return 1 + step × Σ influences, each −1, 0 or 1, one for every characteristic."""
        given = tuple(influences)
        names = self.quality.characteristics if self.quality else ()
        if self.quality is None or len(given) != len(names) or any(each not in {-1, 0, 1} for each in given):
            raise QuestionError(
                Text(
                    f"质量特性应逐项给出 −1、0 或 1：{'、'.join(names) or '本标准无此项'}。",
                    f"Quality needs −1, 0 or 1 for each of: {', '.join(names) or 'nothing in this pack'}.",
                )
            )
        return 1 + self.quality.step * sum(given)


@cache
def pack(key: str) -> Pack:
    """Return a pack with what it is based on filled in."""
    known = packs()
    if key not in known:
        raise QuestionError(
            Text(f"没有规则包“{key}”，现有：{'、'.join(known)}。", f"There is no pack {key!r}: {', '.join(known)}.")
        )
    own = known[key]
    found: dict[str, Any] = {name: getattr(own, name) for name in Pack.model_fields}
    origin = {name: key for name in _SECTIONS if found[name]}
    for base in own.based_on:
        other = pack(base)
        for name in _SECTIONS:
            if not found[name] and getattr(other, name):
                found[name] = getattr(other, name)
                origin[name] = other.origin[name]
    return Pack(**(found | {"origin": origin}))


@cache
def packs() -> dict[str, Pack]:
    """Return every pack as its own file has it, by key, in the order of the files' names."""
    folder = files("indicators") / "appraisal" / "cost" / "packs"
    found = {}
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if file.name.endswith(".toml"):
            read = Pack.model_validate(tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal))
            found[read.key] = read
    return found


def _numbers(table: Any) -> list[Decimal]:
    return [each for value in table.values() for each in (_numbers(value) if isinstance(value, dict) else [value])]


def _unknown(pack: Pack, zh: str, en: str, chosen: str, table: dict[Any, Any]) -> QuestionError:
    known = [str(each) for each in table]
    return QuestionError(
        Text(
            f"{pack.name.zh}：{zh}“{chosen}”不在其中（{'、'.join(known) or '本标准无此项'}）。",
            f"{pack.name.en}: {en} {chosen!r} is none of {', '.join(known) or 'nothing in this pack'}.",
        )
    )
