"""The document a browser gets first: the whole first screen, its charts as data; Dash itself comes afterwards."""

import re
from html import escape
from pathlib import Path
from typing import Any

from dash import Dash
from flask import request

import datasets
from dashboards.router import first
from dashboards.views.look import look
from dashboards.views.view import parse
from dashboards.wire.markup import Screen
from dashboards.wire.statics import DARK_SHEET, FONT_SHEET, bundle, scripts

_INDEX = f"""<!doctype html>
<html lang="__LANGUAGE__" data-theme="__THEME__" data-rise="__RISE__">
<head>
{{%metas%}}
<title>{{%title%}}</title>
<link rel="icon" type="image/svg+xml" href="/assets/favicon.svg">
<link rel="stylesheet" href="{FONT_SHEET}">
<link rel="stylesheet" href="__SHEET__">
<link rel="stylesheet" href="{DARK_SHEET}" media="__MEDIA__">
<link rel="preload" as="script" fetchpriority="high" href="__FIRST__">
<script defer src="__PAGES__"></script>
{{%css%}}{{%scripts%}}
</head>
<body>
{{%app_entry%}}
<script src="__FIRST__"></script>
<footer>{{%config%}}{{%renderer%}}</footer>
</body>
</html>"""
_ENTRY = """<div id="first" class="app" data-shown="__SHOWN__">__SCREEN__</div>
<script type="application/json" id="figures">__FIGURES__</script>
<div id="react-entry-point"></div>"""
_SKELETON = '<nav></nav><main><div class="ghost line"></div><div class="lead ghost"></div></main>'
_OF_DASH = re.compile(r'<script (?=src="/_dash-component-suites/)')
_UNUSED = re.compile(r"<script [^>]*dash_table[^>]*></script>\n?")
_PLOTLY = re.compile(r'<script src="(/vendor/[^"]+)"></script>')
_EARLY = r'<link rel="preload" as="script" fetchpriority="low" href="\1"><script type="plotly" src="\1"></script>'


class Document(Dash):
    """Dash whose document shows its first screen by itself: what Dash needs is fetched when that has been drawn."""

    def __init__(self, home: Path, **settings: Any) -> None:
        super().__init__(index_string=_INDEX, external_scripts=scripts(), **settings)
        self._home = home

    def interpolate_index(self, **parts: str) -> str:
        """Return the document for the request: in the reader's look, with the screen that the address asks for."""
        search, seen = request.query_string.decode(errors="replace"), look()
        found, shown = first(self._home, request.path, search) if scripts() else (None, None)
        drawn = found or Screen(_SKELETON, "{}")
        late = _OF_DASH.sub('<script type="late" ', _UNUSED.sub("", parts["scripts"]))
        late = _PLOTLY.sub(_EARLY, late)
        words = {
            "__LANGUAGE__": "en" if parse(search).get("lang", datasets.settings().language) == "en" else "zh-CN",
            "__THEME__": seen.choice,
            "__RISE__": seen.rise,
            "__MEDIA__": seen.media,
            "__SHEET__": bundle("pages.css"),
            "__PAGES__": bundle("pages.js"),
            "__FIRST__": bundle("first.js"),
        }
        page = str(
            super().interpolate_index(
                **parts
                | {
                    "app_entry": _ENTRY,
                    "scripts": late,
                    "renderer": parts["renderer"].replace("application/javascript", "late"),
                }
            )
        )
        for name, word in words.items():
            page = page.replace(name, word)
        # Last, so that nothing in a screen is taken for one of these words.
        entry = _ENTRY.replace("__SHOWN__", escape(shown or "")).replace("__FIGURES__", drawn.figures)
        return page.replace(_ENTRY, entry.replace("__SCREEN__", drawn.html))
