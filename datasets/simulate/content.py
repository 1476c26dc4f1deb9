"""The zone's simulation content, read into tables of the simulator's connection."""

import tomllib
from pathlib import Path
from typing import Any

import duckdb

from datasets.simulate.written import load_written

PACKAGE = Path(__file__).resolve().parents[1]


def zone_folder(zone: str) -> Path:
    """Return the folder of a zone; raises ``ValueError`` when there is none."""
    folder = PACKAGE / "zones" / zone
    if not (folder / "zone.toml").is_file():
        raise ValueError(f"There is no zone {zone!r}: expected the file zone.toml in datasets/zones/{zone}.")
    return folder


def zone_settings(zone: str) -> dict[str, Any]:
    """Return what zone.toml says."""
    return tomllib.loads((zone_folder(zone) / "zone.toml").read_text(encoding="utf-8"))


def load(connection: duckdb.DuckDBPyConnection, zone: str) -> None:
    """Load code lists, calibration and simulation tables, one table a file, in the files' row order."""
    folder = zone_folder(zone)
    for path in sorted((PACKAGE / "codes").glob("*.csv")) + sorted((folder / "codes").glob("*.csv")):
        _table(connection, f"code_{path.stem}", path, text=True)
    for path in sorted((folder / "simulation").glob("*.csv")):
        _table(connection, f"given_{path.stem}", path)
    load_written(connection, zone)
    _table(connection, "calibration", folder / "calibration.csv")
    connection.execute(
        """CREATE TABLE corner AS
        WITH feature AS (
            SELECT unnest(from_json(json_extract(content, '$.features'), '["JSON"]')) AS feature FROM read_text(?))
        SELECT feature->>'$.properties.code' AS street,
               (feature->'$.geometry.coordinates[0]')::DOUBLE[][] AS ring FROM feature""",
        [str(folder / "blocks.geojson")],
    )


def _table(connection: duckdb.DuckDBPyConnection, name: str, path: Path, *, text: bool = False) -> None:
    types = "all_varchar = true" if text else "sample_size = -1, auto_type_candidates = ['DOUBLE', 'VARCHAR']"
    # the table name comes from a file of ours, never from a user
    connection.execute(
        f"CREATE TABLE {name} AS SELECT * FROM read_csv(?, header = true, nullstr = '', {types})",  # noqa: S608
        [str(path)],
    )
