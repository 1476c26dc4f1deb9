"""Reports in custody: every file that was issued, its hash sealed in the audit trail, and a copy in a second place.

What was altered or lost is found by the sealed hash, not by what the ledger says, and put back from the copy.
"""

import contextlib
import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from datasets import Text, audit
from datasets.settings import settings
from reports import ledger
from reports.shelving import write_whole

ISSUED: Final = "report_issued"
RESTORED: Final = "report_restored"
KEEPER: Final = "reports"
"""The name under which this layer writes into the audit trail."""

_READ_ONLY = 0o440
State = Literal["restored", "copied", "lost"]


@dataclass(frozen=True)
class Found:
    """One thing that was wrong with an issued file, in words, and what became of it: only ``lost`` needs a person."""

    run: int
    kind: str
    state: State
    said: Text


def keep(home: Path, run: int, stem: Path, files: Mapping[str, bytes]) -> dict[str, Path]:
    """Write a run's files by kind beside ``stem``, copy them, seal their hashes, and return their paths."""
    paths = {kind: write_whole(stem.with_name(f"{stem.name}.{kind}"), content) for kind, content in files.items()}
    hashes = {kind: hashlib.sha256(content).hexdigest() for kind, content in files.items()}
    for kind, content in files.items():
        _copy(home, content, hashes[kind], kind)
    ledger.add_files(home, run, {kind: (str(path.relative_to(home)), hashes[kind]) for kind, path in paths.items()})
    sealed = " ".join(f"{kind}={sha256}" for kind, sha256 in sorted(hashes.items()))
    audit.record(home, KEEPER, ISSUED, f"run={run} {sealed}")
    return paths


def held(home: Path, path: Path) -> bytes | None:
    """Return a file that was issued before, put back from its copy if need be; None if there is none of that name."""
    sha256 = ledger.hash_of(home, str(path.relative_to(home)))
    return path.read_bytes() if sha256 and whole(home, path, sha256) else None


def whole(home: Path, path: Path, sha256: str) -> bool:
    """Return whether a file is what was issued, after putting it back from its copy where it is not."""
    if _hash(path) == sha256:
        return True
    return _put_back(home, path, sha256)


def check(home: Path, *, restore: bool = True) -> list[Found]:
    """Return what is wrong with the files that were issued; with ``restore`` what can be put back is put back."""
    sealed = list(_sealed(home))  # restoring writes lines of its own
    found = [each for one in sealed for each in _check_file(home, *one, restore=restore)]
    found += _check_issued(home, {sha256 for _, _, sha256 in sealed}, restore=restore)
    broken = audit.verify(home).broken
    if broken is not None:
        said = Text(f"审计链在第 {broken} 行断开。", f"The audit trail is broken at line {broken}.")
        found.append(Found(0, "audit", "lost", said))
    return found


def _sealed(home: Path) -> Iterator[tuple[int, str, str]]:
    """Yield run, kind and hash of every file as the audit trail has it, oldest first."""
    for entry in reversed(audit.entries(home, KEEPER, ISSUED, most=-1)):
        words = dict(word.split("=", 1) for word in entry.detail.split())
        run = int(words.pop("run"))
        yield from ((run, kind, sha256) for kind, sha256 in words.items())


def _check_file(home: Path, run: int, kind: str, sha256: str, *, restore: bool) -> Iterator[Found]:
    noted = ledger.file_of(home, run, kind)
    if noted is None or not (home / noted[0]).resolve().is_relative_to(home.resolve()):
        said = Text(f"台账没有第 {run} 次运行的 {kind}。", f"The ledger has no {kind} of run {run}.")
        yield Found(run, kind, "lost", said)
        return
    name, path = noted[0], home / noted[0]
    if noted[1] != sha256:
        if restore:
            ledger.set_hash(home, run, kind, sha256)
        said = Text(f"台账中 {name} 的哈希与审计链不同。", f"The ledger's hash of {name} is not the sealed one.")
        yield Found(run, kind, "restored", said)
    copy = _place(home, sha256, kind)
    good, copied = _hash(path) == sha256, _hash(copy) == sha256
    if good and not copied:
        if restore:
            _copy(home, path.read_bytes(), sha256, kind)
        said = Text(f"{name} 的副本缺失或被改动。", f"The copy of {name} is missing or altered.")
        yield Found(run, kind, "copied", said)
    elif not good and copied:
        if restore:
            _put_back(home, path, sha256)
        yield Found(run, kind, "restored", Text(f"{name} 被改动或丢失。", f"{name} was altered or lost."))
    elif not good:
        said = Text(f"{name} 及其副本都被改动或丢失。", f"{name} and its copy were both altered or lost.")
        yield Found(run, kind, "lost", said)


def _check_issued(home: Path, sealed: Collection[str], *, restore: bool) -> Iterator[Found]:
    """Yield what is wrong with the PDFs of issues: copies of what runs made, laid where delivery finds them."""
    from reports.delivery.issue import issues

    for issue in issues(home):
        if not issue.path or not issue.sha256 or _hash(home / issue.path) == issue.sha256:
            continue
        known = issue.sha256 in sealed and _hash(_place(home, issue.sha256, "pdf")) == issue.sha256
        if known and restore:
            _put_back(home, home / issue.path, issue.sha256)
        said = Text(f"{issue.path} 被改动或丢失。", f"{issue.path} was altered or lost.")
        yield Found(issue.run or 0, "pdf", "restored" if known else "lost", said)


def _put_back(home: Path, path: Path, sha256: str) -> bool:
    """Replace a file by its copy, keep what stood there beside it as evidence, and write it down."""
    copy = _place(home, sha256, path.suffix[1:])
    if _hash(copy) != sha256:
        return False
    if path.exists():
        altered = _hash(path)
        path.replace(path.with_name(f"{path.name}.altered-{str(altered)[:12]}"))
    write_whole(path, copy.read_bytes())
    audit.record(home, KEEPER, RESTORED, f"{path.relative_to(home)} {sha256}")
    return True


def _copy(home: Path, content: bytes, sha256: str, kind: str) -> None:
    place = _place(home, sha256, kind)
    if _hash(place) != sha256:
        write_whole(place, content)
        place.chmod(_READ_ONLY)


def _place(home: Path, sha256: str, kind: str) -> Path:
    """Return where the copy of a file lies: the second place, best on another disk."""
    return (settings().report_copies or home / "copies") / sha256[:2] / f"{sha256}.{kind}"


def _hash(path: Path) -> str | None:
    with contextlib.suppress(OSError):
        return hashlib.sha256(path.read_bytes()).hexdigest()
    return None
