"""The same seed and scale give the same bytes; nothing else does."""

from pathlib import Path

import duckdb
import pytest

from datasets.simulate import run, simulate
from datasets.text import Text

SCALE = 0.003


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def single_threaded(database: str) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(database, config={"threads": "1"})


def test_two_runs_write_the_same_bytes_whatever_the_number_of_threads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    simulate(tmp_path / "many", scale=SCALE, seed=11)
    monkeypatch.setattr(run, "connect", single_threaded)
    simulate(tmp_path / "one", scale=SCALE, seed=11)
    many, one = contents(tmp_path / "many"), contents(tmp_path / "one")
    assert many.keys() == one.keys()
    assert [name for name in many if many[name] != one[name]] == []


def test_another_seed_is_another_world(tmp_path: Path) -> None:
    simulate(tmp_path / "a", scale=SCALE, seed=1)
    simulate(tmp_path / "b", scale=SCALE, seed=2)
    a, b = contents(tmp_path / "a"), contents(tmp_path / "b")
    assert all(a[name] != b[name] for name in a if name.endswith(".csv") and not name.startswith("_truth"))


def test_every_step_is_announced_and_counted(tmp_path: Path) -> None:
    heard: list[tuple[Text, int, int]] = []
    simulate(tmp_path, scale=SCALE, progress=lambda label, done, total: heard.append((label, done, total)))
    assert [done for _, done, _ in heard] == list(range(len(heard)))
    assert heard[-1][1] == heard[-1][2] == len(heard) - 1
    assert all(label.zh and label.en for label, _, _ in heard)


def test_the_folder_says_in_both_languages_that_it_is_simulated(extracts: Path) -> None:
    notice = (extracts / "模拟数据.txt").read_text(encoding="utf-8")
    assert notice.startswith("模拟数据 / Simulated data")
    assert "seed 7" in notice
    assert "scale 0.01" in notice


@pytest.mark.parametrize("scale", [0, -1, 1000])
def test_a_scale_out_of_reach_is_refused_in_words(tmp_path: Path, scale: float) -> None:
    with pytest.raises(ValueError, match="scale must be between"):
        simulate(tmp_path, scale=scale)


def test_an_unknown_zone_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="There is no zone 'atlantis'"):
        simulate(tmp_path, zone="atlantis", scale=SCALE)


def test_a_larger_scale_has_more_enterprises_and_the_same_totals(extracts: Path, tmp_path: Path) -> None:
    simulate(tmp_path, scale=0.003)
    query = (
        'SELECT count(*), sum(try_cast("入库税额（元）" AS DOUBLE)) FROM read_csv(?, all_varchar = true, quote = \'"\')'
    )
    small_rows, small = duckdb.execute(query, [str(tmp_path / "tax" / "2015.csv")]).fetchall()[0]
    large_rows, large = duckdb.execute(query, [str(extracts / "tax" / "2015.csv")]).fetchall()[0]
    assert large_rows > small_rows
    assert large == pytest.approx(small, rel=0.01)
