"""Writing that survives a crash: file, then name, then folder."""

import json
import os
import shutil
import uuid
from collections.abc import Mapping
from pathlib import Path


def sync_file(path: Path) -> None:
    """Force a file's content to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(path: Path) -> None:
    """Force a folder's names to the disk."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_durably(path: Path, content: str | Mapping[str, object]) -> None:
    """Replace ``path`` by ``content`` (text, or a mapping as JSON) so that a reader sees the old or the new, whole."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    arriving = path.with_name(f".{path.name}.{uuid.uuid4().hex}.part")
    try:
        with arriving.open("w", encoding="utf-8") as written:
            written.write(text)
            written.flush()
            os.fsync(written.fileno())
        arriving.replace(path)
        sync_folder(path.parent)
    finally:
        arriving.unlink(missing_ok=True)


def link_file(original: Path, name: Path) -> None:
    """Give a file that never changes a second name; copy it where the file system has no such links."""
    if name.exists():
        return
    try:
        os.link(original, name)
    except OSError:
        shutil.copyfile(original, name)


def keep_private(path: Path) -> None:
    """Close a file and its folder to everybody but their owner; raise OSError where that is not ours to do."""
    for each, mode in ((path.parent, 0o700), (path, 0o600)):
        open_to_others = each.stat().st_mode & 0o077
        if open_to_others:
            each.chmod(each.stat().st_mode & mode)
