"""Equal extracts give equal snapshots, wherever, whenever and with however many threads they are built."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

import datasets
from datasets.building.derivation import Derivation
from datasets.building.fingerprint import code_version, fingerprints
from tests.datasets.tiny import put


def test_two_homes_and_other_threads_give_the_same_name(write: Callable[..., Path], tmp_path: Path) -> None:
    first = datasets.build(write(folder="here"), home=tmp_path / "one", threads=1)
    second = datasets.build(write(folder="there"), home=tmp_path / "two", threads=4)
    assert first.name == second.name
    prints = [
        {name: entry.fingerprint for name, entry in datasets.open_snapshot(tmp_path / home).manifest.tables.items()}
        for home in ("one", "two")
    ]
    assert prints[0] == prints[1]
    assert all(prints[0].values())


def test_building_again_reuses_what_is_published(write: Callable[..., Path], tiny_home: Path) -> None:
    first = datasets.current_name(tiny_home) or ""
    inode = (tiny_home / "snapshots" / first).stat().st_ino
    second = datasets.build(write(), home=tiny_home)
    assert not second.published
    assert first == second.name
    assert (tiny_home / "snapshots" / first).stat().st_ino == inode
    assert not list((tiny_home / "staging").iterdir())


def test_one_fen_makes_another_snapshot(write: Callable[..., Path], tiny_home: Path) -> None:
    first = datasets.current_name(tiny_home)
    second = datasets.build(write(put("tax/2010.csv", 1, "入库税额（元）", "1001.24")), home=tiny_home)
    assert first != second.name
    assert datasets.current_name(tiny_home) == second.name


def test_a_damaged_snapshot_is_replaced_not_reused(write: Callable[..., Path], tiny_home: Path) -> None:
    home, name = tiny_home, datasets.current_name(tiny_home) or ""
    (home / "snapshots" / name / "manifest.json").unlink()
    again = datasets.build(write(), home=home)
    assert (again.name, again.published) == (name, True)
    datasets.verify(home)


def test_the_name_begins_with_the_last_day_of_the_data(tiny_published: Path) -> None:
    assert (datasets.current_name(tiny_published) or "").startswith("2010-12-31-")


def test_derivations_become_tables_and_are_part_of_the_name(write: Callable[..., Path], tiny_home: Path) -> None:
    def cube(snapshot: datasets.Snapshot) -> dict[str, object]:
        rows = snapshot.query("SELECT count(*) AS n FROM base_economy__tax_payment")
        return {"cube_sql": "SELECT sum(paid_yuan) AS paid_yuan FROM base_economy__tax_payment", "cube_rows": rows}

    cubes = Derivation(name="cubes", label=datasets.Text("立方体", "Cubes"), tables=cube)  # type: ignore[arg-type]
    plain = datasets.current_name(tiny_home)
    derived = datasets.build(write(), home=tiny_home, derivations=[cubes])
    assert plain != derived.name
    snapshot = datasets.open_snapshot(tiny_home)
    assert snapshot.query("SELECT n FROM cube_rows").to_pydict() == {"n": [720]}
    assert snapshot.has("cube_sql")
    assert snapshot.manifest.tables["cube_sql"].fingerprint is None


def test_a_derivation_may_not_overwrite_a_base(write: Callable[..., Path], tiny_home: Path) -> None:
    bad = Derivation(
        name="bad", label=datasets.Text("坏", "Bad"), tables=lambda _: {"base_economy__tax_payment": "SELECT 1"}
    )
    name = datasets.current_name(tiny_home)
    with pytest.raises(datasets.DatasetsError, match="已经存在"):
        datasets.build(write(), home=tiny_home, derivations=[bad])
    assert datasets.current_name(tiny_home) == name
    assert datasets.snapshots(tiny_home) == [name]


ROWS = [("a", 1), ("b", None), (None, 2), ("a", 1)]


def prints(*tables: tuple[str, list[tuple[object, object]]]) -> list[str | None]:
    connection = duckdb.connect()
    found = []
    for kind, rows in tables:
        connection.execute(f"CREATE OR REPLACE TABLE t (name TEXT, value {kind})")
        connection.executemany("INSERT INTO t VALUES (?, ?)", rows)
        found.append(fingerprints(connection)["t"].fingerprint)
    return found


def test_the_order_of_rows_does_not_matter() -> None:
    a, b = prints(("INTEGER", ROWS), ("INTEGER", ROWS[::-1]))
    assert a == b


@pytest.mark.parametrize(
    "other",
    [
        ("BIGINT", ROWS),
        ("INTEGER", ROWS[:-1]),
        ("INTEGER", [*ROWS[:-1], ("b", None)]),
        ("INTEGER", [("a", 1), ("b", None), ("-", 2), ("a", 1)]),
        ("INTEGER", [("a", 1), ("b", 0), (None, 2), ("a", 1)]),
        ("INTEGER", [("b", 1), ("a", None), (None, 2), ("a", 1)]),
    ],
)
def test_everything_else_does(other: tuple[str, list[tuple[object, object]]]) -> None:
    a, b = prints(("INTEGER", ROWS), other)
    assert a != b


def test_equal_rows_do_not_cancel_out() -> None:
    a, b = prints(("INTEGER", [("a", 1), ("a", 1)]), ("INTEGER", [("b", 1), ("b", 1)]))
    assert a != b


def test_a_fingerprint_is_the_same_in_every_release() -> None:
    assert prints(("INTEGER", ROWS)) == ["0c0365d9789787e8f4ab33a5d46331fc503326982f70d1c5fccf2a531e656bce"]


def test_the_code_version_follows_the_sources_alone(tmp_path: Path) -> None:
    package = tmp_path / "package"
    package.mkdir()
    (package / "a.py").write_text("x = 1\n")
    first = code_version([package])
    (package / "a.pyc").write_text("compiled")
    assert code_version([package]) == first
    (package / "apart" / "deep").mkdir(parents=True)
    (package / "apart" / "APART.md").write_text("no snapshot is made from this")
    (package / "apart" / "deep" / "b.py").write_text("y = 1\n")
    assert code_version([package]) == first
    (package / "a.py").write_text("x = 2\n")
    assert code_version([package]) != first
