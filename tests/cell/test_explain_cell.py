"""Any cell of a base leads to the rule that chose it and to the text a department delivered."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

import datasets
from datasets.cell import CellExplanation
from datasets.directory.column import key_of

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


def test_a_golden_value_asked_for_by_its_delivered_row_has_the_same_origins(
    snapshot: datasets.Snapshot, home: Path
) -> None:
    name = told(snapshot, home, ENTITY, "name")
    sql = f"SELECT receipt || ':' || source_row AS place FROM {ENTITY} WHERE entity_id = ?"
    (found,) = snapshot.query(sql, [name.row]).to_pylist()
    assert told(snapshot, home, ENTITY, "name", found["place"]).origins == name.origins != ()


def test_of_several_rows_none_is_chosen_in_silence(snapshot: datasets.Snapshot, home: Path) -> None:
    history, entity = f"{ENTITY}_history", known_to_several(snapshot)
    with pytest.raises(datasets.DatasetsError, match=r"name one by adding ,COLUMN=VALUE, such as attribute=address"):
        told(snapshot, home, history, "value", entity)
    sql = f"FROM {history} WHERE entity_id = ? AND attribute = 'name' ORDER BY valid_from DESC LIMIT 1"
    (last,) = snapshot.query(sql, [entity]).to_pylist()
    row = f"{entity},attribute=name,valid_from={last['valid_from']}"
    assert told(snapshot, home, history, "value", row).value == last["value"]


def test_every_base_table_answers_for_a_row_named_by_its_key(snapshot: datasets.Snapshot, home: Path) -> None:
    by_table = {source.base_table: source for source in datasets.sources().values()}
    for table, entry in snapshot.manifest.tables.items():
        if table.startswith("base_") and entry.rows:
            columns = [name for name, _ in entry.columns]
            names = key_of(table, by_table.get(table)) or columns
            (row,) = snapshot.query(f"FROM {table} LIMIT 1").to_pylist()
            words = {name: str(row[name]).lower() if isinstance(row[name], bool) else row[name] for name in names}
            named = ",".join(f"{name}={'' if words[name] is None else words[name]}" for name in names)
            answer = told(snapshot, home, table, columns[-1], named)
            assert answer.how, table
            assert answer.value == (None if row[columns[-1]] is None else str(row[columns[-1]])), table


def test_a_pair_in_the_queue_leads_to_both_delivered_rows(snapshot: datasets.Snapshot, home: Path) -> None:
    table = "base_legal_entities__link_review"
    (pair,) = snapshot.query(f"FROM {table} LIMIT 1").to_pylist()
    row = ",".join(f"{name}={pair[name]}" for name in key_of(table, None))
    answer = told(snapshot, home, table, "score", row)
    assert [(each.receipt, each.source_row) for each in answer.origins] == [
        (pair["left_receipt"], pair["left_row"]),
        (pair["right_receipt"], pair["right_row"]),
    ]


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


def test_a_month_out_of_totals_shows_both_totals(snapshot: datasets.Snapshot, home: Path) -> None:
    table = "base_economy__macro_month"
    month = told(
        snapshot, home, table, "value", fact(snapshot, table, "before_receipt > 0 AND series = 'fiscal_revenue'")
    )
    now, before = (float(each.value or "nan") for each in month.origins)
    assert (now - before) * 10_000 == pytest.approx(float(month.value or "nan"))
    assert "累计数减去上期" in month.as_text("zh")


def test_a_position_says_that_it_was_moved_and_a_case_how_it_was_located(
    snapshot: datasets.Snapshot, home: Path
) -> None:
    table = "base_operations__city_case"
    row = fact(snapshot, table, "street <> 'unknown'")
    assert "由 GCJ-02 换算为 CGCS2000" in told(snapshot, home, table, "longitude_degree", row).how[0].zh
    (street,) = told(snapshot, home, table, "area", row).below
    (located,) = street.below
    assert street.value == located.value
    assert "grade = " in located.how[0].en


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
    assert CliRunner().invoke(jingwei.app, ["why", "exports"]).exit_code != 0
    for words, said in (
        (["why", ENTITY, "--row", entity], "entity_id=…"),
        (["why", ENTITY], "capital_yuan"),
        (["why", "base_population__person"], "birth_year"),
        (["why", ENTITY, "--row", entity, "--field", "name", "--as-of", "2010-06-30"], "没有保存 2010-06-30"),
        (["entity", entity, "--as-of", "2010-06-30"], "jingwei entity 标识 --on 2010-06-30"),
    ):
        refused = CliRunner().invoke(jingwei.app, words).exception
        assert isinstance(refused, datasets.DatasetsError)
        assert said in refused.text.zh
    today = f"{snapshot.manifest.published_on}"
    assert CliRunner().invoke(jingwei.app, ["entity", entity, "--as-of", today]).exit_code == 0


RESIDENTS = "base_population__resident_count"


def test_a_published_count_says_its_design_its_rule_and_its_receipts_and_no_row(
    snapshot: datasets.Snapshot, home: Path
) -> None:
    (year,) = snapshot.query(f"SELECT max(year) FROM {RESIDENTS}").column(0).to_pylist()
    shown = told(snapshot, home, RESIDENTS, "resident_count", f"year={year}, sex=1")
    (count,) = snapshot.query(
        f"SELECT resident_count FROM {RESIDENTS} WHERE year = {year} AND sex = '1' AND "
        + " AND ".join(f"{name} = 'all'" for name in ("area", "street", "age_group", "residence_type"))
        + " AND education_level = 'all' AND industry = 'all'"
    )[0].to_pylist()
    assert (shown.value, shown.row) == (str(count), f"year={year}, sex=1")
    zh, en = shown.as_text("zh"), shown.as_text("en")
    for words in ("年末人数", "年龄组×性别", "1 至 9 人的格不发布", "公安", "回执"):
        assert words in zh
    assert "receipts" in en
    assert shown.origins == ()
    assert "原文" not in zh


@pytest.mark.parametrize(("reason", "words"), [("small", "人数太少，不发布"), ("complementary", "可推算出另一个")])
def test_a_withheld_count_says_why(snapshot: datasets.Snapshot, home: Path, reason: str, words: str) -> None:
    columns = [name for name, kind in snapshot.manifest.tables[RESIDENTS].columns if kind == "VARCHAR"]
    row = snapshot.query(f"FROM {RESIDENTS} WHERE reason = ? ORDER BY ALL LIMIT 1", [reason]).to_pylist()[0]
    named = ",".join(f"{name}={row[name]}" for name in ("year", *columns) if name != "reason")
    withheld = told(snapshot, home, RESIDENTS, "resident_count", named)
    assert withheld.value is None
    assert words in withheld.as_text("zh")
    assert "格因人数少不发布" in withheld.as_text("zh")


@pytest.mark.parametrize("row", ["sex=1", "year=1066", "colour=red", "P1", "year=2009,sex=9"])
def test_a_count_that_is_not_there_is_refused_with_the_columns_that_name_one(
    row: str, snapshot: datasets.Snapshot, home: Path
) -> None:
    with pytest.raises(datasets.DatasetsError, match="year=…"):
        told(snapshot, home, RESIDENTS, "resident_count", row)


def test_every_table_of_counts_can_be_asked(snapshot: datasets.Snapshot, home: Path) -> None:
    for table in (name for name in snapshot.manifest.tables if name.startswith("base_") and name.endswith("_count")):
        (first,) = snapshot.query(f"SELECT min(year) FROM {table}").column(0).to_pylist()
        field = next(name for name, _ in snapshot.manifest.tables[table].columns if name.endswith("_count"))
        if table != "base_operations__health_service_count":
            assert told(snapshot, home, table, field, f"year={first}").how[-1].zh.endswith("。")
