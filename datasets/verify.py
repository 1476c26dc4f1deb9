"""Verify: whether a published snapshot, and the extracts it came from, are still what they were."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from datasets.errors import SnapshotDamaged, SnapshotMissing
from datasets.home import current_name, snapshot_folder
from datasets.manifest import DATABASE, read_manifest
from datasets.text import Text


@dataclass(frozen=True, kw_only=True)
class Verification:
    """A snapshot's name and what is wrong with it; nothing, when it is whole."""

    name: str
    problems: tuple[Text, ...]

    @property
    def whole(self) -> bool:
        """Return whether nothing was found."""
        return not self.problems


def verify(home: Path, name: str | None = None) -> Verification:
    """Return the verification of a snapshot (by default the current one) and of its landed extracts."""
    name = name or current_name(home)
    if name is None:
        raise SnapshotMissing(Text("还没有发布任何快照。", "No snapshot has been published."))
    return Verification(name=name, problems=tuple(problems_of(home, name) + _problems_of_landing(home, name)))


def problems_of(home: Path, name: str) -> list[Text]:
    """Return what is wrong with a snapshot's own files."""
    folder = snapshot_folder(home, name)
    try:
        manifest = read_manifest(folder)
    except SnapshotDamaged as damaged:
        return [damaged.text]
    problems = []
    if manifest.name != name or not name.endswith(manifest.content_hash[:12]):
        problems.append(Text(f"清单属于另一个快照 {manifest.name}。", f"The manifest is that of {manifest.name}."))
    if _sha256(folder / DATABASE) != manifest.file_sha256:
        problems.append(
            Text(
                f"快照 {name} 的数据文件与清单不符；请回退或重新构建。",
                f"The data file of snapshot {name} does not match its manifest; roll back or build again.",
            )
        )
    return problems


def _problems_of_landing(home: Path, name: str) -> list[Text]:
    try:
        manifest = read_manifest(snapshot_folder(home, name))
    except SnapshotDamaged:
        return []
    return [
        Text(
            f"落地文件缺失或被改动：{source.department.zh} {each.file}。",
            f"A landed file is missing or altered: {source.department.en}, {each.file}.",
        )
        for source in manifest.sources
        for each in source.receipts
        if _sha256(landed_file(home, source.key, each.sha256)) != each.sha256
    ]


def landed_file(home: Path, source: str, sha256: str) -> Path:
    """Return where an extract lies in the landing area."""
    return home / "landing" / source / f"{sha256}.csv"


def _sha256(path: Path) -> str | None:
    try:
        with path.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except FileNotFoundError:
        return None
