"""The predecessor: the standing file whose place a new one would take, and what of it the new one lacks."""

import hashlib
from pathlib import Path

import duckdb

from datasets.building.codes import codes_by_list
from datasets.building.collect import Delivery, take_in
from datasets.building.parts import take
from datasets.checking.check import check
from datasets.checking.shrunk import Shrinkage, limits
from datasets.contract import Source
from datasets.intake.marker import is_simulated
from datasets.intake.opening import SUFFIXES
from datasets.intake.trial import bench
from datasets.rows import single
from datasets.sql import literal, quoted

SHOWN = 3  # keys named in the finding


def standing_file(place: Path) -> Path | None:
    """Return the standing file that one at ``place`` replaces, of whatever format."""
    found = place.parent.glob(f"{place.stem}.*") if place.parent.is_dir() else ()
    return next((path for path in sorted(found) if path.stem == place.stem and path.suffix.lower() in SUFFIXES), None)


def shrinkage(
    connection: duckdb.DuckDBPyConnection, source: Source, received: Delivery, place: Path, folder: Path
) -> Shrinkage | None:
    """Return which keys standing at ``place`` are not among the ``accepted`` ones, None where nothing is promised.

    A real file owes nothing to a simulated one, nor the other way round.
    """
    before = standing_file(place)
    if before is None or source.delivery_mode not in limits():
        return None
    with before.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    if sha256 == received.sha256 or is_simulated(before, sha256) != received.simulated:
        return None
    keys = ", ".join(quoted(name) for name in source.unique)
    known = folder / "known.parquet"
    _write_keys(source, before, sha256, folder, known)
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE gone AS
        SELECT * FROM read_parquet({literal(str(known))}) ANTI JOIN accepted USING ({keys}) ORDER BY ALL
    """)  # noqa: S608 - from contracts, which are code
    count = single(connection, f"SELECT count(*) FROM read_parquet({literal(str(known))})")[0]  # noqa: S608 - our own path
    missing = single(connection, "SELECT count(*) FROM gone")[0]
    shown = connection.execute(f"SELECT concat_ws(' + ', {keys}) FROM gone LIMIT {SHOWN}").fetchall()  # noqa: S608 - as above
    examples = () if source.apart else tuple(text for (text,) in shown)
    return Shrinkage(known=count, missing=missing, examples=examples)


def _write_keys(source: Source, path: Path, sha256: str, folder: Path, out: Path) -> None:
    """Write the distinct keys of the rows that were taken of a standing file."""
    keys = ", ".join(quoted(name) for name in source.unique)
    work = folder / "standing"
    work.mkdir(mode=0o700)
    standing = Delivery(
        receipt=1,
        source=source.key,
        file=path.name,
        sha256=sha256,
        bytes=path.stat().st_size,
        encoding=source.encoding,
        landed=path,
    )
    with bench() as connection:
        deliveries, _ = take_in(standing, source, work)
        codes = codes_by_list(connection)
        check(connection, source, take(connection, source, deliveries, home=work, staging=work, codes=codes))
        connection.execute(f"COPY (SELECT DISTINCT {keys} FROM accepted) TO {literal(str(out))} (FORMAT parquet)")  # noqa: S608 - from contracts
