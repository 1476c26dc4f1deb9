"""Reading applications: every fault told at once, and what is sound kept for the review.

A field at fault counts as not given, which is unknown: a fault never makes a rule pass.
"""

import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from datasets import Text
from indicators.appraisal.checks import checked
from indicators.appraisal.findings import Finding, finding_of
from indicators.appraisal.proposal import LINES, Proposal
from indicators.appraisal.registers import Registers
from indicators.errors import QuestionError

_ROUNDS = 4  # a field goes, then its row, then its table


@dataclass(frozen=True)
class Reading:
    """An application as it was read: what is sound of it (None where it cannot be named), and every finding.

    ``digest`` names the content of its file (SHA-256); what was said of other content does not hold for it.
    """

    file: str
    proposal: Proposal | None
    findings: tuple[Finding, ...]
    digest: str = ""


def _listed(value: Any) -> Any:
    """Return TOML's lists as tuples, which the types are made of."""
    if isinstance(value, list):
        return tuple(_listed(each) for each in value)
    if isinstance(value, Mapping):
        return {key: _listed(each) for key, each in value.items()}
    return value


def _without(raw: Any, place: Sequence[int | str]) -> Any:
    """Return the raw application without what stands at a place; a row goes with the field it cannot do without."""
    first, rest = place[0], place[1:]
    if isinstance(raw, Mapping):
        if first not in raw:
            return raw
        kept = dict(raw)
        if rest and isinstance(raw[first], Mapping | tuple):
            kept[str(first)] = _without(raw[first], rest)
        else:
            del kept[str(first)]
        return kept
    if isinstance(raw, tuple) and isinstance(first, int):
        if rest and isinstance(raw[first], Mapping | tuple):
            return (*raw[:first], _without(raw[first], rest), *raw[first + 1 :])
        return (*raw[:first], *raw[first + 1 :])
    return raw


def _unsound(error: ValidationError, *, rows: bool) -> list[tuple[int | str, ...]]:
    """Return the places to leave out, the last first; with ``rows`` the whole row or table they stand in."""
    places: set[tuple[int | str, ...]] = set()
    for each in error.errors(include_url=False):
        place = each["loc"]
        numbers = [at for at, step in enumerate(place) if isinstance(step, int)]
        if rows or each["type"] == "missing":
            if numbers and place[0] in LINES:
                place = place[: numbers[0] + 1]
            elif numbers:
                place = place[: numbers[0]]  # a list that lacks a row says something else: all of it is unknown
            else:
                place = place[:1]
        places.add(place)
    return sorted(
        places, key=lambda place: [(-1, each) if isinstance(each, str) else (each, "") for each in place], reverse=True
    )


def sound(raw: Mapping[str, Any]) -> tuple[Proposal | None, list[Finding]]:
    """Return what is sound of a raw application, and a finding for each fault of type."""
    found: list[Finding] = []
    kept: Any = raw
    for turn in range(_ROUNDS):
        try:
            return Proposal.model_validate(kept), found
        except ValidationError as error:
            if turn == 0:
                found = [finding_of(Proposal, each) for each in error.errors(include_url=False)]
            for place in _unsound(error, rows=turn > 0):
                kept = _without(kept, place)
    return None, found


def read_raw(
    file: str, raw: Mapping[str, Any], seen: Sequence[Finding] = (), known: Registers | None = None
) -> Reading:
    """Return the reading of an application given as nested tables; ``seen`` is what was wrong with its file."""
    proposal, found = sound(_listed(raw))
    found = [*seen, *found]
    if proposal is not None:
        proposal, more = checked(proposal, {re.split(r"[.\[]", each.path)[0] for each in found}, known)
        found = [*found, *more]
    return Reading(file, proposal, tuple(found))


def _refused(file: str, problem: Text) -> Reading:
    remedy = Text(
        "改正后重新申报；空白表用 jingwei review form --out form.xlsx",
        "correct it and apply again; jingwei review form --out form.xlsx writes a blank form",
    )
    return Reading(file, None, (Finding(path="", kind="file", message=problem, remedy=remedy),))


def read_text(file: str, text: str, known: Registers | None = None) -> Reading:
    """Return the reading of an application in TOML."""
    try:
        raw = tomllib.loads(text.removeprefix("\ufeff"), parse_float=Decimal)
    except RecursionError:
        return _refused(file, Text(f"{file} 嵌套过深，不是申报", f"{file} is nested too deeply to be an application"))
    except tomllib.TOMLDecodeError as error:
        return _refused(file, Text(f"{file} 不是 TOML：{error}", f"{file} is not TOML: {error}"))
    return read_raw(file, raw, known=known)


def read(path: Path, known: Registers | None = None) -> Reading:
    """Return the reading of an application's file: TOML, or a filled form (XLSX), against registers (the zone's)."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return _refused(
            path.name, Text(f"{path.name} 打不开：{error.strerror}", f"{path.name} cannot be opened: {error.strerror}")
        )
    return read_bytes(path.name, content, known)


def read_bytes(file: str, content: bytes, known: Registers | None = None) -> Reading:
    """Return the reading of a file's content; a name that ends in .xlsx is a filled form, any other TOML."""
    return replace(_read(file, content, known), digest=hashlib.sha256(content).hexdigest())


def _read(file: str, content: bytes, known: Registers | None) -> Reading:
    try:
        if file.lower().endswith(".xlsx"):
            from indicators.appraisal.form import filled

            return read_raw(file, *filled(content), known)
        return read_text(file, content.decode(), known)
    except UnicodeDecodeError:
        return _refused(file, Text(f"{file} 不是 UTF-8 编码", f"{file} is not UTF-8"))
    except QuestionError as error:
        return _refused(file, Text(f"{file} 无法读取：{error.text.zh}", f"{file} cannot be read: {error.text.en}"))


def alone(readings: Sequence[Reading]) -> list[Reading]:
    """Return applications with a finding on each number that several files have: nobody knows which of them holds."""
    files: dict[str, list[str]] = {}
    for each in readings:
        if each.proposal is not None:
            files.setdefault(each.proposal.project.number, []).append(each.file)
    found = []
    for each in readings:
        named = files[each.proposal.project.number] if each.proposal is not None else []
        twice = (_twice([name for name in named if name != each.file] or named[1:]),) if len(named) > 1 else ()
        found.append(replace(each, findings=(*each.findings, *twice)))
    return found


def _twice(others: Sequence[str]) -> Finding:
    return Finding(
        path="project.number",
        kind="twice",
        message=Text(
            f"project.number：编号与 {'、'.join(others)} 相同", f"project.number is that of {', '.join(others)} too"
        ),
        remedy=Text(
            "每份申报一个编号；旧的一份请移走", "give each application a number of its own, or take the old one away"
        ),
    )
