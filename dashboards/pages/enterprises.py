"""Enterprises: found by name or any identifier; everything the departments know of one of them."""

from typing import Any

from dashboards.access import ENTERPRISES, PROFILES
from dashboards.asking import queries
from dashboards.library import EDITORS, START, library_of
from dashboards.page import Page
from dashboards.parts.enterprise import portrait
from dashboards.parts.table import Column, table
from dashboards.views.view import View
from dashboards.wire.elements import dcc, html
from datasets.text import Text
from indicators.enterprises.enterprise import Hit
from indicators.enterprises.particulars import SCHEMES

_LABEL = Text("企业名称、曾用名或任一代码", "Name, former name or any identifier")
_FIND = Text("查找", "Find")
_HINT = Text(
    "输入名称的一部分，或统一社会信用代码、组织机构代码、注册号、纳税人识别号、海关编码",
    "Type part of a name, or a credit, organisation, registration, taxpayer or customs code",
)
_OVERLOOKED = Text("空格和连字符不影响查找", "Blanks and hyphens are overlooked")
_LARGEST = Text("在地图上看纳税最多的企业", "The largest taxpayers on the map")
_NONE = Text(
    "没有找到“{words}”。换短一些的名称，或核对代码。",
    "Nothing found for “{words}”. Try a shorter name, or check the code.",
)
_MANY = Text("前 {count} 家；名称写长些可缩小范围", "The first {count}; a longer name narrows the search")
_COLUMNS = {
    "name": Text("名称", "Name"),
    "industry": Text("行业", "Industry"),
    "street": Text("街区", "Block"),
    "founded": Text("成立", "Founded"),
    "closed": Text("注销", "Closed"),
    "via": Text("按什么找到", "Found by"),
}
_VIA = {"name": Text("名称", "name"), "former_name": Text("曾用名", "former name"), **SCHEMES}
_MOST = 50
_PROFILE = "enterprise_profile"
_MAKE = Text("生成企业画像报告", "Make its profile as a report")


def title(view: View) -> str:
    """Return the heading."""
    entity = view.chosen("entity")
    return queries.enterprise(view, entity).entity["name"] if entity else view.say(PAGE.name)


def body(view: View) -> list[Any]:
    """Return the page."""
    entity = view.chosen("entity")
    if entity:
        return [_form(view), _on_paper(view, entity), *portrait(view, queries.enterprise(view, entity))]
    words = view.chosen("q")
    return [_form(view), _hits(view, words) if words else _nobody_yet(view)]


def _nobody_yet(view: View) -> Any:
    """Return what stands here before anybody was looked for: what can be typed, and another way in."""
    largest = dcc.Link(view.say(_LARGEST), href=view.href("/map", layer="land"))
    return html.Div([html.B(view.say(_HINT)), html.Span(view.say(_OVERLOOKED)), largest], className="panel empty")


def _form(view: View) -> Any:
    words = view.chosen("q") or ""
    field = dcc.Input(
        id="find", name="q", value=words, type="search", maxLength=64, placeholder=view.say(_LABEL), autoComplete="off"
    )
    kept = {"data-find": view.href(q=None, entity=None)}
    return html.Form([field, html.Button(view.say(_FIND))], className="find", role="search", **kept)


def _on_paper(view: View, entity: str) -> Any:
    """Return the button that has the profile made as a report, for those who may have one made and see it."""
    library = library_of(view.home)
    if library is None or _PROFILE not in library.restricted() or not view.reader.may(PROFILES):
        return None
    if not view.reader.may(EDITORS):
        return None
    asked = {"edition": _PROFILE, "period": view.latest, "language": view.language, "enterprise": entity}
    hidden = [dcc.Input(type="hidden", name=name, value=value) for name, value in asked.items()]
    button = html.Button(view.say(_MAKE), type="submit")
    return html.Form([*hidden, button], action=f"{START}?lang={view.language}", method="post", className="filters make")


def _hits(view: View, words: str) -> Any:
    found = queries.enterprises(view, words, _MOST + 1)
    if not found:
        return html.P(view.say(_NONE).format(words=words), className="notice")
    partly = view.reader.own is not None  # what the register says is not this department's own
    shown = [key for key in _COLUMNS if key in {"name", "via"} or not partly]
    columns = [Column(key, view.say(_COLUMNS[key]), number=False) for key in shown]
    rows = [
        [
            dcc.Link(hit.name, href=view.href(entity=hit.entity_id)),
            *([] if partly else _register(view, hit)),
            view.say(_VIA[hit.via]) + ("" if hit.via == "name" else f" {hit.said}"),
        ]
        for hit in found[:_MOST]
    ]
    note = html.P(view.say(_MANY).format(count=_MOST), className="note") if len(found) > _MOST else None
    return html.Section([note, table(view, columns, rows, cards=True)], className="panel")


def _register(view: View, hit: Hit) -> list[str]:
    industries, streets = queries.labels(view, "industry"), queries.labels(view, "street")
    founded, closed = (str(day or "—") for day in (hit.founded_date, hit.closed_date))
    return [industries.get(hit.industry, hit.industry), streets.get(hit.street, hit.street), founded, closed]


PAGE = Page(
    key="enterprises",
    path="/enterprises",
    name=Text("企业", "Enterprises"),
    group=Text("对象", "Subjects"),
    position=40,
    access=ENTERPRISES,
    parameters=("q", "entity"),
    switches=("snapshot",),
    title=title,
    body=body,
)
