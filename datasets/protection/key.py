"""The key: thirty-two random bytes of this home under which persons are named, readable by the builder alone."""

import os
import secrets
import stat
from pathlib import Path

from datasets.durable import sync_folder
from datasets.errors import DatasetsError
from datasets.text import Text

BYTES = 32


def key_file(home: Path) -> Path:
    """Return where the key of a home lies."""
    return home / "keys" / "person.key"


def person_key(home: Path) -> bytes:
    """Return the key, made by the first build that needs it.

    Raises DatasetsError when others than its owner could read it, or when it is not a key. To rotate it, move the file
    away: the next new snapshot names persons under a new key, and snapshots published before keep their names.
    """
    path = key_file(home)
    if not path.exists():
        _make(path)
    mode = path.stat().st_mode
    if stat.S_IMODE(mode) & 0o077 or path.stat().st_uid != os.geteuid():
        raise DatasetsError(
            Text(
                f"人员密钥 {path} 可被他人读取或不属于当前用户（权限 {stat.S_IMODE(mode):04o}）；"
                "请由其所有者执行 chmod 600 后再构建。如已泄露，请移走该文件以更换密钥。",
                f"The key of persons {path} is open to others or another user's (mode {stat.S_IMODE(mode):04o}); "
                "its owner must run chmod 600 before a build. If it has leaked, move the file away to rotate it.",
            )
        )
    key = path.read_bytes()
    if len(key) != BYTES:
        raise DatasetsError(
            Text(
                f"人员密钥 {path} 不是 {BYTES} 字节，可能已损坏；请从备份恢复。",
                f"The key of persons {path} is not {BYTES} bytes long and may be damaged; restore it from a backup.",
            )
        )
    return key


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # never seen by anybody else, not even for a moment: created with its mode, and only if it is not there
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as content:
        content.write(secrets.token_bytes(BYTES))
        content.flush()
        os.fsync(content.fileno())
    sync_folder(path.parent)
