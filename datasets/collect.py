"""Collect: take extracts in, exactly as received, under their sha256."""

import hashlib
import os
import shutil
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from datasets.contract import Source
from datasets.decoding import WrongEncoding, blocks, require_encoding, transcode
from datasets.durable import sync_file, sync_folder, write_durably
from datasets.errors import DatasetsError
from datasets.finding import Finding, file_finding, file_ignored
from datasets.heading import WrongHeading, require_heading
from datasets.ledger import open_ledger
from datasets.text import Text


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """One file of one source as it was received.

    ``intake`` is its UTF-8 form for reading, None when the file is refused; ``columns`` are the
    contract's field names in the order of the file's columns.
    """

    receipt: int
    source: str
    file: str
    sha256: str
    bytes: int
    encoding: str
    landed: Path
    intake: Path | None = None
    columns: tuple[str, ...] = ()

    @property
    def readable(self) -> Path:
        """Return the readable form of a file that was not refused."""
        if self.intake is None:
            raise ValueError(f"{self.file} was refused; it has no readable form")
        return self.intake


def find_files(source: Source, folder: Path) -> list[Path]:
    """Return the source's files below ``folder``, ordered by name."""
    return sorted(path for path in folder.glob(source.files) if path.is_file())


def land(source: Source, path: Path, home: Path) -> tuple[Path, str, int]:
    """Copy a file into the landing area; return where it lies, its sha256 and its size."""
    folder = home / "landing" / source.key
    folder.mkdir(parents=True, exist_ok=True)
    arriving = folder / f".{uuid.uuid4().hex}.part"
    digest, size = hashlib.sha256(), 0
    try:
        with arriving.open("wb") as copy:
            for block in blocks(path):
                digest.update(block)
                size += copy.write(block)
        landed = folder / f"{digest.hexdigest()}{path.suffix}"
        if not landed.exists():
            sync_file(arriving)
            arriving.chmod(0o444)
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


def take_in(delivery: Delivery, source: Source, folder: Path) -> tuple[Delivery, Finding | None]:
    """Return the delivery with its readable form in ``folder``, or the finding that refuses the file."""
    intake = folder / f"{delivery.receipt:06d}.csv"
    try:
        require_encoding(delivery.landed, source.encoding)
        marked = next(blocks(delivery.landed), b"").startswith(b"\xef\xbb\xbf")
        if source.encoding == "utf-8" and not marked:
            _link(delivery.landed, intake)
        else:
            transcode(delivery.landed, source.encoding, intake)
        return replace(delivery, intake=intake, columns=require_heading(intake, source)), None
    except WrongEncoding as wrong:
        rule, text, field = "wrong_encoding", wrong.text, None
    except WrongHeading as wrong:
        rule, text, field = wrong.rule, wrong.text, wrong.field
    return delivery, file_finding(source.key, delivery.file, delivery.receipt, rule, text, field)


def _link(landed: Path, intake: Path) -> None:
    try:
        os.link(landed, intake)
    except OSError:  # a file system without hard links
        shutil.copyfile(landed, intake)


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
    for receipt, path in enumerate(find_files(source, folder), start=first_receipt):
        landed, sha256, size = land(source, path, home)
        received = Delivery(
            receipt=receipt,
            source=source.key,
            file=path.relative_to(folder).as_posix(),
            sha256=sha256,
            bytes=size,
            encoding=source.encoding,
            landed=landed,
        )
        finding: Finding | None
        if sha256 in seen:
            same = Text(f"与 {seen[sha256]} 内容完全相同。", f"the same content as {seen[sha256]}.")
            finding = file_finding(source.key, received.file, receipt, "same_file", same)
        else:
            received, finding = take_in(received, source, intake)
        seen.setdefault(sha256, received.file)
        deliveries.append(received)
        findings += [finding] if finding else []
    return deliveries, findings


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
                    "received_at": now,
                },
            )
