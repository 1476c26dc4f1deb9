"""Writers: extracts are written on several threads while the rest of the world is made."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Self

import duckdb

from datasets.simulate.part import Extract
from datasets.simulate.write import write_extract
from datasets.text import Text

THREADS = 2


@dataclass(frozen=True, kw_only=True)
class File:
    """One file of an extract: that of a year where the extract has one a year."""

    part: str
    extract: Extract
    year: int

    @property
    def label(self) -> Text:
        """Return what writing it is called."""
        path = self.extract.path.format(year=self.year)
        return Text(f"写出 {path}", f"Writing {path}")


class Writers:
    """Threads that write files below a folder, each on a cursor of its own with the world's variables."""

    def __init__(self, world: duckdb.DuckDBPyConnection, out: Path) -> None:
        self._world, self._out = world, out
        self._pool = ThreadPoolExecutor(THREADS)
        self._free: SimpleQueue[duckdb.DuckDBPyConnection] = SimpleQueue()
        self._made = 0

    def write(self, file: File) -> Future[Path]:
        """Begin to write a file; what it is written from must be in the world by now."""
        if self._made < THREADS:
            self._free.put(self._cursor())
            self._made += 1
        return self._pool.submit(self._write, file)

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        cursor = self._world.cursor()
        for name, value, kind in self._world.execute("SELECT name, value, type FROM duckdb_variables()").fetchall():
            cursor.execute(f"SET VARIABLE {name} = CAST(? AS {kind})", [value])
        return cursor

    def _write(self, file: File) -> Path:
        cursor = self._free.get()
        try:
            return write_extract(cursor, self._out, file.extract, file.year)
        finally:
            self._free.put(cursor)

    def __enter__(self) -> Self:
        """Return these writers."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait until everything begun is written; after an error begin nothing more."""
        self._pool.shutdown(cancel_futures=error is not None)
