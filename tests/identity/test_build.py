"""What a build leaves of linking: one link a record, identifiers of one entity each, and the commands on them."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

import datasets
from datasets.commands import app
from datasets.contract import Subject
from datasets.identity.overrides import read_overrides
from datasets.identity.truth import linked_quality

RUNNER = CliRunner()


def test_every_record_about_an_organisation_has_one_link_with_a_reason(snapshot: datasets.Snapshot) -> None:
    for source in datasets.sources().values():
        if source.subject is Subject.ENTITY:
            rows = snapshot.query(f"SELECT count(*) AS n FROM {source.base_table}").to_pylist()[0]["n"]
            found = snapshot.query(
                "SELECT count(*) AS n, count(DISTINCT (receipt, source_row)) AS records, count(entity_id) AS ids, "
                "count(*) FILTER (reason_zh = '' OR reason_en = '') AS silent "
                "FROM base_legal_entities__record_link WHERE source = ?",
                [source.key],
            ).to_pylist()
            assert found == [{"n": rows, "records": rows, "ids": rows, "silent": 0}], source.key


def test_a_number_names_one_entity_and_codes_have_their_days(snapshot: datasets.Snapshot) -> None:
    twice = "SELECT scheme, value FROM base_legal_entities__identifier GROUP BY ALL HAVING count(*) > 1"
    assert snapshot.query(twice).num_rows == 0
    early = (
        "SELECT 1 FROM base_legal_entities__identifier WHERE scheme = 'credit_code' AND valid_from < DATE '2015-10-01'"
    )
    assert snapshot.query(early).num_rows == 0
    ended = """
        SELECT count(*) AS n FROM base_legal_entities__identifier
        WHERE scheme = 'registration_number' AND length(value) = 13 AND valid_to IS NOT NULL"""
    assert snapshot.query(ended).to_pylist()[0]["n"] > 0
    lost = """
        SELECT 1 FROM base_legal_entities__record_link l ANTI JOIN base_legal_entities__entity e USING (entity_id)"""
    assert snapshot.query(lost).num_rows == 0


@pytest.mark.parametrize(("subject", "precision", "recall"), [("entity", 0.999, 0.97), ("person", 0.9995, 0.99)])
def test_links_of_the_small_zone_are_good(extracts: Path, subject: str, precision: float, recall: float) -> None:
    found = linked_quality(extracts, extracts / "_truth", subject)
    assert found.precision >= precision
    assert found.recall >= recall


def test_a_steward_decides_on_the_command_line(
    snapshot: datasets.Snapshot, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JINGWEI_HOME", str(tmp_path))
    for name in ("snapshots", "CURRENT"):
        (tmp_path / name).symlink_to((home / name).resolve())
    rows = "SELECT registration_number AS serial, name FROM base_legal_entities__registration ORDER BY serial LIMIT 3"
    (one, name), (two, _), (three, _) = (row.values() for row in snapshot.query(rows).to_pylist())
    one, two, three = (f"registry/{each}" for each in (one, two, three))
    why = ["--who", "张三", "--why", "核对执照"]
    done = RUNNER.invoke(app, ["links", "accept", one, two, *why])
    assert done.exit_code == 0
    assert f"{one}  {name}" in done.stdout
    assert RUNNER.invoke(app, ["links", "reject", one, three, *why]).exit_code == 0
    assert [each.verdict for each in read_overrides(tmp_path)] == ["same", "different"]
    assert RUNNER.invoke(app, ["links", "accept", "registry", three, *why]).exit_code != 0
    assert RUNNER.invoke(app, ["links", "accept", one, "registry/99999999", *why]).exit_code != 0
    assert RUNNER.invoke(app, ["links", "reject", one, two, *why]).exit_code != 0
    assert len(read_overrides(tmp_path)) == 2


def test_the_queue_and_the_report_are_printed(home: Path, extracts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JINGWEI_HOME", str(home))
    queue = RUNNER.invoke(app, ["links", "review", "--format", "csv"])
    assert queue.exit_code == 0
    assert queue.stdout.startswith(
        "left_source,left_receipt,left_row,left_serial,left_entity_id,left_name,left_address,right_source"
    )
    report = RUNNER.invoke(app, ["links", "report", "--truth", str(extracts / "_truth")])
    assert report.exit_code == 0
    assert "precision" in report.stdout
