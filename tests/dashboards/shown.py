"""What a page shows, and what the layer below says of each number on it: the two sides that a test holds together."""

import math
import re
from collections.abc import Iterator
from functools import cache

import pandas as pd
from dash.development.base_component import Component

import indicators
from dashboards.asking import prospects
from indicators.enterprises.cadastre import parcels
from indicators.enterprises.enterprise import profile
from indicators.forecast.reasons import method_shares
from indicators.nowcast import nowcast
from indicators.nowcast.prices import prices
from indicators.record.score import summary
from indicators.scenarios import scenario
from indicators.sentences.moves import changes
from indicators.signals import climate
from indicators.targets.progress import all_progress

from .listed import OF_LISTS


def within(node: object) -> Iterator[Component]:
    """Yield every component of a page."""
    if isinstance(node, (list, tuple)):
        for each in node:
            yield from within(each)
    elif isinstance(node, Component):
        yield node
        yield from within(getattr(node, "children", None))


def words(node: object) -> str:
    """Return the text of a component."""
    if isinstance(node, (list, tuple)):
        return "".join(map(words, node))
    return words(getattr(node, "children", None)) if isinstance(node, Component) else str(node or "")


def about(node: Component) -> dict[str, str]:
    """Return what a component says that its number is."""
    return {name.removeprefix("data-"): word for name, word in node.__dict__.items() if name.startswith("data-")}


def unmarked(node: object, left_out: set[str], *, marked: bool = False) -> Iterator[str]:
    """Yield the pieces of text that no mark covers, but those in elements of certain kinds or classes."""
    if isinstance(node, (list, tuple)):
        for each in node:
            yield from unmarked(each, left_out, marked=marked)
    elif isinstance(node, Component):
        kinds = {type(node).__name__, *(getattr(node, "className", None) or "").split()}
        if not kinds & left_out:
            inside = marked or "indicator" in about(node)
            yield from unmarked(getattr(node, "children", None), left_out, marked=inside)
    elif node is not None and not marked:
        yield str(node)


def shows(text: str, exact: float) -> bool:
    """Return whether a written number is the exact one, rounded, in some unit of ten (万, 亿, million, per cent)."""
    found = re.search(r"[−+]?[\d,]+(\.\d+)?", text.replace("US$", ""))
    if math.isnan(exact) or found is None:
        return math.isnan(exact) and "—" in text
    shown = float(found[0].replace(",", "").replace("−", "-"))
    if shown == 0 or exact == 0:
        return abs(exact) < 10 or shown == exact
    power = round(math.log10(abs(exact / shown)))
    digits = len(found[1] or ".") - 1
    return abs(exact / 10**power - shown) <= 0.5001 * 10**-digits


def expected(view, snapshot, told: dict[str, str]) -> float:
    """Return the number the layer below gives for what a figure says that it is."""
    kind, _, name = told["measure"].partition(".")
    where = dict(part.split("=", 1) for part in told["slice"].split(",") if part)
    if told["indicator"] in _OF_SUBJECT:
        return _OF_SUBJECT[told["indicator"]](view, snapshot, told["measure"], where, told)
    if name:
        return _OF_KIND[kind](view, snapshot, told["indicator"], name, where)
    return _of_series(view, snapshot, told, where)


def _of_series(view, snapshot, told: dict[str, str], where: dict[str, str]) -> float:
    key, measure, cumulative = told["indicator"], told["measure"], told["basis"] == "to_date"
    kind = next((each for each in ("year_end", "forecast") if measure.startswith(each)), measure)
    if kind in {"year_end", "forecast"}:
        return _ahead(snapshot, told, where, kind)
    if measure.startswith(("moved", "larger_than", "surprise")):
        return _changed(snapshot, key, told["period"], measure)
    if measure == "pull_moved":
        return _pull_moved(snapshot, told, where, cumulative=cumulative)
    if measure in {"share", "pull", "part"}:
        return _part(snapshot, told, where, cumulative=cumulative)
    found = indicators.series(snapshot, key, where=where, cumulative=cumulative)
    if measure == "streak":
        signs = [(each > 0) - (each < 0) for each in found[found["period"] <= f"{told['period']}-01"]["yoy"]][::-1]
        return next(at for at, sign in enumerate(signs) if sign != signs[0])
    if measure == "over_year":
        found = found.assign(over_year=_over_year(found))
    return prospects.goal(view, key).goal if measure == "goal" else _at(found, told["period"], measure)


def _over_year(found: pd.DataFrame) -> pd.Series:
    before = found.set_index("period")["value"]
    return found["value"] - found["period"].sub(pd.DateOffset(years=1)).map(before)


def _pull_moved(snapshot, told: dict[str, str], where: dict[str, str], *, cumulative: bool) -> float:
    earlier = f"{pd.Timestamp(told['period']) - pd.DateOffset(months=1):%Y-%m}"
    both = (told | {"measure": "pull", "period": each} for each in (told["period"], earlier))
    now, before = (_part(snapshot, each, where, cumulative=cumulative) for each in both)
    return now - before


def _ahead(snapshot, told: dict[str, str], where: dict[str, str], kind: str) -> float:
    bound = told["measure"].removeprefix(kind).strip("_") or "mean"
    if kind == "year_end":
        return getattr(indicators.year_end(snapshot, told["indicator"], where=where), bound)
    return _at(indicators.forecast(snapshot, told["indicator"], where=where).frame, told["period"], bound)


def _at(frame, period: str, column: str) -> float:
    return float(frame.loc[frame["period"] == f"{period}-01", column].item())


def _part(snapshot, told: dict[str, str], where: dict[str, str], *, cumulative: bool) -> float:
    """A slice's part of the whole, a code's share of the parts, or its points of the whole's growth."""
    key, period, measure = told["indicator"], told["period"], told["measure"]
    if measure == "part":
        own, whole = (indicators.series(snapshot, key, where=each, cumulative=cumulative) for each in (where, {}))
        return _at(own, period, "value") / _at(whole, period, "value")
    (*rest, (dimension, code)) = where.items()
    found = indicators.series(snapshot, key, by=(dimension,), where=dict(rest), cumulative=cumulative)
    whole = indicators.series(snapshot, key, where=dict(rest), cumulative=cumulative)
    own = found[found[dimension] == code].set_index("period")["value"].fillna(0.0)
    if measure == "share":
        protected = isinstance(indicators.catalogue()[key], indicators.Protected)
        parts = found.loc[found["period"] == f"{period}-01", "value"].sum()
        return float(own[f"{period}-01"] / (_at(whole, period, "value") if protected else parts))
    before = pd.Timestamp(f"{period}-01") - pd.DateOffset(years=1)
    return float((own[f"{period}-01"] - own.get(before, 0.0)) / whole.set_index("period")["value"][before])


@cache
def _changes(snapshot, period: str):
    return changes(snapshot, period, "zh")


@cache
def _goals(snapshot):
    return all_progress(snapshot)


@cache
def _parcels(snapshot, period: str, *, cumulative: bool):
    return parcels(snapshot, period, cumulative=cumulative).set_index("parcel_code")


@cache
def _profile(snapshot, entity: str):
    return profile(snapshot, entity)


@cache
def _scores(home, snapshot, key: str):
    return summary(home, snapshot, (key,))


def _changed(snapshot, key: str, period: str, measure: str) -> float:
    change = next(each for each in _changes(snapshot, period) if each.key == key)
    if measure == "moved":
        found = indicators.series(snapshot, key, end=period, cumulative=False)
        told = _over_year(found) if indicators.catalogue()[key].unit == "share" else found["yoy"]
        now, before = told.iloc[-1], told.iloc[-2]
        return float(round(now, 3) - round(before, 3))  # the difference of what is printed
    if measure == "larger_than":
        return change.larger_than
    told = change.surprise
    return {"surprise": abs(told.error), "surprise_among": told.among, "surprise_place": told.place}[measure]


def _of_target(view, snapshot, key: str, name: str, where: dict[str, str]) -> float:
    del view, where
    found = next(each for each in _goals(snapshot) if each.target.key == key)
    return found.goal / found.previous - 1 if name == "real" else getattr(found, name)


def _of_record(view, snapshot, key: str, name: str, where: dict[str, str]) -> float:
    found = _scores(view.home, snapshot, key)
    asked = (where["nature"], int(where["first"]))
    return next(getattr(each, name) for each in found if (each.nature, each.first) == asked)


def _of_method(view, snapshot, key: str, name: str, where: dict[str, str]) -> float:
    del view, name
    return method_shares(indicators.forecast(snapshot, key).weights)[where["member"]]


def _of_scenario(view, snapshot, key: str, name: str, where: dict[str, str]) -> float:
    found = scenario(snapshot, _assumed(view, where["scenario"]), key)
    return getattr(found, name) if name in {"change", "difference"} else float(found.frame[name].sum())


def _assumed(view, key: str):
    return prospects.scenarios_of(view)[key].scaled(int(view.chosen("strength") or 100) / 100)


def _of_elasticity(view, snapshot, key: str, name: str, where: dict[str, str]) -> float:
    chosen = _assumed(view, view.chosen("scenario") or "export_slump")
    used = (each for outcome in prospects.outcomes(view, chosen).values() for each in outcome.used)
    return next(getattr(each, name) for each in used if (each.indicator, each.driver) == (key, where["driver"]))


def _of_climate(view, snapshot, measure: str, where: dict[str, str], told: dict[str, str]) -> float:
    found = climate(snapshot, told["period"])
    if not where:
        return float(found.indices[measure].ffill().iloc[-1])
    if measure == "growth":
        return float(found.growth[where["series"]].dropna().iloc[-1])
    lead = found.leads[where["series"]]
    return lead.months if measure == "lead" else lead.correlation


def _of_nowcast(view, snapshot, measure: str, where: dict[str, str], told: dict[str, str]) -> float:
    found, column = nowcast(snapshot), measure.removeprefix("news.")
    if measure.startswith("prices."):
        return getattr(prices(snapshot, found), measure.removeprefix("prices."))
    if column == measure:
        return getattr(found, measure)
    return float(found.news[column].iloc[int(where["row"])] if where else found.news[column].sum())


def _of_enterprise(view, snapshot, measure: str, where: dict[str, str], told: dict[str, str]) -> float:
    found, (kind, name) = _profile(snapshot, where["entity"]), measure.split(".")
    if kind in {"golden", "history"}:
        rows = found.golden if kind == "golden" else found.history.astype({"valid_from": str})
        rows = rows[rows["attribute"] == name]
        return float(
            (rows[rows["valid_from"].str[:10] == where["from"]] if kind == "history" else rows)["value"].iloc[0]
        )
    if kind == "row":
        rows = found.rows[(found.rows["measure"] == name) & (found.rows["source_row"] == int(where["row"]))]
        return float(rows[rows["receipt"] == int(where["receipt"])]["value"].iloc[0])
    if kind == "year":
        return float(found.years[name].loc[int(told["period"][:4])])
    if name == "records":
        rows = found.links[(found.links["source"] == where["source"]) & (found.links["method"] == where["method"])]
        return int(rows["records"].iloc[0])
    return int((found.golden["differing"] > 0).sum()) if name == "differing" else found.counts[name]


def _of_parcel(view, snapshot, measure: str, where: dict[str, str], told: dict[str, str]) -> float:
    found = _parcels(snapshot, told["period"], cumulative=told["basis"] == "to_date")
    return float(found.loc[where["parcel"], measure])


def _of_assumption(view, snapshot, measure: str, where: dict[str, str], told: dict[str, str]) -> float:
    chosen = _assumed(view, where["scenario"])
    return float(getattr([*chosen.shock, *chosen.loss][int(where["at"])], measure))


_OF_SUBJECT = {
    **OF_LISTS,
    "climate": _of_climate,
    "nowcast": _of_nowcast,
    "enterprise": _of_enterprise,
    "parcel": _of_parcel,
    "assumption": _of_assumption,
}
_OF_KIND = {
    "target": _of_target,
    "record": _of_record,
    "method": _of_method,
    "scenario": _of_scenario,
    "elasticity": _of_elasticity,
}
