"""What a rule says of a case: met, not met or not known, with the numbers and rows it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from datasets import Text
from indicators.appraisal.choices import named
from indicators.appraisal.cuts import Cut
from indicators.appraisal.registers import Asset, Licence, Room, Shared, Staff, Standard


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One row of a register that a verdict rests on."""

    register: str
    number: str
    said: Text


Row = Asset | Licence | Room | Shared | Staff | Standard
"""A row of a register, told only when a verdict is."""


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What a rule found: ``met`` is None where it cannot be known; ``tries`` are changes of tables that may flip it.

    ``cuts`` are what is taken from lines, by the line's path.
    """

    met: bool | None
    reason: Text
    evidence: tuple[Evidence | Row, ...] = ()
    tries: tuple[tuple[str, Any], ...] = ()
    cuts: tuple[tuple[str, Cut], ...] = ()


def listed(words: Iterable[object], otherwise: str = "—") -> str:
    """Return words one after another in Chinese; codes by their names."""
    return "、".join(named(str(each), "zh") for each in words) or otherwise


def listing(words: Iterable[object], otherwise: str = "—") -> str:
    """Return words one after another in English; codes by their names."""
    return ", ".join(named(str(each), "en") for each in words) or otherwise


def told(value: int | Decimal | None) -> Text:
    """Return a number as it is read, or that it is not given."""
    return Text("未填", "not given") if value is None else Text(f"{value:,}", f"{value:,}")


def _of_asset(asset: Asset) -> Evidence:
    metric = Text(named(asset.metric, "zh"), named(asset.metric, "en"))
    free = free_said(asset.free_capacity, metric)
    used = told(asset.p95_percent)
    come = came(asset.row)
    return Evidence(
        register="asset",
        number=asset.number,
        said=Text(
            f"{asset.name.zh}，P95 利用率 {used.zh}%，{free.zh}{come.zh}",
            f"{asset.name.en}, p95 of use {used.en} %, {free.en}{come.en}",
        ),
    )


def free_said(free: Decimal | None, metric: Text) -> Text:
    """Return how much of something is free, or that nobody knows what it can do."""
    if free is None:
        return Text("能力未登记", "what it can do is not registered")
    written = f"{free.normalize():,f}"
    return Text(f"空闲 {written} {metric.zh}", f"free {written} {metric.en}")


def came(row: tuple[int, int] | None) -> Text:
    """Return the delivered row that something was read from; nothing for a register's own file."""
    if row is None:
        return Text("", "")
    receipt, place = row
    return Text(f"（资产登记第 {receipt} 号回执第 {place} 行）", f" (inventory, receipt {receipt}, row {place})")


def _of_shared(shared: Shared) -> Evidence:
    return Evidence(
        register="shared",
        number=shared.number,
        said=Text(
            f"{shared.name.zh}，空闲 {shared.free:,f} {shared.unit.zh}",
            f"{shared.name.en}, free {shared.free:,f} {shared.unit.en}",
        ),
    )


def _of_room(room: Room) -> Evidence:
    return Evidence(
        register="room",
        number=room.number,
        said=Text(
            f"{room.name.zh}，空闲 {room.free_rack_units:f} U", f"{room.name.en}, {room.free_rack_units:f} U free"
        ),
    )


def _of_licence(licence: Licence) -> Evidence:
    come = came(licence.row)
    return Evidence(
        register="licence",
        number=licence.number,
        said=Text(
            f"{licence.product}（{licence.department}）持有 {licence.held}，已用 {licence.used}，空闲 {licence.free}"
            f"{come.zh}",
            f"{licence.product} ({licence.department}): {licence.held} held, {licence.used} used, {licence.free} free"
            f"{come.en}",
        ),
    )


def evidence_of(row: Evidence | Row) -> Evidence:
    """Return a row of a register as a verdict tells it: what it is, and what of it is free."""
    if isinstance(row, Evidence):
        return row
    if isinstance(row, Asset):
        return _of_asset(row)
    if isinstance(row, Shared):
        return _of_shared(row)
    if isinstance(row, Room):
        return _of_room(row)
    if isinstance(row, Standard):
        return _of_standard(row)
    return _of_staff(row) if isinstance(row, Staff) else _of_licence(row)


def _of_standard(standard: Standard) -> Evidence:
    until = Text(f"，{standard.valid_to} 废止", f", until {standard.valid_to}") if standard.valid_to else Text("", "")
    known = Text("", "") if standard.checked_against else Text("（日期未核对）", " (dates not verified)")
    asked = Text("，本区必用", ", required by the zone") if standard.compulsory else Text("", "")
    return Evidence(
        register="standard",
        number=standard.number,
        said=Text(
            f"{standard.name.zh}，{standard.valid_from} 起实施{until.zh}{asked.zh}{known.zh}",
            f"{standard.name.en}, in force from {standard.valid_from}{until.en}{asked.en}{known.en}",
        ),
    )


def _of_staff(staff: Staff) -> Evidence:
    said = Text(
        f"在岗运维 {staff.operators} 人，持证 {staff.certified} 人",
        f"{staff.operators} operators, {staff.certified} of them certified",
    )
    return Evidence(register="staff", number=staff.department, said=said)
