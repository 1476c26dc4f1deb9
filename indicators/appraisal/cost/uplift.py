"""Published uplifts of reference classes: by how much budgets rise for a chance of overrun that is accepted."""

import datetime as dt
import tomllib
from decimal import Decimal
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from datasets import Text
from indicators.appraisal.cost.fees import interpolated
from indicators.appraisal.fen import Number, exact
from indicators.errors import QuestionError
from indicators.scenarios.assumptions import Words


class Uplifts(BaseModel):
    """One class of projects: ``(chance of overrun, uplift)`` as shares."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    key: str
    name: Words
    uplifts: tuple[tuple[Decimal, Decimal], ...]

    def at(self, accepted: Number) -> Decimal:
        """Return the uplift for a chance of overrun that is accepted, straight between the published ones."""
        return interpolated(exact(accepted), self.uplifts)


class Published(BaseModel):
    """The table of one study, with its date and reference."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    valid_from: dt.date
    reference: Words
    classes: tuple[Uplifts, ...]


@cache
def published() -> Published:
    """Return the table that ships."""
    text = (files("indicators") / "appraisal" / "cost" / "uplifts.toml").read_text(encoding="utf-8")
    return Published.model_validate(tomllib.loads(text, parse_float=Decimal))


def uplifts(key: str) -> Uplifts:
    """Return one class by its key."""
    known = {each.key: each for each in published().classes}
    if key not in known:
        raise QuestionError(
            Text(f"没有参照类“{key}”：{'、'.join(known)}。", f"No reference class {key!r}: {', '.join(known)}.")
        )
    return known[key]
