"""What a page is: one frozen object per file in ``dashboards/pages``, exported as PAGE."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import dashboards.pages
from dashboards.access import READERS, Access
from dashboards.views.view import SWITCHES, View
from datasets.content import exported
from datasets.text import Text


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page: where it lives, what it is called, who may see it, which filters its address may carry.

    ``opens_with`` is the indicator a subject's page shows when its address names none. ``title`` and ``body`` are
    functions of the view, that is of the address alone: the same address on the same snapshot is the same page,
    until ``moment``, what the page shows of a home beside its snapshots, changes. ``restricted`` says whether a view of
    the page shows single enterprises, so that each look is written into the audit trail. ``switches`` are
    those of month, basis and snapshot that change what it shows: no other is offered. ``filters`` says in words
    what a view is narrowed to beside dimensions, for paper and workbooks: 意见=缓建.
    """

    key: str
    path: str
    name: Text
    group: Text | None = None
    position: int
    parameters: tuple[str, ...] = ()
    opens_with: str | None = None
    access: Access = READERS
    title: Callable[[View], str]
    body: Callable[[View], list[Any]]
    moment: Callable[[Path], str] = lambda _: ""
    restricted: Callable[[View], bool] = lambda _: False
    filters: Callable[[View], list[str]] = lambda _: []
    switches: tuple[str, ...] = SWITCHES


@cache
def pages() -> Mapping[str, Page]:
    """Return every page by path, in the order of the navigation."""
    found = [each for each in exported(dashboards.pages, "PAGE") if isinstance(each, Page)]
    ordered = sorted(found, key=lambda each: (each.position, each.key))
    by_path = {each.path: each for each in ordered}
    if len(by_path) < len(ordered):
        raise TypeError("Two pages have the same path; every page needs its own.")
    return MappingProxyType(by_path)
