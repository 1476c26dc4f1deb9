"""Geography (空间地理库): land parcels with their block, use and position in CGCS2000."""

from datasets.base import Base, Step
from datasets.text import Text

PARCEL = """
    SELECT parcel_code, entity_id, street, area, land_use, area_square_metre, floor_area_square_metre, granted_date,
        date_trunc('month', granted_date)::DATE AS granted_month, longitude_degree, latitude_degree,
        industry, division, ownership, receipt, source_row
    FROM base_geography__land_parcel
"""

BASE = Base(
    key="geography",
    name=Text("空间地理库", "Geography"),
    abstract=Text("已供宗地及其街区、用途、面积和位置。", "Granted parcels with block, use, area and position."),
    rank=2,
    steps=(Step(table="base_geography__land_parcel", sql=PARCEL),),
)
