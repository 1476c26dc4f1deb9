"""One run of an edition: notebook → document → PDF and web page → library, or a failure that says where."""

import contextlib
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from datasets import Language, Snapshot, Text, open_snapshot
from datasets.console.progress import Progress, silent
from reports import custody, ledger
from reports.certificate import certificate_of
from reports.correction import Correction
from reports.document import read
from reports.edition import Edition, edition
from reports.failure import Failure, NotebookStopped
from reports.html import web_page
from reports.kernel import execute
from reports.layout import lay_out
from reports.pdf import compose
from reports.proof import check_printed, check_shown
from reports.shelving import write_whole
from reports.signature import sign
from reports.workbook import workbook

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

    @property
    def xlsx(self) -> Path:
        """Return where the workbook of its tables lies."""
        return self.pdf.with_suffix(".xlsx")


@dataclass(frozen=True)
class Made:
    """What a run makes before it is signed: the bytes of its files by kind, and its code to verify."""

    language: Language
    code: str
    files: Mapping[str, bytes]


def run(
    edition_key: str,
    period: str,
    *,
    home: Path,
    snapshot: str | None = None,
    language: Language = "zh",
    out: Path | None = None,
    parameters: Mapping[str, str] | None = None,
    corrects: Correction | None = None,
    progress: Progress = silent,
) -> Run:
    """Make one report and return where it lies; raise RunFailed, after writing a failure report, if it cannot be made.

    The same edition, period, snapshot and language give the same bytes, before the signature of an office that has a
    certificate. ``out`` is a folder that gets a copy of each file. What ``corrects`` another version says so on its
    first page.
    """
    chosen = edition(edition_key)
    chosen.check_period(period)  # before it names a folder or stands in the ledger
    opened = open_snapshot(home, snapshot)
    chosen.check_reached(period, opened.as_of)
    given = {"period": period, "snapshot": opened.name, "language": language, **(parameters or {})}
    folder = home / "reports" / chosen.key / period / opened.name
    noted = {**given, "version": str(corrects.version)} if corrects else given
    words = json.dumps(noted, ensure_ascii=False, sort_keys=True)
    number = ledger.begin(
        home, edition=chosen.key, period=period, language=language, snapshot=opened.name, parameters=words
    )
    try:
        made = _make(chosen, opened, chosen.values(given), home, corrects, progress)
        paths = _issue(home, number, folder, made, chosen.title.in_language(language))
    except Exception as error:
        failure = Failure(chosen, opened, given, error)
        raise failure.raised(_write_failure(home, number, folder, failure)) from error
    if out is not None:
        for kind, path in paths.items():
            write_whole(out / f"{chosen.key}-{period}-{language}.{kind}", path.read_bytes())
    sha256 = hashlib.sha256(paths["pdf"].read_bytes()).hexdigest()
    ledger.finish(home, number, "done", path=str(paths["pdf"].relative_to(home)), sha256=sha256, message=None)
    return Run(chosen.key, period, language, opened.name, paths["pdf"], paths["html"], sha256)


def _write_failure(home: Path, number: int, folder: Path, failure: Failure) -> Path | None:
    """Write the failure report and that the run failed; a disk too full for the one may have room for the other."""
    page = failure.page()
    report: Path | None = None
    with contextlib.suppress(OSError):
        report = write_whole(folder / f"run-{number}.failed.html", page)
        write_whole(folder / f"run-{number}.failed.json", failure.record())
    where = str(report.relative_to(home)) if report else None
    sha256 = hashlib.sha256(page).hexdigest() if report else None
    message = failure.said.in_language(failure.language)
    ledger.finish(home, number, "failed", path=where, sha256=sha256, message=message)
    return report


def _issue(home: Path, number: int, folder: Path, made: Made, reason: str) -> dict[str, Path]:
    """Sign what a run made and put it into custody; what was issued before with the same content is not signed anew."""
    certificate = certificate_of(home)
    total = hashlib.sha256(b"".join(hashlib.sha256(each).digest() for _, each in sorted(made.files.items())))
    name = f"{made.language}-{total.hexdigest()[:12]}"
    stem = folder / (f"{name}-{certificate.fingerprint[:6]}" if certificate else name)
    pdf = custody.held(home, stem.with_name(f"{stem.name}.pdf"))
    if pdf is None:
        pdf = sign(made.files["pdf"], certificate, reason) if certificate else made.files["pdf"]
    ledger.add_code(home, number, made.code, hashlib.sha256(made.files["pdf"]).hexdigest())
    return custody.keep(home, number, stem, {**made.files, "pdf": pdf})


def existing(edition_key: str, period: str, *, home: Path, snapshot: str, language: Language) -> Path | None:
    """Return the PDF of an earlier run of the same report, if it is still the file that run made."""
    found = ledger.last_done(home, edition_key, period, snapshot, language)
    return ledger.intact(home, found) if found else None


def _make(
    chosen: Edition,
    opened: Snapshot,
    values: Mapping[str, str | int],
    home: Path,
    corrects: Correction | None,
    progress: Progress,
) -> Made:
    """Return what one run makes: PDF, web page and workbook, before the signature."""
    cells = len(json.loads(chosen.notebook.read_text(encoding="utf-8"))["cells"]) + 1  # papermill adds the parameters
    outcome = execute(
        chosen.notebook,
        values,
        home=home,
        limits=chosen.limits,
        cell_begun=lambda cell: progress(_NOTEBOOK, min(cell - 1, cells), cells),
    )
    if outcome.notebook is None:
        raise NotebookStopped(outcome)
    progress(_NOTEBOOK, cells, cells)
    progress(_SETTING, 0, 3)
    document = read(outcome.notebook)
    check_shown(document)
    content = lay_out(document, chosen, opened, values, corrects)
    progress(_SETTING, 1, 3)
    pdf = compose(content)
    check_printed(pdf, content)
    progress(_SETTING, 2, 3)
    files = {"pdf": pdf, "html": web_page(content).encode(), "xlsx": workbook(document, content)}
    progress(_SETTING, 3, 3)
    return Made(content["language"], content["code"], files)
