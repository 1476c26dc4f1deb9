"""The commands of planners about issues: what is due, what was sent and why not; withdrawn, corrected, sent again."""

import datetime as dt
import getpass
import signal
from pathlib import Path
from threading import Event
from typing import Annotated

import typer

from datasets import Text
from datasets.console.terminal import Format, Shape, home, language, note, print_frame, say

app = typer.Typer()

Because = Annotated[str, typer.Option("--because", help=say("原因，收件人会看到", "the reason, which recipients read"))]


@app.command(
    "status",
    help=say("每种报告每一期：到期、等待、已生成、已送达", "Each edition and period: due, waiting, made, sent"),
)
def report_status(
    edition: Annotated[str | None, typer.Argument(help=say("报告", "an edition"))] = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Print one line a version."""
    from reports.delivery.office import Office
    from reports.delivery.table import spoken, standings

    frame = standings(Office(home()))
    print_frame(spoken(frame[frame.edition == edition] if edition else frame, language(), shape), shape)


@app.command("due", help=say("现在应生成的和接下来的", "What is due now, and what comes next"))
def report_due(shape: Shape = Format.TABLE) -> None:
    """Print what is due, waiting or to come."""
    from reports.delivery.office import Office
    from reports.delivery.table import spoken, standings

    frame = standings(Office(home()))
    open_ones = frame[frame.state.isin(["coming", "ready", "waiting", "failed"])].sort_values("due", kind="stable")
    shown = open_ones[["due", "edition", "period", "variant", "version", "state", "why"]]
    print_frame(spoken(shown, language(), shape), shape)


@app.command(
    "tick",
    help=say(
        "生成并投递到期的（由 cron 或 systemd 定时调用）", "Make and send what is due; for cron or a systemd timer"
    ),
)
def report_tick() -> None:
    """Do everything that is due now; a tick already at work is left alone. Exit 1 when something failed."""
    from reports.delivery.loop import told
    from reports.delivery.office import Office
    from reports.delivery.tick import tick

    done = tick(Office(home()))
    _note(told(done))
    if done and done["failed"] + done["refused"] + done["unknown"]:
        raise typer.Exit(1)


@app.command(
    "watch", help=say("每分钟一次 tick，直到 Ctrl+C 或 SIGTERM", "Tick once a minute, until SIGTERM or Ctrl+C")
)
def report_watch() -> None:
    """Keep ticking."""
    from reports.delivery.loop import keep_ticking
    from reports.delivery.office import Office

    stop = Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stop.set())
    keep_ticking(Office(home()), _note, stop)


@app.command(
    "timer",
    help=say(
        "给出定时器：打印 crontab 一行，或用 --out 写出 systemd 的两个文件",
        "A timer that ticks: prints a crontab line, or with --out writes the two files of systemd",
    ),
)
def report_timer(
    out: Annotated[Path | None, typer.Option(help=say("/etc/systemd/system", "/etc/systemd/system"))] = None,
) -> None:
    """Print a line for crontab, or write a service and a timer for systemd and say how they are started."""
    from reports.delivery.timer import UNIT, cron_line, write_units

    where = home().resolve()
    if out is None:
        print(cron_line(where, language()))
        return
    for path in write_units(where, language(), out):
        print(path)
    start = f"systemctl daemon-reload && systemctl enable --now {UNIT}.timer"
    _note(Text(f"启用：{start}", f"To start it: {start}"))


@app.command("deliver", help=say("只投递已生成的", "Send what was made, and make nothing"))
def report_deliver() -> None:
    """Send what is in the outbox. Exit 1 when something failed."""
    from reports.delivery.loop import told
    from reports.delivery.office import Office
    from reports.delivery.tick import send

    done = send(Office(home()))
    _note(told(done))
    if done and done["failed"] + done["refused"] + done["unknown"]:
        raise typer.Exit(1)


@app.command("why", help=say("为什么没生成、没寄出、晚了", "Why it was not made, not sent, or late"))
def report_why(edition: str, period: str) -> None:
    """Print the sentences."""
    from reports.delivery.office import Office
    from reports.delivery.why import why

    for each in why(Office(home()), edition, period):
        print(each.in_language(language()))


@app.command("withdraw", help=say("撤回一期，并告知收件人", "Withdraw an issue and tell its recipients"))
def report_withdraw(edition: str, period: str, because: Because) -> None:
    """Withdraw every variant."""
    from reports.delivery.versions import withdraw

    count = withdraw(home(), edition, period, because, getpass.getuser(), now=dt.datetime.now(dt.UTC))
    _note(Text(f"撤回 {count} 份；通知由下一次 tick 寄出", f"{count} withdrawn; the next tick sends the notices"))


@app.command(
    "correct", help=say("更正一期：生成新版本，原版不变", "Correct an issue: a new version; the earlier stays")
)
def report_correct(edition: str, period: str, because: Because) -> None:
    """Order a new version, to be made from the current snapshot."""
    from reports.delivery.versions import correct

    version = correct(home(), edition, period, because, getpass.getuser(), now=dt.datetime.now(dt.UTC))
    _note(Text(f"第 {version} 版由下一次 tick 生成并寄出", f"the next tick makes and sends version {version}"))


@app.command("resend", help=say("重寄不明或被拒收的（由人决定）", "Send again what is unknown or was refused"))
def report_resend(
    edition: str,
    period: str,
    to: Annotated[str | None, typer.Option("--to", help=say("只给这个地址", "only to this address"))] = None,
) -> None:
    """Open those deliveries again."""
    from reports.delivery.office import Office
    from reports.delivery.versions import resend

    count = resend(Office(home()), edition, period, getpass.getuser(), address=to)
    _note(Text(f"{count} 件由下一次 tick 重寄", f"the next tick sends {count} again"))


def _note(text: Text) -> None:
    note(text.in_language(language()))
