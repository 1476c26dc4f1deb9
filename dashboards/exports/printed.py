"""A page read back as paper sees it: its words, figures and tables in reading order, as they are on the screen."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from dashboards.views.view import View
from datasets.text import Text

_LEFT_OUT = {
    "tools",
    "why",
    "corner",
    "veil",
    "switch",
    "filters",
    "chips",
    "find",
    "timeline",
    "links",
    "lights",
    "clear",
    "back",
    "doing",
    "take",
    "knobs",
    "export",
    "hint",
}
_CONTROLS = {"Form", "Details", "Label", "Button", "Select"}
_BLOCKS = {"P", "Div", "Li", "H1", "H2", "H3", "Small", "Tr", "Td", "Th", "I", "Dt", "Dd"}
_STOPS = frozenset("。.；;：:！!？?…")
_GLANCE = Text("数值一览", "Figures at a glance")
_FACTS = (Text("名称", "Name"), Text("数值", "Value"), Text("说明", "Remarks"))

Part = Mapping[str, Any]


def parts_of(view: View, body: Any) -> list[Part]:
    """Return the parts of a page in the order of the screen.

    Kinds: ``words`` (items), ``table`` (caption, columns as pairs of label and whether numbers, rows, note) and
    ``chart`` (caption, name, figure, alt, note). A row of facts, tiles or cards is a table of two or three columns.
    """
    return [part for part in _parts(view, body) if part.get("items", True) and part.get("rows", True)]


def charts_of(view: View, body: Any) -> dict[str, Part]:
    """Return the charts of a page by their name."""
    return {part["name"]: part for part in _parts(view, body) if part["kind"] == "chart"}


def links_of(body: Any, path: str) -> list[str]:
    """Return the addresses on a page that begin with a path, each once, in the order of the screen."""
    found = (getattr(each, "href", None) or "" for each in _found(body, "A"))
    return list(dict.fromkeys(each for each in found if each.startswith(path)))


def _parts(view: View, node: Any) -> Iterator[Part]:
    if isinstance(node, list | tuple):
        for each in node:
            yield from _parts(view, each)
        return
    names = _classes(node)
    if _is_control(node):
        return
    if "panel" in names:
        yield from _panel(view, node)
    elif names & {"facts", "cards", "tiles"}:
        yield _facts(view, node)
    elif names & {"lead", "notice"}:
        yield {"kind": "words", "items": [_text(each) for each in _children(node)] or [_text(node)]}
    else:
        yield from _parts(view, _children(node))


def _panel(view: View, section: Any) -> Iterator[Part]:
    """Return what a panel holds; its title is the caption, the lines above and below it are the note.

    A chart has ``said``, what its picture says beside its title and its filters, from the button that saves it.
    """
    title = next((_text(each) for each in _found(section, "H2")), "")
    lines = [_text(each) for each in _children(section) if _kind(each) in {"P", "Footer"}]
    told = {"caption": title, "note": _sentences(view, [line for line in lines if line])}
    saved = [json.loads(word) for each in _found(section, "Button") if (word := getattr(each, "data-png", None))]
    said = {about["chart"]: about["note"] for about in saved}
    graphs = [*_found(section, "Graph")]
    tables = [*_found(section, "Table")]
    for wrapper in _found(section, "Div", "chart"):
        for graph in _found(wrapper, "Graph"):
            alt = getattr(wrapper, "aria-label", title)
            cut = getattr(wrapper, "data-slice", "")
            own = {"name": graph.id, "figure": graph.figure, "alt": alt, "cut": cut, "said": said[graph.id]}
            yield {"kind": "chart", **own, **told}
    for table in tables:
        head = next(_found(table, "Thead"))
        columns = [(_text(cell).rstrip(" ↓↑"), "n" in _classes(cell)) for cell in _found(head, "Th")]
        rows = [[_text(cell) for cell in _found(row, "Td")] for row in _found(table, "Tr")]
        yield {"kind": "table", "columns": columns, "rows": [row for row in rows if row], **told}
    if not graphs and not tables:
        # Of what is folded together, paper has the line that is seen.
        details = [each for part in _found(section, "Div", "verdicts") for each in _found(part, "Details")]
        folded = [_text(_children(line)) for each in details for line in _children(each) if _kind(line) == "Summary"]
        items = folded or [_item(view, each) for each in _found(section, "Li")] or [_text(_content(section))]
        yield {"kind": "words", "heading": title, "items": [each for each in items if each]}


def _sentences(view: View, lines: list[str]) -> str:
    """Return lines one after another, each but the last with a stop."""
    stop = "。" if view.language == "zh" else "."
    return " ".join([*(line if line[-1] in _STOPS else line + stop for line in lines[:-1]), *lines[-1:]])


def _item(view: View, line: Any) -> str:
    """Return a line of a list: of a name and its parts, a colon between them and a dot between the parts."""
    name, *rest = _children(line)
    if len(rest) != 1 or "told-parts" not in _classes(rest[0]):
        return _text(line)
    colon = "：" if view.language == "zh" else ": "
    return _text(name) + colon + view.joined(*(_text(part).strip() for part in _children(rest[0])))


def _content(section: Any) -> list[Any]:
    return [each for each in _children(section) if _kind(each) not in {"Header", "Footer"}]


def _facts(view: View, strip: Any) -> Part:
    rows = []
    for each in _children(strip):
        title = next((node for kind in ("H2", "Small") for node in _found(each, kind)), None)
        name = view.joined(*(_text(part).strip() for part in _children(title)))
        value = next((_text(node) for node in _found(each, "Div", "v")), "")
        said = [_text(node) for part in ("growth", "yoy") for node in _found(each, "Div", part)]
        said += [_text(line) for foot in _found(each, "Div", "t") for line in _children(foot)]
        beside = ("；" if view.language == "zh" else "; ").join(filter(None, said))
        rows.append([name, value, beside])
    columns = [(view.say(title), at == 1) for at, title in enumerate(_FACTS)]
    return {"kind": "table", "caption": view.say(_GLANCE), "columns": columns, "rows": rows, "note": ""}


def _found(node: Any, kind: str, name: str = "") -> Iterator[Any]:
    """Yield the components of a kind, and of a class where one is named, from the top down."""
    for each in _children(node):
        if _kind(each) == kind and (not name or name in _classes(each)):
            yield each
        elif not isinstance(each, str):
            yield from _found(each, kind, name)


def _text(node: Any) -> str:
    """Return the words of a component, blocks with a space between them."""
    if isinstance(node, str | int | float):
        return str(node)
    if node is None or _is_control(node):
        return ""
    said, before = "", None
    for each in _children(node):
        words = _text(each)
        apart = _kind(each) in _BLOCKS or not (isinstance(each, str) or isinstance(before, str))
        said += (" " if said and words and apart and not said.endswith(" ") else "") + words
        before = each
    return said.strip() if _kind(node) in _BLOCKS else said


def _children(node: Any) -> list[Any]:
    if isinstance(node, list | tuple):
        return [each for each in node if each is not None]
    found = getattr(node, "children", None)
    return [each for each in (found if isinstance(found, list | tuple) else [found]) if each is not None]


def _is_control(node: Any) -> bool:
    """Return whether a component is there to be used, not to be read."""
    return bool(_classes(node) & _LEFT_OUT) or _kind(node) in _CONTROLS


def _kind(node: Any) -> str:
    return type(node).__name__


def _classes(node: Any) -> set[str]:
    return set((getattr(node, "className", None) or "").split())
