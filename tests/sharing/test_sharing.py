"""Who supplies whom, and that nobody receives what the contract does not give."""

import csv

import pytest
from pyarrow import parquet

import datasets
from datasets.codes import code_files, read_codes
from datasets.sharing import collected_twice, island_index, ledger_of_reuse, matrix, supply


def test_the_matrix_has_a_line_for_every_supplier_and_receiver():
    frame = matrix("en")
    for key, source in datasets.sources().items():
        told = frame[frame["source"] == key]
        assert list(told["receiver"]) == [each.en for each in source.consumers] or list(told["receiver"]) == [""]


def test_a_department_is_written_in_one_way_in_each_language():
    sources = datasets.sources().values()
    named = {(each.zh, each.en) for source in sources for each in (source.department, *source.consumers)}
    named |= {(zh, en) for _, zh, en, _ in read_codes(code_files("teda")["department"])}
    for language in (0, 1):
        assert len({each[language].lower() for each in named}) == len(named)


def test_the_island_index_counts_sources_nobody_receives():
    alone = [source for source in datasets.sources().values() if not source.consumers]
    assert island_index() == len(alone) / len(datasets.sources())
    assert island_index() < 0.2


def test_what_is_collected_twice_names_at_least_two_departments():
    frame = collected_twice("zh")
    assert (frame["times"] > 1).all()


def test_a_receiver_gets_the_base_rows_and_the_ledger_a_line(home, snapshot, tmp_path):
    path = supply(home, snapshot, "registry", "税务局", purpose="核对税务登记", out=tmp_path / "registry.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    held = snapshot.query("SELECT count(*) AS n FROM base_legal_entities__registration").to_pylist()[0]["n"]
    assert len(rows) == held
    line = ledger_of_reuse(home).iloc[-1]
    assert (line["consumer"], line["rows"], line["fields"]) == ("税务局", held, len(rows[0]))
    assert line["values"] == held * len(rows[0])


def test_parquet_keeps_types_and_restricted_fields_stay(home, snapshot, tmp_path):
    path = supply(home, snapshot, "tax", "Finance Bureau", purpose="revenue", out=tmp_path / "tax.parquet")
    names = parquet.read_schema(path).names
    assert "paid_yuan" in names
    assert "receipt" not in names


def test_who_answers_for_an_enterprise_is_not_handed_out_with_its_changes(home, snapshot, tmp_path):
    path = supply(home, snapshot, "registry_change", "税务局", purpose="核对变更", out=tmp_path / "changes.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["old_text"] + row["new_text"] for row in rows if row["item"] == "03"} == {""}
    assert all(row["new_text"] for row in rows if row["item"] != "03")
    assert {"02", "03"} <= {row["item"] for row in rows}


@pytest.mark.parametrize(
    ("source", "to", "out", "words"),
    [
        ("tax", "海关", "a.csv", "合同没有把"),
        ("nothing", "海关", "a.csv", "没有来源 nothing"),
        ("registry", "税务局", "a.txt", ".parquet"),
    ],
)
def test_what_the_contract_does_not_give_is_refused(home, snapshot, tmp_path, source, to, out, words):
    before = len(ledger_of_reuse(home))
    with pytest.raises(datasets.DatasetsError, match=words) as refusal:
        supply(home, snapshot, source, to, purpose="x", out=tmp_path / out)
    assert words in refusal.value.text.zh
    assert not (tmp_path / out).exists()
    assert len(ledger_of_reuse(home)) == before
