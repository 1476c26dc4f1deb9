"""Five measures of the data: what is counted, and that a fault in an extract shows in the right one."""

import pytest

import datasets
from datasets import quality
from datasets.directory import resources
from datasets.ledger import open_ledger
from datasets.quality import measure
from datasets.quality.norm import Measure, Threshold, allowances, thresholds
from tests.datasets.tiny import put, tiny_zone, write_extract


@pytest.fixture
def shares(tiny_home, tmp_path):
    def of(*edits):
        extract = tiny_zone()
        for edit in edits:
            edit(extract)
        folder = write_extract(tmp_path / "extracts", extract)
        datasets.build(folder, home=tiny_home, derivations=(quality.DERIVATION,))
        rows = datasets.open_snapshot(tiny_home).query("FROM quality").to_pylist()
        return tiny_home, {(row["source"], row["measure"]): (row["part"], row["whole"]) for row in rows}

    return of


def test_a_clean_zone_is_complete_accurate_and_linked(shares):
    _, found = shares()
    assert found["tax", "accuracy"] == (720, 720)
    assert found["tax", "consistency"] == (720, 720)
    assert found["registry", "coverage"] == (1000, 1000)
    assert found["customs", "completeness"][0] == found["customs", "completeness"][1] > 0


def test_each_fault_shows_in_its_own_measure(shares):
    _, found = shares(
        put("tax/2010.csv", 7, "税种代码", "99"),
        put("customs/2010.csv", 3, "重量（千克）", ""),
        put("tax/2009.csv", 5, "纳税人识别号", "120115" + "500000007"),
    )
    assert found["tax", "accuracy"] == (719, 720)  # an unknown tax
    assert found["tax", "consistency"] == (718, 719)  # a taxpayer nobody registered
    part, whole = found["customs", "completeness"]
    assert whole - part == 1
    assert found["customs", "accuracy"] == (360, 360)


def test_an_old_extract_is_not_fresh_and_a_yearly_one_may_be_older(shares):
    late = [put("customs/2010.csv", row, "进出口月份", "2010-06") for row in range(1, 361)]
    _, found = shares(*late)
    assert found["customs", "freshness"] == (0, 1)
    assert found["tax", "freshness"] == (1, 1)
    assert found["investment", "freshness"] == (1, 1)


def test_a_register_is_as_fresh_as_the_day_it_came(shares, tmp_path):
    home, found = shares()
    assert found["registry", "freshness"] == (1, 1)
    came, other = open_ledger(home), open_ledger(tmp_path / "other")
    with other:
        came.backup(other)
        other.execute("UPDATE receipt SET received_at = replace(received_at, substr(received_at, 1, 10), '2010-10-01')")
    came.close()
    other.close()
    datasets.build(tmp_path / "extracts", home=tmp_path / "other", derivations=(quality.DERIVATION,))
    rows = datasets.open_snapshot(tmp_path / "other").query("FROM quality WHERE measure = 'freshness'").to_pylist()
    assert {row["source"] for row in rows if not row["part"]} == {"registry"}


def test_old_figures_that_are_sent_again_do_not_become_fresh():
    """What is published, and what is measured daily, is as old as it says; a road's opening says nothing."""
    told = {
        (key, field.name)
        for key, source in datasets.sources().items()
        for field in source.fields
        if measure._is_day_of_news(source, field)
    }
    assert {("gdp_quarter", "published_date"), ("station_reading", "reading_date")} <= told
    assert {name for _, name in told} == {"published_date", "reading_date"}


def test_a_source_that_never_came_counts_against_coverage(shares):
    _, found = shares()
    absent = [key for key, source in datasets.sources().items() if not source.required]
    assert all(found[key, "coverage"] == (0, 1000) for key in absent)


def test_keys_that_are_gone_count_against_coverage(shares, tmp_path):
    home, _ = shares()
    extract = tiny_zone()
    del extract["registry/registry.csv"][5:8]
    folder = write_extract(tmp_path / "fewer", extract)
    datasets.build(folder, home=home, derivations=(quality.DERIVATION,), smaller="three never were of the zone")
    rows = datasets.open_snapshot(home).query("FROM quality WHERE measure = 'coverage'").to_pylist()
    assert {row["source"]: row["part"] for row in rows if row["part"] not in (0, 1000)} == {"registry": 900}


def test_a_missing_closing_date_is_an_answer_not_a_gap(snapshot):
    rows = snapshot.query("FROM quality WHERE source = 'registry' AND measure = 'completeness'").to_pylist()
    held = snapshot.query("SELECT count(*) AS n FROM base_legal_entities__registration").to_pylist()[0]["n"]
    counted = [f for f in datasets.sources()["registry"].fields if f.in_base and not f.empty_is_said]
    assert rows[0]["whole"] == held * len(counted)


def test_bases_add_up_their_sources(snapshot):
    bases, parts = quality.of_bases(snapshot, "zh"), quality.of_sources(snapshot, "zh")
    for each in bases[bases["measure"] == "accuracy"].itertuples():
        own = parts[(parts["base"] == each.base) & (parts["measure"] == "accuracy")]
        assert (each.part, each.whole) == (own["part"].sum(), own["whole"].sum())
    assert set(bases["verdict"]) <= {"达标", "接近", "不达标"}
    assert bases["base_name"].notna().all()


def test_quality_is_remembered_when_its_snapshot_is_gone(shares, tmp_path):
    home, _ = shares()
    first = datasets.current_name(home)
    changed = tiny_zone()
    put("tax/2010.csv", 1, "入库税额（元）", "7.00")(changed)
    datasets.build(write_extract(tmp_path / "second", changed), home=home, derivations=(quality.DERIVATION,))
    assert first in datasets.collect_garbage(home, keep=1)
    told = quality.history(home)
    assert {first, datasets.current_name(home)} == set(told["snapshot"])
    assert len(told) == len(told.drop_duplicates(["snapshot", "base", "measure"])) > 0
    assert told["score"].between(0, 1).all()


def test_no_part_is_larger_than_its_whole_though_counts_of_persons_are_withheld(snapshot):
    assert snapshot.query("FROM quality WHERE part > whole").to_pylist() == []
    withheld = snapshot.query("FROM base_population__conflict WHERE compared IS NULL AND agreeing IS NOT NULL")
    assert withheld.num_rows  # else this would show nothing


def test_counts_of_persons_beside_the_protected_tables_are_rounded(snapshot):
    """Two departments' lists, or a list and its pairs, differ by a few: no count tells by how many."""
    about = [key for key, source in datasets.sources().items() if source.apart]
    rows = snapshot.query("FROM quality WHERE measure = 'accuracy' OR source = ''").to_pylist()
    told = [row for row in rows if row["source"] in about or (row["base"], row["source"]) == ("population", "")]
    assert len(told) > 5
    assert [row for row in told if row["part"] % 10 or row["whole"] % 10] == []
    assert [each.key for each in resources(snapshot) if each.key in about and each.rows % 10] == []
    assert [name for name, entry in snapshot.manifest.persons.items() if entry.rows % 10] == []
    assert any(row["part"] % 10 for row in rows if row not in told)  # enterprises are counted exactly


def test_what_is_said_of_persons_is_as_complete_as_their_departments_made_it(snapshot):
    rows = snapshot.query("FROM quality WHERE base = 'population' AND measure = 'completeness'").to_pylist()
    assert {row["source"] for row in rows} >= {"police_population", "insured_person", "student"}
    assert all(0.5 < row["part"] / row["whole"] <= 1 for row in rows)
    assert any(row["part"] < row["whole"] for row in rows)
    assert [row for row in rows if row["part"] % 10 or row["whole"] % 10] == []


@pytest.mark.parametrize(
    ("score", "word"), [(1.0, "good"), (0.95, "good"), (0.94, "fair"), (0.8, "fair"), (0.79, "poor")]
)
def test_a_verdict_follows_the_thresholds(score, word):
    assert Threshold(good=0.95, poor=0.8, reference="here").verdict(score).en == word


def test_every_measure_has_a_threshold_with_a_reference():
    assert set(thresholds()) == set(Measure)
    assert all(each.good > each.poor and each.reference for each in thresholds().values())
    assert all(days > 0 for days in allowances().values())
