"""Snapshots are whole or known not to be; one can go back, compare, and let old ones go."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import datasets
from datasets.home import building
from tests.datasets.tiny import put, tiny_zone, write_extract


@pytest.fixture(scope="module")
def twice(tiny_published: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    folder, extract = tmp_path_factory.mktemp("twice"), tiny_zone()
    home = shutil.copytree(tiny_published, folder / "home")
    first = datasets.current_name(home) or ""
    put("tax/2010.csv", 1, "入库税额（元）", "1001.24")(extract)
    return home, first, datasets.build(write_extract(folder / "extracts", extract), home=home).name


@pytest.fixture
def two(twice: tuple[Path, str, str], tmp_path: Path) -> tuple[Path, str, str]:
    """The test's own home with two snapshots, and their names."""
    home, first, second = twice
    return shutil.copytree(home, tmp_path / "home"), first, second


def flip(path: Path, position: int) -> None:
    path.chmod(0o644)
    content = bytearray(path.read_bytes())
    content[position % len(content)] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("position", [0, 5_000, 100_000, -1])
@pytest.mark.parametrize("file", ["snapshot.duckdb", "manifest.json"])
def test_a_flipped_bit_is_found(file: str, position: int, two: tuple[Path, str, str]) -> None:
    home, _, name = two
    datasets.verify(home)
    flip(home / "snapshots" / name / file, position)
    with pytest.raises(datasets.SnapshotDamaged) as damaged:
        datasets.verify(home)
    assert name in damaged.value.text.zh
    assert name in damaged.value.text.en


def test_a_changed_extract_in_the_landing_is_found(two: tuple[Path, str, str]) -> None:
    home, _, _ = two
    for landed in (home / "landing/tax").glob("*.csv"):
        flip(landed, 100)
    with pytest.raises(datasets.SnapshotDamaged, match=r"落地文件缺失或被改动：税务局 tax/20"):
        datasets.verify(home)


def test_rollback_and_forward(two: tuple[Path, str, str]) -> None:
    home, first, second = two
    assert datasets.snapshots(home) == [first, second]
    datasets.rollback(home, first)
    assert datasets.current_name(home) == first
    assert datasets.open_snapshot(home).name == first
    datasets.rollback(home, second)
    assert datasets.open_snapshot(home).name == second


def test_no_rollback_to_a_damaged_or_missing_one(two: tuple[Path, str, str]) -> None:
    home, first, second = two
    flip(home / "snapshots" / first / "snapshot.duckdb", 9_999)
    with pytest.raises(datasets.SnapshotDamaged):
        datasets.rollback(home, first)
    with pytest.raises(datasets.SnapshotMissing):
        datasets.rollback(home, "../../etc")
    assert datasets.current_name(home) == second


def test_difference_names_the_file_the_table_and_the_rows(two: tuple[Path, str, str]) -> None:
    home, first, second = two
    frame = datasets.difference(home, first, second)
    lines = {
        (line.kind, line.name): (line.rows_a, line.rows_b, line.only_a, line.only_b) for line in frame.itertuples()
    }
    assert lines["table", "base_economy__tax_payment"] == (720, 720, 1, 1)
    assert ("file", "tax: tax/2010.csv") in lines
    assert {name for kind, name in lines if kind == "table"} == {
        "base_economy__tax_payment",
        "conservation",
        "receipt",
    }
    assert datasets.difference(home, first, first).empty


def test_where_rows_came_from_is_no_difference_even_where_a_table_says_nothing_else(
    two: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    home, first, second = two
    columns = datasets.open_snapshot(home, first).columns("base_economy__tax_payment")
    monkeypatch.setattr("datasets.published.difference.PROVENANCE", columns)
    assert "base_economy__tax_payment" not in set(datasets.difference(home, first, second)["name"])


def test_garbage_is_old_snapshots_and_orphans_never_the_current_one(two: tuple[Path, str, str]) -> None:
    home, first, second = two
    datasets.rollback(home, first)
    (home / "staging/dead").mkdir()
    landed = sorted((home / "landing").rglob("*.csv"))
    assert datasets.collect_garbage(home, keep=1) == ["dead"]
    datasets.rollback(home, second)
    assert datasets.collect_garbage(home, keep=1) == [first]
    assert datasets.snapshots(home) == [second]
    assert sorted((home / "landing").rglob("*.csv")) == landed
    with pytest.raises(datasets.DatasetsError):
        datasets.collect_garbage(home, keep=0)


def test_nothing_moves_while_a_builder_is_at_work(two: tuple[Path, str, str], write: Callable[..., Path]) -> None:
    home, first, _ = two
    with building(home):
        for attempt in (
            lambda: datasets.build(write(), home=home),
            lambda: datasets.rollback(home, first),
            lambda: datasets.collect_garbage(home),
        ):
            with pytest.raises(datasets.BuilderBusy) as busy:
                attempt()
            assert "另一个构建" in busy.value.text.zh
            assert "Another builder" in busy.value.text.en


def test_before_the_first_build_everything_says_so(tmp_path: Path) -> None:
    assert datasets.current_name(tmp_path) is None
    assert datasets.snapshots(tmp_path) == []
    with pytest.raises(datasets.SnapshotMissing, match="jingwei build"):
        datasets.open_snapshot(tmp_path)
    with pytest.raises(datasets.SnapshotMissing):
        datasets.verify(tmp_path)


def test_the_doctor_sees_a_whole_and_a_damaged_home(two: tuple[Path, str, str]) -> None:
    home, _, second = two
    assert all(good for good, _ in datasets.examine(home))
    shutil.rmtree(home / "snapshots" / second)
    assert [good for good, _ in datasets.examine(home)] == [True, True, True, True, False]


def test_the_ledger_remembers_builds_and_receipts(two: tuple[Path, str, str], write: Callable[..., Path]) -> None:
    home, first, second = two
    with pytest.raises(datasets.DatasetsError):
        datasets.build(home / "nowhere", home=home)
    broken = write(folder="broken")
    (broken / "land/land.csv").write_bytes(b"")
    with pytest.raises(datasets.BuildRefused):
        datasets.build(broken, home=home)
    ledger = datasets.open_ledger(home, ["CREATE TABLE IF NOT EXISTS mine (x INTEGER) STRICT"])
    builds = [tuple(row) for row in ledger.execute("SELECT outcome, snapshot FROM build ORDER BY id")]
    assert builds == [("published", first), ("published", second), ("refused", "")]
    assert ledger.execute("SELECT count(*) FROM receipt WHERE source = 'tax'").fetchone()[0] == 3
    assert ledger.execute("PRAGMA synchronous").fetchone()[0] == 2
    ledger.close()
