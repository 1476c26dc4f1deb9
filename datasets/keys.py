"""Keys made once per home, readable by its owner only, never a default: one signs cookies, one seals the audit."""

import os
import secrets
from pathlib import Path

_BYTES = 32


def key_of(home: Path, name: str) -> bytes:
    """Return the home's key of that name; the first caller makes it, and two at once agree on one."""
    home.mkdir(parents=True, exist_ok=True)
    path = home / name
    if not path.exists():
        draft = home / f"{name}.{os.getpid()}.{secrets.token_hex(4)}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(_BYTES))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)  # fails when another process was first; its key then holds
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    key = path.read_bytes()
    if len(key) != _BYTES:
        raise ValueError(f"{path} is damaged: restore it from the backup.")
    return key
