"""The dirt is there, modest, written down, and never on the largest."""

import csv
from collections import Counter
from pathlib import Path

import duckdb
import pytest

from datasets.intake.marker import MARKER
from datasets.simulate.part import parts, shares


@pytest.fixture(scope="module")
def truth(extracts: Path) -> list[dict[str, str]]:
    with (extracts / "_truth" / "dirt.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_refused_rows_are_a_modest_share(truth: list[dict[str, str]], world: duckdb.DuckDBPyConnection) -> None:
    refused = Counter(row["source"] for row in truth if row["expected"] == "refuse")
    for source in ("tax", "customs", "investment", "registry", "land"):
        rows = world.execute(f"SELECT count(*) FROM {source}").fetchall()[0][0]
        assert refused[source] <= 0.01 * rows + 2
    assert refused["tax"] > 0
    assert refused["customs"] > 0


def test_the_truth_names_only_kinds_it_was_told_of(truth: list[dict[str, str]]) -> None:
    assert {(row["source"], row["kind"], row["expected"]) for row in truth} <= {
        (source, kind, expected) for source, kind, _, expected in shares()
    }


def test_a_duplicate_is_in_the_file_twice_and_nothing_else_is(
    truth: list[dict[str, str]], world: duckdb.DuckDBPyConnection
) -> None:
    doubled = {row["key"] for row in truth if (row["source"], row["kind"]) == ("tax", "duplicate")}
    found = world.execute('SELECT "凭证号" FROM tax GROUP BY 1 HAVING count(*) > 1').fetchall()
    assert {code for (code,) in found} == doubled


@pytest.mark.parametrize(
    ("kind", "condition"),
    [
        ("taxpayer_missing", '"纳税人识别号" IS NULL'),
        ("taxpayer_full_width", "regexp_matches(\"纳税人识别号\", '[０-９]')"),
        ("taxpayer_scientific", "\"纳税人识别号\" LIKE '%E+%'"),
        ("thousands_separator", "contains(\"入库税额（元）\", ',')"),
        ("unknown_tax_type", "\"税种代码\" = '99'"),
    ],
)
def test_what_the_truth_says_is_what_the_file_shows(
    truth: list[dict[str, str]], world: duckdb.DuckDBPyConnection, kind: str, condition: str
) -> None:
    told = {row["key"] for row in truth if (row["source"], row["kind"]) == ("tax", kind)}
    shown = {key for (key,) in world.execute(f'SELECT "凭证号" FROM tax WHERE {condition}').fetchall()}
    assert shown == told


def test_the_truth_lies_outside_every_source_s_files(extracts: Path) -> None:
    delivered = {extract.path.split("/")[0] for part in parts() for extract in part.extracts}
    assert {path.name for path in extracts.iterdir()} == delivered | {"_truth", MARKER, "模拟数据.txt"}
