"""Parcels on the map: enterprises as dots over the zone, the parcels of a block, and who holds one of them."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboards.asking import cadastre, queries
from dashboards.parts.figures import column, titled, told, written
from dashboards.parts.panel import chart, empty, panel
from dashboards.parts.table import Column, table
from dashboards.views.view import View
from dashboards.wire.elements import dcc, html
from datasets.text import Text
from indicators import charts, figure, period_label
from indicators.charts import Dot
from indicators.definition import Unit
from indicators.zone import zone

LAYER = "layer"
LAND = "land"
DOTS = 300
"""How many enterprises are drawn over the whole zone: those that pay most."""

_PARCELS = Text("{block}：宗地亩均税收", "{block}: tax per mu by parcel")
_LIST = Text("{block}的宗地", "Parcels of {block}")
_DOTS = Text("企业", "Enterprises")
_ALL_DOTS = Text(
    "点：持有宗地、本期纳税最多的 {count} 家企业（共 {all} 家），画在其最大的宗地上，面积与税额成正比；"
    "没有宗地的企业只知街区，不画",
    "Dots: the {count} enterprises (of {all}) holding land that pay most, on their largest parcel, area in proportion "
    "to tax; of enterprises without land only the block is known",
)
_SHARED = Text(
    "税收是企业的，按其全部宗地面积分摊；宗地登记只记土地使用者，不记租户",
    "Tax is an enterprise's, spread over all the land it holds; the cadastre names users of land, not tenants",
)
_UNDRAWN = Text("{count} 宗没有界址图形，只列在表中", "{count} parcels without an outline are in the table only")
_UNKNOWN = Text("登记中没有的主体", "not in the register")
_COLUMNS = {
    "parcel": Text("宗地", "Parcel"),
    "use": Text("用途", "Use"),
    "holder": Text("土地使用者", "Land user"),
    "area": Text("面积（亩）", "Area (mu)"),
    "tax": Text("亩均税收", "Tax per mu"),
}
_ITEMS = {
    "holder": Text("土地使用者", "Land user"),
    "use": Text("土地用途", "Land use"),
    "area": Text("宗地面积", "Area"),
    "density": Text("容积率", "Plot ratio"),
    "granted": Text("供地日期", "Granted"),
    "buildings": Text("建筑物", "Buildings"),
    "tax": Text("使用者税收（{span}）", "The user's tax ({span})"),
    "per_mu": Text("亩均税收（使用者共 {count} 宗）", "Tax per mu (over its {count} parcels)"),
    "others": Text("使用者的其他宗地", "The user's other parcels"),
}
_MU = Text("{mu} 亩（{metres}）", "{mu} mu ({metres})")
_BUILT = Text("{count} 幢，最高 {floors} 层", "{count}, the highest of {floors} floors")
_ONE = Text("宗地 {code}", "Parcel {code}")
_CLOSE = Text("回到{block}的宗地", "Back to the parcels of {block}")
_OTHERS = 8


def shown(view: View) -> bool:
    """Return whether the view shows parcels and enterprises: it asks for them and the reader may see them."""
    return view.chosen(LAYER) == LAND and cadastre.may_see_parcels(view)


def dotted(view: View, drawn: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """Return a map of the zone with its largest enterprises as dots, and the words that say which they are."""
    found = cadastre.parcels(view)
    known = found[found["name"].notna()].sort_values(["area_square_metre", "parcel_code"], ascending=[False, True])
    largest = known.drop_duplicates("entity_id")
    by = "tax_yuan" if largest["tax_yuan"].notna().any() else "area_square_metre"
    kept = largest.sort_values([by, "entity_id"], ascending=[False, True]).head(DOTS)
    dots = [
        Dot(
            row["longitude_degree"],
            row["latitude_degree"],
            row[by],
            plain(row["name"]),
            written(view, row[by], Unit.YUAN if by == "tax_yuan" else Unit.SQUARE_METRE),
            view.href(street=row["street"], parcel=row["parcel_code"]),
        )
        for row in kept.to_dict("records")
    ]
    said = view.say(_ALL_DOTS).format(count=len(dots), all=len(largest))
    return charts.dotted(drawn, dots, view.say(_DOTS)), said


def parcel_map(view: View, street: str, block: str) -> Any:
    """Return the parcels of a block, filled by their users' tax per mu; a click looks at one."""
    rows, here = _of(view, street), zone(queries.snapshot_of(view))
    outlines = cadastre.outlines(view, street)
    uses = queries.labels(view, "land_use")
    kept = {row["parcel_code"]: row for row in rows.to_dict("records") if row["parcel_code"] in outlines}
    names = {
        code: view.joined(uses.get(row["land_use"], row["land_use"]), plain(row["name"] or view.say(_UNKNOWN)))
        for code, row in kept.items()
    }
    features = [{"properties": {"code": code}, "geometry": outlines[code]} for code in kept]
    around = next((each for each in here.blocks["features"] if each["properties"]["code"] == street), None)
    drawn = charts.block_map(
        {"features": features},
        {code: row["tax_per_mu"] for code, row in kept.items()},
        unit=Unit.YUAN_PER_MU,
        names=names,
        language=view.language,
        selected=view.chosen("parcel"),
        around=around,
        height=620,
    )
    missing = len(rows) - len(kept)
    note = view.joined(
        view.say(here.map_label), view.say(_SHARED), view.say(_UNDRAWN).format(count=missing) if missing else ""
    )
    title = view.say(_PARCELS).format(block=block)
    click = view.href(parcel="KEY").replace("KEY", "{key}")
    content = chart(view, "parcel-map", drawn, title, click=click) if kept else empty(view)
    return panel(view, title, content, note=note, png="parcel-map" if kept else None, area="canvas")


def beside(view: View, street: str, block: str) -> Any:
    """Return the parcel that was chosen, or the list of all of the block."""
    rows = _of(view, street)
    one = rows[rows["parcel_code"] == view.chosen("parcel")]
    return _one(view, one.iloc[0].to_dict(), block) if len(one) else _all(view, rows, block)


def plain(name: str) -> str:
    """Return a name as a chart must be given it: charts read a little markup."""
    return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _of(view: View, street: str) -> pd.DataFrame:
    found = cadastre.parcels(view)
    return found[found["street"] == street]


def _all(view: View, rows: pd.DataFrame, block: str) -> Any:
    uses = queries.labels(view, "land_use")
    ordered = rows.sort_values(["tax_per_mu", "parcel_code"], ascending=[False, True], na_position="last")
    shared = column(view, ordered["tax_per_mu"], Unit.YUAN_PER_MU)
    titles = {key: view.say(text) for key, text in _COLUMNS.items()}
    titles["tax"] = titled(view, titles["tax"], shared.unit)
    columns = [Column(key, title, number=key in {"area", "tax"}) for key, title in titles.items()]
    cells = [
        [
            dcc.Link(row["parcel_code"], href=view.href(parcel=row["parcel_code"])),
            uses.get(row["land_use"], row["land_use"]),
            _holder(view, row),
            _number(view, row, "area_mu", _plain_number(view, row["area_mu"])),
            _number(view, row, "tax_per_mu", shared.figure(row["tax_per_mu"]).number),
        ]
        for row in ordered.to_dict("records")
    ]
    content = table(view, columns, cells, cards=True) if cells else empty(view)
    return panel(view, view.say(_LIST).format(block=block), content, area="parcels")


def _one(view: View, row: Mapping[Any, Any], block: str) -> Any:
    """Return what is known of one parcel: who stands on it, what it is for, how densely built, what it yields."""
    uses = queries.labels(view, "land_use")
    span = period_label(view.period, view.language, cumulative=view.cumulative)
    metres = written(view, row["area_square_metre"], Unit.SQUARE_METRE)
    area = view.say(_MU).format(mu=_plain_number(view, row["area_mu"]), metres=metres)
    count, floors = cadastre.buildings(view, row["parcel_code"])
    told_items = {
        "holder": _holder(view, row),
        "use": uses.get(row["land_use"], row["land_use"]),
        "area": _number(view, row, "area_mu", area),
        "density": _number(view, row, "plot_ratio", _plain_number(view, row["plot_ratio"])),
        "granted": f"{row['granted_date']:%Y-%m-%d}",
        "buildings": view.say(_BUILT).format(count=count, floors=floors) if count else "—",
        "tax": _number(view, row, "tax_yuan", written(view, row["tax_yuan"], Unit.YUAN)),
        "per_mu": _number(view, row, "tax_per_mu", written(view, row["tax_per_mu"], Unit.YUAN_PER_MU)),
        "others": _others(view, row),
    }
    words = {"span": span, "count": int(row["parcel_count"])}
    columns = [Column(text.en, view.say(text), number=False) for text in (Text("项目", "Item"), Text("内容", "Value"))]
    cells = [[view.say(_ITEMS[key]).format(**words), value] for key, value in told_items.items() if value is not None]
    back = dcc.Link(view.say(_CLOSE).format(block=block), href=view.href(parcel=None), className="back")
    title = view.say(_ONE).format(code=row["parcel_code"])
    return panel(view, title, html.Div([table(view, columns, cells), back]), note=view.say(_SHARED), area="parcel")


def _holder(view: View, row: Mapping[Any, Any]) -> Any:
    if not isinstance(row["name"], str):
        return view.say(_UNKNOWN)
    return dcc.Link(row["name"], href=view.href("/enterprises", entity=row["entity_id"]))


def _others(view: View, row: Mapping[Any, Any]) -> Any:
    found = cadastre.parcels(view)
    same = found[(found["entity_id"] == row["entity_id"]) & (found["parcel_code"] != row["parcel_code"])]
    if same.empty:
        return None
    links = [
        dcc.Link(each["parcel_code"], href=view.href(street=each["street"], parcel=each["parcel_code"]))
        for each in same.head(_OTHERS).to_dict("records")
    ]
    return html.Span([part for each in links for part in (each, " ")], className="told-parts")


def _number(view: View, row: Mapping[Any, Any], measure: str, words: str) -> Any:
    return told(view, html.Span(words), "parcel", measure, row[measure], slice_=f"parcel={row['parcel_code']}")


def _plain_number(view: View, value: float) -> str:
    return figure(value, Unit.TIMES, view.language).number
