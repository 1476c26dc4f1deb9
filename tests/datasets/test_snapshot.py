"""What a snapshot answers, and what it refuses to whoever writes the query."""

import shutil
import threading
from pathlib import Path

import duckdb
import pytest

import datasets
from tests.datasets.tiny import FIRMS, credit_code, organisation_code, registration_number, tiny_zone


@pytest.fixture(scope="module")
def place(tiny_published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(tiny_published, tmp_path_factory.mktemp("snapshot") / "home")


@pytest.fixture(scope="module")
def tiny(place: Path) -> datasets.Snapshot:
    return datasets.open_snapshot(place)


def test_the_same_name_is_the_same_object(place: Path, tiny: datasets.Snapshot) -> None:
    assert datasets.open_snapshot(place) is tiny
    assert datasets.open_snapshot(place, tiny.name) is tiny
    assert repr(tiny) == f"Snapshot('{tiny.name}')"
    assert tiny.as_of.isoformat() == "2010-12-31"
    assert not tiny.manifest.simulated  # no marker came with it


HOSTILE = [
    "COPY base_economy__tax_payment TO '{outside}/out.csv'",
    "SELECT * FROM read_csv('{outside}/secret.csv')",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM glob('/*')",
    "ATTACH '{outside}/other.duckdb'",
    "CREATE TABLE mine AS SELECT 1",
    "UPDATE base_economy__tax_payment SET paid_yuan = 0",
    "DELETE FROM base_economy__tax_payment",
    "SET threads = 1",
    "SET enable_external_access = true",
    "RESET lock_configuration",
    "INSTALL spatial",
    "LOAD spatial",
    "EXPORT DATABASE '{outside}/dump'",
    "SELECT * FROM a_frame",
]


@pytest.mark.parametrize("query", HOSTILE)
def test_a_hostile_query_reaches_nothing(query: str, tiny: datasets.Snapshot, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n")
    a_frame = {"a": [1]}
    before = sorted(tmp_path.iterdir())
    with pytest.raises((duckdb.Error, datasets.DatasetsError)):
        tiny.query(query.format(outside=tmp_path))
    assert sorted(tmp_path.iterdir()) == before
    assert a_frame


def test_values_are_bound_not_pasted(tiny: datasets.Snapshot) -> None:
    sql = "SELECT count(*) AS n FROM base_legal_entities__entity WHERE name = ?"
    assert tiny.query(sql, ["天津第3有限公司"]).to_pydict() == {"n": [1]}
    assert tiny.query(sql, ["x' OR 1=1 --"]).to_pydict() == {"n": [0]}


def test_many_threads_read_at_once(tiny: datasets.Snapshot) -> None:
    totals: list[object] = []

    def ask() -> None:
        totals.append(tiny.query("SELECT sum(paid_yuan) AS v FROM base_economy__tax_payment").to_pydict()["v"][0])

    threads = [threading.Thread(target=ask) for _ in range(16)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(totals) == 16
    assert len(set(totals)) == 1


def test_totals_are_exact(tiny: datasets.Snapshot) -> None:
    paid = sum(1000 * n + m for n in range(1, FIRMS + 1) for m in range(1, 13)) + FIRMS * 12 * 0.25
    sql = "SELECT sum(paid_yuan)::DOUBLE AS v FROM base_economy__tax_payment WHERE year(payment_month) = 2010"
    assert tiny.query(sql).to_pydict() == {"v": [paid]}


def test_amounts_written_in_ten_thousands_are_held_in_yuan_and_dollars(tiny: datasets.Snapshot) -> None:
    row = tiny.query(
        "SELECT planned_yuan::TEXT AS p, completed_yuan::TEXT AS c, foreign_capital_usd::TEXT AS f "
        "FROM base_economy__project_progress WHERE project_code = 'P0001' AND report_month = '2010-03-01'"
    )
    assert row.to_pylist() == [{"p": "600000000.00", "c": "1015000.00", "f": "100000.00"}]


def test_every_fact_carries_its_entity_and_dimensions(tiny: datasets.Snapshot) -> None:
    for table in ("tax_payment", "goods_trade", "project_progress"):
        strays = f"""
            SELECT 1 FROM base_economy__{table} f JOIN base_legal_entities__entity e USING (entity_id)
            WHERE (f.industry, f.division, f.street, f.ownership) IS DISTINCT FROM
                (e.industry, e.division, e.street, e.ownership)"""
        assert tiny.query(strays).num_rows == 0
        assert tiny.query(f"SELECT 1 FROM base_economy__{table} WHERE entity_id IS NULL").num_rows == 0


def test_parents_of_codes_stand_beside_them(tiny: datasets.Snapshot) -> None:
    wrong = """
        SELECT 1 FROM base_economy__goods_trade t
        JOIN code_list c ON c.list = 'hs_chapter' AND c.code = t.hs_chapter
        WHERE c.parent IS DISTINCT FROM t.hs_section"""
    assert tiny.query(wrong).num_rows == 0


def test_one_entity_is_known_under_every_number(tiny: datasets.Snapshot) -> None:
    sql = "SELECT scheme, value FROM base_legal_entities__identifier WHERE entity_id = ? ORDER BY scheme"
    assert tiny.query(sql, [organisation_code(1)]).to_pylist() == [
        {"scheme": "credit_code", "value": credit_code(1)},
        {"scheme": "organisation_code", "value": organisation_code(1)},
        {"scheme": "registration_number", "value": registration_number(1)},
    ]


def test_source_rows_are_the_text_as_delivered(place: Path, tiny: datasets.Snapshot) -> None:
    references = tiny.query(
        "SELECT receipt, source_row FROM base_economy__goods_trade WHERE entity_id = ? AND trade_month = '2010-05-01'",
        [organisation_code(2)],
    ).to_pylist()
    wanted = [(each["receipt"], each["source_row"]) for each in references]
    rows = datasets.source_rows(place, tiny, "customs", wanted).to_pylist()
    delivered = tiny_zone()["customs/2010.csv"]
    assert [list(row.values())[3:] for row in rows] == [delivered[row] for _, row in wanted]
    assert rows[0]["组织机构代码"][8] == "-"
    assert rows[0]["file"] == "customs/2010.csv"


def test_source_rows_come_in_the_order_asked_and_from_the_named_source(place: Path, tiny: datasets.Snapshot) -> None:
    (receipt,) = [each.receipt for entry in tiny.manifest.sources if entry.key == "registry" for each in entry.receipts]
    rows = datasets.source_rows(place, tiny, "registry", [(receipt, 30), (receipt, 1)])
    assert rows["企业名称"].to_pylist() == ["天津第30有限公司", "天津第1有限公司"]
    with pytest.raises(datasets.DatasetsError, match="no receipt"):
        datasets.source_rows(place, tiny, "tax", [(receipt, 1)])
    assert datasets.source_rows(place, tiny, "tax", []).num_rows == 0


def test_published_figures_keep_their_vintages(tiny: datasets.Snapshot) -> None:
    sql = """
        SELECT value / 1e8 AS v, vintage_rank AS r FROM base_economy__published_figure
        WHERE territory = ? AND indicator_key = ? AND coverage = 'year' AND period_code = '2008' ORDER BY r"""
    assert tiny.query(sql, ["teda", "fiscal_revenue"]).to_pylist() == [{"v": 256, "r": 1}, {"v": 249.1, "r": 2}]
    assert tiny.query(sql, ["tianjin", "gdp"]).to_pylist() == [{"v": 6719.01, "r": 1}, {"v": 6354.38, "r": 2}]


@pytest.mark.parametrize(
    ("title", "code", "start", "end", "coverage"),
    [
        ("GDP", "2008", "2008-01-01", "2008-12-31", "year"),
        ("GDP", "2012H1", "2012-01-01", "2012-06-30", "half"),
        ("GDP", "2009M10 growth", "2009-01-01", "2009-10-31", "growth_only"),
        ("出口", "2006Q3", "2006-01-01", "2006-09-30", "part_year"),
        ("滨海新区 工业总产值", "2010M1-2", "2010-01-01", "2010-02-28", "part_year"),
        ("实际使用外资", "2003-01", "2003-01-01", "2003-01-31", "month"),
        ("实际使用外资 累计", "2003-01", "2003-01-01", "2003-01-31", "cumulative"),
        ("全社会固定资产投资", "2006-2010 sum", "2006-01-01", "2010-12-31", "several_years"),
        ("规划面积 东区", "1984-", "1984-01-01", "1984-12-31", "as_at"),
    ],
)
def test_published_periods_are_read(
    title: str, code: str, start: str, end: str, coverage: str, tiny: datasets.Snapshot
) -> None:
    sql = """
        SELECT DISTINCT period_start::TEXT AS a, period_end::TEXT AS b, coverage AS c
        FROM base_economy__published_figure WHERE title = ? AND period_code = ?"""
    assert tiny.query(sql, [title, code]).to_pylist() == [{"a": start, "b": end, "c": coverage}]


def test_every_published_figure_survives_and_knows_its_territory(tiny: datasets.Snapshot) -> None:
    counts = "SELECT count(*) AS n, count(DISTINCT source_row) AS rows, count(territory) AS t"
    assert tiny.query(f"{counts} FROM base_economy__published_figure").to_pylist() == [{"n": 82, "rows": 82, "t": 82}]
