"""Components: which series lead, run with and lag behind the economy; a declared, dated file."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from datasets.text import Text

Role = Literal["leading", "coincident", "lagging"]

ROLE_NAMES = {
    "leading": Text("先行", "Leading"),
    "coincident": Text("一致", "Coincident"),
    "lagging": Text("滞后", "Lagging"),
}
REFERENCE = "macro.industrial_output"
"""The series whose ups and downs are the cycle, and whose amplitude the composites take."""


@dataclass(frozen=True)
class Component:
    """One series of a composite; ``sign`` is −1 where a rise is bad news. ``warning`` components carry a light."""

    series: str
    role: Role
    sign: int
    warning: bool
    reference: Text


@cache
def components() -> tuple[Component, ...]:
    """Return the declared components in the order of the file."""
    text = (files("indicators") / "signals" / "components.csv").read_text(encoding="utf-8")
    return tuple(
        Component(
            series=row["series"],
            role=_role(row["role"]),
            sign=int(row["sign"]),
            warning=row["warning"] == "yes",
            reference=Text(row["reference_zh"], row["reference_en"]),
        )
        for row in csv.DictReader(text.splitlines())
    )


def _role(word: str) -> Role:
    for role in ROLE_NAMES:
        if role == word:
            return role  # type: ignore[return-value]
    raise ValueError(f"A component leads, coincides or lags; {word!r} is none of these.")
