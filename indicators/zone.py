"""The zone a snapshot is of: what it is called and the blocks it is drawn with."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from datasets import Snapshot, Text, zones


@dataclass(frozen=True, eq=False)
class Zone:
    """Names, the label every map of the zone must carry, and its schematic blocks as GeoJSON with property ``code``."""

    name: Text
    short_name: Text
    map_label: Text
    centre: tuple[float, float]
    blocks: Mapping[str, Any]


def zone(snapshot: Snapshot) -> Zone:
    """Return the zone of a snapshot."""
    return _read(snapshot.manifest.zone)


@cache
def _read(key: str) -> Zone:
    folder = Path(next(iter(zones.__path__))) / key
    about = tomllib.loads((folder / "zone.toml").read_text(encoding="utf-8"))
    longitude, latitude = about["centre"]
    return Zone(
        name=Text(about["zh"], about["en"]),
        short_name=Text(about["short_zh"], about["short_en"]),
        map_label=Text(about["map_label_zh"], about["map_label_en"]),
        centre=(longitude, latitude),
        blocks=json.loads((folder / "blocks.geojson").read_text(encoding="utf-8")),
    )


@cache
def headline_of(key: str) -> tuple[str, ...]:
    """Return the indicators that a zone's pages open with; none where no zone has that key."""
    file = Path(next(iter(zones.__path__))) / key / "zone.toml"
    if not file.is_file():
        return ()
    return tuple(tomllib.loads(file.read_text(encoding="utf-8"))["headline_indicators"])
