"""Measures of where things stand: the year's goals, the quality of what departments deliver, alarms in figures."""

import math
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from datasets import Snapshot, Text, sources
from datasets.quality.norm import MEANING, Measure, thresholds
from datasets.vintages.alarms import SAID
from indicators.catalogue import catalogue
from indicators.computing.panel import MACRO
from indicators.definition import Reported
from indicators.figures import percent
from indicators.targets import Target, spoken
from indicators.targets.progress import all_progress
from indicators.warnings import course
from indicators.warnings.reading import MeasureOf, Reading, Subject
from indicators.warnings.rule import Rule

_QUALITY = "SELECT source, measure, part, whole FROM quality WHERE source <> '' ORDER BY source, measure"
_ALARMS = """
    SELECT source, rule, sum(row_count)::BIGINT AS count FROM finding
    WHERE rule IN (SELECT unnest(?)) GROUP BY source, rule ORDER BY source, rule
"""


def target(home: Path, snapshot: Snapshot, rule: Rule) -> Iterator[Reading]:
    """Yield the probability of each goal of the year, while its year is running."""
    del home, rule
    for each in all_progress(snapshot):
        key = _course_of(each.target)
        if key in catalogue() and not math.isnan(each.probability):
            said = Text(spoken(each, "zh").rstrip("。"), spoken(each, "en").rstrip("."))
            yield Reading(Subject("indicator", key), pd.Timestamp(each.month), each.probability, said)


def _course_of(target: Target) -> str:
    """Return the indicator in which the year's course can be seen: the report's own, not the bulletin's year."""
    if not target.series.startswith(MACRO):
        return target.key
    series = target.series.removeprefix(MACRO)
    reports = (each for each in catalogue().values() if isinstance(each, Reported) and each.item == "total")
    return next((each.key for each in reports if each.series == series), target.key)


def quality(home: Path, snapshot: Snapshot, rule: Rule) -> Iterator[Reading]:
    """Yield how far each measure of each source lies below what its norm calls poor; negative where it is above."""
    del home
    if not snapshot.has("quality"):
        return
    month = pd.Timestamp(snapshot.as_of.replace(day=1))
    for row in snapshot.query(_QUALITY).to_pylist():
        measure = Measure(row["measure"])
        if row["source"] not in sources() or (rule.of and measure.value not in rule.of):
            continue
        score, poor = row["part"] / row["whole"], thresholds()[measure].poor
        shown, bound = (percent(each, "zh", signed=False) for each in (score, poor))
        name, meaning = MEANING[measure]
        yield Reading(
            Subject("source", row["source"], (("measure", measure.value),)),
            month,
            poor - score,
            Text(
                f"{name.zh} {shown}，不达标线 {bound}（{meaning.zh}）",
                f"{name.en} {shown}, poor below {bound} ({meaning.en})",
            ),
        )


def alarm(home: Path, snapshot: Snapshot, rule: Rule) -> Iterator[Reading]:
    """Yield in how many places a source's figures look wrong by one of the checks that the rule names."""
    del home
    month = pd.Timestamp(snapshot.as_of.replace(day=1))
    for row in snapshot.query(_ALARMS, (list(rule.of),)).to_pylist():
        if row["source"] not in sources():
            continue
        subject, count, said = (
            Subject("source", row["source"], (("check", row["rule"]),)),
            row["count"],
            SAID[row["rule"]][1],
        )
        text = Text(f"{said.zh.rstrip('？')}，{count} 处", f"{said.en.rstrip('?')}: {count} places")
        yield Reading(subject, month, float(count), text)


_ALL: tuple[Callable[..., Iterator[Reading]], ...] = (
    course.growth_rank,
    course.unexpected,
    course.shift,
    course.missed,
    course.pull,
    target,
    quality,
    alarm,
)
MEASURES: Mapping[str, MeasureOf] = MappingProxyType({each.__name__: each for each in _ALL})
"""Every measure by the name that rules call it."""
