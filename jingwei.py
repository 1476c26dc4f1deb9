"""The command line of Jingwei: every command checks its words, calls one layer and prints the answer.

Results go to stdout, progress and errors to stderr. A command exits with 0 only when it did what it said.
"""

import gc
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from typer.core import TyperGroup

import dashboards
import dashboards.commands
import datasets
from datasets import commands
from datasets.console import usage
from datasets.console.terminal import (
    Bar,
    Format,
    Shape,
    home,
    language,
    note,
    print_frame,
    say,
)
from datasets.safekeeping import commands as safekeeping

__all__ = ["main"]


class Front(TyperGroup):
    """The commands; those of economists and of reports are read when one of them, or the help, is asked for."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command by its name."""
        if cmd_name not in self.commands:
            self.commands.update(_late())
        return super().get_command(ctx, cmd_name)

    def list_commands(self, ctx: Any) -> list[str]:
        """Return every name, for the help."""
        self.commands.update(_late())
        return super().list_commands(ctx)


def _late() -> dict[str, Any]:
    """Return the commands whose layers take seconds to read."""
    import indicators.commands
    import reports.commands

    late = typer.Typer()
    late.add_typer(indicators.commands.app)
    late.add_typer(reports.commands.app)
    return dict(typer.main.get_group(late).commands)


def _reports(module: str, name: str) -> Callable[..., Any]:
    """Return a function of reports that is read when it is first called: the layer takes a second."""

    def called(*words: Any) -> Any:
        return getattr(import_module(f"reports.{module}"), name)(*words)

    return called


PRESS = dashboards.Press(
    draw=_reports("sheet", "standalone"),
    set_pages=_reports("sheet", "sheet"),
    library=dashboards.Library(
        titles=_reports("shelf", "titles"),
        restricted=_reports("shelf", "restricted"),
        issues=_reports("shelf", "issues"),
        runs=_reports("shelf", "shelved"),
        file_of=_reports("shelf", "file_of"),
        start=_reports("shelf", "start"),
    ),
    set_opinion=_reports("opinion", "opinion_pdf"),
)
"""What puts views on paper and keeps the reports: dashboards asks, reports does, and neither knows the other."""

app = typer.Typer(
    cls=Front,
    help=say("经纬：开发区辅助决策", "Jingwei: decision support for a development zone"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(commands.app)
app.add_typer(safekeeping.app)
app.add_typer(dashboards.commands.app)


@app.command(help=say("模拟 → 构建 → 报告 → 服务", "Simulate, build, report and serve"))
def demo(
    scale: float = 1.0,
    seed: int = 7,
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8050,
) -> None:
    """Bring up the whole house on invented extracts; a second call starts from what is there."""
    import reports
    from dashboards import accounts

    state = home()
    extracts = state / "extracts"
    if datasets.current_name(state) is None:
        commands.simulate(out=extracts, scale=scale, seed=seed)
        build(extracts=extracts)
    snapshot = datasets.open_snapshot(state)
    period = snapshot.as_of.strftime("%Y-%m")
    if snapshot.manifest.simulated:
        _reports("certificate", "demo_certificate")(state, language())
    pdf = reports.existing("monthly_brief", period, home=state, snapshot=snapshot.name, language=language())
    if pdf is None:
        with Bar() as progress:
            pdf = reports.run("monthly_brief", period, home=state, language=language(), progress=progress).pdf

    def announce() -> None:
        name, password = accounts.demo_credentials(state)
        print(say(f"报告    {pdf}", f"report    {pdf}"))
        print(say(f"地址    http://127.0.0.1:{port}", f"address   http://127.0.0.1:{port}"))
        print(say(f"用户    {name}    一次性密码  {password}", f"user      {name}    one-time password  {password}"))
        if snapshot.manifest.simulated:
            print(say("快照含模拟数据。", "The snapshot holds simulated data."))
        print(say("按 Ctrl+C 停止。", "Ctrl+C stops."))
        sys.stdout.flush()

    dashboards.serve(state, port, press=PRESS, ready=announce)


@app.command(help=say("采集、检查、整合、发布快照", "Collect, check, integrate and publish a snapshot"))
def build(
    extracts: Annotated[Path | None, typer.Option()] = None,
    smaller: Annotated[
        str | None,
        typer.Option(
            help=say("数据确应少于现有快照的理由（记入台账）", "why there is rightly less than in the current snapshot")
        ),
    ] = None,
) -> None:
    """Publish a snapshot of the extracts; the last line on stdout is its name."""
    import indicators

    with Bar() as progress:
        result = datasets.build(
            extracts or home() / "extracts",
            home=home(),
            derivations=indicators.derivations(),
            progress=progress,
            smaller=smaller,
        )
    note(_keep(result.name).in_language(language()))
    for line in datasets.summary(result.findings):
        note(line.in_language(language()))
    if result.findings:
        note(
            say(
                "逐条查看：jingwei findings（第 1 行是表头下的第一行）",
                "One by one: jingwei findings (row 1 follows the titles)",
            )
        )
    print(result.name)


def _keep(name: str) -> datasets.Text:
    """Keep in the ledger what a published snapshot foretells and warns of; return what became of the warnings."""
    from indicators import warnings
    from indicators.record import keep

    snapshot = datasets.open_snapshot(home(), name)
    keep(home(), snapshot)
    return warnings.told(warnings.check(home(), snapshot))


@app.command(help=say("核验快照、报告文件或核验码", "Check a snapshot, a report's PDF or the code printed in it"))
def verify(
    name: Annotated[
        str | None, typer.Argument(help=say("快照、PDF 文件或核验码", "a snapshot, a PDF or a code"))
    ] = None,
    balance: Annotated[
        bool, typer.Option("--balance", help=say("列出各来源收到、入库、退回的行数和金额", "rows and money by source"))
    ] = False,
    certificate: Annotated[
        list[Path] | None, typer.Option(help=say("另行信任的签发单位证书", "another office's certificate to trust"))
    ] = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Check a snapshot byte by byte; or say of a report whether we issued it, if it is unchanged, and its run."""
    if name and Path(name).is_file():
        return _verified(_reports("verify", "verify_file")(home(), Path(name), certificate or ()))
    if name and import_module("reports.verify").CODE.fullmatch(name):
        return _verified(_reports("verify", "verify_code")(home(), name))
    if name and Path(name).suffix.lower() == ".pdf":
        raise typer.BadParameter(say(f"没有文件 {name}。", f"There is no file {name}."))
    datasets.verify(home(), name)
    if balance:
        print_frame(datasets.balance(datasets.open_snapshot(home(), name)), shape)
    print(say("完好", "whole"), name or datasets.current_name(home()))
    return None


def _verified(found: Any) -> None:
    for each in found.said:
        print(each.in_language(language()))
    if not found.good:
        raise typer.Exit(1)


@app.command(help=say("值守收件箱：收到文件即核查并构建", "Watch the inbox: check what arrives, then build"))
def watch(once: Annotated[bool, typer.Option(help=say("处理一遍即退出", "one round, then exit"))] = False) -> None:
    """Take in files dropped into the inbox and build after them, until SIGTERM or Ctrl+C."""
    import signal
    from threading import Event

    import indicators
    from datasets.intake.watch import Inbox, watch_once
    from datasets.intake.watch import watch as keep_watch

    def rebuild() -> str:
        name = datasets.build(home() / "extracts", home=home(), derivations=indicators.derivations()).name
        tell(_keep(name))
        return name

    def tell(text: datasets.Text) -> None:
        note(text.in_language(language()))

    if once:
        taken = watch_once(home(), rebuild, tell)
        if any(each.refused for each in taken) or Inbox(home=home()).debt.exists():
            raise typer.Exit(1)
        return
    stop = Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stop.set())
    keep_watch(home(), rebuild, tell, stop)


@app.command(help=say("打开 JupyterLab", "Open JupyterLab on the notebooks"))
def lab(
    port: int = 8888,
    browser: Annotated[bool, typer.Option(help=say("自动打开浏览器", "open a browser"))] = True,
) -> None:
    """Start JupyterLab on loopback with explore.ipynb open; it reaches nothing outside.

    The notebooks are copies in the home folder: what an economist saves does not change the code.
    """
    folder = home().resolve() / "notebooks"
    folder.mkdir(parents=True, exist_ok=True)
    originals = Path(__file__).parent / "notebooks"
    for original in originals.glob("*.ipynb"):
        if not (folder / original.name).exists():
            shutil.copy(original, folder / original.name)
    words = [
        str(Path(sys.executable).parent / "jupyter-lab"),
        f"--config={originals / 'jupyter' / 'jupyter_lab_config.py'}",
        f"--port={port}",
        f"--notebook-dir={folder}",
        *([] if browser else ["--no-browser"]),
        *(["--allow-root"] if os.geteuid() == 0 else []),
    ]
    os.execve(words[0], words, {**os.environ, "JINGWEI_HOME": str(home().resolve())})  # noqa: S606 fixed words


@app.command(help=say("检查运行环境", "Check what Jingwei needs to run"))
def doctor() -> None:
    """Print one line for each thing needed; exit 1 when one is missing."""
    import reports

    findings = [*datasets.examine(home()), *reports.examine(), *reports.examine_custody(home())]
    findings += reports.examine_delivery(home())
    for good, message in findings:
        print("✓" if good else "✗", message.in_language(language()))
    if not all(good for good, _ in findings):
        raise typer.Exit(1)


def main() -> None:
    """Run the command line; an expected error is one sentence on stderr and exit code 1, wrong usage 2."""
    gc.set_threshold(50_000, 20, 20)  # modules stay until the end: to look for garbage as they are read is dear
    try:
        raise SystemExit(app(obj=PRESS, standalone_mode=False) or 0)
    except typer.Abort:
        note(say("已中止。", "Aborted."))
        raise SystemExit(1) from None
    except typer.TyperException as error:
        told = usage.said(error)
        if told is not None:
            note(told.in_language(language()))
        raise SystemExit(2) from None
    except datasets.JingweiError as error:
        note(error.text.in_language(language()))
        raise SystemExit(1) from None
    except ValidationError as error:
        names = ", ".join(f"JINGWEI_{'_'.join(map(str, each['loc'])).upper()}" for each in error.errors())
        note(say(f"环境变量 {names} 的值无法使用。", f"{names}: the environment holds a value that cannot be used."))
        raise SystemExit(1) from None
    except sqlite3.Error as error:
        note(say(f"台账 ledger.db 不可用：{error}。请核对磁盘空间。", f"The ledger fails: {error}. Is the disk full?"))
        raise SystemExit(1) from None
    except OSError as error:
        note(usage.fault(error).in_language(language()))
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
