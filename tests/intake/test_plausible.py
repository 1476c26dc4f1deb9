"""Names where addresses belong are noticed, by what each column's values look like."""

from collections.abc import Callable
from pathlib import Path

import pytest

from datasets.catalogue import sources
from datasets.intake.plausible import looks_of
from datasets.intake.trial import bench, examine_file
from tests.datasets.tiny import Extract, tiny_zone, write_extract

REGISTRY = "registry/registry.csv"


def swapped(extract: Extract, rows: slice) -> None:
    name, address = (extract[REGISTRY][0].index(title) for title in ("企业名称", "住所"))
    for row in extract[REGISTRY][1:][rows]:
        row[name], row[address] = row[address], row[name]


def refusals(tmp_path: Path, spoil: Callable[[Extract], None]) -> list[tuple[str, str | None]]:
    extract = tiny_zone()
    spoil(extract)
    path = write_extract(tmp_path / "in", extract) / REGISTRY
    (tmp_path / "open").mkdir()
    with bench("teda") as connection:
        trial = examine_file(connection, sources()["registry"], path, home=tmp_path / "home", folder=tmp_path / "open")
        assert all("颠倒" in each.message.zh for each in trial.findings)
        return [(each.rule, each.field) for each in trial.findings]


def test_swapped_names_and_addresses_refuse_the_file(tmp_path: Path) -> None:
    found = refusals(tmp_path, lambda extract: swapped(extract, slice(None)))
    assert ("implausible_column", "企业名称") in found


def test_a_few_odd_names_do_not(tmp_path: Path) -> None:
    assert refusals(tmp_path, lambda extract: swapped(extract, slice(0, 5))) == []


@pytest.mark.parametrize("subject", ["entity", "person"])
def test_names_and_addresses_have_their_looks(subject: str) -> None:
    for attribute in ("name", "address"):
        looks = looks_of(subject, attribute)
        assert looks is not None
        assert 0 < looks.at_least < 1
    assert looks_of(subject, "industry") is None
