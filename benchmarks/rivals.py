"""The methods the engine is held against: naive ones, statsmodels', and statsforecast's in its own environment."""

import json
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.scoring import naive2, seasonal
from indicators.forecast.panel import Vector

Bands = tuple[Vector, ...]

# From series, season and horizon to forecasts, bands if any, and CPU seconds if they were spent in another process.
Method = Callable[[list[Vector], int, int], tuple[Vector, Bands | None, float | None]]

ENVIRONMENT = Path(tempfile.gettempdir()) / "jingwei-statsforecast"
_ALPHAS = (0.20, 0.05)
_WORKER = Path(__file__).with_name("statsforecast_worker.py")


def simple() -> dict[str, Method]:
    """Return the naive methods."""
    return {
        "Naive": partial(_each, lambda known, _, horizon: np.full(horizon, known[-1])),
        "sNaive": partial(_each, lambda known, season, horizon: np.resize(known[-season:], horizon)),
        "Naive2": partial(_each, naive2),
    }


def _each(
    one: Callable[[Vector, int, int], Vector], known: list[Vector], season: int, horizon: int
) -> tuple[Vector, None, None]:
    return np.array([one(each, season, horizon) for each in known]), None, None


def statsmodels() -> dict[str, Method]:
    """Return statsmodels' exponential smoothing, chosen by AICc, and its theta method."""
    return {"statsmodels ETS (AICc)": partial(_banded, _ets), "statsmodels Theta": partial(_banded, _theta)}


def _banded(one: Callable[[Vector, int, int], Vector], known: list[Vector], season: int, horizon: int) -> Any:
    rows = np.array([one(each, season, horizon) for each in known])
    return rows[:, 0], tuple(rows[:, place] for place in range(1, 5)), None


def _ets(known: Vector, season: int, horizon: int) -> Vector:
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    best, least, values = None, np.inf, pd.Series(known)
    seasons = [None, "add", "mul"] if season > 1 and len(known) > 2 * season + 4 else [None]
    for error in ("add", "mul"):
        for trend, damped in ((None, False), ("add", False), ("add", True)):
            for kind in seasons:
                try:
                    fitted = ETSModel(
                        values, error=error, trend=trend, damped_trend=damped, seasonal=kind, seasonal_periods=season
                    ).fit(disp=False)
                except (ValueError, np.linalg.LinAlgError):
                    continue
                if np.isfinite(fitted.aicc) and fitted.aicc < least:
                    best, least = fitted, fitted.aicc
    if best is None:
        return np.vstack([np.full((5, horizon), known[-1])])
    found = best.get_prediction(start=len(known), end=len(known) + horizon - 1)
    ends = [found.pred_int(alpha=alpha) for alpha in _ALPHAS]
    return np.vstack([best.forecast(horizon), *(np.asarray(each).T for each in ends)])


def _theta(known: Vector, season: int, horizon: int) -> Vector:
    from statsmodels.tsa.forecasting.theta import ThetaModel

    found = ThetaModel(known, period=season, deseasonalize=seasonal(known, season)).fit()
    ends = [np.asarray(found.prediction_intervals(horizon, alpha=alpha)).T for alpha in _ALPHAS]
    return np.vstack([np.asarray(found.forecast(horizon)), *ends])


def statsforecast() -> dict[str, Method]:
    """Return statsforecast's automatic methods; none, with one line that says so, where it cannot be had."""
    python = ENVIRONMENT / "bin" / "python"
    if not python.exists() or not _runs(python, "import statsforecast"):
        print(f"Installing statsforecast in {ENVIRONMENT} …", flush=True)
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
        if not _runs(python, "-m", "pip", "install", "--quiet", "statsforecast"):
            print("statsforecast cannot be installed here: its methods are left out.", flush=True)
            return {}
    names = ("AutoETS", "AutoTheta", "AutoCES")
    return {f"statsforecast {name}": partial(_elsewhere, python, name) for name in names}


def _runs(python: Path, *words: str) -> bool:
    words = words if words[0] == "-m" else ("-c", *words)
    return subprocess.run([python, *words], capture_output=True, check=False).returncode == 0  # noqa: S603 our words


def _elsewhere(python: Path, name: str, known: list[Vector], season: int, horizon: int) -> tuple[Vector, Bands, float]:
    """Return what the other environment's process answers."""
    question = json.dumps({"model": name, "season": season, "horizon": horizon, "known": [list(x) for x in known]})
    told = subprocess.run([python, _WORKER], input=question, capture_output=True, text=True, check=False)  # noqa: S603 our words
    if told.returncode:
        print(told.stderr[-500:], file=sys.stderr)
        raise SystemExit(f"{name} failed in {python}.")
    answer = json.loads(told.stdout)
    rows = np.array(answer["rows"])
    return rows[:, 0], tuple(rows[:, place] for place in range(1, 5)), float(answer["seconds"])
