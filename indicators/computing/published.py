"""Published figures: every vintage of a year, which one is chosen, and the growth that was printed."""

import datetime as dt

import pandas as pd

from datasets import Snapshot, Text
from indicators.catalogue import definition_of
from indicators.definition import Published
from indicators.errors import QuestionError

# A target is a wish; it is kept as a vintage and never shown as a result.
_SQL = """
SELECT period_code, period_start, period_end, coverage, value, yoy, status, vintage_rank, confidence, reference,
       receipt, source_row
FROM base_economy__published_figure
WHERE territory = ? AND indicator_key = ?
ORDER BY period_end, coverage, vintage_rank, receipt, source_row
"""


def published(snapshot: Snapshot, key: str) -> pd.DataFrame:
    """Return all vintages of a published indicator, oldest period first, with column ``chosen``.

    Chosen is, for each whole year, the vintage of the best rank that is a result and has a value.
    """
    definition = definition_of(key)
    if not isinstance(definition, Published):
        raise QuestionError(
            Text(
                f"{definition.name.zh}由部门数据计算，没有公布版本。",
                f"{definition.name.en} is computed, not published.",
            )
        )
    found = snapshot.query(_SQL, (snapshot.manifest.zone, key)).to_pandas()
    for name in ("period_start", "period_end"):
        found[name] = pd.to_datetime(found[name])
    result = (found.coverage == "year") & (found.status != "target") & found.value.notna()
    best = found[result].groupby("period_end").vintage_rank.idxmin()
    return found.assign(chosen=found.index.isin(best))


def annual(snapshot: Snapshot, definition: Published) -> pd.DataFrame:
    """Return columns period, value, yoy of the chosen vintages; a year stands in its last month."""
    found = published(snapshot, definition.key)
    chosen = found[found.chosen]
    period = pd.DatetimeIndex([dt.datetime(each.year, each.month, 1) for each in chosen.period_end])  # noqa: DTZ001
    return pd.DataFrame(
        {"period": period.as_unit("us"), "value": chosen.value.round(2).to_numpy(), "yoy": chosen.yoy.to_numpy()}
    )
