"""A folium map of a zone's blocks as one self-contained page: it can be panned and pointed at with no network.

folium writes a page that fetches Leaflet and half a dozen other libraries from elsewhere. Here the page keeps
Leaflet only, taken from the installed package and written into the page, and has no background tiles.
"""

import base64
import html
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import folium

from datasets import Language, Snapshot, Text
from indicators.charts import palette
from indicators.charts.blocks import class_breaks, class_of
from indicators.figures import figure
from indicators.zone import Zone, zone

LEAFLET: Final = Path(__file__).resolve().parents[1] / "node_modules" / "leaflet" / "dist"
_POLICY: Final = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
_NONE: Final = Text("无数据", "no data")


def block_page(
    snapshot: Snapshot,
    values: Mapping[str, float],
    *,
    unit: str,
    names: Mapping[str, str],
    language: Language,
    height: int = 480,
) -> str:
    """Return an HTML page with the zone's blocks coloured by class of their value; it requests nothing."""
    place = zone(snapshot)
    told = {code: str(figure(value, unit, language)) for code, value in values.items()}
    breaks = class_breaks(list(values.values()))
    drawn = _map(
        place, {code: class_of(value, breaks) for code, value in values.items()}, told, names, language, height
    )
    return self_contained(drawn, place.map_label.in_language(language), language)


def framed(page: str, height: int = 500) -> str:
    """Return a page as a frame for a notebook's output."""
    return f'<div><iframe srcdoc="{html.escape(page)}" style="width:100%;height:{height}px;border:0"></iframe></div>'


def self_contained(drawn: folium.Map, title: str, language: Language = "zh") -> str:
    """Return a folium map as a page with Leaflet inside; anything else it would fetch is left out."""
    root = drawn.get_root()
    page = str(root.render())
    page = re.sub(r'<script src="[^"]*leaflet\.js"></script>', lambda _: _script("leaflet.js"), page)
    page = re.sub(r'<link rel="stylesheet" href="[^"]*leaflet\.css"\s*/?>', lambda _: _style("leaflet.css"), page)
    page = re.sub(r'<script src="[^"]*"></script>|<link rel="stylesheet" href="[^"]*"\s*/?>', "", page)
    tongue = "zh-CN" if language == "zh" else "en"
    head = (
        f'<head><title>{html.escape(title)}</title><meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<style>html,body{{margin:0}}.leaflet-container{{background:{palette.GROUND};font-family:{palette.FONT}}}</style>"
    )
    return page.replace("<html>", f'<html lang="{tongue}">', 1).replace("<head>", head, 1)


def _map(
    place: Zone,
    classes: Mapping[str, int],
    told: Mapping[str, str],
    names: Mapping[str, str],
    language: Language,
    height: int,
) -> folium.Map:
    longitude, latitude = place.centre
    drawn = folium.Map(
        location=[latitude, longitude], zoom_start=12, tiles=None, height=height, attribution_control=False
    )
    features = [_told(feature, told, names, language) for feature in place.blocks["features"]]
    ramp = palette.SEQUENTIAL

    def style(feature: Mapping[str, Any]) -> dict[str, Any]:
        found = classes.get(str(feature["properties"]["code"]))
        fill = palette.MISSING if found is None else ramp[min(found + 1, len(ramp) - 1)]
        return {"fillColor": fill, "color": palette.PAPER, "weight": 1.5, "fillOpacity": 1}

    layer = folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        style_function=style,
        highlight_function=lambda _: {"color": palette.INK, "weight": 2},
        tooltip=folium.GeoJsonTooltip(["name", "value"], labels=False),
    )
    layer.add_to(drawn)
    drawn.fit_bounds(layer.get_bounds())
    return drawn


def _told(
    feature: Mapping[str, Any], told: Mapping[str, str], names: Mapping[str, str], language: Language
) -> dict[str, Any]:
    code = str(feature["properties"]["code"])
    said = told.get(code, _NONE.in_language(language))
    return {**feature, "properties": {"code": code, "name": names.get(code, code), "value": said}}


def _script(name: str) -> str:
    text = (LEAFLET / name).read_text(encoding="utf-8").replace("</script", "<\\/script")
    return f"<script>{re.sub(r'//# sourceMappingURL=.*', '', text)}</script>"


def _style(name: str) -> str:
    text = (LEAFLET / name).read_text(encoding="utf-8")
    return f"<style>{re.sub(r'url[(](images/[^)]+)[)]', lambda found: f'url({_image(found[1])})', text)}</style>"


def _image(name: str) -> str:
    return "data:image/png;base64," + base64.b64encode((LEAFLET / name).read_bytes()).decode()
