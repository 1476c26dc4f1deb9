"""What pages ask of the cadastre: parcels with their users, for those who may see single enterprises."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from dashboards.access import ENTERPRISES
from dashboards.views.view import View
from datasets import open_snapshot
from datasets.text import Text
from indicators import QuestionError
from indicators.enterprises import cadastre

_LAND = ("land", "parcel_outline")
_WITHHELD = Text(
    "您的角色不能查看宗地和企业；如工作需要，请联系账户管理员。",
    "Your role sees neither parcels nor enterprises; if your work needs it, ask the administrator of accounts.",
)


def may_see_parcels(view: View) -> bool:
    """Return whether the reader may see who holds a parcel: a department's user if the cadastre is its own."""
    return view.reader.may(ENTERPRISES) and view.reader.owns(_LAND)


def parcels(view: View) -> pd.DataFrame:
    """Return the parcels of the view's month; tax is missing for a department that does not deliver it."""
    if not may_see_parcels(view):
        raise QuestionError(_WITHHELD)
    found = _parcels(view.home, view.snapshot, view.period, view.cumulative)
    return found if view.reader.owns({"tax"}) else found.assign(tax_yuan=float("nan"), tax_per_mu=float("nan"))


def outlines(view: View, street: str) -> Mapping[str, Mapping[str, Any]]:
    """Return the outlines of a block's parcels by code."""
    return _outlines(view.home, view.snapshot, street) if may_see_parcels(view) else {}


def buildings(view: View, parcel_code: str) -> tuple[int, int]:
    """Return the surveyed buildings of a parcel and the most floors; the surveyors' own, unlike the cadastre."""
    if not may_see_parcels(view) or not view.reader.owns({"survey_building"}):
        return 0, 0
    return cadastre.buildings(open_snapshot(view.home, view.snapshot), parcel_code)


@lru_cache(maxsize=24)
def _parcels(home: Path, name: str, period: str, cumulative: bool) -> pd.DataFrame:
    return cadastre.parcels(open_snapshot(home, name), period, cumulative=cumulative)


@lru_cache(maxsize=48)
def _outlines(home: Path, name: str, street: str) -> Mapping[str, Mapping[str, Any]]:
    return cadastre.outlines(open_snapshot(home, name), street)
