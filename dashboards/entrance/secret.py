"""The key that signs cookies: made once per home."""

from pathlib import Path

from datasets.keys import key_of

_COOKIES = "secret_key"


def secret_key(home: Path) -> bytes:
    """Return the key that signs cookies."""
    return key_of(home, _COOKIES)
