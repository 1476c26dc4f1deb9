"""The marker of simulated data: a list of content hashes that travels with what a simulator wrote.

``simulated.sha256`` lies in the folder of the extracts, one line a file, as ``sha256sum`` writes and checks it. A file
is simulated when its hash is on the list, whatever it is called and whichever contract it comes under: a real file
beside simulated ones is real, and so is one that took a simulated one's name.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from datasets.durable import write_durably

MARKER = "simulated.sha256"


def is_simulated(path: Path, sha256: str) -> bool:
    """Return whether a marker in the file's folder, or in the one above, names this content."""
    return any(sha256 in _hashes(folder / MARKER) for folder in path.parents[:2])


def mark(folder: Path, files: Mapping[str, str]) -> None:
    """Put files on the folder's marker, given as hash by path below the folder; what else it names stays."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / MARKER
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    known = {name: sha256 for sha256, _, name in (line.partition("  ") for line in lines)}
    listed = sorted((known | dict(files)).items())
    write_durably(path, "".join(f"{sha256}  {name}\n" for name, sha256 in listed))


def _hashes(path: Path) -> frozenset[str]:
    try:
        status = path.stat()
    except FileNotFoundError:
        return frozenset()
    return _read(path, status.st_mtime_ns, status.st_size, status.st_ino)


@lru_cache(maxsize=8)
def _read(path: Path, *_stamp: int) -> frozenset[str]:
    return frozenset(line.partition(" ")[0].lower() for line in path.read_text("utf-8").splitlines())
