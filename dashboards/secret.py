"""The key that signs cookies: made once per home, readable by its owner only, never a default."""

import os
import secrets
from pathlib import Path

_NAME = "secret_key"
_BYTES = 32


def secret_key(home: Path) -> bytes:
    """Return the home's key; the first caller makes it, and two at once agree on one."""
    home.mkdir(parents=True, exist_ok=True)
    path = home / _NAME
    if not path.exists():
        draft = home / f"{_NAME}.{os.getpid()}.{secrets.token_hex(4)}"
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
        raise ValueError(f"{path} is damaged: delete it and start again; everybody must then sign in anew.")
    return key
