"""Assumptions of a scenario: named, validated, kept in TOML files, the zone's own beside the shipped ones."""

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from datasets import Text
from indicators.catalogue import catalogue, definition_of
from indicators.definition import Indicator
from indicators.errors import QuestionError

FOLDER = "scenarios"
_LEAST, _MOST = -100.0, 300.0  # per cent off the baseline
_STRICT = ConfigDict(extra="forbid", frozen=True)


class _Course(BaseModel):
    """When a change begins (months after the last known one), how long it lasts (0: for good), how fast it comes."""

    model_config = _STRICT
    change_percent: float = Field(ge=_LEAST, le=_MOST)
    first: int = Field(default=1, ge=1, le=60)
    months: int = Field(default=0, ge=0, le=60)
    ramp: int = Field(default=1, ge=1, le=24)

    def scaled(self, factor: float) -> Self:
        """Return the same course with a change so many times as large, within what a change can be."""
        return self.model_copy(update={"change_percent": min(max(self.change_percent * factor, _LEAST), _MOST)})

    def path(self, horizon: int) -> list[float]:
        """Return the change, as a fraction, in each coming month."""
        found = []
        for step in range(1, horizon + 1):
            along = step - self.first + 1
            over = along < 1 or (self.months and along > self.months)
            found.append(0.0 if over else self.change_percent / 100 * min(along / self.ramp, 1.0))
        return found


class Shock(_Course):
    """A driver leaves its baseline; others follow by their elasticities."""

    driver: str


class Loss(_Course):
    """A part of an indicator leaves its baseline; the total moves by the part's share."""

    indicator: str
    where: dict[str, str] = Field(min_length=1)


class Words(BaseModel):
    """A phrase in both languages."""

    model_config = _STRICT
    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    @property
    def text(self) -> Text:
        """Return the phrase."""
        return Text(self.zh, self.en)


class Scenario(BaseModel):
    """A named set of assumptions: shocks to drivers, losses of parts."""

    model_config = _STRICT
    key: str = Field(pattern=r"[a-z][a-z0-9_]{2,40}")
    name: Words
    note: Words
    shock: tuple[Shock, ...] = ()
    loss: tuple[Loss, ...] = ()

    def scaled(self, factor: float) -> "Scenario":
        """Return the same assumptions with every change so many times as large."""
        moved = {name: tuple(each.scaled(factor) for each in getattr(self, name)) for name in ("shock", "loss")}
        return self.model_copy(update=moved)

    @model_validator(mode="after")
    def _speaks_of_what_there_is(self) -> "Scenario":
        if not self.shock and not self.loss:
            raise ValueError("a scenario changes something: [[shock]] or [[loss]]")
        for key in [each.driver for each in self.shock] + [each.indicator for each in self.loss]:
            found = catalogue().get(key)
            if not isinstance(found, Indicator) or found.stock:
                raise ValueError(f"{key} is not a monthly flow of the catalogue")
        for each in self.loss:
            strange = set(each.where) - set(definition_of(each.indicator).dimensions)
            if strange:
                raise ValueError(f"{each.indicator} has no dimension {', '.join(sorted(strange))}")
        return self


def scenarios(home: Path | None = None) -> dict[str, Scenario]:
    """Return the shipped scenarios and those in the home's folder ``scenarios``, by key; a home's own one wins."""
    found = dict(_shipped())
    folder = home / FOLDER if home is not None else None
    for file in sorted(folder.glob("*.toml")) if folder is not None and folder.is_dir() else []:
        each = read(file.name, file.read_text(encoding="utf-8"))
        found[each.key] = each
    return found


def read(name: str, text: str) -> Scenario:
    """Return the scenario in a TOML text; what is wrong with it is one sentence that names the place."""
    try:
        content: dict[str, Any] = tomllib.loads(text)
        return Scenario.model_validate(content)
    except tomllib.TOMLDecodeError as error:
        raise QuestionError(
            Text(f"情景文件 {name} 不是 TOML：{error}", f"Scenario {name} is not TOML: {error}")
        ) from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "scenario"
        said = f"{place}: {first['msg']}"
        raise QuestionError(Text(f"情景文件 {name} 有误：{said}", f"Scenario {name}: {said}")) from None


@cache
def _shipped() -> tuple[tuple[str, Scenario], ...]:
    folder = files("indicators") / "scenarios" / "library"
    names = sorted(each.name for each in folder.iterdir() if each.name.endswith(".toml"))
    found = [read(name, (folder / name).read_text(encoding="utf-8")) for name in names]
    return tuple((each.key, each) for each in found)
