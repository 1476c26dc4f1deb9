"""Snapshots are published while four processes read: each reader always sees one whole snapshot.

Forty here; JINGWEI_PUBLISHES=1000 makes a thousand, which takes some minutes.
"""

import hashlib
import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from datasets.building.build import _connect
from datasets.home import CURRENT, snapshots
from datasets.published.keep import _remove
from datasets.published.manifest import FileEntry, Manifest, TableEntry
from datasets.published.publish import publish

PUBLISHED, READERS, KEPT = int(os.environ.get("JINGWEI_PUBLISHES", "40")), 4, 20

# Opens what is current, again and again until told to stop; every sum it sees must be that of one number alone.
READER = """
import sys, time
from pathlib import Path
import datasets
home, stop = Path(sys.argv[1]), Path(sys.argv[1]) / "stop"
seen = set()
while not stop.exists():
    snapshot = datasets.open_snapshot(home)
    for sql in ("SELECT min(n) AS a, max(n) AS b, count(*) AS c FROM small", "SELECT min(n) AS a, max(n) AS b, count(*) AS c FROM served"):
        (row,) = snapshot.query(sql).to_pylist()
        assert row["a"] == row["b"] == snapshot.manifest.tables["small"].rows - 100, (snapshot.name, row)
        assert row["c"] == row["a"] + 100, (snapshot.name, row)
    seen.add(snapshot.name)
    time.sleep(0.02)
print(len(seen))
"""


def published(home: Path, number: int) -> str:
    staging = home / "staging" / str(number)
    (staging / "parts").mkdir(parents=True)
    part = staging / "parts" / "new.parquet"
    rows = f"SELECT {number} AS n FROM range({number + 100})"
    with _connect(staging, 1) as connection:
        connection.execute(f"CREATE TABLE small AS {rows}")
        connection.execute(f"COPY ({rows}) TO '{part}' (FORMAT parquet)")
        sha256 = hashlib.sha256(part.read_bytes()).hexdigest()
        part.rename(part.with_name(f"{sha256}.parquet"))
        connection.execute(f"CREATE VIEW served AS FROM read_parquet('parts/{sha256}.parquet')")
        manifest = Manifest(
            name=f"2010-12-31-{number:012x}",
            zone="teda",
            as_of=date(2010, 12, 31),
            content_hash=f"{number:012x}",
            code_version="",
            built_at=datetime.now(UTC),
            engine=f"duckdb {duckdb.__version__}",
            sources=(),
            tables={"small": TableEntry(rows=number + 100, columns=(("n", "INTEGER"),))},
            files={f"parts/{sha256}.parquet": FileEntry(sha256=sha256, bytes=0)},
        )
        return publish(connection, home, staging, manifest).name


@pytest.mark.slow
def test_no_reader_sees_half_a_snapshot(tmp_path: Path) -> None:
    published(tmp_path, 0)
    command = [sys.executable, "-W", "error", "-c", READER, str(tmp_path)]
    root = Path(__file__).parents[2]
    readers = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=root)
        for _ in range(READERS)
    ]
    for number in range(1, PUBLISHED + 1):
        name = published(tmp_path, number)
        assert (tmp_path / CURRENT).read_text("utf-8") == name
        for old in snapshots(tmp_path)[:-KEPT]:
            _remove(tmp_path, old)
    (tmp_path / "stop").touch()
    seen = []
    for reader in readers:
        out, errors = reader.communicate(timeout=60)
        assert reader.returncode == 0, errors
        seen.append(json.loads(out))
    assert min(seen) > 1
