"""What pages ask about what is coming: goals, the climate, the track record, scenarios; remembered per snapshot."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import pandas as pd

from dashboards.asking.queries import snapshot_of
from dashboards.views.view import View
from datasets import open_snapshot
from indicators.nowcast import Nowcast, nowcast
from indicators.record import Score, scored
from indicators.record.ledger import length
from indicators.record.score import of_frame
from indicators.scenarios import Outcome, Scenario, affected, scenario, scenarios
from indicators.signals import Climate, climate
from indicators.targets import Progress
from indicators.targets.calibrate import Calibration, calibration
from indicators.targets.flow import indicator_of
from indicators.targets.progress import all_progress


def goals(view: View) -> tuple[Progress, ...]:
    """Return the progress towards the year's goals, nothing for an earlier month: the model speaks of today."""
    return _goals(view.home, view.snapshot) if view.period == view.latest else ()


def goal(view: View, key: str) -> Progress | None:
    """Return the progress of one indicator, None where it has no goal this year."""
    return next((each for each in goals(view) if key in (each.target.key, indicator_of(each.target.series))), None)


def weather(view: View) -> Climate:
    """Return the climate up to the view's month."""
    return _weather(view.home, view.snapshot, view.period)


def said(view: View, key: str) -> pd.DataFrame:
    """Return the forecasts of an indicator whose month has come; callers must not change the frame."""
    return _said(view.home, view.snapshot, key, length(view.home))


def scores(view: View, key: str) -> list[Score]:
    """Return how an indicator's forecasts did, by nature and months ahead."""
    return of_frame(key, said(view, key))


def now(view: View) -> Nowcast | None:
    """Return the nowcast, nothing for an earlier month."""
    return nowcast(snapshot_of(view)) if view.period == view.latest else None


def scenarios_of(view: View) -> dict[str, Scenario]:
    """Return the scenarios there are by key: the shipped ones and the home's own."""
    return scenarios(view.home)


def outcomes(view: View, chosen: Scenario) -> Mapping[str, Outcome]:
    """Return what a scenario does to each indicator it moves."""
    return _outcomes(view.home, view.snapshot, chosen.model_dump_json())


def calibrated(view: View) -> Calibration:
    """Return whether the probabilities of goals kept their word."""
    return _calibrated(view.home, view.snapshot)


@lru_cache(maxsize=128)
def _weather(home: Path, name: str, period: str) -> Climate:
    return climate(open_snapshot(home, name), period)


@lru_cache(maxsize=32)
def _said(home: Path, name: str, key: str, grown: int) -> pd.DataFrame:  # noqa: ARG001 the ledger grows between two calls
    return scored(home, open_snapshot(home, name), key)


@lru_cache(maxsize=16)
def _goals(home: Path, name: str) -> tuple[Progress, ...]:
    return all_progress(open_snapshot(home, name))


@lru_cache(maxsize=16)
def _calibrated(home: Path, name: str) -> Calibration:
    return calibration(open_snapshot(home, name))


@lru_cache(maxsize=64)
def _outcomes(home: Path, name: str, assumed: str) -> Mapping[str, Outcome]:
    snapshot, chosen = open_snapshot(home, name), Scenario.model_validate_json(assumed)
    return {key: scenario(snapshot, chosen, key) for key in affected(snapshot, chosen)}
