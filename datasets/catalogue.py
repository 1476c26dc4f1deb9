"""The catalogue: every source and every base that has a file."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import datasets.bases as base_files
import datasets.sources as source_files  # here, so that the package's own name `sources` stays the function below
from datasets.base import Base
from datasets.content import exported
from datasets.contract import Source
from datasets.errors import DatasetsError
from datasets.text import Text

ROOT = Path(__file__).parent


def sources() -> Mapping[str, Source]:
    """Return the sources by key, in the order of their file names."""
    return _sources(tuple(source_files.__path__))


@cache
def _sources(_folders: tuple[str, ...]) -> Mapping[str, Source]:
    """Return the sources that lie in the package's folders, to which a test may add one."""
    found: dict[str, Source] = {}
    for each in exported(source_files, "SOURCE"):
        if not isinstance(each, Source):
            raise TypeError(f"SOURCE must be a datasets.contract.Source, not {type(each).__name__}")
        found[each.key] = each
    return MappingProxyType(found)


@cache
def bases() -> Mapping[str, Base]:
    """Return the base databases by key, in the order they are built."""
    found = [each for each in exported(base_files, "BASE") if isinstance(each, Base)]
    return MappingProxyType({each.key: each for each in sorted(found, key=lambda each: each.rank)})


def zone_folder(zone: str) -> Path:
    """Return the folder of a zone's content."""
    folder = ROOT / "zones" / zone
    if not folder.is_dir():
        raise DatasetsError(Text(f"没有名为 {zone} 的区域。", f"There is no zone called {zone}."))
    return folder
