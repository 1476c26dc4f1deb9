"""Charts drawn without a browser: every kind, the same bytes each time, the same picture as in a browser."""

import ast
import base64
import json
import os
import re
import signal
import time
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from indicators import charts
from indicators.charts import palette
from reports.edition import editions
from reports.render import PLOTLY, Drawing, DrawingFailed, _drawer, font, render
from tests.charts import test_charts

LAYOUT = {"margin": {"l": 60, "r": 20, "t": 20, "b": 40}, "font": {"size": 12}, "showlegend": False}
SEQUENTIAL = [[0, "#e3ebf6"], [1, "#1f4e8c"]]
MONTHS = ["2026-01-01", "2026-02-01", "2026-03-01"]

FIGURES = {
    "fan": {
        "data": [
            {
                "type": "scatter",
                "mode": "lines",
                "fill": "toself",
                "fillcolor": "rgba(31,78,140,0.2)",
                "line": {"width": 0},
                "x": [*MONTHS, *MONTHS[::-1]],
                "y": [3, 4, 5, 3, 3, 3],
            },
            {"type": "scatter", "mode": "lines", "x": MONTHS, "y": [3, 3.5, 4]},
        ],
        "layout": LAYOUT,
    },
    "bars": {
        "data": [{"type": "bar", "orientation": "h", "y": ["电子信息", "石油化工"], "x": [2, 1], "text": ["2", "1"]}],
        "layout": {**LAYOUT, "yaxis": {"automargin": True}},
    },
    "treemap": {
        "data": [
            {
                "type": "treemap",
                "labels": ["全部", "增值税", "契税"],
                "parents": ["", "全部", "全部"],
                "values": [0, 3, 1],
            }
        ],
        "layout": LAYOUT,
    },
    "heatmap": {
        "data": [
            {
                "type": "heatmap",
                "z": [[1, 2], [3, 4]],
                "x": ["东区", "西区"],
                "colorscale": SEQUENTIAL,
                "showscale": False,
            }
        ],
        "layout": LAYOUT,
    },
    "blocks": {
        "data": [
            {"type": "scatter", "mode": "lines", "fill": "toself", "x": [x, x + 1, x + 1, x, x], "y": [0, 0, 1, 1, 0]}
            for x in (0, 1.1)
        ],
        "layout": {**LAYOUT, "xaxis": {"visible": False}, "yaxis": {"visible": False, "scaleanchor": "x"}},
    },
}


@pytest.fixture(scope="module")
def drawn() -> dict[str, str]:
    return dict(zip(FIGURES, render([Drawing(figure) for figure in FIGURES.values()]), strict=True))


def test_the_same_figures_give_the_same_bytes_in_another_process(drawn):
    assert render([Drawing(FIGURES["treemap"])]) != [drawn["treemap"]], "named by its place on the page"
    again = render([Drawing(figure) for figure in FIGURES.values()])
    assert again == list(drawn.values()), "after others were drawn in the same process"
    os.kill(_drawer()._process.pid, signal.SIGKILL)
    other = render([Drawing(figure) for figure in FIGURES.values()])
    assert other == list(drawn.values()), "by the process that took the place of a lost one"


@pytest.mark.parametrize(
    ("kind", "mark"),
    [
        ("fan", 'class="js-fill"'),
        ("bars", "电子信息"),
        ("treemap", "增值税"),
        ("heatmap", "data:image/png;base64,"),
        ("blocks", 'class="js-fill"'),
    ],
)
def test_each_kind_of_chart_draws_its_marks(drawn, kind, mark):
    assert mark in drawn[kind]


def test_a_heatmap_is_painted_in_its_colours(drawn):
    picture = base64.b64decode(re.search(r"base64,([^\"]+)", drawn["heatmap"])[1])
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20]) >= 512  # enlarged, so that no viewer blurs the cells


def test_only_the_embedded_font_is_named(drawn):
    families = {each for svg in drawn.values() for each in re.findall(r"font-family: ([^;\"]+)", svg)}
    assert families == {"Noto Sans SC"}


def test_names_inside_drawings_never_clash_on_one_page(drawn):
    ids = [each for svg in drawn.values() for each in re.findall(r'\bid="([^"]+)"', svg)]
    assert len(ids) == len(set(ids)) > 0


def test_margins_grow_with_long_labels():
    short, long = (
        render(
            [
                Drawing(
                    {
                        "data": [{"type": "bar", "orientation": "h", "y": [name], "x": [1]}],
                        "layout": {**LAYOUT, "yaxis": {"automargin": True}},
                    }
                )
            ]
        )[0]
        for name in ("短", "一个非常非常非常非常长的行业名称")
    )
    plots = [
        float(re.search(r'clipPath[^>]*class="axesclip"[^>]*><rect x="([\d.]+)"', svg)[1]) for svg in (short, long)
    ]
    assert plots[1] > plots[0] + 50


def test_a_character_without_a_glyph_is_an_error_that_names_it():
    figure = {"data": [{"type": "bar", "x": ["\U0001f600"], "y": [1]}], "layout": LAYOUT}
    with pytest.raises(DrawingFailed, match="1F600"):
        render([Drawing(figure)])


def test_a_drawing_without_an_end_is_ended_with_all_that_it_started(monkeypatch):
    endless = {"data": [{"type": "scatter3d", "x": [1], "y": [1], "z": [1]}], "layout": LAYOUT}
    render([Drawing(FIGURES["bars"])])
    group = _drawer()._process.pid
    monkeypatch.setattr("reports.render.TIME_LIMIT_SECONDS", 2)
    with pytest.raises(DrawingFailed, match="within 2 s"):
        render([Drawing(endless)])
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("a process was left")


def test_no_figures_need_no_node():
    assert render([]) == []


SHOWN = (
    *("trend", "bars", "columns", "stacked", "compare", "treemap", "block_map"),
    *("indices", "what_if", "hindsight", "need_ahead"),
)


def real_figures() -> dict[str, dict]:
    """Return a figure of every kind that an edition's notebook or an opinion shows, by the function that draws it."""
    months = pd.date_range("2021-01-01", periods=70, freq="MS")
    values = 4e9 + 1e9 * np.sin(np.arange(70) / 2)
    past, coming = pd.DataFrame({"period": months[:58], "value": values[:58]}), values[58:]
    fan = pd.DataFrame({"period": months[58:], "mean": coming, "baseline": coming * 1.1, "actual": coming * 0.95})
    fan = fan.assign(lo80=coming - 2e8, hi80=coming + 2e8, lo95=coming - 4e8, hi95=coming + 4e8)
    ahead = SimpleNamespace(frame=fan)
    figures = {
        **test_charts.figures("zh", past, ahead),
        "indices": charts.indices({"一致": pd.Series(values / 4e7, months.to_period("M"))}, normal=100),
        "what_if": charts.what_if(past, fan, unit="yuan"),
        "hindsight": charts.hindsight(past, fan, unit="yuan", language="en"),
    }
    named = {{"map": "block_map", "need": "need_ahead"}.get(name, name): each for name, each in figures.items()}
    return {name: named[name] for name in SHOWN}


def test_every_kind_of_chart_that_editions_show_is_compared():
    used = {"trend", "bars", "need_ahead"}  # what indicators.sentences.exhibits and the opinion draw
    for edition in editions().values():
        for cell in json.loads(edition.notebook.read_text(encoding="utf-8"))["cells"]:
            source = "".join(cell["source"]) if cell["cell_type"] == "code" else ""
            found = [each for each in ast.walk(ast.parse(source)) if isinstance(each, ast.ImportFrom)]
            used |= {name.name for each in found if each.module == "indicators.charts" for name in each.names}
    assert used - {"unit_of"} <= set(SHOWN)


@pytest.mark.browser
def test_the_pictures_are_those_of_a_browser(browser, tmp_path):
    """At most one pixel in a hundred differs clearly from what plotly.js draws in Chromium with the same font."""
    figures = {"heatmap": FIGURES["heatmap"], **real_figures()}
    sizes = {kind: (640, int(each["layout"].get("height", 320))) for kind, each in figures.items()}
    drawn = render([Drawing(figure, *sizes[kind]) for kind, figure in figures.items()])
    faces = "".join(
        f"@font-face{{font-family:'Noto Sans SC';font-weight:{weight[:3]};src:url('{font(weight).as_uri()}')}}"
        for weight in ("400Regular", "700Bold")
    )
    page_file = tmp_path / "page.html"
    page_file.write_text(
        f"<!doctype html><meta charset=utf-8><style>{faces}body{{margin:0;font-family:'Noto Sans SC'}}</style>"
        f"<div id=ours></div><div id=theirs></div><script src='{PLOTLY.as_uri()}'></script>",
        encoding="utf-8",
    )
    page = browser.new_page(viewport={"width": 640, "height": 1000})
    page.goto(page_file.as_uri())
    page.evaluate(
        "() => Promise.all(['12px', 'bold 12px'].map((s) => document.fonts.load(s + ' \"Noto Sans SC\"', '中1a')))"
    )
    different = {}
    for (kind, figure), svg in zip(figures.items(), drawn, strict=True):
        width, height = sizes[kind]
        own = json.loads(json.dumps(figure).replace(json.dumps(palette.FONT)[1:-1], "Noto Sans SC"))
        asked = {"width": width, "height": height, "autosize": False}
        own["layout"] |= asked | {"font": own["layout"].get("font", {}) | {"family": "Noto Sans SC"}}
        page.evaluate(SHOW, [svg, own["data"], own["layout"], width, height])
        shots = [base64.b64encode(page.locator(name).screenshot()).decode() for name in ("#ours", "#theirs")]
        different[kind] = page.evaluate(COMPARE, shots)
    page.close()
    assert {kind: share for kind, share in different.items() if share > 0.01} == {}


SHOW = """async ([svg, data, layout, width, height]) => {
  for (const id of ['ours', 'theirs'])
    document.getElementById(id).style.cssText = `width:${width}px;height:${height}px;overflow:hidden`;
  document.getElementById('ours').innerHTML = svg;
  Plotly.purge('theirs');
  await Plotly.newPlot('theirs', data, layout, {staticPlot: true});
}"""

COMPARE = """async (shots) => {
  const pixels = await Promise.all(shots.map(async (shot) => {
    const image = new Image(); image.src = 'data:image/png;base64,' + shot; await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), {width: image.width, height: image.height});
    const context = canvas.getContext('2d'); context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, image.width, image.height).data;
  }));
  let different = 0;
  for (let i = 0; i < pixels[0].length; i += 4)
    if (Math.max(...[0, 1, 2].map((k) => Math.abs(pixels[0][i + k] - pixels[1][i + k]))) > 48) different++;
  return different / (pixels[0].length / 4);
}"""
