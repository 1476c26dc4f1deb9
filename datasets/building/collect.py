"""Collect: take extracts in, exactly as received, under their sha256."""

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from datasets.contract import Source
from datasets.durable import keep_private, sync_file, sync_folder, write_durably
from datasets.errors import DatasetsError
from datasets.finding import FILE_TAKEN, Finding, file_finding, file_ignored
from datasets.intake.known import make_readable, open_known
from datasets.intake.marker import is_simulated
from datasets.intake.opening import BETWEEN, SUFFIXES, open_file
from datasets.intake.table import BadCell, Opened, Refused, Remark
from datasets.ledger import open_ledger
from datasets.reading.decoding import blocks
from datasets.text import Text


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """One table of one file of one source as it was received; most files hold one.

    ``file`` names a member of an archive, or one of several sheets, after a ``!``. ``intake`` is its
    UTF-8 form for reading, None when it is refused; ``columns`` are the contract's field names in the
    order of that form's columns; ``bad_cells`` were refused before they could be read as text. ``place`` counts the
    tables of one file. ``simulated``: a marker beside the file names its content. ``horizon`` is the last day that a
    row of it can speak of as past.
    """

    receipt: int
    source: str
    file: str
    sha256: str
    bytes: int
    encoding: str
    landed: Path
    place: int = 0
    simulated: bool = False
    horizon: date | None = None
    intake: Path | None = None
    columns: tuple[str, ...] = ()
    bad_cells: tuple[BadCell, ...] = ()

    @property
    def readable(self) -> Path:
        """Return the readable form of a file that was not refused."""
        if self.intake is None:
            raise ValueError(f"{self.file} was refused; it has no readable form")
        return self.intake


def find_files(source: Source, folder: Path) -> list[Path]:
    """Return the source's files below ``folder``, ordered by name: as the contract calls them, in any known format."""
    pattern = Path(source.files).with_suffix(".*").as_posix()
    found = (path for path in folder.glob(pattern) if path.is_file() and not path.name.startswith((".", "~$")))
    return sorted(path for path in found if path.suffix.lower() in SUFFIXES)


def land(source: Source, path: Path, home: Path) -> tuple[Path, str, int]:
    """Copy a file into the landing area, unless it lies there; return where, its sha256 and its size."""
    folder = home / "landing" / source.key
    folder.mkdir(parents=True, exist_ok=True)
    if source.apart:
        folder.chmod(0o700)  # names and numbers of persons: for the builder alone
    with path.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
        size = content.tell()
    landed = folder / f"{sha256}{path.suffix.lower()}"
    return (landed, sha256, size) if landed.exists() else _copy(source, path, folder)


def _copy(source: Source, path: Path, folder: Path) -> tuple[Path, str, int]:
    """Copy a file into a folder under the hash of the bytes that were copied."""
    arriving = folder / f".{uuid.uuid4().hex}.part"
    digest, size = hashlib.sha256(), 0
    try:
        with arriving.open("wb") as copy:
            for block in blocks(path):
                digest.update(block)
                size += copy.write(block)
        landed = folder / f"{digest.hexdigest()}{path.suffix.lower()}"
        if not landed.exists():
            sync_file(arriving)
            arriving.chmod(0o400 if source.apart else 0o444)
            arriving.replace(landed)
            sync_folder(folder)
    finally:
        arriving.unlink(missing_ok=True)
    return landed, digest.hexdigest(), size


def _strangers(source: Source, folder: Path) -> list[Finding]:
    """Return a finding for each file that lies where the source's files lie and is none of them."""
    place, known = (folder / source.files).parent, set(find_files(source, folder))
    if place == folder or not place.is_dir():
        return []
    others = (path for path in sorted(place.iterdir()) if path.is_file() and path not in known)
    return [file_ignored(source.key, path.relative_to(folder).as_posix(), source.files) for path in others]


def take_in(
    received: Delivery, source: Source, folder: Path, home: Path | None = None
) -> tuple[list[Delivery], list[Finding]]:
    """Return the file's tables with their readable form in ``folder``, numbered on, and what is to be said of them.

    What a ``home`` knows of a file is not found out again, and a readable form is then made when it is read.
    """
    deliveries: list[Delivery] = []
    findings: list[Finding] = []
    out = folder / "opening.csv"
    found = open_known(received.landed, source, home, out) if home else open_file(received.landed, source, out)
    for place, each in enumerate(found):
        receipt = received.receipt + len(deliveries)
        file = f"{received.file}{BETWEEN}{each.part}" if each.part else received.file
        named = replace(received, receipt=receipt, place=place, file=file)
        if isinstance(each, Refused):
            deliveries.append(named)
            findings.append(file_finding(source.key, named.file, receipt, each.rule, each.text, each.field))
            continue
        readable = folder / f"{receipt:06d}{each.path.suffix}"
        if each.path.exists():
            each.path.rename(readable)
        deliveries.append(_opened(named, each, readable))
        findings += [_remark(deliveries[-1], remark) for remark in each.remarks]
    return deliveries, findings


def open_again(source: Source, deliveries: Iterable[Delivery]) -> None:
    """Make the readable forms of those deliveries that have none."""
    wanted: dict[Path, dict[int, Path]] = {}
    for each in deliveries:
        if not each.readable.exists():
            wanted.setdefault(each.landed, {})[each.place] = each.readable
    for landed, places in wanted.items():
        make_readable(landed, source, places, next(iter(places.values())).with_name("opening.csv"))


def _opened(named: Delivery, opened: Opened, readable: Path) -> Delivery:
    return replace(named, intake=readable, encoding=opened.encoding, columns=opened.columns, bad_cells=opened.bad_cells)


def _remark(delivery: Delivery, remark: Remark) -> Finding:
    return Finding(
        source=delivery.source,
        file=delivery.file,
        receipt=delivery.receipt,
        rule=remark.rule,
        severity=remark.severity,
        field=remark.field,
        row_count=remark.row_count,
        rows=remark.rows,
        message=Text(f"{delivery.file}：{remark.text.zh}", f"{delivery.file}: {remark.text.en}"),
        fate=FILE_TAKEN,
    )


def collect(
    source: Source, folder: Path, *, home: Path, intake: Path, first_receipt: int
) -> tuple[list[Delivery], list[Finding]]:
    """Land every file of a source and open it; return the deliveries and the findings of refused files.

    Raises DatasetsError for a file or folder that the system does not let us read, or a full disk.
    """
    try:
        return _collect(source, folder, home=home, intake=intake, first_receipt=first_receipt)
    except OSError as error:
        raise DatasetsError(
            Text(
                f"收取{source.name.zh}时无法读写 {error.filename}（{error.strerror}）；未发布快照，现有快照不变。",
                f"{error.filename} cannot be read or written while {source.name.en} is collected ({error.strerror}); "
                "nothing was published, the current snapshot stays.",
            )
        ) from error


def _collect(
    source: Source, folder: Path, *, home: Path, intake: Path, first_receipt: int
) -> tuple[list[Delivery], list[Finding]]:
    deliveries: list[Delivery] = []
    findings = [] if source.shipped else _strangers(source, folder)
    seen: dict[str, str] = {}
    for path in find_files(source, folder):
        if source.apart:  # names and numbers of persons: whoever may log in here must not read them
            keep_private(path)
        received = receive(source, path, folder, home, first_receipt + len(deliveries))
        if received.sha256 in seen:
            same = Text(f"与 {seen[received.sha256]} 内容完全相同。", f"the same content as {seen[received.sha256]}.")
            deliveries.append(received)
            findings.append(file_finding(source.key, received.file, received.receipt, "same_file", same))
            continue
        seen[received.sha256] = received.file
        opened, found = take_in(received, source, intake, home)
        deliveries += opened
        findings += found
    return deliveries, findings


def receive(source: Source, path: Path, folder: Path, home: Path, receipt: int) -> Delivery:
    """Land a file; return it as received, not yet opened."""
    landed, sha256, size = land(source, path, home)
    return Delivery(
        receipt=receipt,
        source=source.key,
        file=path.relative_to(folder).as_posix(),
        sha256=sha256,
        bytes=size,
        encoding=source.encoding,
        landed=landed,
        simulated=is_simulated(path, sha256),
    )


def write_receipts(home: Path, deliveries: Sequence[Delivery]) -> None:
    """Write each delivery into the ledger and beside its landed file; what was known already stays."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    rows = [(each.source, each.sha256, each.file, each.bytes, now) for each in deliveries]
    ledger = open_ledger(home)
    try:
        with ledger:
            ledger.executemany("INSERT OR IGNORE INTO receipt VALUES (?, ?, ?, ?, ?)", rows)
    finally:
        ledger.close()
    _write_beside(deliveries, now)


def _write_beside(deliveries: Iterable[Delivery], now: str) -> None:
    for each in deliveries:
        beside = each.landed.with_suffix(".json")
        if not beside.exists():
            write_durably(
                beside,
                {
                    "source": each.source,
                    "file": each.file,
                    "sha256": each.sha256,
                    "bytes": each.bytes,
                    "simulated": each.simulated,
                    "received_at": now,
                },
            )
