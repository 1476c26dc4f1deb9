"""Restoring: a backup becomes a home again, whole or not at all, and it is written when that was."""

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Any, Final

from datasets.durable import sync_file, sync_folder, write_durably
from datasets.safekeeping.backup import KEYS, MANIFEST, BackupRefused, hash_of
from datasets.text import Text

RESTORED: Final = "restored.json"
_MOST_NAMED = 5


def check(folder: Path) -> int:
    """Return how many files a backup has after reading every one; raise BackupRefused with what is wrong."""
    files = _manifest(folder)["files"]
    wrong = [name for name, (_, sha256) in files.items() if not _is_whole(folder / name, sha256)]
    if wrong:
        named = ", ".join(wrong[:_MOST_NAMED])
        raise BackupRefused(
            Text(
                f"备份 {folder} 有 {len(wrong)} 个文件缺失或被改动：{named}。请用另一份备份。",
                f"{len(wrong)} files of the backup {folder} are missing or altered: {named}. Take another backup.",
            )
        )
    return len(files)


def restore(folder: Path, home: Path, *, keys: Path | None = None, now: dt.datetime | None = None) -> tuple[str, ...]:
    """Make a home of a backup and of its keys; return which keys it lacks. The home must not be there, or be empty."""
    home = home.resolve()
    if home.exists() and any(home.iterdir()):
        raise BackupRefused(
            Text(
                f"{home} 不是空的。请把 JINGWEI_HOME 设为新目录再恢复，原目录留待查。",
                f"{home} is not empty. Set JINGWEI_HOME to a new folder to restore into, and keep the old one.",
            )
        )
    parts = [folder, *([keys] if keys else [])]
    for each in parts:
        check(each)
    arriving = home.with_name(f".{home.name}.restoring")
    shutil.rmtree(arriving, ignore_errors=True)
    for each in parts:
        for name in _manifest(each)["files"]:
            _place(each / name, arriving / name)
    moment = (now or dt.datetime.now(dt.UTC)).isoformat(timespec="seconds")
    write_durably(arriving / RESTORED, {"backed_up_at": _manifest(folder)["made_at"], "restored_at": moment})
    if home.exists():
        home.rmdir()
    arriving.rename(home)
    sync_folder(home.parent)
    return tuple(name for name in KEYS if not (home / name).exists())


def restored_at(home: Path) -> dt.datetime | None:
    """Return when a home was restored from a backup, None if it never was."""
    path = home / RESTORED
    if not path.is_file():
        return None
    return dt.datetime.fromisoformat(json.loads(path.read_text(encoding="utf-8"))["restored_at"])


def _manifest(folder: Path) -> Any:
    try:
        return json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BackupRefused(Text(f"{folder} 不是一份完整的备份。", f"{folder} is no whole backup.")) from error


def _is_whole(path: Path, sha256: str) -> bool:
    return path.is_file() and hash_of(path) == sha256


def _place(path: Path, place: Path) -> None:
    private = path.stat().st_mode & 0o077 == 0
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700 if private else 0o777)
    shutil.copyfile(path, place)
    shutil.copystat(path, place)
    sync_file(place)
