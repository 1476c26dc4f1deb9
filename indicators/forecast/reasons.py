"""The words that say how a forecast was made and why this method."""

from collections.abc import Sequence
from dataclasses import replace
from math import isfinite

from datasets import Text
from indicators.forecast.members import NAMES
from indicators.forecast.outlook import Outlook
from indicators.forecast.wild import Wild

_NAMED = 3  # methods that the name of a combination tells

_NAIVE = {
    "last_year": Text("季节朴素法（沿用去年同期）", "Seasonal naive (the same season of last year)"),
    "last_value": Text("朴素法（沿用最后一个值）", "Naive (the last value)"),
}
_COMPOSED = {
    "difference": Text("两项预测之差", "Difference of two forecasts"),
    "sum": Text("各项预测之和", "Sum of forecasts"),
}
_SINGLE = {**_NAIVE, **_COMPOSED}
_BACKTESTED = {
    "combination": Text("组合", "combination"),
    "difference": Text("两项之差", "difference"),
    "sum": Text("各项之和", "sum"),
}
_BY_DEFINITION = {
    "difference": Text("按定义取两项预测之差", "it is by definition the difference of two forecasts"),
    "sum": Text("按定义取各项预测之和", "it is by definition the sum of forecasts"),
}


def method_name(chosen: str, weights: dict[str, float], *, moved: bool) -> Text:
    """Return the name of the method: a naive one, or the combination and its three heaviest methods."""
    if chosen in _SINGLE:
        return _SINGLE[chosen]
    shares = method_shares(weights)
    heaviest = sorted(shares, key=lambda name: (-shares[name], name))[:_NAMED]
    zh = "、".join(f"{NAMES[name].zh} {shares[name]:.0%}" for name in heaviest)
    en = ", ".join(f"{NAMES[name].en} {shares[name]:.0%}" for name in heaviest)
    before = (
        Text("春节调整后的组合", "Combination, adjusted for the Spring Festival")
        if moved
        else Text("组合", "Combination")
    )
    return Text(f"{before.zh}（{zh} 等）", f"{before.en} ({en} …)")


def method_shares(weights: dict[str, float]) -> dict[str, float]:
    """Return the weight of each method, its forms in levels and logs put together."""
    shares: dict[str, float] = {}
    for member, share in weights.items():
        method = member.split("/")[0]
        shares[method] = shares.get(method, 0.0) + share
    return shares


def member_name(method: str) -> Text:
    """Return what a method of the combination, or one that stands alone, is called."""
    return _SINGLE[method] if method in _SINGLE else NAMES[method]


def reason(chosen: str, errors: dict[str, float], *, coverage: tuple[float, float], origins: int) -> Text:
    """Return one sentence: the backtest of the combination and of the naive methods, and what is shown therefore."""
    shown_model = chosen if chosen in _COMPOSED else "combination"
    model, last_year, last_value = (errors[each] for each in (shown_model, "last_year", "last_value"))
    if not origins or not isfinite(model):
        return Text(
            "历史较短，无法回测；等权组合，区间借自同频率的其他序列。",
            "The history is too short for a backtest: equal weights, with the interval that other series needed.",
        )
    name = _BACKTESTED[shown_model]
    tested = Text(
        f"{origins} 个起点的回测误差：{name.zh} {model:.1%}，季节朴素法 {last_year:.1%}，朴素法 {last_value:.1%}",
        f"Backtest error over {origins} origins: {name.en} {model:.1%}, seasonal naive {last_year:.1%}, "
        f"naive {last_value:.1%}",
    )
    held = Text(
        f"80% 和 95% 区间实际覆盖 {coverage[0]:.0%} 和 {coverage[1]:.0%}",
        f"80 and 95 % intervals held {coverage[0]:.0%} and {coverage[1]:.0%}",
    )
    if chosen in _COMPOSED:
        shown = _by_definition(chosen, better=model < min(last_year, last_value))
    elif chosen in _NAIVE:
        shown = Text("组合不优于朴素法，故采用后者", "the combination did no better, so the naive method is shown")
    elif model < min(last_year, last_value):
        shown = Text("采用组合", "the combination is shown")
    else:
        shown = Text("采用组合，虽然此次回测不优于朴素法", "the combination is shown although it did no better here")
    return Text(f"{tested.zh}；{shown.zh}；{held.zh}。", f"{tested.en}; {shown.en}; {held.en}.")


def _by_definition(chosen: str, *, better: bool) -> Text:
    kept = _BY_DEFINITION[chosen]
    if better:
        return kept
    return Text(f"{kept.zh}，虽然此次回测不优于朴素法", f"{kept.en}, which did no better here")


def without(found: Outlook, odd: Sequence[Wild]) -> Outlook:
    """Return an outlook that says which wild last values it does not rest on."""
    if not odd:
        return found
    method = Text(f"{found.method.zh}，末期异常值未用", f"{found.method.en}, a wild last value left out")
    zh, en = "".join(each.said.zh for each in odd), " ".join(each.said.en for each in odd)
    return replace(found, method=method, reason=Text(f"{found.reason.zh}{zh}", f"{found.reason.en} {en}"))
