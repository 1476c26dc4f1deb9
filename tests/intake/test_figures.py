"""A figure of a statistical source stands once: a second row of its period, item, status and day is no second key."""

from collections.abc import Callable
from pathlib import Path

import pytest

from datasets.catalogue import sources
from datasets.intake.trial import Trial, bench, examine_file

TITLES = "报表行号,统计时期,科目编码,累计完成（万元）,同比增减（%）,数据状态,发布日期"
ROWS = [f"R{n:03d},2010年1-{n % 10 + 2}月,101,{20_000 + n},1.5,1,2010-{n % 10 + 3:02d}-10" for n in range(10)]


@pytest.fixture
def tried(tmp_path: Path) -> Callable[..., Trial]:
    def trial(*more: str) -> tuple[int, list[tuple[str, str, tuple[int, ...]]]]:
        path = tmp_path / "fiscal_revenue.csv"
        path.write_text("\n".join([TITLES, *ROWS, *more, ""]), "gb18030")
        (tmp_path / "open").mkdir()
        with bench("teda") as connection:
            source = sources()["fiscal_revenue"]
            found = examine_file(connection, source, path, home=tmp_path / "home", folder=tmp_path / "open")
            return found.accepted, [(each.rule, each.severity, each.rows) for each in found.findings]

    return trial


def test_two_values_of_one_figure_refuse_both_rows(tried: Callable[..., Trial]) -> None:
    assert tried("X001,2010年1-4月,101,999,1.5,1,2010-05-10") == (9, [("second_figure", "error", (3, 11))])


def test_the_same_value_again_is_kept_once(tried: Callable[..., Trial]) -> None:
    assert tried("X001,2010年1-4月,101,20002,1.5,1,2010-05-10") == (10, [("duplicate_row", "warning", (11,))])


def test_a_revision_is_another_figure(tried: Callable[..., Trial]) -> None:
    assert tried("X001,2010年1-4月,101,999,1.5,2,2011-05-10") == (11, [])
