"""Which indicators the zone written down by hand can answer; the others are walked on the simulated zone."""

from contextlib import suppress
from functools import cache

import duckdb

from indicators import catalogue, series
from indicators.definition import AnyIndicator
from tests.indicators.conftest import HandmadeSnapshot


@cache
def by_hand() -> tuple[AnyIndicator, ...]:
    """Return the indicators whose tables and rows are written down by hand."""
    zone, found = HandmadeSnapshot(cubes=False), []
    for definition in catalogue().values():
        with suppress(duckdb.CatalogException, duckdb.BinderException):
            if series(zone, definition.key).value.notna().any():
                found.append(definition)
    return tuple(found)
