"""The commands of signals: what changed, where the economy stands, and which months and breaks are out of the way."""

from functools import partial
from typing import Annotated

import pandas as pd
import typer

from datasets import Snapshot, Text
from datasets.console.terminal import (
    AsOf,
    Cumulative,
    Format,
    Shape,
    language,
    note,
    opened,
    print_frame,
    require_known,
    say,
)
from indicators.catalogue import catalogue
from indicators.computing.panel import name_of, named
from indicators.errors import QuestionError
from indicators.figures import percent
from indicators.periods import month_code, month_start, period_label
from indicators.record.residuals import residuals, shifts, surprise
from indicators.sentences.moves import changes, first_told
from indicators.sentences.spans import written
from indicators.signals.climate import climate
from indicators.signals.lights import JUDGED, LIGHT_NAMES, light_of_score, thresholds

app = typer.Typer()

Month = Annotated[str | None, typer.Option("--period", help=say("月份，默认最后一月", "month, default the last"))]
_SHOWN = 12  # months of indices that are printed


@app.command("changes", help=say("本月变化排序：多大、谁造成、把握多大", "What changed: how much, who explains it"))
def changes_command(
    period: Month = None,
    limit: Annotated[int, typer.Option(min=1, help=say("条数", "how many"))] = 10,
    cumulative: Cumulative = False,
    as_of: AsOf = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Print the changes of growth since the month before, the most unusual for its indicator first."""
    snapshot = opened(as_of)
    month = period or month_code(snapshot.as_of)
    _refuse_beyond(snapshot, month, first_told(snapshot, cumulative=cumulative))
    found = changes(snapshot, month, language(), cumulative=cumulative, limit=limit)
    rows = [(each.key, each.figure.text, str(each.sentence), written(each.confidence)) for each in found]
    table = pd.DataFrame(rows, columns=["key", "change", "sentence", "confidence"])
    print_frame(named(snapshot, table, language()), shape)


@app.command(
    "climate", help=say("景气：先行、一致、滞后指数，扩散指数，五色灯", "The climate: indices and five lights")
)
def climate_command(period: Month = None, as_of: AsOf = None, shape: Shape = Format.TABLE) -> None:
    """Print a year of the indices with the light of each month; the bounds and the parts' lights go to stderr."""
    snapshot = opened(as_of)
    found = climate(snapshot, period)
    _refuse_beyond(snapshot, period or month_code(snapshot.as_of), climate(snapshot).indices.index[0].to_timestamp())
    frame = found.indices.tail(_SHOWN).rename_axis("period").reset_index()
    lights = [light_of_score(score) for score in frame.warning_score]
    frame["light"] = ["" if each is None else LIGHT_NAMES[each].in_language(language()) for each in lights]
    print_frame(frame.assign(period=frame.period.dt.to_timestamp()), shape)
    for what, each in thresholds().items():
        bounds = ", ".join(f"{bound:g}" for bound in each.bounds)
        note(
            f"{JUDGED[what].in_language(language())}: {bounds}{say('。', '. ')}{each.reference.in_language(language())}"
        )
    for name, light in found.lights.items():
        said = say("无", "none") if light is None else LIGHT_NAMES[light].in_language(language())
        note(f"{name_of(snapshot, name).in_language(language())}: {said}")


@app.command(help=say("异常月份和结构变化（看模型误差，不看水平）", "Unusual months and breaks, by the model's errors"))
def surprises(
    key: Annotated[list[str] | None, typer.Argument(help=say("指标，默认全部", "indicators, default all"))] = None,
    as_of: AsOf = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Print how far the last month of each recorded indicator came from its forecast, and since when errors differ."""
    for each in key or ():
        require_known(say("指标", "indicator"), each, catalogue())
    snapshot = opened(as_of)
    rows = []
    for name in key or catalogue():
        errors = residuals(snapshot, name)
        if errors.empty:
            continue
        last = errors.index[-1]
        found = surprise(snapshot, name, last)
        since = ", ".join(month_code(each) for each in shifts(snapshot, name))
        if found is not None:
            rows.append((name, last, found.error, found.z, f"{found.place}/{found.among}", since))
    table = pd.DataFrame(rows, columns=["key", "period", "error", "z", "place", "breaks"])
    print_frame(named(snapshot, table, language()), shape, {"error": partial(percent, language=language())})


def _refuse_beyond(snapshot: Snapshot, period: str, first: pd.Timestamp | None) -> None:
    """Raise QuestionError for a month before the first or after the last that is known: it has no empty answer."""
    month, last = month_start(period), month_start(snapshot.as_of)
    if first is None or first <= month <= last:
        return
    zh, en = ([period_label(each, spoken) for each in (month, first, last)] for spoken in ("zh", "en"))
    words = Text(f"没有{zh[0]}的数据，现有{zh[1]}至{zh[2]}。", f"No data of {en[0]}: they run from {en[1]} to {en[2]}.")
    raise QuestionError(words)
