"""The library: every definition speaks both languages and stands on columns that exist."""

from types import SimpleNamespace

import ibis
import pytest

from datasets import sources
from indicators import DIMENSIONS, QuestionError, catalogue, series
from indicators.catalogue import definition_of
from indicators.computing.cubes import by_month
from indicators.definition import Difference, Published, Ratio, Rows, TopShare

ALL = list(catalogue().values())
WORDS = ("name", "meaning", "formula", "caveat", "owner")


@pytest.mark.parametrize("definition", ALL, ids=lambda each: each.key)
def test_it_speaks_both_languages(definition):
    for field in WORDS:
        text = getattr(definition, field)
        assert text.zh
        assert text.en
        assert not any("\u4e00" <= letter <= "\u9fff" for letter in text.en)
        assert any("\u4e00" <= letter <= "\u9fff" for letter in text.zh)


@pytest.mark.parametrize("definition", ALL, ids=lambda each: each.key)
def test_its_sources_and_dimensions_exist(definition):
    assert set(definition.sources) <= set(sources())
    assert set(definition.dimensions) <= set(DIMENSIONS)


@pytest.mark.parametrize("definition", [each for each in ALL if isinstance(each, Rows)], ids=lambda each: each.key)
def test_a_sums_columns_are_columns_of_its_base_table(definition, snapshot):
    for table, columns in definition.underneath.items():
        found = snapshot.query("SELECT column_name FROM duckdb_columns() WHERE table_name = ?", (table,)).to_pylist()
        assert columns <= {row["column_name"] for row in found}
    assert set(definition.dimensions) | {definition.time} <= set(definition.delivered.columns)


@pytest.mark.parametrize("definition", ALL, ids=lambda each: each.key)
def test_its_parts_exist_and_share_its_dimensions(definition):
    match definition:
        case Ratio(numerator=first, denominator=second) | Difference(minuend=first, subtrahend=second):
            parts = [catalogue()[first], catalogue()[second]]
        case TopShare(of=whole):
            parts = [catalogue()[whole]]
        case _:
            parts = []
    for part in parts:
        assert set(definition.dimensions) <= set(part.dimensions)


def test_the_keys_of_the_first_issue_are_there():
    expected = {
        "gdp", "industrial_output", "fiscal_revenue", "tax_revenue", "fixed_asset_investment", "fdi_used", "exports",
        "imports", "trade_balance", "registered_enterprises", "tax_per_mu", "tax_concentration",
    }  # fmt: skip
    assert expected <= set(catalogue())


def test_a_definition_is_frozen():
    with pytest.raises(AttributeError):
        catalogue()["gdp"].key = "gnp"


def test_the_same_definition_compiles_for_spark(monkeypatch):
    # Without a Spark session its compiler does not know this option; only the text is wanted here.
    monkeypatch.setattr(
        "ibis.backends.sql.compilers.pyspark.options", SimpleNamespace(pyspark=SimpleNamespace(treat_nan_as_null=False))
    )
    for definition in ALL:
        if isinstance(definition, Rows):
            assert "SUM" in ibis.to_sql(by_month(definition, definition.dimensions), dialect="pyspark").upper()


def test_published_figures_have_a_year_in_the_demo_zone(snapshot):
    for definition in ALL:
        if isinstance(definition, Published):
            assert len(series(snapshot, definition.key)) >= 1


@pytest.mark.parametrize(
    ("asked", "meant"),
    [("export", "exports"), ("出口", "exports"), ("Tax Revenue", "tax_revenue"), ("taxes", r"mean tax_revenue")],
)
def test_an_unknown_key_is_told_what_it_may_have_meant(asked, meant):
    with pytest.raises(QuestionError, match=meant) as caught:
        definition_of(asked)
    assert "jingwei show" in str(caught.value)
    assert len(str(caught.value)) < 300  # not the whole catalogue
