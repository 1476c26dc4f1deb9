"""The workbook a department gets back: every refused row, as text and never as a formula."""

import stat
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

import datasets
from datasets.catalogue import sources
from datasets.intake import returned
from datasets.intake.submit import submit
from datasets.intake.trial import bench
from datasets.rows import append
from tests.datasets.tiny import put, tiny_zone, write_extract


def sheet(path: Path, name: str) -> list[list[object]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_name(name).to_python()


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    extract = tiny_zone()
    put("tax/2010.csv", 3, "应征税额（元）", '=cmd|"/c calc"!A1 <&>\x01')(extract)
    put("tax/2010.csv", 7, "入库月份", "2010-13")(extract)
    path = submit(tmp_path / "home", "tax", write_extract(tmp_path / "in", extract) / "tax/2010.csv").workbook
    assert path is not None
    return path


def test_each_refused_row_is_there_with_field_value_rule_and_suggestion(workbook: Path) -> None:
    rows = sheet(workbook, "错误明细")
    assert rows[0][:4] == ["文件 File", "行 Row", "字段 Field", "值 Value"]
    assert [row[:4] for row in rows[1:]] == [
        ["2010.csv", 3.0, "应征税额（元）", '=cmd|"/c calc"!A1 <&>?'],
        ["2010.csv", 7.0, "入库月份", "2010-13"],
    ]
    assert "请写成 2010-06 的形式" in rows[2][5]
    assert "write it as 2010-06" in rows[2][6]
    summary = [row for row in sheet(workbook, "汇总") if row[0] == "2010.csv"]
    assert summary[0][:6] == ["2010.csv", 1.0, 360.0, 358.0, 2.0, "部分接收 taken in part"]


def test_only_its_owner_may_read_it(workbook: Path) -> None:
    assert stat.S_IMODE(workbook.stat().st_mode) == 0o600
    assert [path.name for path in workbook.parent.iterdir()] == [workbook.name]


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(returned, "ROWS", 4)
    monkeypatch.setattr(returned, "BATCH", 3)
    with bench("teda") as connection:
        connection.execute(
            "CREATE TABLE receipt (receipt INTEGER, source TEXT, file TEXT, rows BIGINT, refused_rows BIGINT, refused BOOLEAN)"
        )
        append(connection, "receipt", [(1, "tax", "2010.csv", 10, 10, True)])
        append(
            connection,
            "quarantine",
            [("tax", 1, row, "税种代码", "ZZ", "not_in_list", "请", "do") for row in range(1, 11)],
        )
        path = returned.write_returned(connection, sources()["tax"], tmp_path / "book.xlsx")
        assert path is not None
        found = [row[1] for name in returned.detail_names(3) for row in sheet(path, name)[1:]]
        assert returned.write_returned(connection, sources()["land"], tmp_path / "none.xlsx") is None
    assert found == [float(row) for row in range(1, 11)]


def test_a_build_writes_one_for_each_department(tmp_path: Path, tiny_home: Path) -> None:
    extract = tiny_zone()
    put("land/land.csv", 4, "宗地面积（平方米）", "many")(extract)
    name = datasets.build(write_extract(tmp_path / "in", extract), home=tiny_home).name
    assert sheet(tiny_home / f"returned/land/{name}.xlsx", "错误明细")[1][3] == "many"
