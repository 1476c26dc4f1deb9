"""An export: what leaves, what never does, and what its manifest says."""

import hashlib
import json

import pyarrow.parquet as pq
import pytest

from datasets import DatasetsError
from datasets.building.integrate import column_of
from datasets.catalogue import sources
from datasets.contract import Classification
from datasets.export import exports, read_export, record_export, write_export
from indicators import catalogue
from indicators.leaving import tables_read


def test_the_manifest_names_the_snapshot_its_units_and_every_file(snapshot, exported):
    manifest = read_export(exported)
    assert manifest.snapshot.name == snapshot.name
    assert manifest.snapshot.content_hash == snapshot.manifest.content_hash
    assert manifest.simulated is True
    assert manifest.measures == {key: str(each.unit) for key, each in catalogue().items()}
    units = {each.name: each.unit for each in manifest.tables["base_economy__goods_trade"].columns}
    assert (units["value_usd"], units["weight_kilogram"], units["partner"]) == ("usd", "kilogram", "none")
    held = {each.relative_to(exported).as_posix(): each for each in exported.rglob("*.parquet")}
    assert manifest.files.keys() == held.keys()
    for name, entry in manifest.files.items():
        assert hashlib.sha256(held[name].read_bytes()).hexdigest() == entry.sha256


def test_every_row_of_a_table_leaves_once_and_large_tables_lie_by_year(snapshot, exported):
    manifest = read_export(exported)
    for name, table in manifest.tables.items():
        files = sorted((exported / name).rglob("*.parquet"))
        assert sum(pq.read_metadata(each).num_rows for each in files) == table.rows
        assert table.rows == snapshot.manifest.tables[name].rows
        assert (len(files) > 1) == (table.partitioned_by is not None)
    assert manifest.tables["base_economy__tax_payment"].partitioned_by == "payment_month"
    (first, *_) = sorted((exported / "base_economy__tax_payment").iterdir())
    months = pq.read_table(first / "rows.parquet", partitioning=None).column("payment_month").to_pylist()
    assert {f"data_year={each.year}" for each in months} == {first.name}


def test_nothing_about_a_person_leaves(snapshot, exported):
    """Neither a table of the database of persons, nor a column that its source restricts."""
    manifest = read_export(exported)
    assert not manifest.tables.keys() & snapshot.manifest.persons.keys()
    assert manifest.snapshot.persons == {}
    counted = [each.rows for entry in manifest.snapshot.sources if entry.persons for each in entry.receipts]
    assert counted
    assert not any(rows % 10 for rows in counted)
    restricted = {
        column_of(each)
        for source in sources().values()
        for each in source.fields
        if each.classification is Classification.RESTRICTED
    }
    for name, table in manifest.tables.items():
        columns = {each.name for each in table.columns}
        assert not any(each.endswith("person_id") for each in columns)
        if "suppressed" not in columns:
            assert not columns & restricted, name


def test_protected_counts_leave_with_their_withheld_cells(snapshot, exported):
    tables = [name for name, each in read_export(exported).tables.items() if _is_protected(each)]
    assert tables
    for name in tables:
        rows = pq.read_table(exported / name).to_pylist()
        assert (
            sum(each["suppressed"] for each in rows)
            == snapshot.query(f"SELECT count(*) FILTER (suppressed) AS n FROM {name}").column("n")[0].as_py()
        )


def _is_protected(table):
    return any(each.name == "suppressed" for each in table.columns)


def test_a_restricted_column_is_refused_and_nothing_is_left_behind(snapshot, tmp_path):
    with pytest.raises(DatasetsError, match="representative_name"):
        write_export(snapshot, {"base_legal_entities__case": None}, tmp_path / "out", measures={})
    assert not list(tmp_path.iterdir())


def test_a_folder_in_use_is_refused(snapshot, tmp_path):
    (tmp_path / "mine").write_text("x")
    with pytest.raises(DatasetsError, match="not empty"):
        write_export(snapshot, tables_read(), tmp_path, measures={})


def test_what_left_is_written_down(exported, tmp_path):
    manifest = read_export(exported)
    record_export(tmp_path, manifest, exported, " 季度研究 ")
    record_export(tmp_path, manifest, exported)
    first, second = exports(tmp_path).to_dict("records")
    assert (first["snapshot"], first["purpose"], second["purpose"]) == (manifest.snapshot.name, "季度研究", "")
    assert first["folder"] == str(exported)
    assert first["row_count"] == sum(each.rows for each in manifest.tables.values())
    assert first["digest"] == json.loads((exported / "manifest.json").read_text("utf-8"))["digest"]


def test_an_altered_manifest_is_refused(exported, tmp_path):
    content = json.loads((exported / "manifest.json").read_text())
    (tmp_path / "manifest.json").write_text(json.dumps({**content, "simulated": False}))
    with pytest.raises(DatasetsError, match="no whole export"):
        read_export(tmp_path)
