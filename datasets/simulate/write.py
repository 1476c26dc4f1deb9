"""Writing: extracts as CSV files, the truth about their dirt beside them, and a note that all of it is simulated."""

from pathlib import Path

import duckdb

from datasets.simulate.scripts import script

NOTICE = """模拟数据 / Simulated data

本目录的全部文件由经纬（Jingwei）的模拟器生成，不是任何部门的真实数据，企业名称和号码均为虚构。
年度总量参照公开发布的数字，其余为假设，见 datasets/zones/{zone}/calibration.csv。
_truth 目录记录有意掺入的差错，不属于部门抽取。

Every file here was made by Jingwei's simulator. None is a department's real data; names and numbers are invented.
Annual totals follow published figures where there are any; the rest is assumed.
The folder _truth lists the faults that were put in on purpose; it is not part of any extract.

zone {zone}    seed {seed}    scale {scale}
"""


def write_registry(connection: duckdb.DuckDBPyConnection, out: Path) -> None:
    """Write the business register, in GB18030 as the registrar's old system has it."""
    path = out / "registry" / "registry.csv"
    _write(connection, "registry", path)
    path.write_bytes(path.read_bytes().decode("utf-8").encode("gb18030"))


def write_year(connection: duckdb.DuckDBPyConnection, out: Path, source: str, year: int) -> None:
    """Write one year of ``tax`` or ``customs``."""
    connection.execute("SET VARIABLE year = CAST(? AS INTEGER)", [year])
    _write(connection, source, out / source / f"{year}.csv")


def write_small(connection: duckdb.DuckDBPyConnection, out: Path) -> None:
    """Write investment projects and land parcels."""
    _write(connection, "investment", out / "investment" / "investment.csv")
    _write(connection, "land", out / "land" / "land.csv")


def write_truth(connection: duckdb.DuckDBPyConnection, out: Path, *, zone: str, seed: int, scale: float) -> None:
    """Write the truth about the dirt, and the note that everything is simulated."""
    (out / "_truth").mkdir(parents=True, exist_ok=True)
    query = """SELECT source, key, truth.kind, expected FROM dirt_truth AS truth
               LEFT JOIN dirt_share USING (source, kind) ORDER BY source, key, truth.kind"""
    _copy(connection, query, out / "_truth" / "dirt.csv")
    (out / "模拟数据.txt").write_text(NOTICE.format(zone=zone, seed=seed, scale=scale), encoding="utf-8")


def _write(connection: duckdb.DuckDBPyConnection, source: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    query = script(f"extracts/{source}")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE extract AS {query}")
    connection.execute(
        "INSERT INTO dirt_truth SELECT ?, _key, _dirt FROM extract WHERE _dirt <> 'duplicate copy'",
        [source],
    )
    _copy(connection, "SELECT * EXCLUDE (_key, _dirt) FROM extract", path)
    connection.execute("DROP TABLE extract")


def _copy(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    target = str(path).replace("'", "''")  # COPY takes no parameter for its file
    connection.execute(f"COPY ({query}) TO '{target}' (FORMAT csv, HEADER, DELIMITER ',')")
