"""Every content file keeps the promises of its folder."""

from pathlib import Path

import pytest

import datasets
import indicators
import reports
from dashboards.page import pages
from datasets.contract import Field, Source

ROOT = Path(__file__).resolve().parents[1]
GLOSSARY = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
ENDINGS = (
    *("_yuan", "_usd", "_code", "_date", "_month", "_number", "_kilogram", "_square_metre", "_percent", "_degree"),
    *("_time", "_count", "_rate", "_geometry", "_wkt", "_metre"),
    *("_tonne", "_kilowatt_hour", "_index", "_watt", "_year", "_unit", "_days", "_concentration"),
)
WORDS = ("name", "title", "address", "status", "reference", "_name", "_text")


def named() -> list[tuple[str, datasets.Text]]:
    return [
        *((key, source.name) for key, source in datasets.sources().items()),
        *((key, each.name) for key, each in indicators.catalogue().items()),
        *((key, each.name) for key, each in indicators.DIMENSIONS.items()),
        *((key, each.title) for key, each in reports.editions().items()),
    ]


@pytest.mark.parametrize(("key", "name"), named(), ids=lambda value: value if isinstance(value, str) else "")
def test_the_glossary_knows_every_term(key, name):
    assert f"| {name.zh} | {name.en} |" in GLOSSARY


@pytest.mark.parametrize("source", datasets.sources().values(), ids=lambda source: source.key)
def test_a_contract_is_complete(source: Source):
    texts = [source.name, source.abstract, source.department, source.owner, source.legal_basis]
    texts += [source.coverage, source.update_method, source.history, source.relations]
    texts += [field.label for field in source.fields]
    assert all(text.zh.strip() and text.en.strip() for text in texts)
    assert set(source.unique) <= {field.name for field in source.fields}
    assert len({field.header for field in source.fields}) == len(source.fields)


@pytest.mark.parametrize("field", [f for s in datasets.sources().values() for f in s.fields], ids=lambda f: f.name)
def test_a_column_ends_in_its_unit_or_kind(field: Field):
    assert field.name.endswith((*ENDINGS, *WORDS))
    if field.unit.value.endswith("yuan"):
        assert field.name.endswith("_yuan")
    if field.unit.value.endswith("usd"):
        assert field.name.endswith("_usd")


def test_every_code_list_of_a_contract_is_in_the_snapshot(snapshot):
    held = set(snapshot.query("SELECT DISTINCT list FROM code_list").column("list").to_pylist())
    wanted = {field.code_list for source in datasets.sources().values() for field in source.fields if field.code_list}
    assert wanted <= held


def test_every_source_accepts_its_own_extract(snapshot):
    for entry in snapshot.manifest.sources:
        taken = sum(each.rows - each.refused_rows for each in entry.receipts)
        whole = sum(each.rows for each in entry.receipts)
        assert not any(each.refused for each in entry.receipts), entry.key
        assert taken >= 0.95 * whole > 0, entry.key


def test_every_indicator_has_a_number_in_the_snapshot(snapshot):
    for key in indicators.catalogue():
        assert indicators.series(snapshot, key)["value"].notna().any(), key


def test_pages_have_names_in_both_languages_and_addresses_of_their_own():
    assert all(page.name.zh and page.name.en and page.path.startswith("/") for page in pages().values())
