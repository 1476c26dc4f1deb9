"""Any cell of a base leads to the rule that chose it and to the text a department delivered."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

import datasets
from datasets.cell import CellExplanation

ENTITY = "base_legal_entities__entity"


def known_to_several(snapshot: datasets.Snapshot) -> str:
    """An enterprise whose name two departments write differently."""
    found = snapshot.query(
        "SELECT entity_id FROM base_legal_entities__entity_value v SEMI JOIN base_legal_entities__registration r "
        "ON v.receipt = r.receipt WHERE attribute = 'name' AND place = 1 AND entity_id IN (SELECT entity_id "
        "FROM base_legal_entities__entity_value WHERE attribute = 'name' AND NOT agrees) ORDER BY 1 LIMIT 1"
    )
    return str(found.to_pylist()[0]["entity_id"])


def told(snapshot: datasets.Snapshot, home: Path, table: str, field: str, row: str | None = None) -> CellExplanation:
    return datasets.explain_cell(snapshot, home, table, row or known_to_several(snapshot), field)


def test_the_name_of_an_enterprise_shows_its_rule_and_the_names_that_lost(
    snapshot: datasets.Snapshot, home: Path
) -> None:
    name = told(snapshot, home, ENTITY, "name")
    assert name.how[0].zh.startswith("名称：企业登记信息、")
    assert "then Tax registrations, then" in name.how[0].en
    chosen, *losers = name.origins
    assert chosen.value == name.value
    assert chosen.outcome == datasets.Text("【入选】", "[chosen]")
    assert any(each.value != name.value for each in losers)
    for each in name.origins:
        assert each.delivered is not None
        assert each.header is not None
        assert each.delivered[each.header] == each.value
        assert each.link is not None


def test_the_same_in_words(snapshot: datasets.Snapshot, home: Path) -> None:
    name = told(snapshot, home, ENTITY, "name")
    zh, en = name.as_text("zh"), name.as_text("en")
    assert "与入选值不同，未入选：该部门次序靠后" in zh
    assert "differs, not chosen: its department comes later" in en
    for words in ("原文：企业名称=", "对应依据："):
        assert words in zh
    for words in ("as delivered: ", "linked because: "):
        assert words in en


def test_the_industry_of_an_enterprise_is_explained_by_its_division(snapshot: datasets.Snapshot, home: Path) -> None:
    industry = told(snapshot, home, ENTITY, "industry")
    (division,) = industry.below
    assert division.field == "division"
    assert f"division = {division.value}" in industry.how[0].zh


def test_the_block_of_an_enterprise_shows_where_its_address_lies_and_how_sure_that_is(
    snapshot: datasets.Snapshot, home: Path
) -> None:
    street = told(snapshot, home, ENTITY, "street")
    (located,) = street.below
    assert located.how[0].zh.startswith("method = ")
    assert "grade = " in located.how[0].en
    assert located.how[1].zh


def test_receipt_and_registered_come_from_the_record_that_speaks(snapshot: datasets.Snapshot, home: Path) -> None:
    told_so = told(snapshot, home, ENTITY, "registered")
    assert told_so.value == "True"
    assert told_so.origins[0].file == "registry/registry.csv"


def fact(snapshot: datasets.Snapshot, table: str, condition: str = "true") -> str:
    row = snapshot.query(f"SELECT receipt, source_row FROM {table} WHERE {condition} ORDER BY ALL LIMIT 1").to_pylist()[
        0
    ]
    return f"{row['receipt']}:{row['source_row']}"


def test_an_amount_of_tax_leads_to_the_line_of_the_tax_bureau(snapshot: datasets.Snapshot, home: Path) -> None:
    table = "base_economy__tax_payment"
    paid = told(snapshot, home, table, "paid_yuan", fact(snapshot, table))
    (line,) = paid.origins
    assert line.delivered is not None
    assert float(line.delivered["入库税额（元）"]) == float(paid.value or "nan")
    assert line.header == "入库税额（元）"


def test_capital_in_ten_thousands_says_by_what_it_was_multiplied(snapshot: datasets.Snapshot, home: Path) -> None:
    table = "base_legal_entities__registration"
    capital = told(snapshot, home, table, "capital_yuan", fact(snapshot, table, "capital_yuan IS NOT NULL"))
    (line,) = capital.origins
    assert line.delivered is not None
    assert float(line.delivered["注册资本（万元）"]) * 10_000 == float(capital.value or "nan")
    assert "乘以 10,000" in capital.how[0].zh


def test_the_block_of_a_tax_payment_is_that_of_the_enterprise(snapshot: datasets.Snapshot, home: Path) -> None:
    table = "base_economy__tax_payment"
    row = fact(snapshot, table, "entity_id IS NOT NULL AND street <> 'unknown'")
    street = told(snapshot, home, table, "street", row)
    (entity,) = street.below
    assert (entity.field, entity.value) == ("street", street.value)
    linked = told(snapshot, home, table, "entity_id", row)
    assert "纳税人识别号" in linked.how[0].zh


@pytest.mark.parametrize(
    ("table", "row", "field", "words"),
    [
        ("base_none__nothing", "1", "name", "没有基础表"),
        (ENTITY, "000000000", "name", "没有 000000000 这一行"),
        (ENTITY, "000000000", "colour", "没有字段 colour"),
    ],
)
def test_what_is_not_there_is_said(
    snapshot: datasets.Snapshot, home: Path, table: str, row: str, field: str, words: str
) -> None:
    with pytest.raises(datasets.DatasetsError, match=words):
        datasets.explain_cell(snapshot, home, table, row, field)


def test_why_answers_for_a_cell_on_the_command_line(
    snapshot: datasets.Snapshot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import jingwei

    monkeypatch.setenv("JINGWEI_HOME", str(home))
    monkeypatch.setenv("JINGWEI_LANGUAGE", "zh")
    entity = known_to_several(snapshot)
    answer = CliRunner().invoke(jingwei.app, ["why", ENTITY, "--row", entity, "--field", "name"])
    assert answer.exit_code == 0
    assert "【入选】" in answer.stdout
    assert CliRunner().invoke(jingwei.app, ["why", ENTITY, "--row", entity]).exit_code != 0
    assert CliRunner().invoke(jingwei.app, ["why", "exports"]).exit_code != 0
