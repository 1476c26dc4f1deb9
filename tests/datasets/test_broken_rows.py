"""A row that breaks its contract is quarantined with field, value, rule and suggestion; the good rows are taken."""

import csv
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import duckdb
import pytest

import datasets
from datasets.building.codes import load_codes
from datasets.reading import one_pass
from datasets.reading.casting import text_of
from datasets.reading.identifiers import MACROS
from datasets.sql import quoted
from tests.datasets.tiny import Edit, add, organisation_code, put, tiny_zone, write_extract

TAX, CUSTOMS, REGISTRY = "tax/2010.csv", "customs/2010.csv", "registry/registry.csv"
INVESTMENT, LAND = "investment/investment.csv", "land/land.csv"

CITIZEN = "120113198503071239"

# what was written → (edit, file, row, column, rule, words in Chinese, words in English, suggestion's words)
CASES: dict[str, tuple[Edit, str, int, str, str, str, str, str]] = {}


def case(name: str, file: str, row: int, column: str, value: str, rule: str, zh: str, en: str, hint: str = "") -> None:
    CASES[name] = (put(file, row, column, value), file, row, column, rule, zh, en, hint)


case("an id in scientific notation", TAX, 30, "纳税人识别号", "1.2E+17", "scientific_notation",
     "科学计数法", "scientific notation", "文本格式")  # fmt: skip
case("a code in scientific notation", REGISTRY, 1, "注册号", "1.20191E+14", "scientific_notation",
     "科学计数法", "scientific notation")  # fmt: skip
case(
    "full-width digits in an amount",
    TAX,
    9,
    "应征税额（元）",
    "１２３４.50",
    "full_width",
    "全角",
    "full-width",
    "1234.50",
)
case("full-width digits in a code", CUSTOMS, 40, "商品章", "８５", "full_width", "全角", "full-width", "85")
case("full-width digits in an organisation code", LAND, 4, "土地使用者组织机构代码", "１０００７９１９０", "full_width",
     "全角", "full-width", "100079190")  # fmt: skip
case("thousands separators", TAX, 33, "应征税额（元）", "1,234.50", "thousands_separator", "千位分隔符", "thousands separator",
     "1234.50")  # fmt: skip
case("words for a number", TAX, 36, "应征税额（元）", "一千", "not_a_number", "不是数字", "not a number")
case("a number in scientific notation", TAX, 39, "应征税额（元）", "1.2E+3", "scientific_notation", "科学计数法",
     "scientific notation")  # fmt: skip
case("tenths of a fen", TAX, 42, "入库税额（元）", "12.345", "too_precise", "小数", "decimals")
case("a blank before a number", TAX, 45, "应征税额（元）", " 9999", "not_a_number", "不是数字", "not a number")
case("a serial number for a date", LAND, 7, "供地日期", "39448", "not_a_date", "日期", "date")
case("a date with slashes", REGISTRY, 3, "成立日期", "2001/3/15", "not_a_date", "日期", "date", "2010-06-30")
case("the thirtieth of February", REGISTRY, 5, "成立日期", "2001-02-30", "not_a_date", "日期", "date")
case(
    "a founding still to come", REGISTRY, 11, "成立日期", "2099-01-01", "date_ahead", "收到文件之日", "received", "年份"
)
case(
    "a founding before all founding",
    REGISTRY,
    13,
    "成立日期",
    "0001-01-01",
    "date_too_early",
    "最早",
    "earliest",
    "年份",
)
case("a month written out", TAX, 48, "入库月份", "2010年6月", "not_a_month", "月份", "month", "2010-06")
case("a month that does not exist", TAX, 51, "入库月份", "2010-13", "not_a_month", "月份", "month")
case("a required value left out", TAX, 54, "税种代码", "", "missing", "必填", "missing", "补填")
case("an unknown tax", TAX, 57, "税种代码", "ZZ", "not_in_list", "代码表", "list")
case("a wrong check digit", CUSTOMS, 43, "组织机构代码", "10007919-1", "check_digit", "校验位", "check digit", "证书")
case("a blank before a number's first digit", CUSTOMS, 45, "组织机构代码", f" {organisation_code(1)}", "stray_blank",
     "首尾有空格", "blanks", "去掉首尾空格")  # fmt: skip
case("an apostrophe before a number", CUSTOMS, 47, "组织机构代码", f"'{organisation_code(1)}", "apostrophe", "撇号",
     "apostrophe", "去掉")  # fmt: skip
case("a code as a spreadsheet's formula", TAX, 66, "凭证号", '="2010010000066"', "apostrophe", "引号", "quotation mark",
     "去掉")  # fmt: skip
case("a citizen's number with a wrong digit", TAX, 69, "纳税人识别号", CITIZEN, "check_digit", "校验位",
     "check digit", "原始记录")  # fmt: skip
case("a word for nothing as a name", REGISTRY, 15, "企业名称", "不详", "nothing_required", "占位", "word for nothing",
     "真实内容")  # fmt: skip
case("a name of blanks", REGISTRY, 9, "企业名称", "　　", "missing", "必填", "missing", "补填")
case("a word for no value", TAX, 63, "纳税人名称", "NULL", "error_value", "空值", "nothing", "留空")
case("a value out of range", LAND, 10, "中心经度", "11.77", "out_of_range", "合理范围", "range")
case("more paid than levied", TAX, 60, "应征税额（元）", "1.00", "paid_within_levied", "入库税额大于应征税额",
     "more tax paid than levied", "颠倒")  # fmt: skip


Built = tuple[datasets.BuildResult, datasets.Snapshot]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return one build of a delivery with every case's cell in a row of its own."""
    folder, extract = tmp_path_factory.mktemp("broken"), tiny_zone()
    for edit, *_ in CASES.values():
        edit(extract)
    extracts = write_extract(folder / "extracts", extract)
    return datasets.build(extracts, home=folder / "home"), datasets.open_snapshot(folder / "home")


@pytest.mark.parametrize("name", CASES)
def test_a_broken_row_is_quarantined(name: str, built: Built) -> None:
    _, file, row, column, rule, zh, en, hint = CASES[name]
    result, snapshot = built
    (finding,) = [each for each in result.findings if each.file == file and row in each.rows and each.rule == rule]
    assert finding.severity == "error"
    for text, word in ((finding.message.zh, zh), (finding.message.en, en)):
        assert file in text
        assert str(row) in text
        assert column in text
        assert word in text
    assert "已接收" in finding.fate.zh
    assert "rows were accepted" in finding.fate.en
    (record,) = snapshot.query(
        "SELECT q.* FROM quarantine q JOIN receipt r USING (receipt) WHERE file = ? AND source_row = ?", [file, row]
    ).to_pylist()
    assert record["rule"] == rule
    assert column in record["field"]
    assert hint in record["suggestion_zh"]
    assert record["suggestion_en"]


def test_no_other_row_is_refused(built: Built) -> None:
    assert built[1].query("SELECT 1 FROM quarantine").num_rows == len(CASES)
    taxed = sum(file == TAX for _, file, *_ in CASES.values())
    assert built[0].counts["base_economy__tax_payment"] == 720 - taxed


def test_the_good_rows_fate_is_a_number(write: Callable[..., Path], tiny_home: Path) -> None:
    result = datasets.build(write(put(TAX, 2, "应征税额（元）", "x")), home=tiny_home)
    (finding,) = [each for each in result.findings if each.rule == "not_a_number"]
    assert finding.fate == datasets.Text("本文件其余 359 行已接收。", "The file's 359 other rows were accepted.")
    assert result.counts["base_economy__tax_payment"] == 719


def test_a_row_with_two_faults_is_refused_once_and_told_twice(write: Callable[..., Path], tiny_home: Path) -> None:
    edits = (put(TAX, 2, "应征税额（元）", "x"), put(TAX, 2, "纳税人识别号", "1.2E+17"))
    result = datasets.build(write(*edits), home=tiny_home)
    assert {each.rule for each in result.findings if each.source == "tax"} == {"not_a_number", "scientific_notation"}
    assert result.counts["base_economy__tax_payment"] == 719


def test_a_key_with_differing_content_keeps_no_row(write: Callable[..., Path], tiny_home: Path) -> None:
    result = datasets.build(write(put(TAX, 5, "凭证号", "V2010000101")), home=tiny_home)
    (finding,) = [each for each in result.findings if each.severity == "error"]
    assert (finding.rule, finding.field, finding.rows) == ("duplicate_key", "凭证号", (1, 5))
    assert "各行均未采用" in finding.message.zh
    assert "no row was kept" in finding.message.en
    assert result.counts["base_economy__tax_payment"] == 718


def test_of_equal_rows_the_first_is_kept_even_across_files(write: Callable[..., Path], tiny_home: Path) -> None:
    again = ["V2010000101", "120115" + organisation_code(1), "天津第1有限公司"]

    def repeat(extract: dict[str, list[list[str]]]) -> None:
        assert extract[TAX][1][:3] == again
        extract[TAX].append(extract[TAX][1])
        extract[TAX].append(extract["tax/2009.csv"][3])

    result = datasets.build(write(repeat), home=tiny_home)
    (finding,) = [each for each in result.findings if each.rule == "duplicate_row"]
    assert (finding.severity, finding.rows) == ("warning", (361, 362))
    assert "保留第一行" in finding.message.zh
    assert "the first was kept" in finding.message.en
    assert result.counts["base_economy__tax_payment"] == 720


@pytest.mark.parametrize("sign", [" ", "\u200b"])
def test_a_sign_behind_a_key_does_not_make_a_payment_twice(
    sign: str, write: Callable[..., Path], tiny_home: Path
) -> None:
    def again(extract: dict[str, list[list[str]]]) -> None:  # the payments of 2009 as CHAR(n), in the file of 2010
        extract[TAX] += [[row[0] + sign, *row[1:]] for row in extract["tax/2009.csv"][1:]]

    result = datasets.build(write(again), home=tiny_home)
    (finding,) = [each for each in result.findings if each.file == TAX and each.severity == "error"]
    assert (finding.rule, finding.field, finding.row_count) == ("stray_blank", "凭证号", 360)
    assert result.counts["base_economy__tax_payment"] == 720


def test_records_keep_their_places_however_many_threads_read(
    write: Callable[..., Path], tiny_published: Path, tmp_path: Path
) -> None:
    """A file of many blocks is read in parallel: names, numbers and what is kept stay the same."""
    extracts, copies = write(), 500
    lines = (extracts / TAX).read_text("utf-8").splitlines()
    more = [f"V{n:04d}{line[5:]}" for n in range(copies) for line in lines[1:]]
    (extracts / TAX).write_text("\n".join([*lines, *more]) + "\n", "utf-8")
    homes = {threads: shutil.copytree(tiny_published, tmp_path / str(threads)) for threads in (1, 2, 4)}
    names = {datasets.build(extracts, home=home, threads=threads).name for threads, home in homes.items()}
    assert len(names) == 1
    snapshot = datasets.open_snapshot(tmp_path / "4")
    found = snapshot.query(
        "SELECT receipt, source_row, paid_yuan::TEXT AS paid FROM base_economy__tax_payment "
        "WHERE year(payment_month) = 2010 AND source_row % 4999 = 0"
    ).to_pylist()
    rows = datasets.source_rows(
        tmp_path / "4", snapshot, "tax", [(each["receipt"], each["source_row"]) for each in found]
    )
    assert rows["入库税额（元）"].to_pylist() == [each["paid"] for each in found]
    assert len(found) == (copies + 1) * 360 // 4999


@pytest.fixture(scope="module")
def coded() -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the code lists that contracts speak of."""
    with duckdb.connect() as connection:
        connection.execute(MACROS)
        load_codes(connection, "teda")
        yield connection


@pytest.mark.parametrize("source", datasets.sources())
def test_the_pass_over_a_file_holds_nothing_that_lets_rows_change_places(
    source: str, coded: duckdb.DuckDBPyConnection
) -> None:
    contract = datasets.sources()[source]
    delivered = ", ".join(f"'' AS {quoted(field.name)}" for field in contract.fields)
    coded.execute(f"CREATE OR REPLACE TABLE file AS SELECT {delivered} FROM range(10)")
    texts = ", ".join(f"{quoted(field.name)} AS {text_of(field)}" for field in contract.fields)
    statement = one_pass._statement(contract, f"SELECT {texts} FROM file", Path("/nowhere"))
    ((_, plan),) = coded.execute(f"EXPLAIN {statement}").fetchall()
    assert "JOIN" not in plan, plan


def test_rows_of_another_width_are_quarantined_as_delivered(write: Callable[..., Path], tiny_home: Path) -> None:
    result = datasets.build(write(add(TAX, ["V9", "only", "three"]), add(TAX, ["a"] * 9)), home=tiny_home)
    (finding,) = [each for each in result.findings if each.rule == "columns"]
    assert finding.rows == (361, 362)
    snapshot = datasets.open_snapshot(tiny_home)
    values = snapshot.query("SELECT value FROM quarantine ORDER BY source_row").to_pydict()["value"]
    assert values == ["V9,only,three", "a,a,a,a,a,a,a,a,a"]
    assert result.counts["base_economy__tax_payment"] == 720


def test_row_numbers_hold_after_a_row_of_another_width(write: Callable[..., Path], tiny_home: Path) -> None:
    def narrow(extract: dict[str, list[list[str]]]) -> None:
        extract[TAX][3] = ["x"]

    datasets.build(write(narrow), home=tiny_home)
    snapshot = datasets.open_snapshot(tiny_home)
    line = "SELECT source_row FROM base_economy__tax_payment t JOIN receipt r USING (receipt) WHERE file = ? "
    rows = snapshot.query(line + "ORDER BY 1 LIMIT 4", [TAX]).to_pydict()
    assert rows == {"source_row": [1, 2, 4, 5]}


def test_a_delimiter_too_many_is_not_passed_over(write: Callable[..., Path], tiny_home: Path) -> None:
    def longer(extract: dict[str, list[list[str]]]) -> None:
        extract[TAX][3].append("")
        extract[CUSTOMS][4][-1] = ""  # the last column may be empty: this row is good
        extract[CUSTOMS][5][-1:] = ["", ""]

    result = datasets.build(write(longer), home=tiny_home)
    found = [(each.file, each.rows) for each in result.findings if each.rule == "columns"]
    assert found == [(CUSTOMS, (5,)), (TAX, (3,))]
    assert result.counts["base_economy__tax_payment"] == 719
    assert result.counts["base_economy__goods_trade"] == 359


def test_a_line_far_too_long_is_told_and_moves_no_number(write: Callable[..., Path], tiny_home: Path) -> None:
    def swell(extract: dict[str, list[list[str]]]) -> None:
        extract[TAX][3] = ["长" * 100_000] * 7  # more than DuckDB takes in one line

    result = datasets.build(write(swell), home=tiny_home)
    (finding,) = [each for each in result.findings if each.severity == "error"]
    assert (finding.rule, finding.rows, finding.row_count) == ("columns", (3,), 1)
    assert "过长" in finding.message.zh
    assert "too long" in finding.message.en
    snapshot = datasets.open_snapshot(tiny_home)
    line = "SELECT source_row FROM base_economy__tax_payment t JOIN receipt r USING (receipt) WHERE file = ? "
    assert snapshot.query(line + "ORDER BY 1", [TAX]).to_pydict()["source_row"] == [1, 2, *range(4, 361)]
    assert datasets.source_rows(tiny_home, snapshot, "tax", [_place(snapshot, 360)]).num_rows == 1


def _place(snapshot: datasets.Snapshot, row: int) -> tuple[int, int]:
    (receipt,) = snapshot.query("SELECT receipt FROM receipt WHERE file = ?", [TAX]).to_pydict()["receipt"]
    return receipt, row


@pytest.mark.parametrize("seed", range(8))
def test_whatever_stands_between_the_values_every_record_is_accounted_for(
    seed: int, write: Callable[..., Path], tiny_home: Path
) -> None:
    extracts, random = write(), Random(seed)  # noqa: S311 not a secret
    path = extracts / LAND
    data = path.read_bytes()
    odd = (
        b'"',
        b'""',
        b"\r\n",
        b"\r",
        b"\n\n",
        b",",
        b"\t",
        b"\\",
        b'",',
        b',"',
        b'"\n',
        b'\n"',
        b",,,,,,,,",
        b"\xc2\x85",
    )
    for _ in range(3):
        place = random.randint(data.index(b"\n") + 1, len(data))
        data = data[:place] + random.choice(odd) + data[place:]
    path.write_bytes(data)
    try:
        datasets.build(extracts, home=tiny_home)
    except datasets.BuildRefused:
        return  # refused as a whole and in words: nothing of it is lost unseen
    snapshot = datasets.open_snapshot(tiny_home)
    with path.open(encoding="utf-8", newline="") as content:
        records = [record for record in csv.reader(content) if record][1:]
    kept = snapshot.query("SELECT source_row, parcel_code FROM base_geography__land_parcel").to_pylist()
    refused_rows = snapshot.query("SELECT DISTINCT source_row FROM quarantine WHERE source = 'land'").to_pydict()
    assert sorted([each["source_row"] for each in kept] + refused_rows["source_row"]) == list(
        range(1, len(records) + 1)
    )
    for each in kept:
        assert (records[each["source_row"] - 1][0], len(records[each["source_row"] - 1])) == (each["parcel_code"], 9)


def test_a_lone_month_ahead_does_not_move_the_snapshots_date(write: Callable[..., Path], tiny_home: Path) -> None:
    result = datasets.build(write(put(TAX, 9, "入库月份", "2062-01")), home=tiny_home)
    (finding,) = [each for each in result.findings if each.severity == "error"]
    assert (finding.rule, finding.field, finding.rows) == ("month_ahead", "入库月份", (9,))
    assert "晚于" in finding.message.zh
    assert "after" in finding.message.en
    assert result.name.startswith("2010-12-31-")


def test_hyphens_and_lower_case_are_accepted_spellings(write: Callable[..., Path], tiny_home: Path) -> None:
    result = datasets.build(write(), home=tiny_home)
    (finding,) = result.findings
    assert (finding.rule, finding.severity, finding.row_count, finding.file) == ("spelling", "info", 360, CUSTOMS)
    snapshot = datasets.open_snapshot(tiny_home)
    unlinked = "SELECT 1 FROM base_economy__goods_trade WHERE entity_id IS NULL"
    assert snapshot.query(unlinked).num_rows == 0


def test_a_stranger_is_counted_under_unknown(write: Callable[..., Path], tiny_home: Path) -> None:
    stranger = put(TAX, 8, "纳税人识别号", "120115" + organisation_code(999))
    result = datasets.build(write(stranger), home=tiny_home)
    (finding,) = [each for each in result.findings if each.rule == "unlinked"]
    assert (finding.severity, finding.rows) == ("warning", (8,))
    assert "找不到该单位" in finding.message.zh
    snapshot = datasets.open_snapshot(tiny_home)
    rows = snapshot.query("SELECT industry, street, ownership FROM base_economy__tax_payment WHERE entity_id IS NULL")
    assert rows.to_pylist() == [dict.fromkeys(("industry", "street", "ownership"), "unknown")]
    assert result.counts["base_economy__tax_payment"] == 720


def test_nobody_is_named_by_a_mistyped_number(built: Built) -> None:
    _, snapshot = built
    asked = "SELECT count(*) AS found FROM quarantine WHERE contains(value || suggestion_zh || suggestion_en, ?)"
    assert snapshot.query(asked, [CITIZEN]).to_pylist() == [{"found": 0}]
