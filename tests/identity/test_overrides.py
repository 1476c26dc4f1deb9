"""A steward's decisions win over everything, survive, and are refused with a sentence where they cannot be followed."""

from pathlib import Path

import pytest

from datasets.errors import DatasetsError
from datasets.identity.overrides import COLUMNS, Override, add_override, overrides_file, read_overrides
from tests.identity.records import CODES, entity, link_entities

A, B, *_ = CODES
KEYS = (("registry", "r1"), ("insurance_unit", "i1"), ("tax_registration", "t1"))


def override(left: tuple[str, str], right: tuple[str, str], verdict: str) -> Override:
    return Override(left=left, right=right, verdict=verdict, who="张三", when="2026-01-05", why="核对营业执照")


ROWS = [
    entity(
        "registry", "r1", "天津泰华贸易有限公司", organisation_code=A, founded_date="2004-03-01", address="黄海路5号"
    ),
    entity(
        "registry", "r2", "天津恒通物流有限公司", organisation_code=B, founded_date="2005-03-01", address="洞庭路7号"
    ),
    entity("insurance_unit", "i1", "天津泰华贸易有限公司", address="黄海路5号"),
    entity("tax_registration", "t1", "天津泰华贸易有限公司", organisation_code=A, address="黄海路5号"),
]


def test_different_wins_over_the_evidence_and_over_a_shared_code() -> None:
    assert link_entities(ROWS)["i1"][0] == link_entities(ROWS)["t1"][0] == A
    decided = (override(KEYS[1], KEYS[0], "different"), override(KEYS[2], KEYS[0], "different"))
    found = link_entities(ROWS, decided=decided)
    assert len({found[serial][0] for serial in ("r1", "i1")}) == 2
    assert found["t1"][0] != A
    assert found["i1"][1:] == ("steward", "人工认定")


def test_same_wins_over_two_codes() -> None:
    found = link_entities(ROWS, decided=(override(KEYS[0], ("registry", "r2"), "same"),))
    assert found["r1"][0] == found["r2"][0] == found["i1"][0]


def test_decisions_are_appended_and_read_again(tmp_path: Path) -> None:
    made = [override(KEYS[0], KEYS[1], "same"), override(KEYS[1], ("registry", "r2"), "different")]
    for each in made:
        add_override(tmp_path, each)
    assert list(read_overrides(tmp_path)) == made
    assert read_overrides(tmp_path / "elsewhere") == ()


def test_a_decision_against_earlier_ones_is_refused_and_not_written(tmp_path: Path) -> None:
    add_override(tmp_path, override(KEYS[0], KEYS[1], "same"))
    add_override(tmp_path, override(KEYS[1], KEYS[2], "same"))
    before = overrides_file(tmp_path).read_text(encoding="utf-8")
    with pytest.raises(DatasetsError, match="请先删去"):
        add_override(tmp_path, override(KEYS[0], KEYS[2], "different"))
    assert overrides_file(tmp_path).read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("registry,r1,registry,r2,maybe,张三,2026-01-05,看过", "verdict"),
        ("registry,r1,registry,r2,same,,2026-01-05,看过", "who"),
        ("registry,r1,registry,r1,same,张三,2026-01-05,看过", "同一条记录"),
        ("registry,r1,registry,r2,same,张三,2026-01-05,看过,多一列", "列数"),
    ],
)
def test_a_line_that_cannot_be_followed_is_named(tmp_path: Path, line: str, said: str) -> None:
    path = overrides_file(tmp_path)
    path.parent.mkdir(parents=True)
    path.write_text(",".join(COLUMNS) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(DatasetsError, match=said) as refused:
        read_overrides(tmp_path)
    assert "第 2 行" in str(refused.value)


def test_a_heading_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = overrides_file(tmp_path)
    path.parent.mkdir(parents=True)
    path.write_text("left,right\n", encoding="utf-8")
    with pytest.raises(DatasetsError, match="表头"):
        read_overrides(tmp_path)
