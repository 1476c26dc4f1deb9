"""Source rows in the side panel: who, when, what, how much, and the line in the department's file."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from dashboards.asking import queries
from dashboards.parts.figures import column, titled
from dashboards.views.view import View
from dashboards.wire.elements import html
from datasets.text import Text
from indicators import DIMENSIONS, Scale, percent

_TITLES = {
    "entity_name": Text("企业", "Enterprise"),
    "project_name": Text("项目", "Project"),
    "parcel_code": Text("宗地", "Parcel"),
    "payment_month": Text("月份", "Month"),
    "trade_month": Text("月份", "Month"),
    "report_month": Text("月份", "Month"),
    "month": Text("月份", "Month"),
    "granted_month": Text("月份", "Month"),
    "period_code": Text("期间", "Period"),
    "tax_type": Text("税种", "Type of tax"),
    "partner": Text("国别", "Partner"),
    "hs_section": Text("商品类", "Goods"),
    "land_use": Text("用途", "Use"),
    "status": Text("状态", "Status"),
    "confidence": Text("可信度", "Confidence"),
    "contribution": Text("计入", "Counted"),
    "value": Text("数值", "Value"),
    "yoy": Text("同比", "y/y"),
    "reference": Text("出处", "Reference"),
    "source_row": Text("文件行", "Line"),
}
_WORDS = {
    "actual": Text("实际", "actual"),
    "prelim": Text("初步", "preliminary"),
    "revised": Text("修订", "revised"),
    "derived": Text("推算", "derived"),
    "target": Text("目标", "target"),
    "high": Text("高", "high"),
    "medium": Text("中", "medium"),
    "low": Text("低", "low"),
}
_AMOUNTS = frozenset({"contribution", "value"})
_NUMBERS = _AMOUNTS | {"source_row", "yoy"}
_MOST = 8


def source_rows(view: View, rows: pd.DataFrame, unit: str) -> Any:
    """Return typed rows as a table of at most eight columns."""
    names = [name for name in _TITLES if name in rows.columns and rows[name].notna().any()][:_MOST]
    scales = {name: column(view, map(float, rows[name].dropna()), unit) for name in names if name in _AMOUNTS}
    speak = {name: _speaker(view, name, scales.get(name)) for name in names}
    heads = {name: view.say(_TITLES[name]) for name in names}
    heads |= {name: titled(view, heads[name], shared.unit) for name, shared in scales.items()}
    head = html.Tr([html.Th(heads[name], className=_kind(name)) for name in names])
    body = [
        html.Tr([html.Td(speak[name](row[name]), className=_kind(name)) for name in names])
        for row in rows.to_dict("records")
    ]
    return html.Div(html.Table([html.Thead(head), html.Tbody(body)]), className="scroll", tabIndex=0)


def raw_rows(rows: pd.DataFrame) -> Any:
    """Return the department's own columns and words, untouched."""
    head = html.Tr([html.Th(str(name)) for name in rows.columns])
    body = [
        html.Tr([html.Td("" if pd.isna(cell) else str(cell)) for cell in row]) for row in rows.itertuples(index=False)
    ]
    return html.Div(html.Table([html.Thead(head), html.Tbody(body)]), className="scroll raw", tabIndex=0)


def _kind(name: str) -> str:
    return "n" if name in _NUMBERS else ""


def _speaker(view: View, name: str, shared: Scale | None) -> Callable[[Any], str]:
    if shared is not None:
        return lambda value: "" if pd.isna(value) else shared.figure(float(value)).number
    if name == "yoy":
        return lambda value: "" if pd.isna(value) else percent(float(value), view.language)
    if name in {"status", "confidence"}:
        return lambda value: view.say(_WORDS[value]) if value in _WORDS else str(value)
    if name in DIMENSIONS:
        known = queries.labels(view, name)
        return lambda value: known.get(str(value), str(value))
    if name.endswith("month"):
        return lambda value: pd.Timestamp(value).strftime("%Y-%m")
    return lambda value: "" if pd.isna(value) else str(value)
