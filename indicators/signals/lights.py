"""The five lights from red (too hot) to blue (too cold): thresholds are dated data, printed beside the light."""

import csv
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from datasets.text import Text

Vector = npt.NDArray[np.float64]

LIGHTS = ("cold", "cool", "ok", "warm", "hot")
"""The lights from too cold to too hot; the place of a light plus one is its score."""

LIGHT_NAMES = {
    "hot": Text("过热", "hot"),
    "warm": Text("偏热", "warm"),
    "ok": Text("正常", "normal"),
    "cool": Text("偏冷", "cool"),
    "cold": Text("过冷", "cold"),
}

MEMORY = 120  # months against which growth is ranked
_LEAST = 24  # months of growth below which no light is lit


JUDGED = {
    "growth_rank": Text("增速在近十年中的位次", "Rank of growth in the last ten years"),
    "warning_score": Text("综合预警分数", "Warning score"),
}
"""What thresholds judge."""


@dataclass(frozen=True)
class Threshold:
    """The four bounds between the five lights, in rising order, since when they hold and on whose word."""

    bounds: tuple[float, float, float, float]
    valid_from: dt.date
    reference: Text

    def light(self, value: float) -> str:
        """Return the light of a value: a bound itself belongs to the hotter side."""
        return LIGHTS[int(np.searchsorted(self.bounds, value, side="right"))]


@cache
def thresholds() -> dict[str, Threshold]:
    """Return the thresholds in force by what they judge: ``growth_rank`` (0–1) and ``warning_score`` (0–100)."""
    text = (files("indicators") / "signals" / "thresholds.csv").read_text(encoding="utf-8")
    rows = sorted(csv.DictReader(text.splitlines()), key=lambda row: row["valid_from"])
    return {
        row["what"]: Threshold(
            bounds=(float(row["cool_from"]), float(row["ok_from"]), float(row["warm_from"]), float(row["hot_from"])),
            valid_from=dt.date.fromisoformat(row["valid_from"]),
            reference=Text(row["reference_zh"], row["reference_en"]),
        )
        for row in rows
    }


def rank(growths: Vector | Sequence[float]) -> float:
    """Return where the last growth stands among the last ten years' (mid-rank, 0–1); NaN when too few are known."""
    recent = np.asarray(growths, dtype=float)[-MEMORY:]
    known = recent[np.isfinite(recent)]
    if len(known) < _LEAST or not np.isfinite(recent[-1]):
        return float("nan")
    return float((np.sum(known < recent[-1]) + np.sum(known <= recent[-1])) / (2 * len(known)))


def light_of_growth(growths: Vector | Sequence[float]) -> str | None:
    """Return which light the last growth deserves among the indicator's own last ten years, None when unknown."""
    found = rank(growths)
    return None if np.isnan(found) else thresholds()["growth_rank"].light(found)


def score(lights: Sequence[str | None]) -> float:
    """Return the warning score of several lights: points (blue 1 … red 5) over full points, 0–100; NaN without any."""
    points = [LIGHTS.index(each) + 1 for each in lights if each is not None]
    return 100 * sum(points) / (len(LIGHTS) * len(points)) if points else float("nan")


def light_of_score(value: float) -> str | None:
    """Return the light of a warning score, None when there is no score."""
    return None if np.isnan(value) else thresholds()["warning_score"].light(value)
