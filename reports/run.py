"""One run of an edition: notebook → document → PDF and web page → library, or a failure that says where."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datasets import DatasetsError, Language, Snapshot, Text, open_snapshot
from datasets.progress import Progress, silent
from reports import ledger
from reports.document import read
from reports.edition import Edition, edition
from reports.errors import RunFailed
from reports.html import web_page
from reports.kernel import Outcome, execute
from reports.layout import lay_out
from reports.pdf import compose

_NOTEBOOK = Text("运行笔记本", "Running the notebook")
_SETTING = Text("绘图与排版", "Drawing and setting")


@dataclass(frozen=True)
class Run:
    """A finished run: where its PDF and its web page lie, and the SHA-256 of the PDF."""

    edition: str
    period: str
    language: Language
    snapshot: str
    pdf: Path
    html: Path
    sha256: str


def run(
    edition_key: str,
    period: str,
    *,
    home: Path,
    snapshot: str | None = None,
    language: Language = "zh",
    out: Path | None = None,
    parameters: Mapping[str, str] | None = None,
    progress: Progress = silent,
) -> Run:
    """Make one report and return where it lies; raise RunFailed, after writing a failure report, if it cannot be made.

    The same edition, period, snapshot and language give the same bytes. ``out`` is a folder that gets a copy.
    """
    chosen = edition(edition_key)
    opened = open_snapshot(home, snapshot)
    given = {"period": period, "snapshot": opened.name, "language": language, **(parameters or {})}
    values = chosen.values(given)
    folder = home / "reports" / chosen.key / period / opened.name
    folder.mkdir(parents=True, exist_ok=True)
    words = json.dumps(values, ensure_ascii=False, sort_keys=True)
    number = ledger.begin(
        home, edition=chosen.key, period=period, language=language, snapshot=opened.name, parameters=words
    )
    try:
        pdf, html = _make(chosen, opened, values, home, progress)
    except Exception as error:
        failure = _failure(folder, language, values, error)
        ledger.finish(home, number, "failed", path=None, sha256=None, message=str(error)[:2000])
        raise _as_run_failed(error, failure) from error
    paths = [_write(folder / f"{language}.pdf", pdf), _write(folder / f"{language}.html", html)]
    if out is not None:
        _write(out / f"{chosen.key}-{period}-{language}.pdf", pdf)
    (folder / f"{language}.failed.json").unlink(missing_ok=True)
    sha256 = hashlib.sha256(pdf).hexdigest()
    ledger.finish(home, number, "done", path=str(paths[0].relative_to(home)), sha256=sha256, message=None)
    return Run(chosen.key, period, language, opened.name, paths[0], paths[1], sha256)


def existing(edition_key: str, period: str, *, home: Path, snapshot: str, language: Language) -> Path | None:
    """Return the PDF of an earlier run of the same report, if it is still the file that run made."""
    found = ledger.last_done(home, edition_key, period, snapshot, language)
    return ledger.intact(home, found) if found else None


def _make(
    chosen: Edition, opened: Snapshot, values: Mapping[str, str | int], home: Path, progress: Progress
) -> tuple[bytes, bytes]:
    """Return the PDF and the web page of one run."""
    cells = len(json.loads(chosen.notebook.read_text(encoding="utf-8"))["cells"]) + 1  # papermill adds the parameters
    outcome = execute(
        chosen.notebook,
        values,
        home=home,
        time_limit_seconds=chosen.time_limit_seconds,
        cell_begun=lambda cell: progress(_NOTEBOOK, min(cell - 1, cells), cells),
    )
    if outcome.notebook is None:
        raise NotebookStopped(outcome)
    progress(_NOTEBOOK, cells, cells)
    progress(_SETTING, 0, 3)
    content = lay_out(read(outcome.notebook), chosen, opened, values)
    progress(_SETTING, 1, 3)
    pdf = compose(content)
    progress(_SETTING, 2, 3)
    page = web_page(content).encode()
    progress(_SETTING, 3, 3)
    return pdf, page


class NotebookStopped(Exception):
    """The notebook did not run to its end."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(f"cell {outcome.cell}: {outcome.error}")
        self.outcome = outcome


def _failure(folder: Path, language: Language, values: Mapping[str, Any], error: Exception) -> Path:
    """Write what an operator needs to repair a failed run: inputs, cell, its text, error."""
    report: dict[str, Any] = {"status": "failed", "parameters": dict(values), "error": str(error)}
    if isinstance(error, NotebookStopped):
        outcome = error.outcome
        report |= {
            "cell": outcome.cell,
            "source": outcome.source,
            "error": outcome.error,
            "traceback": outcome.traceback,
        }
    text = json.dumps(report, ensure_ascii=False, indent=1) + "\n"
    return _write(folder / f"{language}.failed.json", text.encode())


def _as_run_failed(error: Exception, failure: Path) -> RunFailed:
    if isinstance(error, NotebookStopped):
        cell, said = error.outcome.cell, error.outcome.error
        return RunFailed(
            Text(
                f"报告没有生成：笔记本第 {cell} 个单元出错：{said}。详情见 {failure}",
                f"No report was made: cell {cell} of the notebook failed: {said}. See {failure}",
            )
        )
    text = error.text if isinstance(error, DatasetsError) else Text(str(error), str(error))
    return RunFailed(Text(f"报告没有生成：{text.zh} 详情见 {failure}", f"No report was made: {text.en} See {failure}"))


def _write(path: Path, content: bytes) -> Path:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    with partial.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
    return path
