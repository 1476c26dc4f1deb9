"""An extract that lacks what the one before it had is told or refused, by submit and by build, and a steward may say why."""

import shutil
from pathlib import Path

import pytest

import datasets
from datasets.catalogue import sources
from datasets.checking.shrunk import Shrinkage, limits, severity
from datasets.contract import DeliveryMode
from datasets.intake.marker import mark
from datasets.intake.submit import submit
from datasets.ledger import open_ledger
from tests.datasets.tiny import registration_number, tiny_zone, write_extract
from tests.intake.test_marker import digest

REGISTRY = "registry/registry.csv"


def fewer(folder: Path, *, drop: slice, file: str = REGISTRY) -> Path:
    extract = tiny_zone()
    del extract[file][drop]
    return write_extract(folder, extract)


def reasons(home: Path) -> list[tuple[str, str]]:
    ledger = open_ledger(home)
    try:
        return [tuple(row) for row in ledger.execute("SELECT source, reason FROM smaller")]
    finally:
        ledger.close()


def test_a_register_of_three_does_not_replace_one_of_thirty(zone: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    submit(home, "registry", zone / REGISTRY)
    cut = fewer(tmp_path / "cut", drop=slice(4, None)) / REGISTRY
    result = submit(home, "registry", cut)
    (finding,) = [each for each in result.findings if each.rule == "shrunk_extract"]
    assert (result.refused, result.accepted, finding.severity) == (True, 0, "error")
    assert "30 个主键中有 27 个主键（90.0%）" in finding.message.zh
    assert registration_number(4) in finding.message.en
    assert result.workbook is not None
    assert (home / "extracts" / REGISTRY).read_bytes() == (zone / REGISTRY).read_bytes()
    again = submit(home, "registry", cut, smaller="the zone was split")
    assert (again.accepted, again.refused) == (3, False)
    assert "the zone was split" in again.findings[0].message.zh
    assert reasons(home) == [("registry", "the zone was split")]


def test_other_keys_in_the_same_number_are_missed_too(zone: Path, tmp_path: Path) -> None:
    home, extract = tmp_path / "home", tiny_zone()
    submit(home, "registry", zone / REGISTRY)
    for number, row in enumerate(extract[REGISTRY][1:], start=1):
        row[0] = registration_number(1000 + number)
    result = submit(home, "registry", write_extract(tmp_path / "other", extract) / REGISTRY)
    assert [each.rule for each in result.findings if each.severity == "error"] == ["shrunk_extract"]


def test_a_little_less_is_told_and_taken(zone: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    submit(home, "registry", zone / REGISTRY)
    result = submit(home, "registry", fewer(tmp_path / "less", drop=slice(4, 5)) / REGISTRY)
    (finding,) = [each for each in result.findings if each.rule == "shrunk_extract"]
    assert (result.accepted, finding.severity) == (29, "warning")


def test_an_older_file_does_not_come_back_by_mistake(zone: Path, tmp_path: Path) -> None:
    home, extract = tmp_path / "home", tiny_zone()
    old = zone / REGISTRY
    submit(home, "registry", old)
    extract[REGISTRY][1][-1] = "2010-01-15"  # closed since
    newer = write_extract(tmp_path / "newer", extract) / REGISTRY
    assert not submit(home, "registry", newer).findings
    result = submit(home, "registry", old)
    assert [(each.rule, each.severity) for each in result.findings] == [("older_file_again", "error")]
    assert (home / "extracts" / REGISTRY).read_bytes() == newer.read_bytes()
    assert not submit(home, "registry", newer).findings
    meant = submit(home, "registry", old, smaller="the closing was entered by mistake")
    assert (meant.refused, meant.findings[0].severity) == (False, "warning")
    assert (home / "extracts" / REGISTRY).read_bytes() == old.read_bytes()


def test_a_real_file_owes_nothing_to_a_simulated_one(zone: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    mark(zone, {REGISTRY: digest(zone / REGISTRY)})
    submit(home, "registry", zone / REGISTRY)
    result = submit(home, "registry", fewer(tmp_path / "real", drop=slice(4, None)) / REGISTRY)
    assert (result.accepted, [each.rule for each in result.findings]) == (3, [])


def test_a_build_does_not_publish_a_register_of_three(zone: Path, tiny_home: Path, tmp_path: Path) -> None:
    home = tiny_home
    name = datasets.build(zone, home=home).name
    shutil.copy(fewer(tmp_path / "cut", drop=slice(4, None)) / REGISTRY, zone / REGISTRY)
    (zone / "tax/2009.csv").unlink()
    with pytest.raises(datasets.BuildRefused, match="27 个主键") as refused:
        datasets.build(zone, home=home)
    assert {each.source for each in refused.value.findings} == {"registry", "tax"}
    assert "360 行" in str(refused.value)
    assert datasets.current_name(home) == name
    datasets.build(zone, home=home, smaller="withdrawn by the bureau")
    assert sorted(reasons(home)) == [("registry", "withdrawn by the bureau"), ("tax", "withdrawn by the bureau")]
    assert datasets.open_snapshot(home).manifest.missing == {"registry": 27, "tax": 360}


def test_every_contract_says_how_it_is_delivered_and_limits_are_dated() -> None:
    for mode in (DeliveryMode.FULL, DeliveryMode.BY_PERIOD):
        assert limits()[mode].reference
        assert 0 <= limits()[mode].warn < limits()[mode].refuse < 1
    for source in sources().values():
        promised = "全量" in source.update_method.zh or "每次" in source.update_method.zh
        assert not promised or source.delivery_mode is not DeliveryMode.INCREMENT
        if source.delivery_mode is not DeliveryMode.INCREMENT:
            assert severity(source, Shrinkage(known=100, missing=50)) == "error"
            assert severity(source, Shrinkage(known=100, missing=0)) is None
