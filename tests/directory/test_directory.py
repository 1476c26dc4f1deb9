"""The catalogue knows every source, table and field, and says so in the standards' words."""

import csv
import json

import pytest

import datasets
import datasets.errors
from datasets.directory import data_package, dcat, resources, write_package

CSVW_TYPES = {"integer", "double", "decimal", "boolean", "date", "gYearMonth", "dateTime", "string"}


def test_every_source_and_every_base_table_is_in_the_catalogue(snapshot):
    held = {each.key: each for each in resources(snapshot)}
    assert set(datasets.sources()) <= set(held)
    tables = {name for name in snapshot.manifest.tables if name.startswith("base_")}
    assert tables <= set(held)
    for name in tables:
        assert [column.name for column in held[name].columns] == [
            column for column, _ in snapshot.manifest.tables[name].columns
        ]


def test_the_six_mandatory_elements_are_never_empty(snapshot):
    for each in resources(snapshot):
        assert all(text.zh and text.en for text in (each.name, each.abstract, each.provider, each.category)), each.key
        assert each.identifier.startswith("teda/")
        assert each.metadata_identifier.startswith(each.identifier)


def test_identifiers_name_one_thing(snapshot):
    names = [each.identifier for each in resources(snapshot)]
    assert len(names) == len(set(names))


def test_every_base_table_has_a_name_a_reader_knows(snapshot):
    nameless = [each.key for each in resources(snapshot) if each.kind == "base_table" and each.name.zh.isascii()]
    assert nameless == []


def test_dcat_lists_every_resource_in_both_languages(snapshot):
    held = resources(snapshot)
    document = dcat(snapshot, held)
    assert document["@type"] == "dcat:Catalog"
    assert len(document["dcat:dataset"]) == len(held)
    for each in document["dcat:dataset"]:
        assert [word["@language"] for word in each["dct:title"]] == ["zh-CN", "en"]
        assert each["dct:accessRights"]["@id"].rpartition("/")[2] in {"PUBLIC", "RESTRICTED", "NON_PUBLIC"}
        assert each["dcat:distribution"][0]["dcat:mediaType"] == "text/csv"
        assert {column["csvw:datatype"] for column in each["csvw:tableSchema"]["csvw:column"]} <= CSVW_TYPES


def test_the_data_package_types_fit_the_tables(snapshot):
    package = data_package(snapshot, resources(snapshot))
    fields = {each["name"]: each["schema"]["fields"] for each in package["resources"]}
    tax = {each["name"]: each for each in fields["base_economy__tax_payment"]}
    assert tax["paid_yuan"]["type"] == "number"
    assert tax["paid_yuan"]["unit"] == "yuan"
    assert tax["payment_month"]["type"] == "date"
    assert tax["tax_type"]["codeList"] == "tax_type"


def test_a_description_changes_its_identifier_and_rows_do_not(snapshot):
    from dataclasses import replace

    first = resources(snapshot)[0]
    assert replace(first, rows=1).metadata_identifier == first.metadata_identifier
    assert replace(first, name=datasets.Text("别名", "another")).metadata_identifier != first.metadata_identifier


def test_a_data_package_lies_beside_its_data(snapshot, tmp_path):
    held = [each for each in resources(snapshot) if each.key in ("base_economy__macro_alarm", "tax")]
    descriptor = json.loads(write_package(snapshot, held, tmp_path / "package").read_text(encoding="utf-8"))
    (table,) = descriptor["resources"]
    with (tmp_path / "package" / table["path"]).open(encoding="utf-8", newline="") as file:
        titles, *rows = csv.reader(file)
    assert titles == [field["name"] for field in table["schema"]["fields"]]
    assert len(rows) == held[-1].rows
    with pytest.raises(datasets.errors.DatasetsError, match="不是空的"):
        write_package(snapshot, held, tmp_path / "package")
