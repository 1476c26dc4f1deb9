"""How long is waited before something that failed is tried again: twice as long each time, up to a limit."""

import hashlib
from typing import Final

FIRST_SECONDS: Final = 300.0
LONGEST_SECONDS: Final = 6 * 3600.0
_SPREAD = 0.2
_DOUBLINGS = 16


def wait_seconds(name: str, attempts: int) -> float:
    """Return the wait after so many attempts.

    It is spread by a fifth to both sides, so that what failed together is not tried together; the spread follows from
    name and attempts, so that a ledger read again says the same.
    """
    digest = hashlib.sha256(f"{name}.{attempts}".encode()).digest()
    chance = int.from_bytes(digest[:8]) / 2**64
    whole = min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** min(attempts - 1, _DOUBLINGS))
    return round(float(whole * (1 - _SPREAD + 2 * _SPREAD * chance)), 1)
