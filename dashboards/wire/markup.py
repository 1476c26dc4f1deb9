"""A screen as the first document carries it: elements as HTML, and the figures of its charts as data beside it."""

from collections.abc import Mapping
from html import escape
from typing import Any, NamedTuple

from dash.development.base_component import Component

from dashboards.wire.elements import properties, written

_ATTRIBUTES = {"className": "class", "htmlFor": "for"}
_NOT_WRITTEN = frozenset({"children", "key", "n_clicks", "refresh"})
_VOID = frozenset({"br", "hr", "img", "input", "col", "wbr"})


class Unwritable(Exception):
    """An element that only Dash can draw."""


class Screen(NamedTuple):
    """A screen in writing: ``html``, and ``figures`` as JSON by the name of their chart."""

    html: str
    figures: str


def screen(node: Any) -> Screen:
    """Return a tree of elements in writing; raise Unwritable where there is an element that only Dash can draw."""
    figures: dict[str, Any] = {}
    html = "".join(_parts(node, figures))
    return Screen(html, written(figures).replace("<", "\\u003c"))  # nothing in it ends the element that holds it


def _parts(node: Any, figures: dict[str, Any]) -> list[str]:
    if node is None:
        return []
    if isinstance(node, list | tuple):
        return [part for each in node for part in _parts(each, figures)]
    if not isinstance(node, Component):
        return [escape(str(node))]
    tag, given = _kind(node), properties(node)
    if tag == "graph":
        figures[given["id"]] = {**given["figure"], "config": given["config"]}
        return [f'<div class="dash-graph"{_written({"id": given["id"], "style": given["style"]})}><div></div></div>']
    if tag in _VOID:
        return [f"<{tag}{_written(given)}>"]
    if tag == "a" and _inside(node):
        given["data-inside"] = "1"
    return [f"<{tag}{_written(given)}>", *_parts(given.get("children"), figures), f"</{tag}>"]


def _inside(node: Component) -> bool:
    """Return whether a link leads to another screen, which takes the place of this one."""
    return str(node._type) == "Link"  # noqa: SLF001 its kind


def _kind(node: Component) -> str:
    name, library = str(node._type), str(node._namespace)  # noqa: SLF001 its kind
    if library == "dash_html_components":
        return name.lower()
    known = {"Link": "a", "Graph": "graph", "Input": "input"}
    if name not in known:
        raise Unwritable(name)
    return known[name]


def _written(given: Mapping[str, Any]) -> str:
    return "".join(_attribute(name, value) for name, value in given.items() if name not in _NOT_WRITTEN)


def _attribute(name: str, value: Any) -> str:
    apart = name.startswith(("data-", "aria-"))  # true and false are words there
    if value is None or (value is False and not apart):
        return ""
    if value is True and not apart:
        return f" {name.lower()}"
    if isinstance(value, Mapping):
        value = ";".join(f"{_dashed(part)}:{said}" for part, said in value.items())
    said = str(value).lower() if isinstance(value, bool) else str(value)
    return f' {_ATTRIBUTES.get(name, name.lower())}="{escape(said)}"'


def _dashed(name: str) -> str:
    return "".join(f"-{each.lower()}" if each.isupper() else each for each in name)
