"""The series of a forecasting competition, in groups of one frequency and horizon."""

import gzip
import json
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import numpy as np

from indicators.forecast.panel import Vector

_SEASONS = {"YEARLY": 1, "QUARTERLY": 4, "MONTHLY": 12, "OTHER": 1}


class Group(NamedTuple):
    """Series of one frequency and horizon: what was known and what came."""

    period: str
    season: int
    horizon: int
    known: list[Vector]
    came: Vector


def groups(path: Path, sample: int | None = None) -> list[Group]:
    """Return the groups of a competition's file; ``sample`` series of each, evenly spread, if given.

    The file is JSON, packed or not: a list of series with id, period, h (horizon), x (known) and xx (what came).
    """
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        rows = json.load(file)
    rows.sort(key=lambda row: (list(_SEASONS).index(row["period"]), row["h"]))
    found = []
    for (period, horizon), members in groupby(rows, key=lambda row: (row["period"], row["h"])):
        own = list(members)
        own = own[:: max(1, len(own) // sample)][:sample] if sample else own
        known = [np.array(row["x"], dtype=float) for row in own]
        came = np.array([row["xx"] for row in own], dtype=float)
        found.append(Group(period, _SEASONS[period], horizon, known, came))
    return found
