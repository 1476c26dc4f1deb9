"""The tables of the nowcast that a build makes."""

from collections.abc import Mapping

import pandas as pd
import pyarrow as pa

from datasets import Snapshot
from indicators.nowcast import data
from indicators.nowcast.answer import NEWS, TABLE, Nowcast, compute

_DIGITS = 7  # a hundred-thousandth of a point: what two processors may differ in is below


def tables(snapshot: Snapshot) -> Mapping[str, str | pa.Table]:
    """Return tables ``nowcast`` (one row) and ``nowcast_news`` (one row a release); none without a nowcast."""
    question = f"nowcast {_digest(data.months(snapshot))} {_digest(data.published(snapshot))}"
    found: list[Nowcast | None] = []

    def made() -> Nowcast | None:
        if not found:
            found.append(compute(snapshot))
        return found[0]

    row = snapshot.remember(f"{question} row", lambda: _row(made()))
    news = snapshot.remember(f"{question} news", lambda: _news(made()))
    return {TABLE: row, NEWS: news} if row.num_rows else {}


def _digest(frame: pd.DataFrame) -> str:
    return f"{list(frame.columns)} {frame.index[:1].astype(str).tolist()} " + " ".join(
        float(value).hex() for value in frame.to_numpy(dtype=float).ravel()
    )


def _row(made: Nowcast | None) -> pa.Table:
    if made is None:
        return pa.table({"quarter": pa.array([], pa.string())})
    numbers = ("growth", "lo80", "hi80", "lo95", "hi95", "to_date", "before")
    row = {
        "quarter": str(made.quarter),
        **{name: round(float(getattr(made, name)), _DIGITS) for name in numbers},
        "method": made.method,
        **{f"said_{name}": round(value, _DIGITS) for name, value in made.said.items()},
        **{f"error_{name}": round(value, _DIGITS) for name, value in made.errors.items()},
        "origins": made.origins,
        "settled": made.settled,
        "since": made.since,
    }
    return pa.Table.from_pylist([row])


def _news(made: Nowcast | None) -> pa.Table:
    rows = [] if made is None else made.news.to_dict("records")
    return pa.table(
        {
            "place": pa.array(range(len(rows)), pa.int32()),
            "month": pa.array([None if pd.isna(row["month"]) else str(row["month"]) for row in rows], pa.string()),
            "series": pa.array([row["series"] for row in rows], pa.string()),
            **{
                name: pa.array([round(float(row[name]), _DIGITS) for row in rows], pa.float64())
                for name in ("expected", "came", "impact")
            },
        }
    )
