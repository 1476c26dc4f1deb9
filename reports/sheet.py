"""A view of the dashboards as paper: figures with their fonts inside, and a PDF no figure of which is cut."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from indicators.charts import palette
from reports.document import Block, Chart, Heading, Paragraph, Run, Table
from reports.html import font_faces
from reports.layout import WIDTH_PIXELS, laid
from reports.pdf import compose
from reports.render import Drawing, render
from reports.words import WORDS

TEMPLATE = Path(__file__).with_name("sheet.typ")
_LOOKS = ("sticky", "tall")


def standalone(figure: Mapping[str, Any]) -> str:
    """Return a figure as SVG that looks the same everywhere: the slices of the font its words need are inside.

    The layout says its width and height in pixels.
    """
    (svg,) = render([Drawing(figure, figure["layout"]["width"], figure["layout"]["height"])])
    faces = font_faces(re.sub(r"<[^>]*>", "", svg))
    return re.sub(r"(<svg[^>]*>)", lambda found: f"{found[1]}<style>{faces}</style>", svg, count=1)


def sheet(content: Mapping[str, Any]) -> bytes:
    """Return the PDF of a view: title, filters and parts in reading order.

    ``content`` has language, title, author, date (year, month, day), simulated (words or empty), filters (pairs),
    definitions (a table's columns and rows) and parts of kind words, table and chart. A ``sticky`` table stays on the
    page of what follows it; one that is ``tall`` leaves room for a pen.
    """
    placed = [(at, block) for at, part in enumerate(content["parts"]) for block in _blocks(at, part)]
    looks = [{name: bool(part.get(name)) for name in _LOOKS} for part in content["parts"]]
    blocks: list[Block] = [block for _, block in placed]
    charts = [block for block in blocks if isinstance(block, Chart)]
    drawn = render(
        [Drawing(each.figure, WIDTH_PIXELS, int(each.figure["layout"].get("height", 300))) for each in charts]
    )
    pictures = dict(zip((each.key for each in charts), drawn, strict=True))
    words = {name: text.in_language(content["language"]) for name, text in WORDS.items()}
    return compose(
        {
            **{name: content[name] for name in ("language", "title", "author", "date", "simulated", "filters")},
            "words": words,
            "palette": dict(palette.TOKENS),
            "blocks": [{**laid(block, pictures), **looks[at]} for at, block in placed],
        },
        TEMPLATE,
    )


def _blocks(at: int, part: Mapping[str, Any]) -> list[Block]:
    match part["kind"]:
        case "chart":
            return [Chart(part["figure"], part["caption"], part["note"], part["alt"], f"part-{at}")]
        case "table":
            rows = tuple(tuple(row) for row in part["rows"])
            columns = tuple((label, number) for label, number in part["columns"])
            return [Table(columns, rows, part["caption"], part["note"], f"part-{at}")]
        case _:
            said = Paragraph(tuple((Run(item),) for item in part["items"]), listed=bool(part.get("heading")))
            return [*([Heading(part["heading"], 2)] if part.get("heading") else []), said]
