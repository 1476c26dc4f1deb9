"""Submit: one file handed in by a department: landed, checked at once, and made part of the standing set."""

import shutil
import tempfile
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from datasets.building.collect import write_receipts
from datasets.catalogue import sources
from datasets.checking.shrunk import accept, finding, reason_for, severity
from datasets.contract import Source
from datasets.durable import sync_file, sync_folder
from datasets.errors import DatasetsError
from datasets.finding import Finding
from datasets.intake import stale
from datasets.intake.marker import mark
from datasets.intake.opening import SUFFIXES
from datasets.intake.predecessor import shrinkage
from datasets.intake.returned import write_returned
from datasets.intake.stale import received_before
from datasets.intake.trial import Trial, bench, examine_file
from datasets.rows import append
from datasets.text import Text


@dataclass(frozen=True, kw_only=True)
class Submission:
    """What became of a file: rows taken and refused, findings, its return workbook (None: nothing to return)."""

    source: str
    file: str
    accepted: int
    rows: int
    findings: Sequence[Finding]
    workbook: Path | None
    standing: Path | None

    @property
    def refused(self) -> bool:
        """Return whether no row of the file was taken."""
        return self.standing is None


def source_of(key: str) -> Source:
    """Return the source that departments may hand in under this key; raise DatasetsError for any other."""
    found = sources().get(key)
    if found is None or found.shipped:
        known = ", ".join(each.key for each in sources().values() if not each.shipped)
        raise DatasetsError(
            Text(
                f"没有来源“{key}”；可提交：{known}。", f"There is no source {key!r} to hand in for; there are: {known}."
            )
        )
    return found


def submit(home: Path, key: str, path: Path, *, smaller: str | None = None) -> Submission:
    """Land a file of a source, check it by the rules of a build, and take it into the standing set if rows are good.

    Nothing is published. Duplicates across files are found by the next build. A file that lacks much of what stands in
    its place, or came before it, is refused, unless ``smaller`` says why that is right. Raises DatasetsError when the
    file cannot be read at all or is not called as the contract says.
    """
    source = source_of(key)
    place = standing_place(home, source, path)
    try:
        return _submit(home, source, path, place, smaller)
    except OSError as error:
        raise DatasetsError(
            Text(
                f"无法读写 {error.filename}（{error.strerror}）；未接收。",
                f"{error.filename} cannot be read or written ({error.strerror}); nothing was taken.",
            )
        ) from error


def standing_place(home: Path, source: Source, path: Path) -> Path:
    """Return where a file of this name stands in the extracts; raise DatasetsError for a name not in the contract."""
    pattern = Path(source.files)
    if path.suffix.lower() not in SUFFIXES or not fnmatch(path.stem, pattern.stem):
        formats = " ".join(sorted(SUFFIXES))
        raise DatasetsError(
            Text(
                f"{path.name} 不合合同约定的文件名 {pattern.stem}（{formats}）；请改名后提供。",
                f"{path.name} is not called as the contract says, {pattern.stem} ({formats}); rename it.",
            )
        )
    return home / "extracts" / pattern.parent / path.name


def _submit(home: Path, source: Source, path: Path, place: Path, smaller: str | None) -> Submission:
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, bench() as connection:
        trial = examine_file(connection, source, path, home=home, folder=Path(folder))
        write_receipts(home, trial.deliveries)
        told = _against_standing(home, source, trial, place, Path(folder), smaller) if trial.accepted else []
        digest = trial.deliveries[0].sha256[:12]
        workbook = write_returned(connection, source, home / "returned" / source.key / f"{path.stem}-{digest}.xlsx")
        received = trial.deliveries[0]
    good = bool(trial.accepted) and all(each.severity != "error" for each in told)
    if good and received.simulated:  # marked before it stands: it is never taken for real in between
        mark(home / "extracts", {place.relative_to(home / "extracts").as_posix(): received.sha256})
    standing = take_its_place(received.landed, place, private=source.apart) if good else None
    return Submission(
        source=source.key,
        file=path.name,
        accepted=trial.accepted if good else 0,
        rows=sum(trial.checked.rows.values()),
        findings=[*told, *trial.findings],
        workbook=workbook,
        standing=standing,
    )


def _against_standing(
    home: Path, source: Source, trial: Trial, place: Path, folder: Path, smaller: str | None
) -> list[Finding]:
    """Return the findings on a file that is older, or lacks keys of, the one it would replace; enter them as others."""
    received = trial.deliveries[0]
    day = received_before(home, received, place)
    found = shrinkage(trial.connection, source, received, place, folder)
    shrunk = found if found and severity(source, found) else None
    if not day and not shrunk:
        return []
    if smaller:
        accept(home, source, [received.sha256], smaller)
    reason = reason_for(home, source, [received.sha256])
    told = [stale.finding(received, day, reason)] if day else []
    told += [finding(source, received.file, received.receipt, shrunk, reason)] if shrunk else []
    append(trial.connection, "finding", [each.record() for each in told])
    if any(each.severity == "error" for each in told):
        trial.connection.execute("UPDATE receipt SET refused = true, refused_rows = rows")
    return told


def take_its_place(landed: Path, place: Path, *, private: bool = False) -> Path:
    """Put a landed file into the standing set in one step, in the place of the file of that name in any format."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if private:
        place.parent.chmod(0o700)
    arriving = place.with_name(f".{uuid.uuid4().hex}.part")
    try:
        shutil.copyfile(landed, arriving)
        arriving.chmod(0o600 if private else 0o644)
        sync_file(arriving)
        arriving.replace(place)
    finally:
        arriving.unlink(missing_ok=True)
    for other in place.parent.iterdir():
        if other.stem == place.stem and other != place and other.suffix.lower() in SUFFIXES:
            other.unlink()
    sync_folder(place.parent)
    return place
