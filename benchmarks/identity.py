"""How fast numbers are judged and records linked, and how good links are: on the hidden truth and on public sets.

``python -m benchmarks.identity`` judges numbers and compares on the public sets; a folder of extracts is linked too.
"""

import sys
import time
from pathlib import Path

import duckdb

from benchmarks.people import SETS, compare
from datasets.contract import Kind
from datasets.identity.truth import Quality, linked_quality
from datasets.reading.identifiers import MACROS, identifier, plain_spelling

NUMBERS = 2_000_000
PUBLIC = Path(__file__).resolve().parents[2] / "shared" / "data" / "linkage"

# Numbers of the right shape with all sorts of check characters, each spelling once.
SPELLINGS = {
    Kind.PERSON_NUMBER: "with_person_check(left('11010119500101' || lpad((n % 1000)::TEXT, 3, '0'), 6) "
    "|| (19500101 + n % 28 + 100 * (n % 12) + 10000 * (n // 50000))::TEXT || lpad((n % 1000)::TEXT, 3, '0'))",
    Kind.ORGANISATION_CODE: "(10000000 + n * 37)::TEXT || (n % 10)::TEXT",
    Kind.CREDIT_CODE: "'91120116' || (10000000 + n * 37)::TEXT || (n % 10)::TEXT || 'X'",
    Kind.REGISTRATION_NUMBER: "'120191' || lpad((n * 11)::TEXT, 9, '0')",
    Kind.TAXPAYER_NUMBER: "'120115' || (10000000 + n * 37)::TEXT || (n % 10)::TEXT",
}


def numbers(count: int = NUMBERS) -> None:
    """Print how long so many distinct numbers of each kind take to be judged."""
    with duckdb.connect() as connection:
        connection.execute(MACROS)
        for kind, sql in SPELLINGS.items():
            connection.execute(
                f"CREATE OR REPLACE TEMP TABLE written AS SELECT {sql} AS text FROM range({count}) t(n)"  # noqa: S608
            )
            started = time.perf_counter()
            (counted,) = connection.execute(
                f"SELECT count(*), count({identifier(kind)}) FROM (SELECT {plain_spelling(kind)} AS plain FROM written)"  # noqa: S608
            ).fetchall()
            print(f"{counted[0]:,} of {kind.value}, {counted[1]:,} good: {time.perf_counter() - started:.2f} s")


def public_sets() -> None:
    """Print our quality and that of Splink's own default settings on the public sets, if they are here."""
    for each in SETS:
        if (PUBLIC / each.file).is_file():
            for who, quality in zip(("ours", "Splink's defaults"), compare(each, PUBLIC), strict=True):
                print(f"{each.file}, {who}: {_said(quality)}")


def links(extracts: Path) -> None:
    """Print how good the links of a folder of simulated extracts are, and how long they take, reading included."""
    for subject in ("entity", "person"):
        started = time.perf_counter()
        quality = linked_quality(extracts, extracts / "_truth", subject)
        seconds = time.perf_counter() - started
        print(f"{subject}, {quality.records:,} records: {_said(quality)}; read, checked and linked in {seconds:.1f} s")


def _said(quality: Quality) -> str:
    return f"precision {quality.precision:.5f}, recall {quality.recall:.5f}, F1 {quality.f1:.5f}"


def run(extracts: Path | None = None) -> None:
    """Run everything there is data for."""
    numbers()
    public_sets()
    if extracts:
        links(extracts)


if __name__ == "__main__":
    run(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
