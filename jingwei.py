"""The command line of Jingwei: every command checks its words, calls one layer and prints the answer.

Results go to stdout, progress and errors to stderr. A command exits with 0 only when it did what it said.
"""

import json
import os
import shutil
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

import datasets
from datasets import Text
from datasets.progress import Progress as ProgressCallback

__all__ = ["main"]


def _language() -> datasets.Language:
    """Return the reader's language: JINGWEI_LANGUAGE if set, otherwise that of the locale."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    chosen = os.environ.get("JINGWEI_LANGUAGE", "zh" if locale.startswith("zh") else "en")
    return "zh" if chosen == "zh" else "en"


def _say(zh: str, en: str) -> str:
    return Text(zh, en).in_language(_language())


class Format(StrEnum):
    """How a result is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


app = typer.Typer(
    help=_say("经纬：开发区辅助决策", "Jingwei: decision support for a development zone"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
report_app = typer.Typer(help=_say("报告", "Reports"), no_args_is_help=True)
users_app = typer.Typer(help=_say("账户", "Accounts"), no_args_is_help=True)
app.add_typer(report_app, name="report")
app.add_typer(users_app, name="users")

Where = Annotated[
    list[str] | None, typer.Option("--where", help=_say("筛选，维度=代码，可重复", "DIM=CODE, may be repeated"))
]
Snapshot = Annotated[str | None, typer.Option("--as-of", help=_say("快照名，默认当前", "snapshot, default current"))]
Shape = Annotated[Format, typer.Option("--format", help=_say("输出格式", "how to print"))]


class Bar:
    """A progress bar on stderr that says which step is under way."""

    def __enter__(self) -> ProgressCallback:
        columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._progress = Progress(*columns, TextColumn("{task.description}"), console=Console(stderr=True))
        self._task = self._progress.add_task("", total=None)
        self._progress.start()
        return self._step

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def _step(self, label: Text, done: int, total: int) -> None:
        self._progress.update(self._task, completed=done, total=total, description=label.in_language(_language()))


def _home() -> Path:
    return datasets.settings().home


def _note(message: str) -> None:
    print(message, file=sys.stderr)


def _filters(pairs: list[str] | None) -> dict[str, str | tuple[str, ...]]:
    """Return the slice that ``DIM=CODE`` words name; several codes of one dimension add up."""
    found: dict[str, tuple[str, ...]] = {}
    for pair in pairs or []:
        dimension, separator, code = pair.partition("=")
        if not separator:
            raise typer.BadParameter(_say(f"“{pair}”应写成 维度=代码", f"{pair!r} should read DIM=CODE"))
        found[dimension] = (*found.get(dimension, ()), code)
    return {dimension: codes[0] if len(codes) == 1 else codes for dimension, codes in found.items()}


def _plain(value: float) -> str:
    return f"{value:,.2f}" if abs(value) >= 10 else f"{value:.4f}"  # noqa: PLR2004 shares need more digits


def _growth(value: float) -> str:
    return "—" if value != value else f"{value:+.1%}"  # noqa: PLR0124 NaN is the one number unlike itself


def _print_frame(frame: Any, shape: Format) -> None:
    """Print a data frame as aligned text, CSV or JSON."""
    frame = frame.copy()
    if "period" in frame:
        frame["period"] = frame["period"].dt.strftime("%Y-%m")
    if shape is Format.CSV:
        frame.to_csv(sys.stdout, index=False, lineterminator="\n")
    elif shape is Format.JSON:
        print(json.dumps(json.loads(frame.to_json(orient="records", force_ascii=False)), ensure_ascii=False, indent=1))
    else:
        print(frame.to_string(index=False, na_rep="—", float_format=_plain, formatters={"yoy": _growth}))


@app.command(help=_say("模拟 → 构建 → 报告 → 服务", "Simulate, build, report and serve"))
def demo(
    scale: float = 1.0,
    seed: int = 7,
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8050,
) -> None:
    """Bring up the whole house on invented extracts; a second call starts from what is there."""
    import dashboards
    import reports
    from dashboards import accounts

    home = _home()
    extracts = home / "extracts"
    if datasets.current_name(home) is None:
        simulate(out=extracts, scale=scale, seed=seed)
        build(extracts=extracts)
    snapshot = datasets.open_snapshot(home)
    period = snapshot.as_of.strftime("%Y-%m")
    pdf = reports.existing("monthly_brief", period, home=home, snapshot=snapshot.name, language=_language())
    if pdf is None:
        with Bar() as progress:
            pdf = reports.run("monthly_brief", period, home=home, language=_language(), progress=progress).pdf

    def announce() -> None:
        name, password = accounts.demo_credentials(home)
        print(_say(f"报告    {pdf}", f"report    {pdf}"))
        print(_say(f"地址    http://127.0.0.1:{port}", f"address   http://127.0.0.1:{port}"))
        print(_say(f"用户    {name}    一次性密码  {password}", f"user      {name}    one-time password  {password}"))
        print(_say("全部部门数据均为模拟数据；按 Ctrl+C 停止。", "All departments' data are simulated; Ctrl+C stops."))
        sys.stdout.flush()

    dashboards.serve(home, port, ready=announce)


@app.command(help=_say("写出演示区各部门的模拟抽取", "Write the simulated extracts of the demo zone"))
def simulate(out: Annotated[Path, typer.Option()], scale: float = 1.0, seed: int = 7) -> None:
    """Write five departments' extracts below ``out``."""
    from datasets.simulate import simulate as write

    with Bar() as progress:
        write(out, scale=scale, seed=seed, progress=progress)
    print(out)


@app.command(help=_say("采集、检查、整合、发布快照", "Collect, check, integrate and publish a snapshot"))
def build(extracts: Annotated[Path | None, typer.Option()] = None) -> None:
    """Publish a snapshot of the extracts; the last line on stdout is its name."""
    import indicators

    with Bar() as progress:
        result = datasets.build(
            extracts or _home() / "extracts",
            home=_home(),
            derivations=indicators.derivations(),
            progress=progress,
        )
    for line in datasets.summary(result.findings):
        _note(line.in_language(_language()))
    if result.findings:
        _note(
            _say(
                "逐条查看：jingwei findings（第 1 行是表头下的第一行）",
                "One by one: jingwei findings (row 1 follows the titles)",
            )
        )
    print(result.name)


@app.command(help=_say("检查结果：文件、行、字段、规则", "Findings: file, rows, field, rule"))
def findings(source: str | None = None, as_of: Snapshot = None, shape: Shape = Format.TABLE) -> None:
    """Print what the checks of a snapshot found, worst first."""
    frame = datasets.findings(datasets.open_snapshot(_home(), as_of), _language(), source)
    if shape is not Format.TABLE:
        return _print_frame(frame, shape)
    for each in frame.itertuples():
        print(f"[{each.severity}] {each.message} {each.fate} ({each.rule})")
    return None


@app.command(help=_say("列出快照", "List the snapshots"))
def snapshots() -> None:
    """Print one line a snapshot, the current one starred."""
    current = datasets.current_name(_home())
    for name in datasets.snapshots(_home()):
        print(f"{'*' if name == current else ' '} {name}")


@app.command(help=_say("逐字节核验快照", "Check a snapshot byte by byte"))
def verify(name: Annotated[str | None, typer.Argument()] = None) -> None:
    """Check files against the manifest and the content against its hash."""
    datasets.verify(_home(), name)
    print(_say("完好", "whole"), name or datasets.current_name(_home()))


@app.command(help=_say("比较两个快照", "Compare two snapshots"))
def diff(a: str, b: str, shape: Shape = Format.TABLE) -> None:
    """Print, for each base table, the rows in both and those that differ."""
    _print_frame(datasets.difference(_home(), a, b), shape)


@app.command(help=_say("回到较早的快照", "Go back to an earlier snapshot"))
def rollback(name: str) -> None:
    """Make an earlier snapshot the current one."""
    datasets.rollback(_home(), name)
    print(name)


@app.command(help=_say("清理旧快照和残留", "Remove old snapshots and what killed builds left"))
def gc(keep: Annotated[int, typer.Option(min=1)] = 3) -> None:
    """Keep the newest ``keep`` snapshots and the current one; print what was removed."""
    for name in datasets.collect_garbage(_home(), keep=keep):
        print(name)


@app.command(help=_say("显示指标", "Show an indicator"))
def show(
    key: Annotated[str | None, typer.Argument()] = None,
    by: Annotated[list[str] | None, typer.Option("--by")] = None,
    where: Where = None,
    start: Annotated[str | None, typer.Option("--from")] = None,
    end: Annotated[str | None, typer.Option("--to")] = None,
    cumulative: Annotated[bool, typer.Option(help=_say("累计", "year to date"))] = False,
    as_of: Snapshot = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Print an indicator's series in a slice; without a key, the catalogue."""
    import indicators

    if key is None:
        for each in indicators.catalogue().values():
            print(f"{each.key:28}{each.name.in_language(_language())}  ({each.unit})")
        return
    snapshot = datasets.open_snapshot(_home(), as_of)
    frame = indicators.series(
        snapshot, key, by=tuple(by or ()), where=_filters(where), start=start, end=end, cumulative=cumulative
    )
    _print_frame(frame, shape)


@app.command(help=_say("这个数怎么来的", "From a number to its source rows"))
def why(
    key: str,
    period: Annotated[str, typer.Option()],
    where: Where = None,
    as_of: Snapshot = None,
    limit: int = 10,
) -> None:
    """Print definition, query, snapshot, source rows and receipts behind one number."""
    import indicators

    snapshot = datasets.open_snapshot(_home(), as_of)
    answer = indicators.explain(snapshot, _home(), key, period, where=_filters(where), limit=limit)
    print(answer.as_text(_language()))


@app.command(help=_say("预测", "Forecast an indicator"))
def forecast(
    key: str,
    horizon: int = 12,
    where: Where = None,
    as_of: Snapshot = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Print a forecast with 80 and 95 % intervals; how it was made goes to stderr."""
    import indicators

    snapshot = datasets.open_snapshot(_home(), as_of)
    answer = indicators.forecast(snapshot, key, where=_filters(where), horizon=horizon)
    _print_frame(answer.frame, shape)
    _note(answer.reason.in_language(_language()))


@report_app.command("list", help=_say("列出报告种类", "List the editions"))
def report_list() -> None:
    """Print one line an edition."""
    import reports

    for edition in reports.editions().values():
        print(f"{edition.key:24}{edition.title.in_language(_language())}")


@report_app.command("run", help=_say("生成报告", "Run an edition"))
def report_run(
    edition: str,
    period: Annotated[str, typer.Option()],
    language: Annotated[str | None, typer.Option()] = None,
    as_of: Snapshot = None,
    out: Annotated[Path | None, typer.Option()] = None,
) -> None:
    """Make one report and print the path of its PDF."""
    import reports

    chosen: datasets.Language = "en" if (language or _language()) == "en" else "zh"
    with Bar() as progress:
        run = reports.run(edition, period, home=_home(), snapshot=as_of, language=chosen, out=out, progress=progress)
    print(run.pdf)


@report_app.command("status", help=_say("列出运行记录", "List the runs"))
def report_status(shape: Shape = Format.TABLE) -> None:
    """Print one line a run: edition, period, status, time."""
    import reports

    _print_frame(reports.library(_home()), shape)


@users_app.command("add", help=_say("新建账户并打印一次性密码", "Create an account; prints a one-time password"))
def users_add(name: str, role: str = "leader") -> None:
    """Create a local account."""
    from dashboards import accounts

    print(accounts.create_user(_home(), name, role))


@app.command(help=_say("启动驾驶舱", "Serve the dashboards"))
def serve(port: Annotated[int | None, typer.Option(min=1, max=65535)] = None) -> None:
    """Serve on loopback until stopped; print the address once the port is open."""
    import dashboards

    number = port or datasets.settings().port
    dashboards.serve(_home(), number, ready=lambda: print(f"http://127.0.0.1:{number}", flush=True))


@app.command(help=_say("打开 JupyterLab", "Open JupyterLab on the notebooks"))
def lab(
    port: int = 8888,
    browser: Annotated[bool, typer.Option(help=_say("自动打开浏览器", "open a browser"))] = True,
) -> None:
    """Start JupyterLab on loopback with explore.ipynb open; it reaches nothing outside.

    The notebooks are copies in the home folder: what an economist saves does not change the code.
    """
    folder = _home().resolve() / "notebooks"
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
    os.execve(words[0], words, {**os.environ, "JINGWEI_HOME": str(_home().resolve())})  # noqa: S606 fixed words


@app.command(help=_say("检查运行环境", "Check what Jingwei needs to run"))
def doctor() -> None:
    """Print one line for each thing needed; exit 1 when one is missing."""
    import reports

    findings = [*datasets.examine(_home()), *reports.examine()]
    for good, message in findings:
        print("✓" if good else "✗", message.in_language(_language()))
    if not all(good for good, _ in findings):
        raise typer.Exit(1)


def main() -> None:
    """Run the command line; an expected error is one sentence on stderr and exit code 1."""
    try:
        app()
    except datasets.JingweiError as error:
        _note(error.text.in_language(_language()))
        raise SystemExit(1) from None
    except ValidationError as error:
        names = ", ".join(f"JINGWEI_{'_'.join(map(str, each['loc'])).upper()}" for each in error.errors())
        _note(_say(f"环境变量 {names} 的值无法使用。", f"{names}: the environment holds a value that cannot be used."))
        raise SystemExit(1) from None
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        _note(_say(f"文件或磁盘不可用：{place}{error.strerror}", f"A file or the disk fails: {place}{error.strerror}"))
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
