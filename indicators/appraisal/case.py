"""A case: one application before the rules, with what it is judged by; and what a rule asks of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from datasets import Text
from indicators.appraisal.kinds import steps, tables_in
from indicators.appraisal.pack import Pack, Rule
from indicators.appraisal.parts import Line
from indicators.appraisal.proposal import LINES, Proposal
from indicators.appraisal.registers import Registers

_HINT_ZH = re.compile(r"（(?:没有|须带|代码|如)[^（）]*）")
_HINT_EN = re.compile(r", (?:\[\] for|with its)[^,]*| \(code\)")

NOTHING: Mapping[str, Any] = MappingProxyType({})


@lru_cache(maxsize=4096)
def label(path: str) -> Text:
    """Return what a field is called: 硬件 1 · 数量."""
    model: Any = Proposal
    said: list[tuple[str, str]] = []
    for step in steps(path):
        if isinstance(step, int):
            zh, en = said[-1]
            said[-1] = (f"{zh} {step + 1}", f"{en} {step + 1}")
            continue
        about = model.model_fields[step]
        said.append((_HINT_ZH.sub("", str(about.title)), _HINT_EN.sub("", str(about.description))))
        model = next(tables_in(about.annotation), None)
    return Text(" · ".join(zh for zh, _ in said), " · ".join(en for _, en in said))


def _row(rows: Sequence[Any], place: int) -> Any:
    return rows[place] if place < len(rows) else None


@dataclass(frozen=True)
class Case:
    """One application and what it is judged by. ``supposed`` holds inputs looked at as if they were otherwise.

    ``around`` is a cycle of dependencies through this application, among all that are reviewed together. ``reckoned``
    keeps what is dear to reckon from an input, beside the input itself, for all suppositions of one case.
    """

    proposal: Proposal
    pack: Pack
    registers: Registers
    around: tuple[str, ...] = ()
    supposed: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    reckoned: dict[int, tuple[Any, Any]] = field(default_factory=dict)

    def value(self, path: str) -> Any:
        """Return an input; None is not known."""
        if path in self.supposed:
            return self.supposed[path]
        found: Any = self.proposal
        along = steps(path)
        if along[0] in self.supposed:  # a table looked at as if it had other rows
            found, along = self.supposed[str(along[0])], along[1:]
        for step in along:
            if found is None:
                return None
            found = _row(found, step) if isinstance(step, int) else getattr(found, step)
        return found

    def supposing(self, changes: Mapping[str, Any]) -> "Case":
        """Return the case as it would be with other inputs."""
        return Case(self.proposal, self.pack, self.registers, self.around, {**self.supposed, **changes}, self.reckoned)


class Asked:
    """What one rule asks of a case; it remembers every input, which are then printed, and changed to find a flip."""

    def __init__(self, case: Case, rule: Rule) -> None:
        self.case = case
        self.rule = rule
        self.inputs: dict[str, Any] = {}

    def __call__(self, path: str) -> Any:
        """Return an input; None is not known."""
        found = self.inputs[path] = self.case.value(path)
        return found

    @property
    def registers(self) -> Registers:
        """The registers."""
        return self.case.registers

    @property
    def pack(self) -> Pack:
        """The pack of rules."""
        return self.case.pack

    @property
    def requested_yuan(self) -> Decimal:
        """What is asked for to build it, in yuan."""
        return self.case.proposal.requested_yuan

    def threshold(self, name: str) -> Decimal:
        """Return one of the rule's numbers."""
        return self.rule.threshold[name].value

    def reaches(self, path: str, threshold: str) -> bool | None:
        """Return whether an input reaches a threshold."""
        value = self(path)
        return None if value is None else bool(value >= self.threshold(threshold))

    def lines(self, *tables: str) -> Iterator[tuple[str, Line]]:
        """Yield the lines of some tables with their paths; all tables if none is named."""
        for table in tables or LINES:
            for place, line in enumerate(getattr(self.case.proposal, table), start=1):
                yield f"{table}[{place}]", line
