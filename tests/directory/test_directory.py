"""The catalogue knows every source, table and field, and says so in the standards' words."""

import csv
import hashlib
import json

import pytest

import datasets
import datasets.errors
from datasets.directory import Given, data_package, dcat, resources, write_package
from datasets.sharing import ledger_of_reuse

ENTITY = "base_legal_entities__entity"
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
        assert each["dcat:distribution"][0]["dcat:mediaType"]["@id"].endswith("/media-types/text/csv")
        assert {column["csvw:datatype"] for column in each["csvw:tableSchema"]["csvw:column"]} <= CSVW_TYPES


def test_dcat_has_things_where_the_vocabulary_asks_for_things(snapshot):
    document = dcat(snapshot, resources(snapshot))
    things = (
        "dct:conformsTo",
        "dct:rights",
        "dct:provenance",
        "dct:relation",
        "dct:accrualPeriodicity",
        "dct:publisher",
    )
    found = [
        (name, node[name])
        for each in (document, *document["dcat:dataset"])
        for node in (each, *each.get("dcat:distribution", ()))
        for name in things
        if name in node
    ]
    assert {name for name, _ in found} == set(things)
    assert [name for name, value in found if not isinstance(value, dict) or "@type" not in value] == []
    assert document["@context"]["csvw:column"]["@container"] == "@list"


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


def test_a_base_table_is_described_by_its_own_base(snapshot):
    held = {each.key: {column.name: column for column in each.columns} for each in resources(snapshot)}
    entity = held["base_legal_entities__entity"]
    assert entity["name"].label == datasets.Text("名称", "name")
    assert entity["founded_date"].label.zh == "成立日期"
    assert (entity["capital_yuan"].label.zh, entity["capital_yuan"].unit) == ("注册资本", "yuan")
    assert (entity["kind"].label.zh, entity["kind"].code_list) == ("法人类别", None)
    assert entity["industry"].code_list == "industry"
    assert held["base_legal_entities__entity_relation"]["relation"].code_list is None  # not that of a household


def test_every_column_speaks_chinese_and_names_a_code_list_there_is(snapshot):
    lists = set(snapshot.query("SELECT DISTINCT list FROM code_list").column(0).to_pylist())
    for each in (each for each in resources(snapshot) if each.kind == "base_table"):
        assert [column.name for column in each.columns if column.label.zh.isascii()] == [], each.key
        assert {column.code_list for column in each.columns} - {None} <= lists, each.key


def test_a_table_is_classed_as_the_most_guarded_of_what_it_holds(snapshot):
    held = {each.key: each for each in resources(snapshot)}
    order = ("open", "internal", "restricted")
    for each in held.values():
        assert order.index(each.classification) >= max(order.index(c.classification) for c in each.columns), each.key
    for table in ("entity_value", "entity_history", "registered_branch", "tax_registration"):
        assert held[f"base_legal_entities__{table}"].classification == "restricted"
    assert held["base_economy__tax_payment"].classification == "restricted"  # as its source
    assert held["base_economy__gdp_quarter"].classification == "open"


def test_what_the_descriptor_says_of_keys_and_empty_cells_is_true(snapshot):
    package = data_package(snapshot, resources(snapshot))
    for table in package["resources"]:
        schema = table["schema"]
        key = ", ".join(schema.get("primaryKey", ()))
        required = [each["name"] for each in schema["fields"] if "constraints" in each]
        leading = [each["fields"][0] for each in schema.get("foreignKeys", ())]
        counts = [f'count(*) - count("{name}")' for name in required]
        counts += [f"count({name} NOT IN (SELECT entity_id FROM {ENTITY}) OR NULL)" for name in leading]
        twice = f"count(*) - count(DISTINCT ({key}))" if key else "count(*) - count(*)"
        (found,) = snapshot.query(f"SELECT {' + '.join([twice, *counts])} AS wrong FROM {table['name']}").to_pylist()
        assert found == {"wrong": 0}, (table["name"], key, required, leading)
    keyed = [each for each in package["resources"] if "primaryKey" in each["schema"]]
    assert len(keyed) > 50


def test_only_open_tables_leave_without_a_receiver_and_lie_beside_their_descriptor(snapshot, tmp_path):
    held = [
        each for each in resources(snapshot) if each.key.rpartition("__")[2] in ("gdp_quarter", "entity", "tax_payment")
    ]
    descriptor = json.loads(write_package(snapshot, held, tmp_path / "package").read_text(encoding="utf-8"))
    (table,) = descriptor["resources"]
    assert table["name"] == "base_economy__gdp_quarter"
    content = (tmp_path / "package" / table["path"]).read_bytes()
    assert (table["bytes"], table["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
    titles, *rows = csv.reader(content.decode().splitlines())
    assert titles == [field["name"] for field in table["schema"]["fields"]]
    assert len(rows) == next(each.rows for each in held if each.key == table["name"])
    assert len(list((tmp_path / "package").iterdir())) == 2
    with pytest.raises(datasets.errors.DatasetsError, match="不是空的"):
        write_package(snapshot, held, tmp_path / "package")


def test_a_receiver_gets_what_the_contracts_give_and_each_table_is_in_the_ledger(home, snapshot, tmp_path):
    held = resources(snapshot)
    before = len(ledger_of_reuse(home))
    given = Given(home=home, receiver="税务局", purpose="核对登记")
    package = json.loads(write_package(snapshot, held, tmp_path / "package", given).read_text(encoding="utf-8"))
    lines = ledger_of_reuse(home).iloc[before:]
    assert len(lines) == len(package["resources"]) > 1
    assert set(lines["consumer"]) == {"税务局"}
    tables = {each["name"]: {field["name"] for field in each["schema"]["fields"]} for each in package["resources"]}
    assert "organisation_code" in tables["base_legal_entities__registration"]
    fields = [field for each in package["resources"] for field in each["schema"]["fields"]]
    assert "restricted" not in {field["classification"] for field in fields}
    assert not {"base_legal_entities__entity", "base_legal_entities__entity_value"} & set(tables)
    with (tmp_path / "package" / "base_legal_entities__registration_change.csv").open(encoding="utf-8") as written:
        named = {row["old_text"] + row["new_text"] for row in csv.DictReader(written) if row["item"] == "03"}
    assert named == {""}  # who answered for an enterprise
    for number, (receiver, purpose) in enumerate((("税务局", " "), ("陌生单位", "核对"))):
        with pytest.raises(datasets.errors.DatasetsError):
            write_package(
                snapshot, held, tmp_path / f"none{number}", Given(home=home, receiver=receiver, purpose=purpose)
            )
        assert not (tmp_path / f"none{number}").exists()
    assert len(ledger_of_reuse(home)) == before + len(lines)
