"""The code that decides what a delivered file says, as a hash: what was read by other code is read again."""

import hashlib
from functools import cache
from pathlib import Path

import duckdb

ROOT = Path(__file__).parent


@cache
def reading_code() -> str:
    """Return a hash of the code that reads and checks: this package's own modules, and those that open files."""
    digest = hashlib.sha256(duckdb.__version__.encode())
    for path in sorted([*ROOT.glob("*.py"), *ROOT.glob("intake/**/*.py")]):
        digest.update(f"{path.relative_to(ROOT).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()
