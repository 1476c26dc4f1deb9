"""The map: any indicator of the blocks through time, one block closer, its parcels and the enterprises on them."""

from typing import Any

from dashboards.asking import cadastre, queries
from dashboards.exports.downloads import link
from dashboards.page import Page
from dashboards.parts import land
from dashboards.parts.apart import freed
from dashboards.parts.controls import choice_switch, chooser
from dashboards.parts.figures import amount, change, column, growth, marked, span, titled, written
from dashboards.parts.filters import chips
from dashboards.parts.panel import chart, empty, panel
from dashboards.parts.provenance import why_link
from dashboards.parts.table import RISING, Column, order, table
from dashboards.parts.timeline import timeline
from dashboards.views.view import View
from dashboards.wire.elements import dcc, html
from datasets.text import Text
from indicators import catalogue, charts, percent
from indicators.definition import Unit
from indicators.dimensions import UNKNOWN
from indicators.zone import zone

_DEFAULT = "tax_per_mu"
_FACES = {"value": Text("数值", "Value"), "growth": Text("同比", "Growth")}
_LAYERS = {"blocks": Text("街区", "Blocks"), land.LAND: Text("企业和宗地", "Enterprises and parcels")}
_INDICATOR = Text("指标", "Indicator")
_BLOCK = Text("街区", "Block")
_BLOCKS = Text("各街区", "Blocks")
_SORT = Text(
    "点街区名或地图看该街区；点列名排序，再点一次从低到高",
    "Click a block to see it alone; click a heading to sort, once more for the lowest first",
)
_CLOSE = Text("回到全区", "Back to the zone")
_SERIES = Text("{block}：{name}（当月，{unit}）", "{block}: {name} (month, {unit})")
_TOP = Text("{block}：主要行业（{name}）", "{block}: leading industries ({name})")
_TOP_BARS = 8
_UNPLACED = Text("另有 {value} 无法落到街区", "{value} more cannot be placed on a block")


def mapped() -> dict[str, Text]:
    """Return the indicators that can be split by block."""
    return {key: each.name for key, each in catalogue().items() if "street" in each.dimensions}


def title(view: View) -> str:
    """Return the heading."""
    return view.joined(view.say(catalogue()[_key(view)].name), span(view, catalogue()[_key(view)]))


def body(view: View) -> list[Any]:
    """Return the page."""
    definition, rows = catalogue()[_key(view)], _all_rows(view)
    return [
        _controls(view),
        None if rows.empty else timeline(view, definition, rows["period"].min()),
        chips(view, definition),
        html.Div([_map(view), _beside(view)], className="grid map"),
    ]


def _key(view: View) -> str:
    chosen = view.chosen("indicator") or _DEFAULT
    return chosen if chosen in mapped() else _DEFAULT


def _face(view: View) -> str:
    return "growth" if view.chosen("show") == "growth" else "value"


def _controls(view: View) -> Any:
    names = {key: view.say(name) for key, name in mapped().items()}
    blocks = {code: word for code, word in queries.labels(view, "street").items() if code != UNKNOWN}
    faces = {key: view.say(text) for key, text in _FACES.items()}
    return html.Div(
        [
            chooser(view, "indicator", view.say(_INDICATOR), names, everything=False, current=_key(view)),
            choice_switch(view, "show", faces, _face(view), "value"),
            chooser(view, "street", view.say(_BLOCK), blocks),
            _layers(view) if cadastre.may_see_parcels(view) else None,
        ],
        className="filters",
    )


def _layers(view: View) -> Any:
    """Return the switch to what the cadastre knows; it is not offered to whoever may not see it."""
    words = {code: view.say(text) for code, text in _LAYERS.items()}
    return choice_switch(view, land.LAYER, words, land.LAND if land.shown(view) else "blocks", "blocks")


def _others(view: View) -> queries.Where:
    """Return the filters but that of the block, as far as the indicator knows them."""
    return view.where(name for name in catalogue()[_key(view)].dimensions if name == "industry")


def _all_rows(view: View) -> Any:
    return queries.series(view, _key(view), ("street",), _others(view))


def _rows(view: View) -> Any:
    """Return the blocks in the view's month, or in the last year or quarter known by then."""
    found = _all_rows(view)
    known = found[(found["period"] <= f"{view.period}-01") & found["value"].notna()]
    return found[found["period"] == known["period"].max()]


def _map(view: View) -> Any:
    if land.shown(view) and view.chosen("street"):
        return land.parcel_map(view, str(view.chosen("street")), _named(view))
    key, rows, face = _key(view), _rows(view), _face(view)
    definition = catalogue()[key]
    in_points = definition.unit is Unit.SHARE
    moved = rows["value"] - rows["value"] / (1 + rows["yoy"]) if in_points else rows["yoy"]
    drawn = charts.block_map(
        zone(queries.snapshot_of(view)).blocks,
        dict(zip(rows["street"], rows["value"] if face == "value" else moved, strict=True)),
        unit=definition.unit if face == "value" else "points" if in_points else "share",
        names=queries.labels(view, "street"),
        language=view.language,
        centre=None if face == "value" else 0.0,
        selected=view.chosen("street"),
        height=620,
    )
    drawn, dots = land.dotted(view, drawn) if land.shown(view) else (drawn, "")
    name = view.joined(view.say(definition.name), "" if face == "value" else view.say(_FACES["growth"]))
    return panel(
        view,
        name,
        chart(view, "block-map", drawn, name, click="street"),
        key=key,
        note=view.joined(_note(view, rows), dots),
        csv=link(view, key, "street"),
        png="block-map",
        area="canvas",
    )


def _note(view: View, rows: Any) -> str:
    unplaced = rows[rows["street"] == UNKNOWN]["value"].sum()
    definition = catalogue()[_key(view)]
    additive = hasattr(definition, "amount")
    rest = (
        view.say(_UNPLACED).format(value=written(view, float(unplaced), definition.unit))
        if additive and unplaced
        else ""
    )
    return view.joined(view.say(zone(queries.snapshot_of(view)).map_label), rest)


def _named(view: View) -> str:
    code = str(view.chosen("street"))
    return queries.labels(view, "street").get(code, code)


def _beside(view: View) -> Any:
    return html.Div(_one_block(view) if view.chosen("street") else _all_blocks(view), className="beside")


def _all_blocks(view: View) -> list[Any]:
    key = _key(view)
    by, rising = order(view.chosen("sort"), ("value", "yoy"))
    rows = _rows(view).sort_values([by, "street"], ascending=[rising, True], na_position="last")
    rows = rows[(rows["street"] != UNKNOWN) & rows["value"].notna()]
    names = queries.labels(view, "street")
    definition = catalogue()[key]
    shared = column(view, rows["value"], definition.unit)
    columns = [
        Column("name", view.say(_BLOCK), number=False),
        Column("value", titled(view, view.say(_FACES["value"]), shared.unit)),
        Column("yoy", view.say(Text("同比", "y/y"))),
    ]
    cells = [
        [
            dcc.Link(names.get(row["street"], row["street"]), href=view.href(street=row["street"])),
            marked(view, html.Span(shared.figure(row["value"]).number), key, row, _block(view, row["street"])),
            marked(
                view, change(view, definition, row, word=False), key, row, _block(view, row["street"]), measure="yoy"
            ),
        ]
        for row in rows.to_dict("records")
    ]
    content = table(view, columns, cells, sorted_by=f"{RISING}{by}" if rising else by) if cells else empty(view)
    return [panel(view, view.say(_BLOCKS), content, hint=view.say(_SORT), area="listing")]


def _block(view: View, code: str) -> queries.Where:
    return (*_others(view), ("street", code))


def _one_block(view: View) -> list[Any]:
    key, code = _key(view), str(view.chosen("street"))
    definition = catalogue()[key]
    where = _block(view, code)
    block = _named(view)
    found = queries.point(view, key, where)
    value, moved = (
        amount(view, found.value if found else None, definition.unit),
        change(view, definition, found._asdict()) if found else growth(view, None),
    )
    if found is not None:
        for each, measure in ((value, "value"), (moved, "yoy")):
            marked(view, each, key, found._asdict(), where, measure=measure)
    facts = html.Div(
        [
            html.Small(view.joined(block, span(view, definition))),
            html.Div(value, className="v"),
            html.Div([moved, why_link(view, key)]),
            dcc.Link(view.say(_CLOSE), href=view.href(street=None, parcel=None), className="back"),
        ],
        className="fact",
    )
    if land.shown(view):
        return [html.Section(facts, className="panel"), land.beside(view, code, block)]
    drawn = charts.trend(
        queries.history(view, key, where),
        None,
        unit=definition.unit,
        language=view.language,
        height=220,
    )
    name = view.say(definition.name)
    caption = view.say(_SERIES).format(block=block, name=name, unit=charts.unit_of(drawn))
    trend = panel(
        view,
        caption,
        chart(view, "block-trend", drawn, caption),
        key=key,
        csv=link(view, key),
        png="block-trend",
    )
    return [html.Section(facts, className="panel"), trend, *_industries(view, key, code, block)]


def _industries(view: View, key: str, code: str, block: str) -> list[Any]:
    click = "industry" if "industry" in catalogue()[key].dimensions else None
    key = key if click else "tax_revenue"
    known = queries.course(view, key, ("industry",), (("street", code),))
    rows = known.frame.iloc[known.within(view.period)]
    rows = rows[rows["value"] > 0].nlargest(_TOP_BARS, "value")
    names = queries.labels(view, "industry")
    values = {names.get(each, each): value for each, value in zip(rows["industry"], rows["value"], strict=True)}
    notes = {
        names.get(each, each): percent(yoy, view.language)
        for each, yoy in zip(rows["industry"], rows["yoy"], strict=True)
    }
    keys = {names.get(each, each): each for each in rows["industry"]}
    chosen = next((word for word, each in keys.items() if each == view.chosen("industry")), None)
    drawn = charts.bars(
        values, unit=catalogue()[key].unit, language=view.language, notes=notes, keys=keys, selected=chosen
    )
    heading = view.say(_TOP).format(block=block, name=view.say(catalogue()[key].name))
    content = chart(view, "block-industries", drawn, heading, click=click) if values else empty(view)
    csv = link(freed(view, "industry"), key, "industry")
    return [panel(view, heading, content, key=key, csv=csv, png="block-industries" if values else None)]


PAGE = Page(
    key="map",
    path="/map",
    name=Text("地图", "Map"),
    group=Text("指标", "Indicators"),
    position=30,
    parameters=("indicator", "show", "industry", "street", "sort", land.LAYER, "parcel"),
    restricted=land.shown,
    title=title,
    body=body,
)
