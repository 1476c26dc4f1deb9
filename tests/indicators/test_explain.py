"""From a number to its rows: the query adds up to the number, and the rows add up to the query."""

import sys
from random import Random

import pyarrow as pa
import pytest

from indicators import QuestionError, catalogue, explain, labels, point, series
from indicators.computing.alignment import gapless
from indicators.definition import Difference, Protected, Published, Ratio, Reported
from tests.indicators.walk import by_hand

KEYS = list(catalogue())
BY_HAND = [each.key for each in by_hand()]


@pytest.fixture
def _no_landing(monkeypatch):
    """The handmade zone has no files to read back."""

    def nothing(home, snapshot, source, references):
        return pa.table({"receipt": [each[0] for each in references], "source_row": [each[1] for each in references]})

    monkeypatch.setattr(sys.modules["indicators.explaining.receipts"], "source_rows", nothing)


@pytest.mark.usefixtures("_no_landing")
def test_a_sum_lists_its_rows_largest_first(handmade, tmp_path):
    told = explain(handmade, tmp_path, "tax_revenue", "2010-01", where={"street": "B01"}, limit=3)
    assert told.value == told.recomputed == point(handmade, "tax_revenue", "2010-01", where={"street": "B01"}).value
    assert list(told.rows.entity_id) == ["E06", "E05", "E04"]
    assert told.row_count == 12
    assert told.tables == ("base_economy__tax_payment",)
    assert "base_economy__tax_payment" in told.sql
    assert "'B01'" in told.sql


@pytest.mark.usefixtures("_no_landing")
def test_all_rows_add_up_to_the_number(handmade, tmp_path):
    told = explain(handmade, tmp_path, "tax_revenue", "2010-03", cumulative=True, limit=10_000)
    assert len(told.rows) == told.row_count
    assert float(told.rows.contribution.sum()) == pytest.approx(told.value, abs=1e-6)


@pytest.mark.usefixtures("_no_landing")
def test_receipts_name_department_file_and_refused_rows(handmade, tmp_path):
    (note,) = explain(handmade, tmp_path, "tax_revenue", "2010-01").receipts
    assert (note.file, note.sha256, note.department.en, note.matching_rows) == (
        "tax/2008.csv",
        "aa11",
        "Tax Bureau",
        26,
    )
    (sentence,) = explain(handmade, tmp_path, "tax_revenue", "2010-01").notes
    assert sentence.en.startswith("3 more rows of these files failed a check")


@pytest.mark.usefixtures("_no_landing")
def test_a_ratio_is_explained_by_its_parts(handmade, tmp_path):
    told = explain(handmade, tmp_path, "tax_per_mu", "2009-03")
    assert [part.key for part in told.parts] == ["tax_revenue", "land_area"]
    assert told.agrees
    assert told.row_count == sum(part.row_count for part in told.parts)


@pytest.mark.usefixtures("_no_landing")
def test_a_concentration_lists_the_ten(handmade, tmp_path):
    told = explain(handmade, tmp_path, "tax_concentration", "2010-05", cumulative=True)
    assert told.agrees
    assert len(told.rows) == 10
    assert told.rows.entity_id.iloc[0] == "E11"


@pytest.mark.usefixtures("_no_landing")
def test_a_published_figure_shows_every_vintage(handmade, tmp_path):
    told = explain(handmade, tmp_path, "fiscal_revenue", "2008-12")
    assert list(told.vintages.value) == [256e8, 249.1e8]
    assert list(told.vintages.chosen) == [True, False]
    assert told.agrees


@pytest.mark.usefixtures("_no_landing")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("key", BY_HAND)
def test_every_explanation_can_be_read(handmade, tmp_path, key, language):
    period = series(handmade, key).period.iloc[-1]
    text = explain(handmade, tmp_path, key, period, limit=2).as_text(language)
    assert catalogue()[key].name.in_language(language) in text
    assert handmade.name in text


@pytest.mark.parametrize("cumulative", [False, True])
@pytest.mark.parametrize("key", KEYS)
def test_the_number_shown_is_the_number_recomputed_on_the_demo_zone(snapshot, home, key, cumulative):
    definition = catalogue()[key]
    known = series(snapshot, key, cumulative=cumulative).dropna(subset="value").query("value != 0")
    told = explain(snapshot, home, key, known.period.iloc[-3:].iloc[0], limit=5, cumulative=cumulative)
    assert told.agrees
    assert told.receipts
    if isinstance(definition, Protected):
        assert told.notes
        assert told.raw.empty
    elif not isinstance(definition, (Ratio, Difference)):
        assert len(told.raw) == min(5, told.row_count) or told.vintages is not None or key == "tax_concentration"


def test_the_raw_text_is_the_row_that_was_counted(snapshot, home):
    told = explain(snapshot, home, "tax_revenue", "2010-06", limit=5)
    written = told.raw["入库税额（元）"].astype(float)
    assert list(written) == pytest.approx([float(each) for each in told.rows.contribution], abs=0.005)


def test_a_filtered_number_of_the_demo_zone_agrees(snapshot, home):
    split = series(snapshot, "tax_revenue", by=("street",), start="2010-06", end="2010-06")
    street = split.sort_values("value").street.iloc[-1]
    told = explain(snapshot, home, "tax_revenue", "2010-06", where={"street": street})
    assert told.agrees
    assert told.value == split.set_index("street").value[street]


def test_a_negative_number_of_rows_is_refused_in_words(snapshot, home):
    assert explain(snapshot, home, "tax_revenue", "2010-06", limit=0).agrees
    with pytest.raises(QuestionError, match="cannot be negative"):
        explain(snapshot, home, "tax_revenue", "2010-06", limit=-1)


@pytest.mark.parametrize("seed", range(3))
def test_any_number_in_any_slice_is_the_number_of_its_rows(snapshot, home, seed):
    random = Random(seed)  # noqa: S311 not a secret
    for key in random.sample(KEYS, 40):
        definition = catalogue()[key]
        if isinstance(definition, (Published, Reported, Protected)) or not gapless(definition):
            continue
        dimensions = random.sample(definition.dimensions, min(2, len(definition.dimensions)))
        where = {each: tuple(random.sample(sorted(labels(snapshot, each, "en")), 2)) for each in dimensions}
        known = series(snapshot, key).period
        period, cumulative = known.iloc[random.randrange(len(known))], random.random() < 0.5
        assert explain(snapshot, home, key, period, where=where, limit=2, cumulative=cumulative).agrees, (key, where)


def test_a_dimension_named_twice_is_one(snapshot):
    twice = series(snapshot, "tax_revenue", by=("street", "street"), start="2010-06", end="2010-06")
    assert twice.equals(series(snapshot, "tax_revenue", by=("street",), start="2010-06", end="2010-06"))
