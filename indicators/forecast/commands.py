"""The command of forecasts: of an indicator in a slice, or of every series of a file."""

import sys
from pathlib import Path
from typing import Annotated

import typer

import indicators
from datasets.console.terminal import AsOf, Format, Shape, Where, filters, language, note, opened, print_frame, say

app = typer.Typer()

Horizon = Annotated[
    int | None,
    typer.Option(
        help=say(
            "期数，默认 12 个月、8 个季度或 3 年；文件为 M3、M4 竞赛的期数（Y 6、Q 8、M 18、W 13、D 14、H 48、O 8）",
            "periods, default 12 months, 8 quarters or 3 years; of a file those of the M3 and M4 competitions "
            "(Y 6, Q 8, M 18, W 13, D 14, H 48, O 8)",
        )
    ),
]
File = Annotated[
    Path | None,
    typer.Option(
        help=say(
            "CSV、.xlsx 或 .tsf：列 series_id,period,value，或每行一个序列",
            "CSV, .xlsx or .tsf: series_id,period,value, or a series a row",
        )
    ),
]
Pace = Annotated[str, typer.Option(help=say("Y、Q、M、W、D、H 或 O", "Y, Q, M, W, D, H or O (no season)"))]


@app.command(help=say("预测指标，或 CSV 文件中的任意序列", "Forecast an indicator, or any series of a CSV file"))
def forecast(
    key: Annotated[str | None, typer.Argument()] = None,
    horizon: Horizon = None,
    where: Where = None,
    as_of: AsOf = None,
    shape: Shape = Format.TABLE,
    csv: File = None,
    frequency: Pace = "M",
    out: Annotated[Path | None, typer.Option(help=say("结果文件", "the file to write"))] = None,
) -> None:
    """Print a forecast with 80 and 95 % intervals; how it was made goes to stderr."""
    if csv is not None and key is None:
        _of_file(csv, frequency, horizon, out)
    elif key is not None and csv is None:
        answer = indicators.forecast(opened(as_of), key, where=filters(where), horizon=horizon)
        print_frame(answer.frame, shape)
        note(answer.reason.in_language(language()))
    else:
        raise typer.BadParameter(
            say("请给出指标或 --csv 文件，二者择一", "give an indicator or a file with --csv, not both")
        )


def _of_file(csv: Path, frequency: str, horizon: int | None, out: Path | None) -> None:
    """Print the forecasts of a file's series, or write them and print where."""
    text, summary = indicators.forecast_file(csv, frequency, horizon, language())
    if out is None:
        sys.stdout.write(text)
    else:
        out.write_text(text, encoding="utf-8", newline="")
        print(out)
    note(summary.in_language(language()))
