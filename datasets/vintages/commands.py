"""The commands on macro-economic series: what was known when, and what looks wrong."""

from datetime import date, datetime
from typing import Annotated

import typer

from datasets.console.terminal import AsOf, Format, Shape, language, opened, print_frame, require_known, say
from datasets.vintages import told
from datasets.vintages.alarms import SAID
from datasets.vintages.known import as_known

app = typer.Typer()


@app.command(help=say("宏观序列在某日已知的版本", "A macro-economic series as it was known on a day"))
def vintages(
    series: Annotated[str, typer.Argument(help=say("序列，如 fiscal_revenue", "series, such as fiscal_revenue"))],
    item: Annotated[str, typer.Option(help=say("分项代码", "code of the item"))] = "total",
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help=say("日期，默认最新", "day, default the newest"))
    ] = None,
    months: Annotated[bool, typer.Option(help=say("由累计数还原的各月", "months taken out of the totals"))] = False,
    target: Annotated[bool, typer.Option(help=say("只看目标", "targets only"))] = False,
    as_of: AsOf = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Print of each period the last vintage published until the day."""
    snapshot = opened(as_of)
    known = as_known(snapshot, series, on.date() if on else date.max, item=item, months=months, target=target)
    print_frame(known.to_pandas().rename(columns={"yoy": "yoy_published"}), shape)


@app.command(help=say("宏观数字中可疑之处", "What looks wrong in the macro-economic figures"))
def alarms(series: str | None = None, rule: str | None = None, as_of: AsOf = None, shape: Shape = Format.TABLE) -> None:
    """Print the alarms of a snapshot: rule, figure, what it was held against, and the row it comes from."""
    snapshot = opened(as_of)
    require_known("--rule", rule, SAID)
    require_known("--series", series, told.series_names())
    found = told.alarms(snapshot, series, rule)
    print_frame(told.told(snapshot, found, language()) if shape is Format.TABLE else found, shape)
