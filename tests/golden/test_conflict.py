"""Conflicts between departments, counted so that compared, agreeing and differing add up."""

from datasets.golden import choose
from datasets.golden.conflict import count_conflicts
from tests.golden.test_choose import NAME, connect, golden


def test_two_departments_are_compared_on_the_enterprises_both_know() -> None:
    connection = connect(
        ("registry", 1, "A", "甲（天津）公司", None, None, None, None, None),
        ("tax", 1, "A", "甲(天津)公司", None, None, None, None, None),
        ("registry", 2, "B", "乙公司", None, None, None, None, None),
        ("tax", 2, "B", "丙公司", None, None, None, None, None),
        ("registry", 3, "C", "丁公司", None, None, None, None, None),
        ("tax", 3, "C", None, None, None, None, None, None),
        ("registry", 4, "D", "戊公司", None, None, None, None, None),
    )
    choose(connection, golden(NAME))
    count_conflicts(connection, golden(NAME))
    assert connection.execute("FROM conflict").fetchall() == [("name", "registry", "tax", 2, 1, 1, 1, 0)]
