"""The cadastre with its users: every parcel, who holds it, and what the holder pays in a period.

The cadastre names one user a parcel; tenants are in no delivery. So an enterprise stands where it holds land, and tax,
which is an enterprise's and not a parcel's, is divided by all the land its payer holds.
"""

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd

from datasets import Snapshot
from indicators.library.tax import SQUARE_METRES_PER_MU
from indicators.periods import Period, month_start

_PARCELS = """
WITH paid AS (
    SELECT entity_id, sum(paid_yuan)::DOUBLE AS tax_yuan FROM base_economy__tax_payment
    WHERE payment_month BETWEEN $1 AND $2 GROUP BY entity_id
), parcel AS (
    SELECT * FROM base_geography__land_parcel WHERE granted_month <= $2
), held AS (
    SELECT entity_id, count(*) AS parcel_count, sum(area_square_metre::DECIMAL(18, 2))::DOUBLE AS held_square_metre
    FROM parcel GROUP BY entity_id
)
SELECT p.parcel_code, p.street, p.land_use, p.area_square_metre, p.floor_area_square_metre, p.granted_date,
    {place}, p.entity_id, e.name, h.parcel_count, h.held_square_metre, coalesce(t.tax_yuan, 0.0) AS tax_yuan
FROM parcel p {outlines}
LEFT JOIN held h ON h.entity_id = p.entity_id
LEFT JOIN base_legal_entities__entity e ON e.entity_id = p.entity_id
LEFT JOIN paid t ON t.entity_id = p.entity_id
ORDER BY p.parcel_code
"""
_SURVEYED = (
    """coalesce(o.longitude_degree, p.longitude_degree) AS longitude_degree,
    coalesce(o.latitude_degree, p.latitude_degree) AS latitude_degree""",
    "LEFT JOIN base_geography__parcel_outline o ON o.parcel_code = p.parcel_code",
)
_UNSURVEYED = ("p.longitude_degree, p.latitude_degree", "")
_BUILDINGS = """
SELECT count(*) AS building_count, max(floor_count) AS floor_count
FROM base_geography__survey_building WHERE parcel_code = $1
"""


def parcels(snapshot: Snapshot, period: Period, *, cumulative: bool = True) -> pd.DataFrame:
    """Return a row for every parcel granted by a month: place, area, use, its user and what the user pays.

    ``tax_yuan`` is the user's tax of the year to the month, or of the month alone; ``tax_per_mu`` that over all
    ``parcel_count`` parcels, ``held_square_metre``, of the user. A parcel whose user is unknown has no tax.
    ``plot_ratio`` is floor area over area.
    """
    month = month_start(period)
    start = month.replace(month=1) if cumulative else month
    place, outlines = _SURVEYED if snapshot.has("base_geography__parcel_outline") else _UNSURVEYED
    sql = _PARCELS.format(place=place, outlines=outlines)
    found = snapshot.query(sql, (start.date(), month.date())).to_pandas()
    found["tax_yuan"] = found["tax_yuan"].where(found["name"].notna())
    found["tax_per_mu"] = found["tax_yuan"] / (found["held_square_metre"] / SQUARE_METRES_PER_MU)
    found["area_mu"] = found["area_square_metre"] / SQUARE_METRES_PER_MU
    found["plot_ratio"] = found["floor_area_square_metre"] / found["area_square_metre"]
    return found


def outlines(snapshot: Snapshot, street: str) -> Mapping[str, Mapping[str, Any]]:
    """Return the outlines of the parcels of a block as GeoJSON geometries, by parcel code."""
    import shapely

    if not snapshot.has("base_geography__parcel_outline"):
        return {}
    rows = snapshot.query(
        "SELECT o.parcel_code, o.outline_wkt FROM base_geography__parcel_outline o "
        "JOIN base_geography__land_parcel p USING (parcel_code) WHERE p.street = $1 ORDER BY ALL",
        (street,),
    ).to_pylist()
    return {row["parcel_code"]: json.loads(shapely.to_geojson(shapely.from_wkt(row["outline_wkt"]))) for row in rows}


def buildings(snapshot: Snapshot, parcel_code: str) -> tuple[int, int]:
    """Return how many buildings were surveyed on a parcel and the floors of the highest."""
    if not snapshot.has("base_geography__survey_building"):
        return 0, 0
    (row,) = snapshot.query(_BUILDINGS, (parcel_code,)).to_pylist()
    return row["building_count"], row["floor_count"] or 0
