"""Rules for what is not approved at all: closed things of one's own that duplicate what there is (R1 to R6)."""

from decimal import Decimal

from datasets import Text
from indicators.appraisal.case import Asked
from indicators.appraisal.judgement import Judgement, listed, listing
from indicators.appraisal.logic import any_of, holds, negated

_NO = {True: Text("未填", "not given"), False: Text("无", "none")}


def _stands_alone(ask: Asked, kind: str) -> Judgement:
    """Return whether what is built is no closed duplicate: not built, joined to the whole, or nothing free to share."""
    builds, interfaces = ask("architecture.builds"), ask("architecture.interfaces")
    free = ask.registers.free_of_kind.get(kind, ())
    joined = None if interfaces is None else bool(interfaces)
    met = any_of((negated(holds(builds, kind)), joined, not free))
    none = _NO[interfaces is None]
    joints = Text(listed(interfaces or (), none.zh), listing(interfaces or (), none.en))
    spare = Text(listed((each.name.zh for each in free), "无"), listing((each.name.en for each in free), "nothing"))
    reason = Text(f"接口：{joints.zh}；可共用：{spare.zh}", f"interfaces: {joints.en}; to be shared: {spare.en}")
    without = tuple(each for each in builds or () if each != kind)
    tries = (
        ("architecture.interfaces", () if interfaces else ("—",)),
        ("architecture.builds", without if builds is not None and kind in builds else (*without, kind)),
        ("architecture.builds", without),
    )
    return Judgement(met=met, reason=reason, evidence=free, tries=tries)


def network(ask: Asked) -> Judgement:
    """R1: no closed vertical network beside the shared one."""
    return _stands_alone(ask, "network")


def machine_room(ask: Asked) -> Judgement:
    """R2: no closed machine room beside the shared one."""
    return _stands_alone(ask, "machine_room")


def database(ask: Asked) -> Judgement:
    """R3: no closed database beside the shared one."""
    return _stands_alone(ask, "database")


def office_automation(ask: Asked) -> Judgement:
    """R4: no closed office automation beside the common one."""
    return _stands_alone(ask, "office_automation")


def certificate_root(ask: Asked) -> Judgement:
    """R5: no root of certificates of one's own; a subordinate registration authority may be built."""
    builds = ask("architecture.builds")
    root = holds(builds, "ca_root")
    without = tuple(each for each in builds or () if each != "ca_root")
    reason = Text("自建认证根", "it builds a root") if root else Text("不自建认证根", "it builds no root")
    if root is None:
        reason = Text("未填建设内容", "what is built is not given")
    tries = (("architecture.builds", (*without, "ca_root") if root is False else without),)
    return Judgement(met=negated(root), reason=reason, tries=tries)


def _rack_units(ask: Asked) -> Decimal | None:
    """Return the rack units of all equipment; None if one line does not say."""
    total = Decimal(0)
    for path, _ in ask.lines("hardware", "network", "storage"):
        quantity, units = ask(f"{path}.quantity"), ask(f"{path}.rack_units")
        if units is None:
            return None
        total += quantity * units
    return total


def own_room(ask: Asked) -> Judgement:
    """R6: no room of one's own while the central one has rack units free; to enlarge the centre is no such thing."""
    builds, hosted, needed = ask("architecture.builds"), ask("architecture.hosted"), _rack_units(ask)
    rooms = ask.registers.central_rooms
    free = sum((each.free_rack_units for each in rooms), start=Decimal(0))
    beyond = None if needed is None else needed > free
    centre = None if hosted is None else hosted == "centre"
    reason = Text(
        f"需 {'未知' if needed is None else f'{needed:f}'} U，中心空闲 {free:f} U",
        f"needs {'an unknown number of' if needed is None else f'{needed:f}'} U, the centre has {free:f} U free",
    )
    met = any_of((negated(holds(builds, "machine_room")), centre, beyond))
    without = tuple(each for each in builds or () if each != "machine_room")
    tries = (("architecture.builds", (*without, "machine_room")), ("architecture.builds", without))
    return Judgement(met=met, reason=reason, evidence=rooms, tries=tries)
