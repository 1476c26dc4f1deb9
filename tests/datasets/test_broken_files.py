"""A file that breaks its contract as a whole is refused, named in both languages, and the other files go on."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import datasets
from datasets.errors import DatasetsError
from datasets.finding import Finding
from datasets.reading.decoding import blocks
from tests.datasets.tiny import organisation_code, put, tiny_zone, write_extract

TAX = "tax/2010.csv"
Break = Callable[[Path], None]


def recoded(encoding: str) -> Break:
    return lambda path: path.write_bytes(path.read_text("utf-8").encode(encoding))


def replaced(old: str, new: str, count: int = -1) -> Break:
    return lambda path: path.write_text(path.read_text("utf-8").replace(old, new, count), "utf-8")


def content(data: bytes) -> Break:
    return lambda path: path.write_bytes(data)


def without(column: str) -> Break:
    def edit(path: Path) -> None:
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8"))))
        place = rows[0].index(column)
        with path.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([*row[:place], *row[place + 1 :]] for row in rows)

    return edit


def in_ten_thousands(path: Path) -> None:
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8"))))
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(
            [rows[0], *([*row[:5], *(f"{float(cell) / 10_000:.2f}" for cell in row[5:])] for row in rows[1:])]
        )


def cut_after(row: int, tail: bytes) -> Break:
    def edit(path: Path) -> None:
        lines = path.read_bytes().splitlines(keepends=True)
        path.write_bytes(b"".join(lines[: row + 1]) + tail)

    return edit


CASES: dict[str, tuple[Break, str, str | None, str, str]] = {
    "UTF-16": (recoded("utf-16"), "wrong_encoding", None, "实为 UTF-16", "got UTF-16"),
    "half an Excel workbook": (
        content(b"PK\x03\x04rest"), "unreadable_archive", None, "压缩包已损坏", "a damaged archive"),
    "an Excel workbook of before 2007": (
        content(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"), "old_workbook", None, "另存为 .xlsx", "save it"),
    "bytes of no encoding": (
        cut_after(2, b"V1,\xff\xff\xff,x\n"), "wrong_encoding", None, "第 4 行起不是有效的 UTF-8", "from line 4"),
    "a zero byte": (cut_after(2, b"V1,\x00,x\n"), "wrong_encoding", None, "第 4 行含空字节", "a zero byte in line 4"),
    "a value without end": (
        cut_after(3, b"V9," + b"x" * 140_000 + b",1,2\n"), "unreadable", None, "第 4 行有一个值超过", "more than 131,072"),
    "semicolons": (replaced(",", ";"), "wrong_delimiter", None, "应为逗号，实为分号", "expected comma as delimiter, got semicolon"),
    "tabs": (replaced(",", "\t"), "wrong_delimiter", None, "实为制表符", "got tab"),
    "a missing column": (
        without("入库月份"), "missing_column", "入库月份", "缺少列“入库月份”", "missing column '入库月份'"),
    "a renamed column": (
        replaced("入库月份", "月份", 1), "renamed_column", "入库月份", "是否改了列名", "was it renamed"),
    "another unit in a title": (
        replaced("入库税额（元）", "入库税额（万元）", 1), "changed_unit", "入库税额（元）",
        "unit=Unit.TEN_THOUSAND_YUAN", "another unit"),
    "an empty file": (content(b""), "empty_file", None, "文件是空的", "the file is empty"),
    "a heading alone": (cut_after(0, b""), "empty_file", None, "没有数据行", "holds no rows"),
    "an odd quote": (cut_after(3, b'V9,"no end\n1,2\n'), "unreadable", None, "第 4 行起引号不成对", "from row 4 on"),
    "ten thousands of yuan": (
        in_ten_thousands, "magnitude", "入库税额（元）", "文件是否以万元为单位", "is the file in 万元"),
}  # fmt: skip


FILES = {name: f"tax/{year}.csv" for year, name in enumerate(CASES, start=2011)}
Built = tuple[datasets.BuildResult, datasets.Snapshot]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return one build of a delivery in which each further year's file is broken in its own way."""
    folder = tmp_path_factory.mktemp("broken")
    extracts = write_extract(folder / "extracts", tiny_zone())
    good = (extracts / TAX).read_text("utf-8")
    for name, file in FILES.items():
        (extracts / file).write_text(good.replace("2010", Path(file).stem), "utf-8")
        CASES[name][0](extracts / file)
    return datasets.build(extracts, home=folder / "home"), datasets.open_snapshot(folder / "home")


@pytest.mark.parametrize("case", CASES)
def test_a_broken_file_is_refused(case: str, built: Built) -> None:
    (_, rule, field, zh, en), file = CASES[case], FILES[case]
    result, snapshot = built
    (finding,) = [each for each in result.findings if each.file == file]
    assert (finding.source, finding.rule, finding.field, finding.severity) == ("tax", rule, field, "error")
    for text, words in ((finding.message.zh, zh), (finding.message.en, en)):
        assert file in text
        assert words in text
    assert "整个文件被拒收" in finding.fate.zh
    assert "whole file was refused" in finding.fate.en
    assert snapshot.query("SELECT refused FROM receipt WHERE file = ?", [file]).to_pydict() == {"refused": [True]}
    kept = snapshot.query("SELECT rule, zh, en FROM finding WHERE file = ?", [file]).to_pylist()
    assert kept == [{"rule": rule, "zh": finding.message.zh, "en": finding.message.en}]


def test_a_file_in_a_wrong_unit_says_nothing_of_rows_taken(write: Callable[..., Path], tiny_home: Path) -> None:
    extracts = write(put(TAX, 3, "纳税人识别号", "120115" + organisation_code(3)[:8] + "-" + organisation_code(3)[8]))
    in_ten_thousands(extracts / TAX)
    found = datasets.build(extracts, home=tiny_home).findings
    assert [each.rule for each in found if each.file == TAX] == ["magnitude"]


def test_a_file_that_may_not_be_read_is_named(
    write: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extracts = write()

    def forbidden(path: Path) -> Iterator[bytes]:
        if path.is_relative_to(extracts):
            raise PermissionError(13, "Permission denied", str(path))
        return blocks(path)

    monkeypatch.setattr("datasets.building.collect.blocks", forbidden)
    with pytest.raises(DatasetsError, match=r"Permission denied") as refused:
        datasets.build(extracts, home=tmp_path / "home")
    assert str(extracts) in refused.value.text.zh
    assert "现有快照不变" in refused.value.text.zh
    assert datasets.current_name(tmp_path / "home") is None


def test_the_other_files_go_on(built: Built) -> None:
    years = built[1].query("SELECT DISTINCT year(payment_month) AS y FROM base_economy__tax_payment ORDER BY y")
    assert years.to_pydict() == {"y": [2009, 2010]}
    assert built[0].counts["base_economy__tax_payment"] == 720


def test_the_magnitude_is_said_in_figures(built: Built) -> None:
    (finding,) = [each for each in built[0].findings if each.rule == "magnitude"]
    assert "should be 500–5e6 yuan, got 1.5" in finding.message.en
    assert "应在 500–5e6 元之间" in finding.message.zh


def test_a_refused_file_stays_in_the_landing(write: Callable[..., Path], tiny_home: Path) -> None:
    extracts = write()
    recoded("gbk")(extracts / TAX)
    datasets.build(extracts, home=tiny_home)
    landed = [path.read_bytes() for path in (tiny_home / "landing/tax").glob("*.csv")]
    assert (extracts / TAX).read_bytes() in landed


def test_no_usable_file_of_a_source_publishes_nothing(write: Callable[..., Path], tiny_home: Path) -> None:
    extracts, home = write(), tiny_home
    name = datasets.current_name(home)
    path = extracts / "registry/registry.csv"
    path.write_bytes(path.read_text("gb18030").encode("utf-16"))
    with pytest.raises(datasets.BuildRefused) as refused:
        datasets.build(extracts, home=home)
    assert "编码应为 GBK/GB18030，实为 UTF-16" in refused.value.text.zh
    assert "expected GBK/GB18030 encoding, got UTF-16" in refused.value.text.en
    assert "现有快照不变" in refused.value.text.zh
    assert [each.rule for each in refused.value.findings if each.source == "registry"] == ["wrong_encoding"]
    assert datasets.current_name(home) == name
    datasets.verify(home)


def test_a_source_that_did_not_arrive_is_named(write: Callable[..., Path], tmp_path: Path) -> None:
    extracts = write()
    (extracts / "land/land.csv").unlink()
    with pytest.raises(datasets.BuildRefused, match=r"宗地登记（land/\*\.csv）") as refused:
        datasets.build(extracts, home=tmp_path / "home")
    assert "did not arrive" in refused.value.text.en


def test_the_same_file_twice_is_taken_once(write: Callable[..., Path], tiny_home: Path) -> None:
    extracts = write()
    (extracts / "tax/2011.csv").write_bytes((extracts / TAX).read_bytes())
    result = datasets.build(extracts, home=tiny_home)
    found: list[Finding] = [each for each in result.findings if each.rule == "same_file"]
    assert [each.file for each in found] == ["tax/2011.csv"]
    assert TAX in found[0].message.en
    assert result.counts["base_economy__tax_payment"] == 720


def test_a_file_of_another_kind_is_not_passed_over_in_silence(write: Callable[..., Path], tiny_home: Path) -> None:
    extracts = write()
    (extracts / "tax/2011.pdf").write_bytes(b"%PDF")
    (finding,) = [each for each in datasets.build(extracts, home=tiny_home).findings if each.severity == "warning"]
    assert (finding.file, finding.rule) == ("tax/2011.pdf", "not_a_source_file")
    assert "未读取" in finding.message.zh
    assert "was not read" in finding.message.en


@pytest.mark.parametrize("file", ["tax/2010.csv", "registry/registry.csv"])
def test_the_other_encoding_is_taken_and_said(file: str, write: Callable[..., Path], tiny_home: Path) -> None:
    extracts, plain = write(), datasets.open_snapshot(tiny_home)
    one, other = ("gb18030", "utf-8") if file.startswith("registry") else ("utf-8", "gb18030")
    (extracts / file).write_bytes((extracts / file).read_text(one).encode(other))
    result = datasets.build(extracts, home=tiny_home)
    (finding,) = [each for each in result.findings if each.rule == "other_encoding"]
    assert (finding.file, finding.severity) == (file, "warning")
    assert result.counts["base_economy__tax_payment"] == 720
    prints = [
        {name: entry.fingerprint for name, entry in each.manifest.tables.items() if name.startswith("base_")}
        for each in (plain, datasets.open_snapshot(tiny_home))
    ]
    assert prints[0] == prints[1]


def test_a_column_of_another_shape_is_refused_with_a_proposal(write: Callable[..., Path], tiny_home: Path) -> None:
    extracts = write()
    replaced("-", "/")(extracts / TAX)
    result = datasets.build(extracts, home=tiny_home)
    (finding,) = [each for each in result.findings if each.file == TAX and each.rule == "retyped_column"]
    assert finding.field == "入库月份"
    assert "'2010/01'" in finding.message.en
    assert "kind=Kind.TEXT" in finding.message.zh
    assert result.counts["base_economy__tax_payment"] == 360


def test_a_new_column_is_left_out_and_proposed(write: Callable[..., Path], tiny_home: Path) -> None:
    extracts = write()
    rows = list(csv.reader(io.StringIO((extracts / TAX).read_text("utf-8"))))
    with (extracts / TAX).open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([rows[0][0], "申报日期", *rows[0][1:]] if row is rows[0] else
                                  [row[0], "2010-07-01", *row[1:]] for row in rows)  # fmt: skip
    result = datasets.build(extracts, home=tiny_home)
    (finding,) = [each for each in result.findings if each.file == TAX]
    assert (finding.rule, finding.field, finding.severity) == ("new_column", "申报日期", "warning")
    assert 'header="申报日期", kind=Kind.DATE' in finding.message.en
    assert result.counts["base_economy__tax_payment"] == 720


def test_a_byte_order_mark_and_other_line_ends_are_no_fault(write: Callable[..., Path], tiny_home: Path) -> None:
    extracts, plain = write(), datasets.open_snapshot(tiny_home)
    text = (extracts / TAX).read_text("utf-8")
    (extracts / TAX).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    marked = datasets.build(extracts, home=tiny_home)
    assert marked.counts == {name: entry.rows for name, entry in plain.manifest.tables.items()}
    assert not [each for each in marked.findings if each.severity == "error"]


def test_columns_may_stand_in_another_order(write: Callable[..., Path], tiny_home: Path) -> None:
    extracts, plain = write(), datasets.open_snapshot(tiny_home)
    rows = list(csv.reader(io.StringIO((extracts / TAX).read_text("utf-8"))))
    with (extracts / TAX).open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(row[::-1] for row in rows)
    turned = datasets.build(extracts, home=tiny_home)
    prints = [
        each.manifest.tables["base_economy__tax_payment"].fingerprint
        for each in (plain, datasets.open_snapshot(tiny_home))
    ]
    assert prints[0] == prints[1]
    assert turned.counts == {name: entry.rows for name, entry in plain.manifest.tables.items()}


def test_two_kinds_of_line_ends_are_read_all_the_same(write: Callable[..., Path], tiny_home: Path) -> None:
    extracts = write()
    lines = (extracts / TAX).read_bytes().split(b"\n")
    (extracts / TAX).write_bytes(b"\r\n".join(lines[:50]) + b"\r\n" + b"\n".join(lines[50:]))
    assert datasets.build(extracts, home=tiny_home).counts["base_economy__tax_payment"] == 720


def test_no_folder_of_extracts(tmp_path: Path, tiny_home: Path) -> None:
    with pytest.raises(datasets.DatasetsError, match="没有这个抽取目录"):
        datasets.build(tmp_path / "nowhere", home=tiny_home)
