"""Addresses of what can be downloaded from a view: its tables, its charts, and all of it."""

from dataclasses import replace

import indicators
from dashboards.views.comparison import COMPARE
from dashboards.views.view import View

PATH = "/export"


def link(view: View, key: str, *by: str) -> str:
    """Return the address of the table behind a chart of this view."""
    where = dict(view.where(indicators.catalogue()[key].dimensions))
    own = {name: view.chosen(name) for name in ("family", "indicator")}
    return _address(view, "csv", **{COMPARE: None, **own, **where, "export": key, "by": ",".join(by)})


def picture(view: View, chart: str) -> str:
    """Return the address of a chart of this view as SVG."""
    return _address(view, "svg", **{**dict(view.choices), "chart": chart})


def whole(view: View, kind: str) -> str:
    """Return the address of the whole view as ``xlsx`` or ``pdf``."""
    return _address(view, kind, **dict(view.choices))


def _address(view: View, kind: str, **words: str | None) -> str:
    return replace(view, carried=()).href(f"{PATH}.{kind}", page=view.path.strip("/"), **words)
