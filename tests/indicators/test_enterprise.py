"""Enterprises are found by name and identifier, and a portrait says what the bases say."""

import pytest

from indicators import QuestionError
from indicators.enterprises.enterprise import profile, search

PAYER = """
SELECT entity_id, sum(paid_yuan)::DOUBLE AS paid FROM base_economy__tax_payment
WHERE year(payment_month) = 2025 GROUP BY entity_id ORDER BY paid DESC, entity_id LIMIT 1
"""
FORMER = """
SELECT entity_id, value FROM base_legal_entities__entity_history h
WHERE attribute = 'name' AND valid_to IS NOT NULL AND NOT EXISTS (
    FROM base_legal_entities__entity e WHERE contains(e.name, h.value)) ORDER BY 1, 2 LIMIT 1
"""


def test_every_identifier_finds_its_entity(snapshot):
    sql = (
        "SELECT scheme, min(value) AS value, arg_min(entity_id, value) AS entity FROM base_legal_entities__identifier "
    )
    for row in snapshot.query(sql + "GROUP BY scheme").to_pylist():
        written = f" {row['value'][:3]}-{row['value'][3:]} ".lower()
        assert row["entity"] in {hit.entity_id for hit in search(snapshot, written)}, row


def test_part_of_a_name_and_a_former_name_find(snapshot):
    former = snapshot.query(FORMER).to_pylist()[0]
    hits = {hit.entity_id: hit for hit in search(snapshot, former["value"].replace("（", "("))}
    assert hits[former["entity_id"]].via == "former_name"
    name = hits[former["entity_id"]].name
    assert search(snapshot, name)[0].name == name


@pytest.mark.parametrize("words", ["", "   ", "')--", "%", "_", "🙂", "x" * 64])
def test_strange_words_find_nothing(snapshot, words):
    assert search(snapshot, words) == []


def test_the_portrait_adds_up(snapshot):
    payer = snapshot.query(PAYER).to_pylist()[0]
    found = profile(snapshot, payer["entity_id"])
    assert found.years.loc[2025, "tax"] == pytest.approx(payer["paid"], abs=0.005)
    golden = found.golden.set_index("attribute")["value"]
    assert golden["name"] == found.entity["name"]
    assert "phone" not in golden.index
    assert found.links["records"].sum() >= 1
    held = snapshot.query(
        "SELECT value FROM base_legal_entities__identifier WHERE entity_id = ?", [payer["entity_id"]]
    ).to_pylist()
    assert sorted(found.identifiers["value"]) == sorted(row["value"] for row in held)


def test_an_unknown_entity_is_an_error(snapshot):
    with pytest.raises(QuestionError, match="nobody"):
        profile(snapshot, "nobody")
