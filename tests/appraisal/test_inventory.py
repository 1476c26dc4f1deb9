"""A home's own applications are held against the inventory of its snapshot, and the evidence names the delivered rows."""

import shutil
from dataclasses import replace
from decimal import Decimal

from datasets.published.landing import source_rows
from indicators.appraisal import read, review
from indicators.appraisal.docket import docket
from indicators.appraisal.inventory import registers_at, with_inventory
from indicators.appraisal.judgement import evidence_of
from indicators.appraisal.registers import registers
from tests.appraisal.conftest import FOLDER


def test_every_asset_and_licence_names_the_row_that_was_delivered(home, snapshot):
    found = with_inventory(registers(), snapshot)
    assert (
        len(found.assets) == snapshot.query("SELECT count(*) AS n FROM base_operations__it_asset").to_pylist()[0]["n"]
    )
    some = [*found.assets[::40], *found.licences[::20]]
    rows = source_rows(home, snapshot, "it_asset", [each.row for each in some]).to_pylist()
    assert [row["资产编号"] for row in rows] == [each.number for each in some]
    first = found.assets[0]
    said = evidence_of(first).said
    assert f"（资产登记第 {first.row[0]} 号回执第 {first.row[1]} 行）" in said.zh
    assert "what it can do is not registered" in said.en
    assert snapshot.name in found.label.en


def test_what_the_inventory_does_not_say_comes_from_the_card_of_that_number(snapshot):
    number = with_inventory(registers(), snapshot).assets[0].number
    card = replace(registers().assets[0], number=number, capacity=Decimal(1000), function="某系统")
    found = with_inventory(replace(registers(), assets=(card,)), snapshot)
    known = found.asset_of[number]
    assert (known.capacity, known.function, known.department) == (1000, "某系统", found.assets[0].department)
    assert all(each.capacity is None for each in found.assets[1:])


def test_a_home_with_its_own_applications_is_reviewed_against_its_inventory_and_others_are_not(home, tmp_path):
    (tmp_path / "snapshots").symlink_to(home / "snapshots")
    shutil.copy(home / "CURRENT", tmp_path)
    assert registers_at(tmp_path, "teda") is registers("teda")
    own = tmp_path / "applications"
    own.mkdir()
    shutil.copy(FOLDER / "2008-003.toml", own)
    known = docket(tmp_path, "teda")
    found = known.opinion("2008-003")
    idle = found.verdict("U1").evidence
    assert idle
    assert all("资产登记第" in each.said.zh for each in idle)
    assert "快照" in found.label.zh
    assert any("reuse[1].asset" in each.path for each in found.findings), "the file's assets are not in the inventory"
    assert review([read(FOLDER / "2008-003.toml")])[0].findings == ()
