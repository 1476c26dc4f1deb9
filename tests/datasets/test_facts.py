"""Licences, cases and payments stand beside taxes: with the entity, its industry, its block, and a month."""

import pytest

import datasets
from datasets.contract import Source, Subject

FACTS = {"licence": "issued_month", "case": "filing_month", "subsidy": "payment_month"}


@pytest.mark.parametrize(("table", "month"), FACTS.items())
def test_a_fact_has_the_dimensions_of_its_entity(snapshot: datasets.Snapshot, table: str, month: str) -> None:
    rows, linked, alike, months = snapshot.query(f"""
        SELECT count(*), count(f.entity_id), count(*) FILTER (f.industry = e.industry AND f.street = e.street),
            count(*) FILTER (day({month}) = 1)
        FROM base_legal_entities__{table} f LEFT JOIN base_legal_entities__entity e USING (entity_id)
    """).to_pylist()[0].values()  # fmt: skip
    assert 0 < linked == alike
    assert months == rows


@pytest.mark.parametrize(
    "source",
    [each for each in datasets.sources().values() if each.subject is Subject.ENTITY],
    ids=lambda each: each.key,
)
def test_linking_loses_and_doubles_no_row(snapshot: datasets.Snapshot, source: Source) -> None:
    entry = next(each for each in snapshot.manifest.sources if each.key == source.key)
    rows = f"SELECT count(*), count(DISTINCT (receipt, source_row)) FROM {source.base_table}"
    kept = sum(each.rows - each.refused_rows for each in entry.receipts)
    assert list(snapshot.query(rows).to_pylist()[0].values()) == [kept, kept]


def test_a_change_signed_with_the_old_number_of_13_digits_is_of_the_same_enterprise(
    snapshot: datasets.Snapshot,
) -> None:
    rows = snapshot.query("""
        SELECT c.entity_id, r.organisation_code FROM base_legal_entities__registration_change c
            JOIN base_legal_entities__registration_change again
                ON again.item = '09' AND again.old_text = c.registration_number
            JOIN base_legal_entities__registration r ON r.registration_number = again.new_text
        WHERE length(c.registration_number) = 13
    """).to_pylist()
    assert rows
    assert all(row["entity_id"] == row["organisation_code"] for row in rows)
