"""How long a department waits for its return workbook: two million rows delivered, all of them refused at worst."""

import resource
import time
from pathlib import Path

import duckdb

from datasets.catalogue import sources
from datasets.intake.returned import write_returned
from datasets.intake.submit import submit

ROWS = 2_000_000


def run(folder: Path, rows: int = ROWS) -> None:
    """Submit so many rows with one fault in fifty, then write a workbook of as many faults."""
    extract = folder / "many.csv"
    _write(extract, rows)
    started = time.perf_counter()
    result = submit(folder / "submitted", "tax", extract)
    print(
        f"submit {result.rows:,} rows, {result.rows - result.accepted:,} refused, checked and returned: "
        f"{time.perf_counter() - started:.1f} s"
    )
    started = time.perf_counter()
    path = _all_refused(folder, rows)
    seconds, size = time.perf_counter() - started, path.stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"return workbook of {rows:,} refused rows: {seconds:.1f} s, {size / 1e6:.0f} MB; peak memory {peak:.0f} MB")


def _write(extract: Path, rows: int) -> None:
    """Write a tax extract of which every fiftieth amount is written with a thousands separator."""
    titles = ",".join(field.header for field in sources()["tax"].fields)
    with duckdb.connect() as connection:
        connection.execute(
            f"""
            COPY (SELECT 'V' || n AS v, '120115100079190' AS t, '天津第' || n % 3000 || '有限公司' AS name, '01' AS tax,
                '2010-' || lpad((1 + n % 12)::TEXT, 2, '0') AS month,
                CASE WHEN n % 50 = 0 THEN '12,345.00' ELSE (20000 + n % 1000)::TEXT || '.00' END AS levied,
                (10000 + n % 1000)::TEXT || '.00' AS paid FROM range({rows}) AS r(n))
            TO '{extract}.body' (FORMAT csv, HEADER false)
            """  # noqa: S608 - numbers and our own path
        )
    with extract.open("w", encoding="utf-8") as written, Path(f"{extract}.body").open(encoding="utf-8") as body:
        written.write(titles + "\n")
        while piece := body.read(1 << 20):
            written.write(piece)


def _all_refused(folder: Path, rows: int) -> Path:
    with duckdb.connect() as connection:
        connection.execute(f"""
            CREATE TABLE receipt AS SELECT 1 AS receipt, 'tax' AS source, 'tax/2010.csv' AS file,
                {rows}::BIGINT AS rows, {rows}::BIGINT AS refused_rows, true AS refused;
            CREATE TABLE finding (source TEXT, file TEXT, receipt INTEGER, rule TEXT, severity TEXT, field TEXT,
                row_count BIGINT, zh TEXT, en TEXT);
            CREATE TABLE quarantine AS SELECT 'tax' AS source, 1 AS receipt, (n + 1)::INTEGER AS source_row,
                '应征税额（元）' AS field, (n * 12345)::TEXT AS value, 'thousands_separator' AS rule,
                '请去掉逗号：' || n AS suggestion_zh, 'drop the commas: ' || n AS suggestion_en
            FROM range({rows}) AS r(n);
        """)  # noqa: S608 - numbers
        path = write_returned(connection, sources()["tax"], folder / "returned.xlsx")
    if path is None:
        raise AssertionError("nothing was returned")
    return path
