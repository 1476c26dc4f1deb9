"""Verifying a report somebody holds: whether we issued it, whether it is unchanged, and from which run it is."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, get_args

from datasets import Language, Text
from reports import ledger
from reports.certificate import certificates
from reports.delivery.issue import issues
from reports.edition import editions
from reports.signature import before_signature, inspect

CODE: Final = re.compile(r"[0-9A-F]{4}(-[0-9A-F]{4}){3}", re.IGNORECASE)
"""What a code to verify looks like."""

_UNSIGNED = "unsigned"
_WHOLE = "whole"
_SAME = Text("与下列运行生成的文件逐字节相同。", "It is, to the byte, the file of the run below.")
_OTHER = Text("已被改动：与下列运行生成的文件不同。", "It was altered: it is not the file of the run below.")


@dataclass(frozen=True)
class Verified:
    """Whether a report is good, and the sentences that say why."""

    good: bool
    said: tuple[Text, ...]


def verify_code(home: Path, code: str) -> Verified:
    """Return which run of this home bears a code."""
    run = ledger.issued_as(home, code=code.upper())
    if run is None:
        return Verified(False, (Text("台账中没有这个核验码。", "No run in the ledger bears this code."),))
    return Verified(True, _run_of(home, run))


def verify_file(home: Path, path: Path, trusted: Sequence[Path] = ()) -> Verified:
    """Return whether a PDF was issued by us and is unchanged, and its run; ``trusted`` are more certificates.

    A report that bears no signature is good only if it is, to the byte, what a run of this home made.
    """
    pdf = path.read_bytes()
    signed = inspect(pdf, [*certificates(home), *trusted])
    sha256 = hashlib.sha256(pdf).hexdigest()
    unsigned = hashlib.sha256(before_signature(pdf)).hexdigest()
    run = ledger.issued_as(home, sha256=sha256, unsigned_sha256=unsigned)
    known = run is not None and (signed.state == _WHOLE or unsigned == sha256)
    good = signed.state == _WHOLE or (signed.state == _UNSIGNED and known)
    said = [signed.said]
    if signed.at:
        said.append(Text(f"签名时间 {signed.at:%Y-%m-%d %H:%M} UTC", f"Signed at {signed.at:%Y-%m-%d %H:%M} UTC"))
    if run is not None and signed.state == _UNSIGNED:
        said.append(_SAME if known else _OTHER)
    if run is not None:
        said += _run_of(home, run)
    else:
        said.append(Text("本机台账中没有生成它的运行。", "No run in this ledger made it."))
    said.append(Text(f"SHA-256 {sha256}", f"SHA-256 {sha256}"))
    return Verified(good, tuple(said))


def _run_of(home: Path, run: Mapping[str, Any]) -> tuple[Text, ...]:
    """Return which report of which run it is, and whether it was withdrawn or corrected since."""
    found = editions().get(run["edition"])
    title = found.title if found else Text(run["edition"], run["edition"])
    zh, en = (found.label(run["period"], each) if found else run["period"] for each in get_args(Language))
    became = [each.became for each in issues(home) if each.sha256 and each.sha256 == run["sha256"]][-1:]
    return (
        *filter(any, became),
        Text(
            f"{title.zh}，{zh}，第 {run['id']} 次运行（{run['finished_at'] or run['started_at']}）",
            f"{title.en}, {en}, run {run['id']} ({run['finished_at'] or run['started_at']})",
        ),
        Text(f"数据快照 {run['snapshot']}", f"Snapshot {run['snapshot']}"),
        Text(f"核验码 {run['code']}", f"Verification code {run['code']}"),
        Text(f"签名前 SHA-256 {run['unsigned_sha256']}", f"SHA-256 before the signature {run['unsigned_sha256']}"),
    )
