"""The resource centre: how good each base is, what each department delivered, what is collected twice."""

from collections import Counter
from collections.abc import Hashable
from functools import cache, lru_cache
from typing import Any

import pandas as pd

from dashboards.asking import queries
from dashboards.page import Page
from dashboards.parts.figures import told
from dashboards.parts.panel import empty, panel
from dashboards.parts.snapshots import PAIR, difference_panel
from dashboards.parts.table import Column, table
from dashboards.views.view import View
from dashboards.wire.elements import dcc, html
from datasets import quality
from datasets.catalogue import bases, sources
from datasets.contract import Subject
from datasets.published.snapshot import Snapshot
from datasets.quality.norm import MEANING, Measure
from datasets.sharing import collected_twice, island_index, matrix
from datasets.text import Language, Text
from indicators import percent
from indicators.sentences.phrases import capital

_SCORES = Text("四大基础库的质量", "Quality of the bases")
_SCORES_NOTE = Text(
    "每格为达到要求的份额；点库名逐个来源查看",
    "Each cell is the share that meets the demand; a base's name leads to its sources",
)
_BASE = Text("基础库", "Base")
_ALL = Text("回到各库", "Back to all bases")
_SOURCES = Text("{base}：各部门来源", "{base}: departments' sources")
_EVERY = Text("全部部门来源", "All departments' sources")
_ROWS = Text("入库行数", "Rows held")
_REFUSED = Text("退回行数", "Rows refused")
_SOURCE = Text("来源", "Source")
_DEPARTMENT = Text("提供部门", "Department")
_ABSENT = Text("未提供", "not delivered")
_TWICE = Text("重复采集：同一事项由几个部门各自采集", "Collected twice: one item gathered by several departments")
_TWICE_NOTE = Text("没有其他部门使用的来源占 {share}", "Sources that no other department receives: {share}")
_ITEM = Text("事项", "Item")
_SUBJECTS = {Subject.ENTITY: Text("组织", "organisations"), Subject.PERSON: Text("人员", "persons")}
_OF = Text("（{subject}）", " ({subject})")
_TIMES = Text("部门数", "Departments")
_WHO = Text("采集部门", "Who collects")
_TWICE_LINES = 12
_SHOWN = (Measure.COMPLETENESS, Measure.CONSISTENCY)
_MATRIX = Text("共享矩阵：谁提供、谁使用", "Sharing matrix: who supplies, who receives")
_SUPPLIED = Text("来源", "Sources")
_RECEIVERS = Text("使用部门（来源数）", "Receiving departments (sources)")
_NOBODY = Text("无", "none")


def title(view: View) -> str:
    """Return the heading."""
    return view.say(PAGE.name)


def body(view: View) -> list[Any]:
    """Return the page."""
    snapshot = queries.snapshot_of(view)
    if not snapshot.has("quality"):
        return [empty(view)]
    return [
        html.Div(
            [
                html.Div([_scores(view), _matrix(view)], className="stack"),
                _twice(view),
                _sources(view),
                difference_panel(view),
            ],
            className="grid tax",
        )
    ]


def _scores(view: View) -> Any:
    frame = _quality(queries.snapshot_of(view), view.language)
    columns = [Column("base", view.say(_BASE), number=False)]
    columns += [Column(each.value, capital(view.say(MEANING[each][0]))) for each in Measure]
    rows = []
    for base in bases().values():
        own = frame[frame["base"] == base.key].set_index("measure")
        if not own.empty:
            name = dcc.Link(view.say(base.name), href=view.href(base=base.key), style={"whiteSpace": "nowrap"})
            rows.append([name, *(_score(view, base.key, own, each) for each in Measure)])
    return panel(view, view.say(_SCORES), table(view, columns, rows, cards=True), note=view.say(_SCORES_NOTE))


def _score(view: View, base: str, own: pd.DataFrame, measure: Measure) -> Any:
    if measure.value not in own.index:
        return "—"
    line = own.loc[measure.value].to_dict()
    how = f"{line['meaning']}：{line['part']:,} / {line['whole']:,}"
    score = float(line["score"])
    shown = html.Span([percent(score, view.language, signed=False), " ", html.Small(line["verdict"])], title=how)
    return told(view, shown, "quality", measure.value, score, slice_=f"base={base}")


def _sources(view: View) -> Any:
    chosen = view.chosen("base")
    base = bases().get(chosen or "")
    snapshot = queries.snapshot_of(view)
    entries = {each.key: each for each in snapshot.manifest.sources}
    shares = _shares(snapshot, view.language)
    columns = [
        Column("source", view.say(_SOURCE), number=False),
        Column("department", view.say(_DEPARTMENT), number=False),
        Column("rows", view.say(_ROWS)),
        Column("refused", view.say(_REFUSED)),
        *(Column(each.value, capital(view.say(MEANING[each][0]))) for each in _SHOWN),
    ]
    rows = []
    for source in sources().values():
        if base and source.base != base.key:
            continue
        receipts = entries[source.key].receipts if source.key in entries else ()
        refused = sum(each.refused_rows for each in receipts)
        held = sum(each.rows for each in receipts) - refused
        parts = [shares.get((source.key, each.value)) for each in _SHOWN]
        rows.append(
            [
                view.say(source.name),
                view.say(source.department),
                _of(view, source.key, "rows", held, f"{held:,}") if receipts else view.say(_ABSENT),
                _of(view, source.key, "refused", refused, f"{refused:,}") if receipts else "",
                *(
                    "" if each is None else _of(view, source.key, name.value, each, _plain(view, each))
                    for name, each in zip(_SHOWN, parts, strict=True)
                ),
            ]
        )
    heading = view.say(_SOURCES).format(base=view.say(base.name)) if base else view.say(_EVERY)
    back = dcc.Link(view.say(_ALL), href=view.href(base=None), className="back") if base else None
    return panel(view, heading, html.Div([table(view, columns, rows, cards=True), back]), area="wide")


def _of(view: View, source: str, measure: str, value: float, shown: str) -> Any:
    """Return the element of a number of a source with what it is."""
    return told(view, html.Span(shown), "source", measure, value, slice_=f"source={source}")


def _plain(view: View, share: float) -> str:
    return percent(share, view.language, signed=False)


def _matrix(view: View) -> Any:
    """Return one line for each supplier: how many sources, and which departments receive how many of them."""
    columns = [
        Column("department", view.say(_DEPARTMENT), number=False),
        Column("supplied", view.say(_SUPPLIED)),
        Column("receivers", view.say(_RECEIVERS), number=False),
    ]
    separator = "、" if view.language == "zh" else ", "
    rows: list[list[Any]] = []
    for supplier, supplied, receivers in _suppliers(view.language):
        named = separator.join(name if n == 1 else f"{name} {n}" for name, n in receivers)
        number = told(view, html.Span(str(supplied)), "supplier", "sources", supplied, slice_=f"row={len(rows)}")
        rows.append([supplier, number, named or view.say(_NOBODY)])
    return panel(view, view.say(_MATRIX), table(view, columns, rows, cards=True), area="listing fills")


@cache
def _suppliers(language: Language) -> list[tuple[str, int, list[tuple[str, int]]]]:
    """Return each department that supplies, how many sources, and how many of them each of its receivers has."""
    found = []
    for supplier, lines in matrix(language).groupby("supplier", sort=False):
        counts = Counter(each for each in lines["receiver"].tolist() if each)
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        found.append((str(supplier), int(lines["source"].nunique()), ranked))
    return found


@cache
def _gathered(language: Language) -> list[dict[Hashable, Any]]:
    return collected_twice(language).nlargest(_TWICE_LINES, "times").to_dict("records")


@lru_cache(maxsize=8)
def _quality(snapshot: Snapshot, language: Language) -> pd.DataFrame:
    return quality.of_bases(snapshot, language)


@lru_cache(maxsize=8)
def _shares(snapshot: Snapshot, language: Language) -> dict[Hashable, float]:
    """Return the score of each source by source and measure."""
    return quality.of_sources(snapshot, language).set_index(["source", "measure"])["score"].to_dict()


def _twice(view: View) -> Any:
    columns = [
        Column("item", view.say(_ITEM), number=False),
        Column("times", view.say(_TIMES)),
        Column("who", view.say(_WHO), number=False),
    ]
    whose = {str(subject): view.say(text) for subject, text in _SUBJECTS.items()}
    rows = [
        [
            f"{capital(each['item'])}{view.say(_OF).format(subject=whose[each['subject']])}",
            told(view, html.Span(str(each["times"])), "gathered", "times", each["times"], slice_=f"row={at}"),
            each["departments"],
        ]
        for at, each in enumerate(_gathered(view.language))
    ]
    note = view.say(_TWICE_NOTE).format(share=percent(island_index(), view.language, signed=False))
    return panel(view, view.say(_TWICE), table(view, columns, rows, cards=True) if rows else empty(view), note=note)


PAGE = Page(
    key="centre",
    path="/centre",
    name=Text("数据中心", "Data centre"),
    group=Text("数据", "Data"),
    position=80,
    parameters=("base", *PAIR),
    switches=("snapshot",),
    title=title,
    body=body,
)
