"""Writing: extracts as CSV files, the truth about their dirt beside them, and the marker that they are simulated."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import duckdb

from datasets.catalogue import sources
from datasets.durable import keep_private
from datasets.intake.marker import mark
from datasets.simulate.part import Extract, parts
from datasets.simulate.scripts import script

NOTICE = """模拟数据 / Simulated data

本目录的全部文件由经纬（Jingwei）的模拟器生成，不是任何部门的真实数据，企业名称和号码均为虚构。
年度总量参照公开发布的数字，其余为假设，见 datasets/zones/{zone}/calibration.csv。
人员全部虚构：公民身份号码第 3、4 位为 98（GB/T 2260 无此地级代码，从未发放），手机号以 12 开头，护照号以 QX 开头。
simulated.sha256 列出每个文件内容的哈希：入库时据此认定为模拟数据，可用 sha256sum -c 核对。
_truth 目录记录有意掺入的差错，不属于部门抽取。

Every file here was made by Jingwei's simulator. None is a department's real data; names and numbers are invented.
Annual totals follow published figures where there are any; the rest is assumed.
All persons are invented: digits 3 and 4 of their numbers are 98, which no prefecture of GB/T 2260 has, so that no
authority ever gave out such a number; mobile numbers begin with 12, passports with QX.
simulated.sha256 lists the hash of each file's content, by which it is known as simulated when it is taken in
(sha256sum -c checks it).
The folder _truth lists the faults that were put in on purpose; it is not part of any extract.

zone {zone}    seed {seed}    scale {scale}
"""


def write_extract(connection: duckdb.DuckDBPyConnection, out: Path, extract: Extract, year: int) -> Path:
    """Write one file of an extract, in the encoding the department's old system has; return where it lies."""
    connection.execute("SET VARIABLE year = CAST(? AS INTEGER)", [year])
    path = out / extract.path.format(year=year)
    private = sources()[extract.source].apart
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700 if private else 0o777)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE extract AS {script(f'extracts/{extract.source}')}")
    connection.execute(
        "INSERT INTO dirt_truth SELECT ?, _key, _dirt FROM extract WHERE _dirt <> 'duplicate copy'",
        [extract.source],
    )
    _copy(connection, "SELECT * EXCLUDE (_key, _dirt) FROM extract", path, extract.delimiter)
    connection.execute("DROP TABLE extract")
    if extract.encoding != "utf-8":
        path.write_bytes(path.read_bytes().decode("utf-8").encode(extract.encoding))
    if private:  # as a department's file about persons must be, though these are invented
        keep_private(path)
    return path


def write_truth(connection: duckdb.DuckDBPyConnection, out: Path, *, zone: str, seed: int, scale: float) -> None:
    """Write the truth about the dirt, and the note for people that everything is simulated."""
    (out / "_truth").mkdir(parents=True, exist_ok=True)
    query = """SELECT source, key, truth.kind, expected FROM dirt_truth AS truth
               LEFT JOIN dirt_share USING (source, kind) ORDER BY source, key, truth.kind"""
    _copy(connection, query, out / "_truth" / "dirt.csv")
    for table in (table for part in parts() for table in part.truth):
        _copy(connection, f"FROM {table} ORDER BY ALL", out / "_truth" / f"{table}.csv")
    (out / "模拟数据.txt").write_text(NOTICE.format(zone=zone, seed=seed, scale=scale), encoding="utf-8")


def write_marker(out: Path, written: Sequence[Path]) -> None:
    """Put the files of this run on the marker that travels with them; nothing else in the folder is touched by it."""
    mark(out, {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in written})


def _copy(connection: duckdb.DuckDBPyConnection, query: str, path: Path, delimiter: str = ",") -> None:
    target = str(path).replace("'", "''")  # COPY takes no parameter for its file
    connection.execute(f"COPY ({query}) TO '{target}' (FORMAT csv, HEADER, DELIMITER '{delimiter}')")
