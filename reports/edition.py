"""Editions: which notebook becomes which report, in which languages, with which parameters of which types."""

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, get_args

from datasets import Language, Text
from indicators import Frequency, period_label
from reports.errors import ParameterRefused, UnknownEdition
from reports.kernel import Limits
from reports.timetable import MONTHS, Timetable, timetable

EDITIONS: Final = Path(__file__).with_name("editions")
NOTEBOOKS: Final = Path(__file__).resolve().parents[1] / "notebooks"

_LAST: Final = 1000
_HALVES: Final = (Text("{year}年上半年", "H1 {year}"), Text("{year}年下半年", "H2 {year}"))
TYPES: Final = {
    "month": re.compile(r"\d{4}-(0[1-9]|1[0-2])"),
    "snapshot": re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{12}"),
    "language": re.compile("|".join(get_args(Language))),
    "code": re.compile(r"[A-Za-z0-9_.-]{1,64}"),
    "whole": re.compile(r"-?\d{1,15}"),
}
"""What a parameter of each type looks like as text; nothing else reaches a notebook."""


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One report's definition; one without a timetable is made on demand.

    ``recipients`` names lists of a home; ``position`` is the place among the others, in lists and in digests.
    A ``restricted`` one names single enterprises: the library shows it to those alone who may see one.
    """

    key: str
    title: Text
    notebook: Path
    languages: tuple[Language, ...]
    parameters: Mapping[str, str]
    classification: Text
    schedule: Text
    time_limit_seconds: int
    memory_limit_mib: int
    output_limit_mib: int
    source: Path
    timetable: Timetable | None = None
    recipients: tuple[str, ...] = ()
    restricted: bool = False
    position: int = 0

    @property
    def limits(self) -> Limits:
        """Return what one run of the notebook may take."""
        return Limits(self.time_limit_seconds, self.memory_limit_mib, self.output_limit_mib)

    def label(self, period: str, language: Language) -> str:
        """Return a period as readers write it: a month, a quarter, a half or a whole year by its last month."""
        months = self.timetable.months if self.timetable else 1
        if months == MONTHS["year"]:
            return period_label(period[:4], language)
        if months == MONTHS["half-year"]:
            return _HALVES[period[5:] > "06"].in_language(language).format(year=period[:4])
        frequency = Frequency.QUARTER if months == MONTHS["quarter"] else Frequency.MONTH
        return period_label(period, language, frequency=frequency)

    def check_period(self, period: str) -> None:
        """Raise ParameterRefused unless this is a period of the edition, named by its last month."""
        if not TYPES["month"].fullmatch(period):
            raise _refused("period", f"“{period}”不是 2026-09 这样的月份", f"{period!r} is not a month such as 2026-09")
        if int(period[5:]) % (self.timetable.months if self.timetable else 1):
            raise _refused("period", f"{period} 不是一期的最后一个月", f"{period} is not the last month of a period")

    def check_reached(self, period: str, as_of: dt.date) -> None:
        """Raise ParameterRefused for a period that ends after the data, unless the edition needs none of them."""
        needs_data = self.timetable is None or bool(self.timetable.needs)
        if needs_data and period > f"{as_of:%Y-%m}":
            raise _refused("period", f"数据截至 {as_of}，{period} 还没有到", f"the data end at {as_of}")

    def values(self, given: Mapping[str, str]) -> dict[str, str | int]:
        """Return the parameters a run hands to the notebook; raise ParameterRefused for any it must not have."""
        import papermill  # takes seconds

        declared = set(papermill.inspect_notebook(str(self.notebook)))
        for name, value in given.items():
            kind = self.parameters.get(name)
            if kind is None or name not in declared:
                raise _refused(
                    name, "报告定义和笔记本都没有声明它", "the edition and the notebook must both declare it"
                )
            if not TYPES[kind].fullmatch(str(value)):
                raise _refused(name, f"“{value}”不是 {kind} 类型", f"{value!r} is not of type {kind}")
        self.check_period(str(given["period"]))
        return {name: int(value) if self.parameters[name] == "whole" else str(value) for name, value in given.items()}


def editions(folder: Path | None = None) -> dict[str, Edition]:
    """Return every edition by key, in the order of their positions: one TOML file each."""
    found = [_read(path) for path in sorted((folder or EDITIONS).glob("*.toml"))]
    return {edition.key: edition for edition in sorted(found, key=lambda each: (each.position, each.key))}


def edition(key: str) -> Edition:
    """Return the edition of a key; raise UnknownEdition with the keys there are."""
    known = editions()
    if key not in known:
        keys = ", ".join(known)
        raise UnknownEdition(Text(f"没有报告“{key}”。现有：{keys}", f"There is no edition {key!r}. There are: {keys}"))
    return known[key]


def _read(path: Path) -> Edition:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    unknown = sorted(set(content["parameters"].values()) - set(TYPES))
    if unknown:
        raise TypeError(f"{path.name}: a parameter has the type {unknown[0]!r}; the types are {', '.join(TYPES)}")
    return Edition(
        key=content["key"],
        title=_text(content["title"]),
        notebook=_notebook(path, content["notebook"]),
        languages=tuple(content["languages"]),
        parameters=content["parameters"],
        classification=_text(content["classification"]),
        schedule=_text(content["schedule"]),
        time_limit_seconds=content["time_limit_seconds"],
        memory_limit_mib=content.get("memory_limit_mib", Limits.memory_mib),
        output_limit_mib=content.get("output_limit_mib", Limits.output_mib),
        source=path,
        timetable=timetable(content["schedule"], path.name),
        recipients=tuple(content.get("recipients", ())),
        restricted=bool(content.get("restricted", False)),
        position=content.get("position", _LAST),
    )


def _notebook(path: Path, name: str) -> Path:
    """Return the notebook beside the edition if there is one, otherwise that of the notebooks folder."""
    beside = path.with_name(name)
    return beside if beside.exists() else NOTEBOOKS / name


def _text(pair: Mapping[str, Any]) -> Text:
    return Text(pair["zh"], pair["en"])


def _refused(name: str, zh: str, en: str) -> ParameterRefused:
    return ParameterRefused(Text(f"参数“{name}”被拒绝：{zh}。", f"The parameter {name!r} is refused: {en}."))
