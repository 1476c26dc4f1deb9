"""Dash's elements, made after the likeness of the first of their kind; a page is made of a thousand.

Dash examines every property of every element it makes. What is examined once for each kind, in a test for all pages,
need not be examined at every reader's click.
"""

import json
from collections.abc import Callable
from types import ModuleType
from typing import Any

from dash import dcc as _dcc
from dash import html as _html
from dash._utils import to_json
from dash.development.base_component import Component

_OF_DASH = ("available_properties", "available_wildcard_properties")


class _Library:
    """A library of elements; each attribute makes elements of that name."""

    def __init__(self, library: ModuleType) -> None:
        self._library = library

    def __getattr__(self, name: str) -> Callable[..., Any]:
        made = _maker(getattr(self._library, name))
        setattr(self, name, made)
        return made


html, dcc = _Library(_html), _Library(_dcc)


def _maker(kind: type[Component]) -> Callable[..., Any]:
    blank: dict[str, Any] = {}

    def make(children: Any = None, **properties: Any) -> Component:
        if children is not None:
            properties["children"] = children
        if not blank:
            first: Component = kind(**properties)
            blank.update((name, value) for name, value in vars(first).items() if name not in properties)
            return first
        made = object.__new__(kind)
        vars(made).update(blank, **properties)
        return made

    return make


def properties(element: Component) -> dict[str, Any]:
    """Return an element's properties as they were given."""
    return {name: value for name, value in vars(element).items() if name[0] != "_" and name not in _OF_DASH}


def plain(node: Any) -> Any:
    """Return a tree of elements as plain data, as the browser receives it."""
    if isinstance(node, Component):
        found = properties(node)
        if "children" in found:
            found["children"] = plain(found["children"])
        return {"props": found, "type": node._type, "namespace": node._namespace}  # noqa: SLF001 its kind
    return [plain(each) for each in node] if isinstance(node, list | tuple) else node


def written(answer: Any) -> str:
    """Return an answer that holds trees of elements as JSON; a number that is none is null."""
    try:
        return json.dumps(answer, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=plain)
    except (TypeError, ValueError):  # what only plotly can write
        return str(to_json(answer))
