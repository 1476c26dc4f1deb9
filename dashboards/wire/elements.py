"""Dash's elements, made after the likeness of the first of their kind; a page is made of a thousand.

Dash examines every property of every element it makes. What is examined once for each kind, in a test for all pages,
need not be examined at every reader's click.
"""

from collections.abc import Callable
from json.encoder import JSONEncoder, encode_basestring
from types import ModuleType
from typing import Any

from dash import dcc as _dcc
from dash import html as _html
from dash._utils import to_json
from dash.development.base_component import Component

_OF_DASH = ("available_properties", "available_wildcard_properties")
_WORDS = {None: "null", True: "true", False: "false"}
_DATA = JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


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
    likeness: list[type[Component]] = []

    def make(children: Any = None, **properties: Any) -> Component:
        if children is not None:
            properties["children"] = children
        if not likeness:
            likeness.append(_like(kind, kind(**properties)))
        made = object.__new__(likeness[0])
        vars(made).update(properties)
        return made

    return make


def _like(kind: type[Component], first: Component) -> type[Component]:
    """Return a kind of element that knows of itself what Dash writes into each: an element holds what it was given."""
    of_all = {name: value for name, value in vars(first).items() if name[0] == "_" or name in _OF_DASH}
    # Made as a plain class, for Dash notes each of its own kinds in a register.
    return type.__new__(type(kind), kind.__name__, (kind,), {**of_all, "__module__": kind.__module__})


def properties(element: Component) -> dict[str, Any]:
    """Return an element's properties as they were given."""
    return dict(vars(element))


def written(node: Any) -> str:
    """Return a tree of elements, or plain data, as JSON; a number that is none is null."""
    kind = type(node)
    if kind is str:
        return encode_basestring(node)
    if kind is list or kind is tuple:
        return f"[{','.join([written(each) for each in node])}]"
    if node is None or kind is bool:
        return _WORDS[node]
    if kind is dict or not isinstance(node, Component):
        return _plainly(node)
    props = ",".join([f'"{name}":{written(value)}' for name, value in vars(node).items()])
    return f'{{"props":{{{props}}},"type":"{node._type}","namespace":"{node._namespace}"}}'  # noqa: SLF001 its kind


def _plainly(data: Any) -> str:
    try:
        return _DATA.encode(data)
    except (TypeError, ValueError):  # what only plotly can write
        return str(to_json(data))
