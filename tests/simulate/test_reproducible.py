"""The same seed and scale give the same bytes; nothing else does."""

from pathlib import Path

import duckdb
import pytest

from datasets.errors import DatasetsError
from datasets.simulate import run, simulate
from datasets.text import Text

SCALE, SEED = 0.003, 11
Heard = list[tuple[Text, int, int]]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def single_threaded(database: str) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(database, config={"threads": "1"})


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Heard]:
    """A very small zone, and what was said while it was made."""
    heard: Heard = []
    out = tmp_path_factory.mktemp("first")
    simulate(out, scale=SCALE, seed=SEED, progress=lambda label, done, total: heard.append((label, done, total)))
    return out, heard


@pytest.mark.slow
def test_a_second_run_writes_the_same_bytes_on_another_number_of_threads(
    first: tuple[Path, Heard], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "connect", single_threaded)
    simulate(tmp_path, scale=SCALE, seed=SEED)
    many, one = contents(first[0]), contents(tmp_path)
    assert many.keys() == one.keys()
    assert [name for name in many if many[name] != one[name]] == []


@pytest.mark.slow
def test_another_seed_is_another_world(first: tuple[Path, Heard], tmp_path: Path) -> None:
    simulate(tmp_path, scale=SCALE, seed=SEED + 1)
    one, other = contents(first[0]), contents(tmp_path)
    assert all(one[name] != other[name] for name in one if name.endswith(".csv") and not name.startswith("_truth"))


def test_every_step_is_announced_and_counted(first: tuple[Path, Heard]) -> None:
    heard = first[1]
    assert [done for _, done, _ in heard] == list(range(len(heard)))
    assert heard[-1][1] == heard[-1][2] == len(heard) - 1
    assert all(label.zh and label.en for label, _, _ in heard)


def test_a_larger_scale_has_more_rows_and_the_same_totals(first: tuple[Path, Heard], extracts: Path) -> None:
    query = """SELECT count(*), sum(try_cast("入库税额（元）" AS DOUBLE))
               FROM read_csv(?, all_varchar = true, quote = '"')"""
    small_rows, small = duckdb.execute(query, [str(first[0] / "tax" / "2015.csv")]).fetchall()[0]
    large_rows, large = duckdb.execute(query, [str(extracts / "tax" / "2015.csv")]).fetchall()[0]
    assert large_rows > small_rows
    assert large == pytest.approx(small, rel=0.01)


def test_the_folder_says_in_both_languages_that_it_is_simulated(extracts: Path) -> None:
    notice = (extracts / "模拟数据.txt").read_text(encoding="utf-8")
    assert notice.startswith("模拟数据 / Simulated data")
    assert "seed 7" in notice
    assert "scale 0.01" in notice


@pytest.mark.parametrize("scale", [0, -1, 1000])
def test_a_scale_out_of_reach_is_refused_in_words(tmp_path: Path, scale: float) -> None:
    with pytest.raises(DatasetsError, match="scale must be between"):
        simulate(tmp_path, scale=scale)


def test_an_unknown_zone_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="There is no zone 'atlantis'"):
        simulate(tmp_path, zone="atlantis", scale=SCALE)
