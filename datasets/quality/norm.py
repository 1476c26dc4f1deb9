"""The norms that quality is held against: dated files beside this one, each line with its reference."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from datasets.contract import Cadence
from datasets.text import Text

FOLDER = Path(__file__).parent


class Measure(StrEnum):
    """The plan's wish (consistent, accurate, complete, kept current) as shares between 0 and 1."""

    COVERAGE = "coverage"
    FRESHNESS = "freshness"
    COMPLETENESS = "completeness"
    ACCURACY = "accuracy"
    CONSISTENCY = "consistency"


MEANING: Mapping[Measure, tuple[Text, Text]] = MappingProxyType(
    {
        Measure.COVERAGE: (
            Text("覆盖", "coverage"),
            Text(
                "上期已有的主键本期仍在的比例，未提供的来源为零，各来源同权",
                "keys of the extract before that are still there, none of a source that never came; all weigh alike",
            ),
        ),
        Measure.FRESHNESS: (
            Text("时效", "freshness"),
            Text(
                "数据最后一期在约定期限内的来源；登记类数据没有期别，以收到之日为准",
                "sources whose last period is within the agreed time; of a register, which has none, the day it came",
            ),
        ),
        Measure.COMPLETENESS: (
            Text("完整", "completeness"),
            Text("有值的单元格占全部单元格", "cells with a value, of all cells"),
        ),
        Measure.ACCURACY: (
            Text("准确", "accuracy"),
            Text("通过全部核查规则的行占收到的行", "rows that passed every check, of those received"),
        ),
        Measure.CONSISTENCY: (
            Text("一致", "consistency"),
            Text(
                "能与法人库关联的行和部门间一致的取值",
                "rows linked to a legal entity, and values on which departments agree",
            ),
        ),
    }
)


@dataclass(frozen=True, kw_only=True)
class Threshold:
    """From ``good`` on a share is good; below ``poor`` somebody must act."""

    good: float
    poor: float
    reference: str

    def verdict(self, score: float) -> Text:
        """Return the share in a word."""
        if score >= self.good:
            return Text("达标", "good")
        return Text("不达标", "poor") if score < self.poor else Text("接近", "fair")


@cache
def thresholds() -> Mapping[Measure, Threshold]:
    """Return the threshold of each measure."""
    return MappingProxyType(
        {
            Measure(row["measure"]): Threshold(
                good=float(row["good"]), poor=float(row["poor"]), reference=row["reference"]
            )
            for row in _rows("threshold")
        }
    )


@cache
def allowances() -> Mapping[Cadence, int]:
    """Return how many days old the last date of an extract may be, by cadence; no line means any age."""
    return MappingProxyType({Cadence(row["cadence"]): int(row["days"]) for row in _rows("allowance")})


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
