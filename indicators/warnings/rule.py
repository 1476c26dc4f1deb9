"""Rules: when a reading becomes a warning. One rule is one entry of ``rules.toml``, dated, with its reference."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from datasets import Language, Text
from indicators.figures import percent, points
from indicators.scenarios.assumptions import Words

Light = Literal["yellow", "red"]

LIGHT_NAMES: Mapping[Light, Text] = {"red": Text("红灯", "red"), "yellow": Text("黄灯", "yellow")}
LIGHTS: tuple[Light, ...] = ("yellow", "red")
"""The lights of a warning from mild to grave."""

_STRICT = ConfigDict(extra="forbid", frozen=True)
_BOUND = {"above": Text("高于 {bound}", "above {bound}"), "below": Text("低于 {bound}", "below {bound}")}

_PLACE, _PLACES = Text("处", "place"), Text("处", "places")


class Rule(BaseModel):
    """One rule: what is measured, the bounds of its lights, which way is worse, and how long an answer may take.

    ``indicators`` limits the measure to some indicators and ``by`` asks each member of a dimension; ``of`` says what
    the measure looks at where it can look at several things. ``department`` answers instead of the one that delivers
    the data. ``days`` are working days.
    """

    model_config = _STRICT
    key: str = Field(pattern=r"[a-z][a-z_]*")
    measure: str
    name: Words
    worse: Literal["above", "below"]
    yellow: float | None = None
    red: float | None = None
    shown: Literal["percent", "points", "number", "places"] = "percent"
    what: Words
    indicators: tuple[str, ...] = ()
    by: str | None = None
    of: tuple[str, ...] = ()
    department: str | None = None
    days: int = Field(default=5, ge=1, le=60)
    valid_from: dt.date
    reference: Words

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        """Refuse a rule without a bound, or whose red light would come before its yellow one."""
        if self.yellow is None and self.red is None:
            raise ValueError(f"rule {self.key} needs a bound: yellow, red or both")
        if self.yellow is not None and self.red is not None and self._reached(self.yellow, self.red):
            raise ValueError(f"rule {self.key}: red must be worse than yellow")
        return self

    def _reached(self, value: float, bound: float) -> bool:
        return value > bound if self.worse == "above" else value < bound

    def light(self, value: float) -> Light | None:
        """Return the light of a value; None up to the bounds themselves, and for what is unknown."""
        lit = [light for light, bound in self._bounds if self._reached(value, bound)]
        return lit[-1] if lit else None

    @property
    def _bounds(self) -> list[tuple[Light, float]]:
        """Return the bounds there are, the milder one first."""
        bounds: tuple[tuple[Light, float | None], ...] = (("yellow", self.yellow), ("red", self.red))
        return [(light, bound) for light, bound in bounds if bound is not None]

    def written(self, value: float, language: Language) -> str:
        """Return a value of this rule as it is printed."""
        if self.shown == "percent":
            return percent(value, language, signed=False)
        if self.shown == "points":
            return points(value, language, signed=value < 0)
        if self.shown == "places":
            return f"{value:.0f} {(_PLACE if value == 1 else _PLACES).in_language(language)}"
        return f"{value:.3g}"

    def bounds(self, language: Language) -> str:
        """Return the bounds as they are printed beside every warning: 黄灯低于 50%；红灯低于 20%."""
        space = Text("", " ").in_language(language)
        said = [
            f"{LIGHT_NAMES[light].in_language(language)}{space}"
            + _BOUND[self.worse].in_language(language).format(bound=self.written(bound, language))
            for light, bound in self._bounds
        ]
        joint = Text("；", "; ").in_language(language).join(said)
        return Text("{what}：{said}", "{what}: {said}").in_language(language).format(
            what=self.what.text.in_language(language), said=joint
        )  # fmt: skip


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every entry of the file, old ones too."""
    text = (files("indicators") / "warnings" / "rules.toml").read_text(encoding="utf-8")
    return tuple(Rule.model_validate(each) for each in tomllib.loads(text)["rule"])


def in_force(rules: tuple[Rule, ...], day: dt.date) -> Mapping[str, Rule]:
    """Return the rules that hold on a day by key: of entries with one key the last that has begun."""
    begun = sorted((each for each in rules if each.valid_from <= day), key=lambda each: each.valid_from)
    return {each.key: each for each in begun}


def rules(day: dt.date) -> Mapping[str, Rule]:
    """Return the shipped rules that hold on a day."""
    return in_force(all_rules(), day)
