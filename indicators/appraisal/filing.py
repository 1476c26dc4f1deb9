"""Filing: an application's file is read, and kept in the home if it names itself; what it replaces is kept too."""

import datetime as dt
import os
from dataclasses import dataclass
from pathlib import Path

from datasets import Text
from datasets.audit import record as audit
from datasets.durable import sync_file, sync_folder
from indicators.appraisal.docket import CODE, FORMS
from indicators.appraisal.findings import Finding
from indicators.appraisal.inventory import FOLDER, registers_at
from indicators.appraisal.reading import Reading, read_bytes
from indicators.errors import QuestionError

EARLIER = "earlier"
"""The folder, inside that of the applications, of files that a later one of the same number took the place of."""

LARGEST = 1 << 20
"""Bytes of the largest file that is taken: a filled form has thirty thousand."""


@dataclass(frozen=True)
class Filed:
    """A file that was kept: the application's number, and how it was read, with every finding."""

    number: str
    reading: Reading


def file_application(home: Path, zone: str, name: str, content: bytes, by: str) -> Filed:
    """Keep an application's file under its number and return how it was read; the audit trail says who filed it.

    Raises ``QuestionError`` for what is no form or TOML, cannot be read, or has no number that an address can hold.
    Faults of fields do not hinder it: they are findings of its opinion.
    """
    suffix = Path(name).suffix.lower()
    if suffix not in FORMS:
        raise QuestionError(Text("请上传 TOML 文件或填好的申报表（XLSX）。", "File a TOML or a filled form (XLSX)."))
    if len(content) > LARGEST:
        raise QuestionError(Text("文件超过 1 MB，不是申报表。", "The file is larger than 1 MB: it is no application."))
    reading = read_bytes(Path(name).name, content, registers_at(home, zone, own=True))
    if reading.proposal is None:
        raise QuestionError(_told(reading.findings))
    number = reading.proposal.project.number
    if not CODE.fullmatch(number):
        raise QuestionError(
            Text(
                f"申报编号“{number}”只能用字母、数字、点和横线，最多 64 位。",
                f"The number {number!r} may hold letters, digits, dots and dashes, 64 at most.",
            )
        )
    _keep(home / FOLDER, f"{number}{suffix}", number, content)
    audit(home, by, "application_filed", f"{number} {Path(name).name} sha256 {reading.digest[:16]}")
    return Filed(number, reading)


def _told(findings: tuple[Finding, ...]) -> Text:
    zh = "；".join(f"{each.message.zh}（{each.remedy.zh}）" for each in findings)
    en = "; ".join(f"{each.message.en} ({each.remedy.en})" for each in findings)
    return Text(f"没有收下。{zh}", f"Not taken. {en}")


def _keep(folder: Path, name: str, number: str, content: bytes) -> None:
    """Write a file so that a crash leaves the old one or the new one, whole; move away what it takes the place of."""
    earlier = folder / EARLIER
    earlier.mkdir(parents=True, exist_ok=True)
    arriving = folder / f".{name}.part"
    arriving.write_bytes(content)
    sync_file(arriving)
    stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S%f")
    for each in [folder / f"{number}{form}" for form in sorted(FORMS)]:
        if each.is_file():
            os.link(each, earlier / f"{stamp}-{each.name}")
            if each.name != name:
                each.unlink()
    arriving.replace(folder / name)
    sync_folder(earlier)
    sync_folder(folder)
