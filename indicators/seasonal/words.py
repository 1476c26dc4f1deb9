"""The words of an adjustment: which days were found to matter, and how sure that is."""

import pandas as pd

from datasets import Text
from indicators.figures import percent
from indicators.seasonal.effects import LONG_ENOUGH, Effects
from indicators.seasonal.result import Quality, Windows

_SHOWN = 6  # unusual months that a sentence names


def windows_said(windows: Windows, lag: int = 0) -> Text:
    """Return windows of days about New Year's Day as a reader names them."""
    zh = "、".join(_days_zh(window) for window in windows)
    en = ", ".join(_days_en(window) for window in windows)
    if not lag:
        return Text(f"春节{zh}", f"the days {en} about New Year's Day")
    return Text(f"春节{zh}（滞后 {lag} 个月）", f"the days {en} about New Year's Day, {lag} month late")


def reason_of(effects: Effects, measured: Quality, months: pd.PeriodIndex, *, multiplicative: bool) -> Text:
    """Return why these effects were taken out and how much smoother the new year became."""
    scale = Text("乘法模型", "Multiplicative") if multiplicative else Text("加法模型", "Additive")
    if len(months) < LONG_ENOUGH:
        found = Text(
            "序列不足五年，不估计春节和工作日效应", "fewer than five years, so no calendar effect is looked for"
        )
    elif not effects.windows and not effects.with_workdays:
        found = Text(
            "各春节窗口和工作日均未能降低 AICc，故均不采用",
            "no window about the Spring Festival nor workdays lowers the AICc, so none is used",
        )
    else:
        found = _chosen(effects)
    smooth = _smooth(measured, calendar=bool(effects.windows or effects.with_workdays), odd=bool(effects.outliers))
    p = measured.residual_seasonality
    left = Text(
        f"；残余季节性检验 p = {p:.2f}" + ("，仍有残余" if p < 0.05 else ""),  # noqa: PLR2004 the usual level
        f"; test of residual seasonality p = {p:.2f}" + (", some is left" if p < 0.05 else ""),  # noqa: PLR2004
    )
    odd = _outliers(effects, months)
    return Text(
        f"{scale.zh}；{found.zh}{odd.zh}{smooth.zh}{left.zh}。", f"{scale.en}; {found.en}{odd.en}{smooth.en}{left.en}."
    )


def _smooth(measured: Quality, *, calendar: bool, odd: bool) -> Text:
    """Return how rough the new year is; where months were unusual, without them and, in the same breath, with them."""
    after, before = measured.new_year_roughness, measured.new_year_roughness_before
    beside = []
    if odd:
        everything = measured.new_year_roughness_with_outliers
        beside.append(
            Text(f"异常月份除外，计入则为 {everything:.2f} 倍", f"unusual months aside, {everything:.2f} with them")
        )
    if calendar:
        beside.append(Text(f"未剔除历法效应时 {before:.2f} 倍", f"{before:.2f} with the calendar left in"))
    zh, en = "；".join(each.zh for each in beside), "; ".join(each.en for each in beside)
    return Text(
        f"；1—3月环比波动为其他月份的 {after:.2f} 倍" + (f"（{zh}）" if zh else ""),
        f"; growth in January to March is {after:.2f} times as rough as in other months" + (f" ({en})" if en else ""),
    )


def _outliers(effects: Effects, months: pd.PeriodIndex) -> Text:
    if not effects.outliers:
        return Text("", "")
    named = list(dict.fromkeys(str(months[each.place]) for each in effects.outliers))
    shown = ", ".join(named[:_SHOWN]) + (" …" if len(named) > _SHOWN else "")
    return Text(f"；异常月份 {shown.replace(', ', '、')}（保留）", f"; unusual months {shown} (kept)")


def _chosen(effects: Effects) -> Text:
    parts = []
    if effects.windows:
        parts.append(windows_said(effects.windows, effects.lag))
    if effects.with_workdays:
        rate = next(one for name, one, _ in effects.table if name == "workdays")
        parts.append(
            Text(
                f"工作日（多 1% 变动 {percent(rate / 100, 'zh')}）" if abs(rate) < 10 else "工作日",  # noqa: PLR2004
                f"workdays ({percent(rate / 100, 'en')} for 1% more)" if abs(rate) < 10 else "workdays",  # noqa: PLR2004
            )
        )
    zh, en = "和".join(part.zh for part in parts), " and ".join(part.en for part in parts)
    gain = effects.aicc_none - effects.aicc
    return Text(f"{zh}有影响（AICc 降低 {gain:.0f}）", f"{en} matter (AICc falls by {gain:.0f})")


def _days_zh(window: tuple[int, int]) -> str:
    return f"{_day_zh(window[0])}至{_day_zh(window[1])}"


def _day_zh(offset: int) -> str:
    if offset == 0:
        return "初一"
    return f"前 {-offset} 天" if offset < 0 else f"后 {offset} 天"


def _days_en(window: tuple[int, int]) -> str:
    return f"{window[0]:+d} to {window[1]:+d}".replace("-", "\u2212").replace("+0", "0")
