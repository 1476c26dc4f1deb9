"""The inventory: assets and licences as a snapshot has them, for a home that reviews applications of its own.

The zone's register files stand for what no source delivers: what a machine can do, what it is for, rooms, shared
capacity, staff, standards.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from datasets import DatasetsError, Snapshot, Text, open_snapshot
from indicators.appraisal.registers import Asset, Licence, Registers, registers

FOLDER = "applications"
"""The folder of a home that holds the applications; without it the zone's simulated ones stand for review."""

TABLE = "base_operations__it_asset"


def registers_at(home: Path, zone: str, *, own: bool = False) -> Registers:
    """Return the registers that a home's applications are held against.

    Those of the zone; with the assets and licences of the current snapshot where the home reviews its own applications
    (``own`` where it is about to) and the snapshot has an inventory. The zone's simulated applications are of 2008, and
    so are its files.
    """
    known = registers(zone)
    if not own and not (home / FOLDER).is_dir():
        return known
    try:
        snapshot = open_snapshot(home)
    except DatasetsError:
        return known
    return _of(snapshot, known.zone) if snapshot.has(TABLE) else known


@lru_cache(maxsize=2)
def _of(snapshot: Snapshot, zone: str) -> Registers:
    return with_inventory(registers(zone), snapshot)


def with_inventory(known: Registers, snapshot: Snapshot) -> Registers:
    """Return registers whose assets and licences are a snapshot's, each naming the row it came from.

    What the inventory does not say of an asset is taken from the register's own card of that number; without one it is
    not known, so that nothing is said of its free capacity.
    """
    rows = snapshot.query(f"SELECT * FROM {TABLE} ORDER BY asset_number").to_pylist()  # noqa: S608 a constant
    label = Text(
        f"资产和许可取自快照 {snapshot.name}；其余{known.label.zh}",
        f"assets and licences are those of snapshot {snapshot.name}; of the rest, {known.label.en}",
    )
    assets = tuple(_asset(row, known) for row in rows)
    licences = tuple(_licence(row, known) for row in rows if row["licence_count"])
    return replace(known, label=label, as_of=snapshot.as_of, assets=assets, licences=licences)


def _asset(row: Mapping[str, Any], known: Registers) -> Asset:
    card = known.asset_of.get(row["asset_number"])
    unknown = known.asset_classes.get(row["asset_class"], Text(row["asset_class"], row["asset_class"]))
    used = row["utilisation_percent"]
    return Asset(
        number=row["asset_number"],
        name=card.name if card else Text(*(f"{word} {row['system'] or ''}".strip() for word in unknown)),
        asset_class=row["asset_class"],
        department=row["department"],
        system=row["system"],
        purchased=row["purchased_date"],
        price_yuan=row["price_yuan"],
        metric=card.metric if card else "",
        capacity=card.capacity if card else None,
        p95_percent=None if used is None else Decimal(str(used)),
        state=row["asset_state"],
        shared=card.shared if card else False,
        function=card.function if card else "",
        data=card.data if card else (),
        row=(row["receipt"], row["source_row"]),
    )


def _licence(row: Mapping[str, Any], known: Registers) -> Licence:
    product = known.asset_classes[row["asset_class"]].zh if row["asset_class"] in known.asset_classes else "—"
    held, used = int(row["licence_count"]), int(row["used_licence_count"] or 0)
    return Licence(row["asset_number"], product, row["department"], held, used, (row["receipt"], row["source_row"]))
