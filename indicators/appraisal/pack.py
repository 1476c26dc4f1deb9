"""Packs: the plan's rules as dated data — clauses, thresholds with their references, settings, tasks."""

import csv
import datetime as dt
import io
import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from datasets import Text
from indicators.errors import QuestionError

Gate = Literal["scope", "reject", "defer", "architecture", "sizing", "priority"]
GATES: tuple[Gate, ...] = get_args(Gate)
"""The gates in the order in which they decide."""

_STRICT = ConfigDict(extra="forbid", frozen=True)
_PLACES = (
    *(("一二三四五六七"[place], str(place + 1)) for place in range(7)),
    ("；", "; "),
    (r"第(\d)段", r"paragraph \1"),
    ("末段", "last paragraph"),
    ("末句", "last sentence"),
)


class Said(BaseModel):
    """Words in both languages."""

    model_config = _STRICT
    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    @property
    def text(self) -> Text:
        """Return the words."""
        return Text(self.zh, self.en)


class Threshold(BaseModel):
    """A number a rule uses, and where it is from."""

    model_config = _STRICT
    value: Decimal
    reference: Said


class Rule(BaseModel):
    """One rule: the clause it applies, what that asks in our words, the formula and its numbers.

    ``group`` is the clause whose conditions are read together; ``norms`` the pack of cost rules it reckons by.
    """

    model_config = _STRICT
    id: str = Field(pattern=r"^[A-Z]\d$")
    gate: Gate
    section: str
    name: Said
    sense: Said
    formula: Said
    group: str | None = None
    norms: str | None = None
    threshold: dict[str, Threshold] = Field(default_factory=dict)
    indicators: tuple[str, ...] = ()

    @property
    def clause(self) -> str:
        """Where the clause stands: 规划五(一) 末段."""
        return f"规划{self.section}"

    @property
    def clause_text(self) -> Text:
        """Where the clause stands, in both languages: plan, 5(1) last paragraph."""
        english = self.section
        for zh, en in _PLACES:
            english = re.sub(zh, en, english)
        return Text(self.clause, f"plan, {english}")

    @property
    def written(self) -> Text:
        """Return the formula with the thresholds in it."""
        values = {name: f"{each.value:,f}" for name, each in self.threshold.items()}
        return Text(self.formula.zh.format(**values), self.formula.en.format(**values))


class Setting(Said):
    """How something the plan leaves open is read."""

    value: str
    choices: Mapping[str, Said]

    def read_as(self, value: str) -> Text:
        """Return what is open and which reading was taken."""
        taken = self.choices[value]
        return Text(f"{self.zh}：本次取“{taken.zh}”", f"{self.en}: here, {taken.en}")


class Plausible(Said):
    """Bounds outside which a figure has to be confirmed before it is used."""

    least: Decimal
    most: Decimal


class Likeness(Said):
    """How much function, data and equipment count towards likeness, and from where on it is a duplicate.

    ``least_alone`` is the bound where the data are not given and the function stands alone.
    """

    least: float
    least_alone: float
    function: float
    data: float
    hardware: float


class Task(BaseModel):
    """A task of the plan: its section, the part of chapter four it belongs to, its phase, the tasks it stands on."""

    model_config = _STRICT
    number: str
    section: str
    part: str
    phase: int
    runs_through: bool
    after: tuple[str, ...]
    name: Said


class Pack(BaseModel):
    """The rules of one plan, with the days between which it holds."""

    model_config = _STRICT
    key: str
    name: Said
    valid_from: dt.date
    valid_to: dt.date
    tasks: Mapping[str, Task]
    setting: Mapping[str, Setting]
    plausible: Mapping[str, Plausible]
    duplicate: Likeness
    rule: tuple[Rule, ...]

    @property
    def parts(self) -> Mapping[str, frozenset[str]]:
        """The parts of the plan's chapter four, each with its tasks, in the plan's order."""
        names = dict.fromkeys(each.part for each in self.tasks.values())
        return {name: frozenset(key for key, each in self.tasks.items() if each.part == name) for name in names}

    def with_setting(self, name: str, value: str) -> "Pack":
        """Return the pack with something read in another way; refuses a reading there is not."""
        found = self.setting.get(name)
        if found is None or value not in found.choices:
            known = "; ".join(f"{key}={'|'.join(each.choices)}" for key, each in self.setting.items())
            raise QuestionError(
                Text(
                    f"没有设置 {name}={value}；可用：{known}", f"There is no setting {name}={value}; there are: {known}"
                )
            )
        changed = found.model_copy(update={"value": value})
        return self.model_copy(update={"setting": {**self.setting, name: changed}})


def _tasks(name: str) -> dict[str, Task]:
    rows = csv.DictReader(io.StringIO((files("indicators") / "appraisal" / "packs" / name).read_text(encoding="utf-8")))
    return {
        row["number"]: Task(
            number=row["number"],
            section=row["section"],
            part=row["part"],
            phase=int(row["phase"]),
            runs_through=row["runs_through"] == "true",
            after=tuple(row["after"].split()),
            name=Said(zh=row["zh"], en=row["en"]),
        )
        for row in rows
    }


@cache
def packs() -> Mapping[str, Pack]:
    """Return every shipped pack of rules by key."""
    folder = files("indicators") / "appraisal" / "packs"
    found = {}
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if file.name.startswith("plan_") and file.name.endswith(".toml"):
            raw = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
            each = Pack.model_validate({**raw, "tasks": _tasks(raw["tasks"])})
            found[each.key] = each
    return found


def pack(key: str = "plan_2008") -> Pack:
    """Return a pack of rules by its key."""
    found = packs().get(key)
    if found is None:
        listed = ", ".join(packs())
        raise QuestionError(Text(f"没有规则包 {key}；有：{listed}", f"There is no pack {key}; there are: {listed}"))
    return found
