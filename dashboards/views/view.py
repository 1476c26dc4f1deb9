"""The view: everything an address says about what is shown. Filters live in the address, so a link is a state."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from urllib.parse import parse_qsl, quote_plus

from dashboards.access import NOBODY, Reader
from datasets.text import Language, Text
from indicators.charts import Theme

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_CODE = re.compile(r"[\w.\-]{1,64}")
_WORDS = re.compile(r"[^\x00-\x1f\x7f]{1,64}")
_MOST = 32
SEARCH = "q"
"""The one parameter that holds what a reader typed rather than a code."""

NO_NAME = "-"
"""What stands for a name of a snapshot that cannot be one."""

_PASSING = ("why", "said")  # the side panel, and what is said once of a form: no link hands them on

SWITCHES = ("snapshot", "period", "basis")
"""What most pages are switched by, and some are not."""

SHARED = (*SWITCHES, "lang")
"""What every page's address may carry; the navigation hands it on."""

EVERYWHERE = ("industry", "street", "compare")
"""Filters that are kept from page to page, also past a page that has no use for them."""


@dataclass(frozen=True)
class View:
    """One reader's address, read: page, month, basis (累计 or 当月), language, snapshot and the page's own choices.

    ``carried`` are the filters and the basis that hold everywhere but mean nothing to this page.
    ``reader`` is part of it, so that nothing remembered for one reader is ever shown to another of other rights.
    ``moment`` is the day and what the ledger holds of warnings and notes, so that nothing remembered outlives either.
    """

    home: Path
    path: str
    snapshot: str
    latest: str
    period: str
    cumulative: bool
    language: Language
    default_language: Language
    rise_is_red: bool
    pinned: bool = False
    theme: Theme = "light"
    choices: tuple[tuple[str, str], ...] = ()
    carried: tuple[tuple[str, str], ...] = ()
    reader: Reader = NOBODY
    moment: str = ""

    def say(self, text: Text) -> str:
        """Return a phrase in the reader's language."""
        return text.in_language(self.language)

    def joined(self, *parts: str) -> str:
        """Return phrases side by side with a dot between them."""
        return " · ".join(part for part in parts if part)

    def chosen(self, name: str) -> str | None:
        """Return what the address says about one of the page's parameters."""
        return dict(self.choices).get(name)

    def where(self, dimensions: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Return the filters among the given dimensions."""
        return tuple((name, value) for name, value in self.choices if name in set(dimensions))

    def href(self, path: str | None = None, **changes: str | None) -> str:
        """Return the address of this view with some things changed; None removes one.

        Another path keeps the month, the basis, the language, the snapshot and the filters that hold everywhere.
        """
        kept = self._own if path is None or path == self.path else self._elsewhere
        merged = {name: value for name, value in (kept | changes).items() if value} if changes else kept
        words = [f"{_quoted(name)}={_quoted(merged[name])}" for name in sorted(merged, key=_place)]
        return f"{path or self.path}{'?' if words else ''}{'&'.join(words)}"

    def without(self, *names: str) -> str:
        """Return the address of this view without some of its filters, those carried past this page among them."""
        freed = replace(self, carried=tuple(item for item in self.carried if item[0] not in names))
        return freed.href(**dict.fromkeys(names))

    @cached_property
    def _own(self) -> dict[str, str]:
        """What an address of the same page carries; a page holds some hundred of them."""
        return self._carried_to(dict(self.choices))

    @cached_property
    def _elsewhere(self) -> dict[str, str]:
        return self._carried_to({name: code for name, code in self.choices if name in EVERYWHERE})

    def _carried_to(self, choices: dict[str, str]) -> dict[str, str]:
        shared = {
            "snapshot": self.snapshot if self.pinned else "",
            "period": self.period if self.period != self.latest else "",
            "basis": "" if self.cumulative else "month",
            "lang": self.language if self.language != self.default_language else "",
        }
        kept = shared | choices | dict(self.carried)
        return {name: value for name, value in kept.items() if value and name not in _PASSING}

    @property
    def apart_from_why(self) -> "View":
        """Return the view without the side panel: what the page itself depends on."""
        return replace(self, choices=tuple(item for item in self.choices if item[0] != "why"))


_quoted = lru_cache(maxsize=4096)(quote_plus)


def _place(name: str) -> tuple[bool, str]:
    return name not in SHARED, name


def pairs_of(search: str | None) -> list[tuple[str, str]]:
    """Return the query of an address as pairs; of one with more of them than any page has, none."""
    try:
        return parse_qsl((search or "").lstrip("?"), max_num_fields=_MOST)
    except ValueError:
        return []


def parse(search: str | None) -> dict[str, str]:
    """Return the query of an address as a mapping; what is no plain code (in a search: no short line) is dropped."""
    pairs = pairs_of(search)
    allowed = {SEARCH: _WORDS}
    found = {name: value for name, value in pairs if allowed.get(name, _CODE).fullmatch(value)}
    # Who asks for a snapshot must not be shown another one without a word.
    found |= {name: NO_NAME for name, value in pairs if name == "snapshot" and not _CODE.fullmatch(value)}
    return {name: value for name, value in found.items() if _CODE.fullmatch(name)}


def month_or(found: Mapping[str, str], latest: str, earliest: str) -> str:
    """Return the month an address asks for, held between the first and the latest there is."""
    asked = found.get("period", latest)
    return min(max(asked, earliest), latest) if _MONTH.fullmatch(asked) else latest
