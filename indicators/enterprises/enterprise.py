"""One legal entity: found by name or any identifier, and everything the departments know of it.

Read from the bases of a snapshot; no person's number and no telephone is among it.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import pandas as pd

from datasets import Snapshot, Text
from indicators.errors import QuestionError

_HITS = """
WITH found AS (
    SELECT entity_id, CASE WHEN value = $1 THEN 0 ELSE 2 END AS place, scheme AS via, value AS said
    FROM base_legal_entities__identifier
    WHERE value = $1 OR (length($1) >= 6 AND starts_with(value, $1))
    UNION ALL
    SELECT entity_id, CASE WHEN translate(name, '（）', '()') = $2 THEN 1 ELSE 2 END, 'name', name
    FROM base_legal_entities__entity WHERE contains(translate(name, '（）', '()'), $2)
    UNION ALL
    SELECT entity_id, 3, 'former_name', value FROM base_legal_entities__entity_history
    WHERE attribute = 'name' AND valid_to IS NOT NULL AND contains(translate(value, '（）', '()'), $2)
), best AS (
    SELECT * FROM found WHERE {only} QUALIFY row_number() OVER (PARTITION BY entity_id ORDER BY place, said) = 1
)
SELECT b.entity_id, e.name, e.industry, e.street, e.founded_date, e.closed_date, b.via, b.said
FROM best b JOIN base_legal_entities__entity e USING (entity_id)
ORDER BY b.place, e.closed_date IS NOT NULL, length(e.name), e.name, b.entity_id
LIMIT $3
"""
_OWN = """via <> 'former_name' AND NOT list_contains($5::VARCHAR[], via) AND entity_id IN (
    SELECT entity_id FROM base_legal_entities__record_link WHERE list_contains($4::VARCHAR[], source))"""
_YEARS = {
    "tax": ("base_economy__tax_payment", "payment_month", "paid_yuan", "true"),
    "exports": ("base_economy__goods_trade", "trade_month", "value_usd", "flow = 'E'"),
    "imports": ("base_economy__goods_trade", "trade_month", "value_usd", "flow = 'I'"),
    "investment": ("base_economy__project_progress", "report_month", "completed_yuan", "true"),
    "subsidy": ("base_legal_entities__subsidy", "payment_month", "amount_yuan", "true"),
}
_COUNTS = {
    "insured": "SELECT sum(insured_count) FROM base_legal_entities__insured_unit WHERE entity_id = $1",
    "licences": "SELECT count(*) FROM base_legal_entities__licence WHERE entity_id = $1",
    "approvals": "SELECT count(*) FROM base_operations__approval_case WHERE entity_id = $1",
    "defended": "SELECT count(*) FROM base_legal_entities__case WHERE entity_id = $1 AND role = '2'",
    "arrears_yuan": "SELECT sum(levied_yuan - paid_yuan) FROM base_economy__tax_payment WHERE entity_id = $1",
}
_GOLDEN = """
SELECT attribute, max(value) FILTER (place = 1) AS value, max(source) FILTER (place = 1) AS source,
    count(*) FILTER (place > 1 AND NOT agrees) AS differing,
    string_agg(DISTINCT value, ' / ' ORDER BY value) FILTER (place > 1 AND NOT agrees) AS others
FROM base_legal_entities__entity_value WHERE entity_id = $1 AND attribute <> 'phone' GROUP BY attribute
"""
_LINKS = """
SELECT source, method, count(*) AS records, min(score) AS score, min(reason_zh) AS reason_zh,
    min(reason_en) AS reason_en
FROM base_legal_entities__record_link WHERE entity_id = $1 GROUP BY source, method ORDER BY source, method
"""
_LATEST = 6
"""How many source rows of each measure are told, the latest first."""

_RECORDS = """
SELECT NULL AS measure, source, receipt, source_row, NULL::DATE AS month, NULL::DOUBLE AS value
FROM base_legal_entities__record_link WHERE entity_id = $1 ORDER BY ALL LIMIT 24
"""
_RELATIONS = """
SELECT r.relation, r.other_entity_id AS other, e.name, r.relation_date
FROM base_legal_entities__entity_relation r LEFT JOIN base_legal_entities__entity e ON e.entity_id = r.other_entity_id
WHERE r.entity_id = $1
UNION ALL
SELECT r.relation || '_reverse', r.entity_id, e.name, r.relation_date
FROM base_legal_entities__entity_relation r LEFT JOIN base_legal_entities__entity e ON e.entity_id = r.entity_id
WHERE r.other_entity_id = $1 ORDER BY ALL
"""
_DELIVERED_BY = {
    "tax": "tax",
    "exports": "customs",
    "imports": "customs",
    "investment": "investment",
    "subsidy": "fiscal_unit",
    "insured": "insurance_unit",
    "licences": "health_licence",
    "approvals": "approval",
    "defended": "judicial_case",
    "arrears_yuan": "tax",
}
_GIVEN_BY = {
    "registration_number": "registry",
    "taxpayer_number": "tax_registration",
    "customs_code": "customs_registration",
}
"""Who gives a number that is not on everybody's records."""


class Hit(NamedTuple):
    """An entity that was found; ``via`` says by what: an identifier's scheme, its name, a former name."""

    entity_id: str
    name: str
    industry: str
    street: str
    founded_date: Any
    closed_date: Any
    via: str
    said: str


@dataclass(frozen=True)
class Profile:
    """What the departments know of one entity.

    ``entity`` is its row of the base. Frames: ``identifiers`` (scheme, value, valid_from, valid_to), ``history``
    (attribute, value, valid_from, valid_to, source), ``golden`` (attribute, value, source, differing, others),
    ``links`` (source, method, records, score, reasons), ``relations`` (relation, other, name, relation_date),
    ``years`` (year × tax, investment and subsidy in yuan, exports and imports in US dollars), ``rows`` (measure,
    source, receipt, source_row, month, value): the latest source rows of each measure, then the records that make the
    entity.
    """

    entity: dict[str, Any]
    identifiers: pd.DataFrame
    history: pd.DataFrame
    golden: pd.DataFrame
    links: pd.DataFrame
    relations: pd.DataFrame
    years: pd.DataFrame
    rows: pd.DataFrame
    counts: dict[str, float]


def search(snapshot: Snapshot, words: str, most: int = 50, own: Collection[str] | None = None) -> list[Hit]:
    """Return up to ``most`` entities by identifier or by part of a present or former name, the surest first.

    With ``own``, only entities that those sources have a record of, found by what their records may say.
    """
    name = words.strip().translate(str.maketrans("（）", "()"))
    if not name:
        return []
    code = "".join(each for each in name.upper() if each.isalnum())
    asked: tuple[object, ...] = (code, name, most)
    if own is not None:
        asked += (sorted(own), [scheme for scheme, source in _GIVEN_BY.items() if source not in own])
    sql = _HITS.format(only="true" if own is None else _OWN)
    return [Hit(**row) for row in snapshot.query(sql, asked).to_pylist()]


def entity_of(snapshot: Snapshot, code: str) -> str:
    """Return the entity of a number: its own in the base, or any identifier that one entity bears; else an error."""
    asked = ("".join(each for each in code.upper() if each.isalnum()),)
    found = snapshot.query("SELECT DISTINCT entity_id FROM base_legal_entities__identifier WHERE value = $1", asked)
    own = snapshot.query("SELECT entity_id FROM base_legal_entities__entity WHERE entity_id = $1", (code,))
    named = (own if len(own) else found).column(0).to_pylist()
    if len(named) != 1:
        raise _unknown(code)
    return str(named[0])


def profile(snapshot: Snapshot, entity_id: str) -> Profile:
    """Return everything about one entity; an unknown one is an error."""
    asked = (entity_id,)
    found = snapshot.query("FROM base_legal_entities__entity WHERE entity_id = $1", asked).to_pylist()
    if not found:
        raise _unknown(entity_id)

    def frame(sql: str) -> pd.DataFrame:
        return snapshot.query(sql, asked).to_pandas()

    return Profile(
        entity=found[0],
        identifiers=frame(
            "SELECT scheme, value, valid_from, valid_to FROM base_legal_entities__identifier WHERE entity_id = $1 "
            "ORDER BY scheme, valid_from"
        ),
        history=frame(
            "SELECT attribute, value, valid_from, valid_to, source FROM base_legal_entities__entity_history "
            "WHERE entity_id = $1 ORDER BY attribute, valid_from"
        ),
        golden=frame(_GOLDEN),
        links=frame(_LINKS),
        relations=frame(_RELATIONS),
        years=_by_year(snapshot, entity_id),
        rows=frame(_rows()),
        counts={key: float(snapshot.query(sql, asked).column(0)[0].as_py() or 0) for key, sql in _COUNTS.items()},
    )


def delivered_by(found: Profile, own: Collection[str]) -> Profile:
    """Return what the given sources delivered of a profile; without a record of theirs there is no such entity."""
    if not found.links["source"].isin(own).any():
        raise _unknown(found.entity["entity_id"])
    numbers = found.identifiers["scheme"].map(lambda scheme: _GIVEN_BY.get(str(scheme)) in {None, *own})
    return replace(
        found,
        entity={name: found.entity[name] for name in ("entity_id", "name")},
        identifiers=found.identifiers[numbers],
        history=found.history[found.history["source"].isin(own)],
        golden=found.golden[found.golden["source"].isin(own)].assign(differing=0, others=None),
        links=found.links[found.links["source"].isin(own)],
        relations=found.relations.iloc[:0],
        years=found.years[[name for name in found.years if _DELIVERED_BY[str(name)] in own]],
        rows=found.rows[found.rows["source"].isin(own)],
        counts={name: value for name, value in found.counts.items() if _DELIVERED_BY[name] in own},
    )


def _unknown(entity_id: str) -> QuestionError:
    return QuestionError(Text(f"没有主体 {entity_id}。", f"There is no entity {entity_id}."))


def _rows() -> str:
    """Return the question for an entity's source rows."""
    parts = [
        f"(SELECT '{name}' AS measure, '{_DELIVERED_BY[name]}' AS source, receipt, source_row, {month} AS month, "  # noqa: S608 fixed names
        f"{amount}::DOUBLE AS value FROM {table} WHERE entity_id = $1 AND {only} "
        f"ORDER BY month DESC, value DESC, receipt, source_row LIMIT {_LATEST})"
        for name, (table, month, amount, only) in _YEARS.items()
    ]
    return " UNION ALL ".join([*parts, f"({_RECORDS})"])


def _by_year(snapshot: Snapshot, entity_id: str) -> pd.DataFrame:
    """Return year × measure, nought where nothing is known."""
    parts = [
        f"SELECT '{name}' AS measure, year({month}) AS year, sum({amount}) AS value FROM {table} "  # noqa: S608 fixed names
        f"WHERE entity_id = $1 AND {only} GROUP BY ALL"
        for name, (table, month, amount, only) in _YEARS.items()
    ]
    rows = snapshot.query(" UNION ALL ".join(parts), (entity_id,)).to_pandas()
    rows["value"] = rows["value"].astype(float)
    wide = rows.pivot_table(index="year", columns="measure", values="value", aggfunc="sum", fill_value=0.0)
    return wide.reindex(columns=list(_YEARS), fill_value=0.0).sort_index()
