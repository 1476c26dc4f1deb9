"""A source is one file: put it in the folder and its extract is collected, checked and integrated."""

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

import datasets
from datasets.building.integrate import column_of
from datasets.contract import Source
from tests.datasets.tiny import organisation_code

POWER = '''
"""Electricity (供电)."""
from datasets.contract import Cadence, Classification, DeliveryMode, Field, Kind, Sharing, Source
from datasets.text import Text

T = Text("用电", "Electricity")
SOURCE = Source(
    key="power", name=T, abstract=T, department=Text("供电公司", "Power Company"), owner=T, legal_basis=T, coverage=T,
    update_method=T, history=T, relations=T, delivery_mode=DeliveryMode.FULL, cadence=Cadence.MONTHLY, sharing=Sharing.CONDITIONAL,
    classification=Classification.INTERNAL, files="power/*.csv",
    fields=(
        Field(name="organisation_code", header="组织机构代码", kind=Kind.ORGANISATION_CODE, label=T, in_base=False),
        Field(name="usage_month", header="月份", kind=Kind.MONTH, label=T),
        Field(name="energy_kilowatt_hour", header="电量", kind=Kind.QUANTITY, label=T),
    ),
    unique=("organisation_code", "usage_month"), base="economy", table="electricity",
    entity_field="organisation_code",
)
'''


@pytest.fixture
def another_source(tmp_path: Path) -> Iterator[None]:
    """Put one more file where sources are looked for."""
    package = import_module("datasets.sources")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources/power.py").write_text(POWER, "utf-8")
    package.__path__.append(str(tmp_path / "sources"))
    yield
    package.__path__.remove(str(tmp_path / "sources"))
    sys.modules.pop("datasets.sources.power", None)


@pytest.mark.usefixtures("another_source")
def test_adding_a_source_is_adding_one_file(write: Callable[..., Path], tiny_home: Path) -> None:
    extracts = write()
    (extracts / "power").mkdir()
    lines = ["组织机构代码,月份,电量", *(f"{organisation_code(n)},2010-06,{n * 100.5}" for n in range(1, 11))]
    (extracts / "power/2010.csv").write_text("\n".join([*lines, f"{organisation_code(1)},2010-07,lots", ""]), "utf-8")
    result = datasets.build(extracts, home=tiny_home)
    assert result.counts["base_economy__electricity"] == 10
    snapshot = datasets.open_snapshot(tiny_home)
    row = snapshot.query("SELECT * FROM base_economy__electricity ORDER BY source_row LIMIT 1").to_pylist()[0]
    assert (row["entity_id"], row["energy_kilowatt_hour"]) == (organisation_code(1), 100.5)
    assert row["industry"] != "unknown"
    (finding,) = [each for each in result.findings if each.source == "power"]
    assert (finding.rule, finding.rows) == ("not_a_number", (11,))


@pytest.mark.parametrize("source", datasets.sources().values(), ids=lambda each: each.key)
def test_every_contract_is_consistent(source: Source) -> None:
    names = [field.name for field in source.fields]
    assert len(set(names)) == len(names)
    assert len({field.header for field in source.fields}) == len(names)
    assert set(source.unique) <= set(names)
    assert source.entity_field is None or source.entity_field in names
    assert len({column_of(field) for field in source.fields}) == len(names)
    lists = {row[0] for row in _lists()}
    assert {field.code_list for field in source.fields if field.code_list} <= lists
    for field in source.fields:
        for low, high in filter(None, (field.range, field.median_range)):
            assert low < high


def _lists() -> set[tuple[str]]:
    from datasets.codes import code_files

    return {(name,) for name in code_files("teda")}
