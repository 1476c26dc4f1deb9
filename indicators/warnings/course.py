"""Measures of an indicator's course: how low its growth ranks, how unexpected a month was, shifts, parts that pull."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from datasets import Snapshot, Text
from indicators.catalogue import catalogue
from indicators.computing.alignment import held
from indicators.computing.compute import series
from indicators.computing.panel import growth_of
from indicators.definition import AnyIndicator, Direction, Frequency, Protected, Published
from indicators.figures import percent, points
from indicators.periods import period_label
from indicators.record import scored
from indicators.record.residuals import residuals, shifts, surprise
from indicators.signals.lights import rank
from indicators.warnings.reading import Reading, Subject
from indicators.warnings.rule import Rule

_STALE = 4  # months after which a series says nothing about now
_RECENT = 12  # months within which a shift is news
_CASES = 12  # forecasts a miss rate is counted over
_LEAST_CASES = 8


def growth_rank(home: Path, snapshot: Snapshot, rule: Rule) -> Iterator[Reading]:
    """Yield where the latest growth ranks among the indicator's own last ten years: 0 is the worst, 1 the best."""
    del home
    for each in _asked(snapshot, rule):
        growth = growth_of(snapshot, each.key).dropna()
        if each.direction is Direction.NEITHER or growth.empty or not _fresh(snapshot, growth.index[-1].to_timestamp()):
            continue
        good = growth if each.direction is Direction.UP else -growth
        value = rank(good.to_numpy())
        if np.isfinite(value):
            month, last = growth.index[-1].to_timestamp(), float(growth.iloc[-1])
            share, zh, en = percent(value, "zh", signed=False), *_sides(each)
            yield Reading(
                Subject("indicator", each.key),
                month,
                value,
                Text(
                    f"{period_label(month, 'zh')}同比 {percent(last, 'zh')}，在近十年同比中处于{zh}的 {share}",
                    f"{percent(last, 'en')} year on year in {period_label(month, 'en')}: the {en} {share} of ten years",
                ),
            )


def unexpected(home: Path, snapshot: Snapshot, rule: Rule) -> Iterator[Reading]:
    """Yield the size of the robust z of the latest month's one-step error."""
    del home
    for each in _asked(snapshot, rule):
        errors = residuals(snapshot, each.key)
        if errors.empty or not _fresh(snapshot, errors.index[-1]):
            continue
        found = surprise(snapshot, each.key, errors.index[-1])
        if found is None or not np.isfinite(found.z):
            continue
        month, size = errors.index[-1], percent(abs(found.error), "zh", signed=False)
        zh, en = ("高", "above") if found.error > 0 else ("低", "below")
        yield Reading(
            Subject("indicator", each.key),
            month,
            abs(found.z),
            Text(
                f"{period_label(month, 'zh')}比模型预期{zh} {size}，{found.among} 个月中第 {found.place} 大的偏差",
                f"{period_label(month, 'en')} came {size} {en} the model: miss number {found.place} of {found.among}",
            ),
        )


def shift(home: Path, snapshot: Snapshot, rule: Rule) -> Iterator[Reading]:
    """Yield the size of the model's mean error since the latest shift of the last year; nought without one."""
    del home
    for each in _asked(snapshot, rule):
        errors = residuals(snapshot, each.key)
        if errors.empty or not _fresh(snapshot, errors.index[-1]):
            continue
        recent = [at for at in shifts(snapshot, each.key) if at > errors.index[-1] - pd.DateOffset(months=_RECENT)]
        since = recent[-1] if recent else None
        mean = float(errors[errors.index >= since].mean()) if since is not None else 0.0
        text = Text("近一年没有突变", "no shift in the last year")
        if since is not None:
            text = Text(
                f"自{period_label(since, 'zh')}起实际值平均比模型预期{'高' if mean > 0 else '低'} "
                f"{percent(abs(mean), 'zh', signed=False)}",
                f"since {period_label(since, 'en')} actual values are {percent(abs(mean), 'en', signed=False)} "
                f"{'above' if mean > 0 else 'below'} the model on average",
            )
        yield Reading(Subject("indicator", each.key), errors.index[-1], abs(mean), text)


def missed(home: Path, snapshot: Snapshot, rule: Rule) -> Iterator[Reading]:
    """Yield the share of the last twelve one-month forecasts that came outside their 80 % interval."""
    for each in _asked(snapshot, rule):
        if residuals(snapshot, each.key).empty:  # nothing was forecast of it
            continue
        said = scored(home, snapshot, each.key)
        said = said[said.step == 1].assign(first=said.nature == "real_time").sort_values(["period", "first"])
        said = said.drop_duplicates("period", keep="last").tail(_CASES)
        if len(said) < _LEAST_CASES or not _fresh(snapshot, said.period.iloc[-1]):
            continue
        out = int((~said.actual.between(said.lo80, said.hi80)).sum())
        yield Reading(
            Subject("indicator", each.key),
            pd.Timestamp(said.period.iloc[-1]),
            out / len(said),
            Text(
                f"近 {len(said)} 次提前一个月的预测有 {out} 次落在 80% 区间之外（应约 {len(said) / 5:.0f} 次）",
                f"{out} of the last {len(said)} one-month forecasts fell outside the 80% interval (about "
                f"{len(said) / 5:.0f} should)",
            ),
        )


def pull(home: Path, snapshot: Snapshot, rule: Rule) -> Iterator[Reading]:
    """Yield how many points of the whole's growth to date each member of the rule's dimension accounts for."""
    del home
    for each in _asked(snapshot, rule):
        if rule.by not in each.dimensions:
            continue
        whole = series(snapshot, each.key, cumulative=True).dropna(subset=["value", "yoy"])
        if whole.empty or not _fresh(snapshot, whole.period.iloc[-1]) or whole.yoy.iloc[-1] <= -1:
            continue
        month, all_growth = whole.period.iloc[-1], float(whole.yoy.iloc[-1])
        base = float(whole.value.iloc[-1]) / (1 + all_growth)
        found = series(snapshot, each.key, (rule.by,), start=month, end=month, cumulative=True)
        for row in found.dropna(subset=["value", "yoy"]).to_dict("records"):
            value = float(row["value"]) * (1 - 1 / (1 + row["yoy"])) / base if row["yoy"] > -1 else float("nan")
            to_date = {code: period_label(month, code, cumulative=True) for code in ("zh", "en")}
            yield Reading(
                Subject("indicator", each.key, ((rule.by, str(row[rule.by])),)),
                month,
                value,
                Text(
                    f"{to_date['zh']}同比 {percent(row['yoy'], 'zh')}，拉动总量 {points(value, 'zh')}"
                    f"（总量 {percent(all_growth, 'zh')}）",
                    f"{percent(row['yoy'], 'en')} year on year in {to_date['en']}, {points(value, 'en')} of the "
                    f"total's {percent(all_growth, 'en')}",
                ),
            )


def _asked(snapshot: Snapshot, rule: Rule) -> list[AnyIndicator]:
    """Return the indicators a rule asks about: those it names, otherwise all that are watched."""
    named = [catalogue()[key] for key in rule.indicators] or [each for each in catalogue().values() if each.watched]
    plain = (each for each in named if not isinstance(each, Published | Protected))
    return [each for each in plain if each.frequency is not Frequency.YEAR and held(snapshot, each)]


def _fresh(snapshot: Snapshot, month: pd.Timestamp) -> bool:
    return pd.Timestamp(snapshot.as_of) < pd.Timestamp(month) + pd.DateOffset(months=_STALE)


def _sides(definition: AnyIndicator) -> tuple[str, str]:
    """Return the words for the bad end of an indicator's own growth."""
    return ("最低", "lowest") if definition.direction is Direction.UP else ("最高", "highest")
