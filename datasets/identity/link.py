"""Link: every record of master data to one organisation or person, with method, score and reason."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from datasets.catalogue import zone_folder
from datasets.contract import Source
from datasets.finding import Finding
from datasets.identity import exact
from datasets.identity.cluster import Clusters
from datasets.identity.decide import Decision, Pair, choose, gather, undecided
from datasets.identity.entities import entity_spec
from datasets.identity.eras import write_identifiers
from datasets.identity.likely import begin, score_stage
from datasets.identity.overrides import Override, overrides_file
from datasets.identity.persons import person_spec
from datasets.identity.prepare import prepare
from datasets.identity.record import KEPT, gather_entities, gather_persons
from datasets.identity.result import write_links, write_review
from datasets.identity.spec import Spec
from datasets.identity.weights import Weights, frozen
from datasets.rows import append, single
from datasets.sql import quoted
from datasets.text import Text

ENTITY_LINKS = "base_legal_entities__record_link"
ENTITY_REVIEW = "base_legal_entities__link_review"
PERSON_LINKS = "persons.base_population__record_link"
PERSON_REVIEW = "persons.base_population__link_review"
NAMING_PERSONS = (
    *("person_record", "linkable", "compared", "profile", "clustered", "barred", "identified", "reissued"),
    *("reading of name", "reading of address", "reading of phone", "reading of person_number_text"),
    "frequency of name",
)


@dataclass(frozen=True, kw_only=True)
class Subject:
    """How records of one kind of subject are keyed, checked and named."""

    spec: Spec
    id: str
    links: str
    review: str
    prefix: str
    key: Callable[[duckdb.DuckDBPyConnection], None]
    support: str
    branch: str
    order: str
    reissued: str | None = None
    named: bool = True  # whether the review queue may name records and subjects: not those of persons


def _places(zone: str) -> list[dict[str, str]]:
    path = zone_folder(zone) / "place_word.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def place_words(zone: str, kind: str = "place") -> list[str]:
    """Return the words by which names and addresses of a zone say where they are; none if the zone lists none.

    ``common`` words are part of a name, but so many bear them that they tell nobody apart.
    """
    return [row["word"] for row in _places(zone) if row["kind"] == kind]


def districts(zone: str) -> dict[str, list[str]]:
    """Return the place words of a zone that name a district, by the district."""
    found: dict[str, list[str]] = {}
    for row in _places(zone):
        if row["district"]:
            found.setdefault(row["district"], []).append(row["word"])
    return found


def entities(zone: str) -> Subject:
    """Return how organisations of a zone are linked."""
    return Subject(
        spec=entity_spec(place_words(zone), place_words(zone, "common"), districts(zone)),
        id="entity_id",
        links=ENTITY_LINKS,
        review=ENTITY_REVIEW,
        prefix="N",
        key=exact.key_entities,
        support=exact.ENTITY_SUPPORT,
        branch=exact.ENTITY_BRANCH,
        order=exact.ENTITY_ORDER,
    )


def persons(zone: str) -> Subject:
    """Return how persons of a zone are linked."""
    return Subject(
        spec=person_spec(place_words(zone)),
        id="person_id",
        links=PERSON_LINKS,
        review=PERSON_REVIEW,
        prefix="N",
        key=exact.key_persons,
        support=exact.PERSON_SUPPORT,
        branch="false",
        order=exact.PERSON_ORDER,
        reissued=exact.REISSUED_PERSON,
        named=False,
    )


def link_entities(
    connection: duckdb.DuckDBPyConnection, sources: Sequence[Source], zone: str, overrides: Sequence[Override] = ()
) -> list[Finding]:
    """Create ``entity_record``, the links of all records about organisations, the review queue and the identifiers."""
    gather_entities(connection, sources)
    findings = link(connection, entities(zone), overrides, {each.key for each in sources})
    write_identifiers(connection, ENTITY_LINKS)
    return findings


def link_persons(
    connection: duckdb.DuckDBPyConnection, sources: Sequence[Source], zone: str, overrides: Sequence[Override] = ()
) -> list[Finding]:
    """Create ``person_record``, the links of all records about persons, and the review queue.

    Person ids are person numbers where known: whoever publishes them replaces them by keyed hashes first.
    """
    gather_persons(connection, sources)
    findings = link(connection, persons(zone), overrides, {each.key for each in sources})
    _forget(connection, sources)
    return findings


def _forget(connection: duckdb.DuckDBPyConnection, sources: Sequence[Source]) -> None:
    """Drop what names persons: it was needed for linking alone."""
    kept = [*(KEPT.format(source=each.key) for each in sources), *NAMING_PERSONS]
    for table in kept:
        connection.execute(f"DROP TABLE IF EXISTS temp.{quoted(table)}")


def link(
    connection: duckdb.DuckDBPyConnection,
    subject: Subject,
    overrides: Sequence[Override] = (),
    sources: set[str] | frozenset[str] = frozenset(),
    weights: Weights | None = None,
) -> list[Finding]:
    """Link the records of one kind of subject; return findings on overrides that speak of records not delivered."""
    subject.key(connection)
    prepare(connection, subject.spec, "linkable")
    exact.bar(connection, subject.support, subject.branch, subject.order)
    decided, findings = _decisions(connection, [each for each in overrides if each.left[0] in sources])
    _part(connection, decided)
    exact.group(connection)
    clusters = _clusters(connection, subject, decided)
    decision = _likely(connection, subject.spec, _for_these(connection, weights or frozen(subject.spec)), clusters)
    _keep(connection, clusters, decision, decided)
    write_links(connection, subject.spec, subject.id, subject.links, subject.prefix)
    write_review(connection, subject.spec, subject.id, subject.links, subject.review, named=subject.named)
    return findings


def link_strangers(connection: duckdb.DuckDBPyConnection, spec: Spec, weights: Weights, records: str) -> dict[int, int]:
    """Return the cluster of each record of a table in which no number settles anything, by the same comparisons."""
    prepare(connection, spec, records)
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE compared AS
        SELECT *, record AS member, true AS free, true AS asks, false AS open FROM compared
    """)
    clusters = Clusters()
    _likely(connection, spec, weights, clusters)
    found = connection.execute(f"SELECT record FROM {records} ORDER BY record").fetchall()  # noqa: S608 - own table
    return {record: clusters.of(record) for (record,) in found}


Decided = list[tuple[int, int, str]]


def _decisions(connection: duckdb.DuckDBPyConnection, overrides: Sequence[Override]) -> tuple[Decided, list[Finding]]:
    """Return the overrides as numbers of records, and a finding for each that names a record not delivered."""
    found: Decided = []
    findings = []
    for number, each in enumerate(overrides, start=1):
        records = [_record(connection, key) for key in (each.left, each.right)]
        if None in records:
            findings.append(_unknown(each, number))
        else:
            left, right = (int(record or 0) for record in records)
            found.append((left, right, each.verdict))
    return found, findings


def _record(connection: duckdb.DuckDBPyConnection, key: tuple[str, str]) -> int | None:
    found = connection.execute(
        "SELECT min(record) FROM linkable WHERE source = ? AND serial = ? AND NOT witness", list(key)
    ).fetchone()
    return found[0] if found else None


def _unknown(override: Override, number: int) -> Finding:
    names = f"{'/'.join(override.left)} – {'/'.join(override.right)}"
    return Finding(
        source=override.left[0],
        file=overrides_file(Path()).as_posix(),
        receipt=0,
        rule="override_unknown",
        severity="warning",
        field=None,
        row_count=1,
        rows=(number,),
        message=Text(
            f"人工认定 {names}：其中一条记录本次没有提供，该认定未用。",
            f"The decision on {names} names a record that was not delivered; it was not used.",
        ),
        fate=Text("请核对来源和流水号。", "Check source and serial."),
    )


def _part(connection: duckdb.DuckDBPyConnection, decided: Decided) -> None:
    """Put the left record out of a group whose number it shares with a record that a steward says is another's."""
    for left, right, verdict in decided:
        if verdict == "different":
            connection.execute(
                "INSERT INTO barred SELECT l.record, l.key, false FROM compared l JOIN compared r USING (key) "
                "WHERE l.record = ? AND r.record = ? AND l.record NOT IN (SELECT record FROM barred)",
                [left, right],
            )


def _clusters(connection: duckdb.DuckDBPyConnection, subject: Subject, decided: Decided) -> Clusters:
    """Return the groups with what is already known: settled ones, stewards' decisions, numbers given anew."""
    members = (
        dict(connection.execute("SELECT record, member FROM compared WHERE NOT witness").fetchall()) if decided else {}
    )
    kinds = "SELECT DISTINCT member, settled[1] FROM compared WHERE settled[1] IN ('O', 'P', 'R')"
    settled = dict(connection.execute(kinds).fetchall())
    apart = [(members[left], members[right]) for left, right, verdict in decided if verdict == "different"]
    barred = connection.execute("""
        SELECT b.record, min(c.member) FROM barred b JOIN compared c ON c.settled = b.key GROUP BY b.record
    """).fetchall()
    clusters = Clusters(settled=settled, apart=[*apart, *barred])
    for left, right, verdict in decided:
        if verdict == "same":
            clusters.join(members[left], members[right], forced=True)
    connection.execute("CREATE OR REPLACE TEMP TABLE reissued (one BIGINT, other BIGINT)")
    if subject.reissued:
        connection.execute(f"INSERT INTO reissued {subject.reissued}")
        for one, other in connection.execute("FROM reissued ORDER BY one, other").fetchall():
            clusters.join(one, other, forced=True)
    return clusters


def _for_these(connection: duckdb.DuckDBPyConnection, weights: Weights) -> Weights:
    """Return weights with the prior of these records: among fewer subjects a random one is sooner the right one."""
    (groups,) = single(connection, "SELECT count(DISTINCT member) FROM compared")
    return replace(weights, prior=1 / max(2, groups))


def _likely(connection: duckdb.DuckDBPyConnection, spec: Spec, weights: Weights, clusters: Clusters) -> Decision:
    """Join what the weights speak for, stage by stage; return what was decided."""
    begin(connection, spec)
    decision = Decision()
    for stage in ("registered", "settled"):
        score_stage(connection, spec, weights, stage)
        choose(_pairs(connection, stage), clusters, decision, accept=spec.accept, margin=spec.margin)
    connection.execute("CREATE OR REPLACE TEMP TABLE settled_group (member BIGINT)")
    append(connection, "settled_group", [(member,) for member in sorted(decision.joined)])
    score_stage(connection, spec, weights, "free", "free AND member NOT IN (FROM settled_group)")
    gather(_pairs(connection, "free"), clusters, decision, accept=spec.accept)
    undecided(_pairs(connection), clusters, decision)
    for table in ("settled_group", "asking", "candidate", "levelled"):
        connection.execute(f"DROP TABLE {table}")
    return decision


def _pairs(connection: duckdb.DuckDBPyConnection, stage: str | None = None) -> list[Pair]:
    rows = connection.execute(
        "SELECT one, other, score, sure, firm FROM scored WHERE stage = coalesce(?, stage)", [stage]
    ).fetchall()
    return [Pair(one=one, other=other, score=score, sure=sure, firm=firm) for one, other, score, sure, firm in rows]


def _keep(connection: duckdb.DuckDBPyConnection, clusters: Clusters, decision: Decision, decided: Decided) -> None:
    """Write what was decided into temp tables: ``placed``, ``joined_by``, ``undecided`` and ``by_steward``."""
    connection.execute("CREATE OR REPLACE TEMP TABLE placed (member BIGINT, cluster BIGINT)")
    append(connection, "placed", sorted(clusters.changed().items()))
    for name, pairs in (
        ("joined_by", [*decision.joined.items()]),
        ("undecided", [(p.one, p) for p in decision.review]),
    ):
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} (member BIGINT, one BIGINT, other BIGINT)")
        append(connection, name, [(member, pair.one, pair.other) for member, pair in pairs])
    connection.execute("CREATE OR REPLACE TEMP TABLE by_steward (record BIGINT)")
    append(connection, "by_steward", [(record,) for left, right, _ in decided for record in (left, right)])


__all__ = ["Subject", "entities", "link", "link_entities", "link_persons", "persons", "place_words"]
