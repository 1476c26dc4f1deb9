"""From post, rank and duty to a role, by rules that can be read and reviewed."""

import datetime as dt
import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from dashboards.access import Role, departments
from dashboards.accounts import Standing

_SHIPPED = Path(__file__).parent / "roles.toml"


class Rule(BaseModel):
    """A role and whom it is for; an empty tuple fits every post, rank or duty."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: Role
    post: tuple[str, ...] = ()
    rank: tuple[str, ...] = ()
    duty: tuple[str, ...] = ()

    def fits(self, said: dict[str, str]) -> bool:
        """Return whether the rule is about somebody of whom this is said."""
        asked = {"post": self.post, "rank": self.rank, "duty": self.duty}
        return all(not words or said.get(name, "") in words for name, words in asked.items())


class Rules(BaseModel):
    """The rules in their order, with their date and what they rest on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    as_of: dt.date
    reference: str
    rule: tuple[Rule, ...]

    def standing(self, said: dict[str, str]) -> Standing | None:
        """Return what somebody is here, None for whom no rule fits.

        A department's user without a department that delivers is nobody.
        """
        role = next((each.role for each in self.rule if each.fits(said)), None)
        own = said.get("department", "") if role is Role.DEPARTMENT else ""
        if role is None or (role is Role.DEPARTMENT and own not in departments()):
            return None
        return Standing(role, own, *(said.get(name, "") for name in ("post", "rank", "duty")))


def rules(home: Path) -> Rules:
    """Return the home's own rules, or the shipped ones."""
    own = home / "roles.toml"
    return Rules.model_validate(tomllib.loads((own if own.exists() else _SHIPPED).read_text(encoding="utf-8")))
