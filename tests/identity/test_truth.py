"""How good links are on the simulator's hidden truth, and how it is counted."""

from pathlib import Path

import duckdb
import pytest

from datasets.errors import DatasetsError
from datasets.identity.truth import Quality, linked_quality, measure
from datasets.simulate import simulate

# Difficulty: persons' precision and recall, organisations' precision and recall.
DEMANDED = {
    "easy": (0.9995, 0.999, 0.999, 0.995),
    "real": (0.9995, 0.99, 0.999, 0.97),
    "hard": (0.9995, 0.98, 0.999, 0.95),
}
SCALE = 0.02


def test_pairs_are_counted_within_subjects() -> None:
    connection = duckdb.connect()
    connection.execute(
        "CREATE TEMP TABLE truth AS SELECT 's' AS source, unnest(['1', '2', '3', '4']) AS key, unnest(['a', 'a', 'a', 'b']) AS id"
    )
    connection.execute(
        "CREATE TEMP TABLE found AS SELECT 's' AS source, unnest(['1', '2', '3', '4', '9']) AS serial, unnest(['x', 'x', 'y', 'y', 'z']) AS id"
    )
    quality = measure(connection, "found")
    assert quality == Quality(records=4, true_pairs=3, linked_pairs=2, both=1)
    assert (quality.precision, round(quality.recall, 4), quality.f1) == (0.5, 0.3333, 0.4)


def test_a_folder_without_truth_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetsError, match=r"truth_entity\.csv"):
        linked_quality(tmp_path, tmp_path, "entity")


@pytest.mark.slow
@pytest.mark.parametrize("difficulty", DEMANDED)
def test_links_are_as_good_as_demanded(difficulty: str, tmp_path: Path) -> None:
    simulate(tmp_path, scale=SCALE, seed=11, difficulty=difficulty)
    persons = linked_quality(tmp_path, tmp_path / "_truth", "person")
    organisations = linked_quality(tmp_path, tmp_path / "_truth", "entity")
    precision, recall, precision_of_organisations, recall_of_organisations = DEMANDED[difficulty]
    assert persons.precision >= precision
    assert persons.recall >= recall
    assert organisations.precision >= precision_of_organisations
    assert organisations.recall >= recall_of_organisations
