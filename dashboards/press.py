"""The press: what puts views on paper, handed in by the front door, for reports draws and sets and is no part of us."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

Drawn = Mapping[str, Any]
"""A plotly figure (``data`` and ``layout``) with the size in pixels in its layout."""


@dataclass(frozen=True)
class Press:
    """Two functions: ``draw`` turns a figure into an SVG text with its fonts inside, ``set_pages`` a sheet into a PDF.

    ``turn`` is held by one request of a process at a time: a drawing takes a second of a
    processor that readers' pages need too.
    """

    draw: Callable[[Drawn], str]
    set_pages: Callable[[Mapping[str, Any]], bytes]
    turn: Any = field(default_factory=Lock)
