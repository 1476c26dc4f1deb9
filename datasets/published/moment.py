"""The moment: what was known on a day, by the snapshots published until then and by the vintages in them."""

import re
from datetime import date
from functools import lru_cache
from pathlib import Path

from datasets.errors import DatasetsError
from datasets.home import NAME, current_name, snapshot_folder, snapshots
from datasets.published.manifest import read_manifest
from datasets.published.snapshot import Snapshot, open_snapshot
from datasets.text import Text

Moment = str | date  # a day, also written 2010-06-30, or a snapshot's name
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def open_as_of(home: Path, moment: Moment | None = None) -> Snapshot:
    """Return what was known at a moment: the current snapshot, one by its name, or that of a day.

    Of a day it is the newest snapshot published until then, without the vintages published later. Where none is kept
    from so long ago, it is the current one with the vintages published until then: statistics are answered from
    them, and everything else is refused, for nobody knows how it looked (``Snapshot.kept`` is false).
    """
    day = day_of(moment)
    if day is None:
        return open_snapshot(home, _name_of(moment))
    name = newest_by(home, day) or current_name(home)
    return known_on(open_snapshot(home, name), day)


def open_whole(home: Path, moment: Moment | None = None) -> Snapshot:
    """Return the whole snapshot of a moment: the current one, one by its name, or the newest published by a day.

    Raises DatasetsError where none is kept from so long ago.
    """
    day = day_of(moment)
    if day is None:
        return open_snapshot(home, _name_of(moment))
    name = newest_by(home, day)
    if name is None:
        raise unkept(day)
    return open_snapshot(home, name)


def unkept(day: date) -> DatasetsError:
    """Return the refusal to say how something was of which nobody knows: no snapshot published by the day is kept."""
    return DatasetsError(
        Text(
            f"没有保存 {day} 及以前发布的快照，当时的情形无从得知；统计报表可查各次公布的版本（jingwei vintages 序列 "
            f"--on {day}），法人可查当日的样子（jingwei entity 标识 --on {day}）。",
            f"No snapshot published by {day} is kept, so nobody knows how it was then; reported statistics keep "
            f"their vintages (jingwei vintages SERIES --on {day}), entities a history (jingwei entity ID --on {day}).",
        )
    )


def _name_of(moment: Moment | None) -> str | None:
    """Return a snapshot's name; raise DatasetsError for what can be neither a name nor a day."""
    if isinstance(moment, str) and not NAME.fullmatch(moment):
        raise DatasetsError(
            Text(
                f"“{moment}”既不是日期（如 2010-06-30），也不是快照名（见 jingwei snapshots）。",
                f"{moment!r} is neither a day, such as 2010-06-30, nor the name of a snapshot (see jingwei snapshots).",
            )
        )
    return moment if isinstance(moment, str) else None


def known_on(snapshot: Snapshot, moment: Moment) -> Snapshot:
    """Return a snapshot as it was known at the end of a day; raise DatasetsError for what is not a day."""
    day = day_of(moment)
    if day is None:
        raise DatasetsError(
            Text(f"“{moment}”不是日期，应写成 2010-06-30。", f"{moment!r} is not a day; write it as 2010-06-30.")
        )
    return _known(snapshot, day)


@lru_cache(maxsize=16)  # the same day gives the same object, as a name does, so that answers are kept
def _known(whole: Snapshot, day: date) -> Snapshot:
    return whole.known(day)


def day_of(moment: Moment | None) -> date | None:
    """Return the day that a moment names, None for a snapshot's name; raise DatasetsError for a day that never was."""
    if not isinstance(moment, str):
        return moment
    if not _DAY.fullmatch(moment):
        return None
    try:
        return date.fromisoformat(moment)
    except ValueError:
        raise DatasetsError(Text(f"没有 {moment} 这一天。", f"There is no day {moment}.")) from None


def newest_by(home: Path, day: date) -> str | None:
    """Return the name of the newest snapshot published until the end of a day; None if none is kept from then."""
    found = [read_manifest(snapshot_folder(home, name)) for name in snapshots(home)]
    before = [each for each in found if each.published_on <= day]
    return max(before, key=lambda each: (each.built_at, each.name)).name if before else None


def known_then(snapshot: Snapshot) -> Text | None:
    """Return one sentence that says which snapshot and which vintages answer for a day; None where no day was named."""
    if snapshot.known_on is None:
        return None
    day, published = snapshot.known_on, snapshot.manifest.published_on
    if snapshot.kept:
        return Text(
            f"截至 {day} 已知：{published} 发布的快照 {snapshot.name}，其中 {day} 以后公布的版本不计。",
            f"As known on {day}: snapshot {snapshot.name}, published on {published}, without vintages after {day}.",
        )
    return Text(
        f"截至 {day} 已知：没有保存当时的快照；取快照 {snapshot.name} 中截至当日公布的版本。",
        f"As known on {day}: no snapshot is kept from then; these are the vintages of snapshot {snapshot.name} "
        "published until that day.",
    )
