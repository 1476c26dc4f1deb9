"""Geography (空间地理库): where things are, in CGCS2000, with block, area and length."""

from datasets.base import Base, Step, Work
from datasets.geography.locate import locating
from datasets.geography.refine import refining
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
    abstract=Text(
        "国土、规划、测绘、城管、环保、房产、建设、林业、水利、交通图层，统一为 CGCS2000，含街区、面积和长度。",
        "Layers of land, planning, survey, city management, environment, housing, construction, greens, water and "
        "transport in CGCS2000, with block, area and length.",
    ),
    rank=2,
    steps=(
        Step(table="base_geography__land_parcel", sql=PARCEL),
        Work(name="refine", run=refining("geography")),
        Work(name="locate", run=locating("geography")),
    ),
    titles={
        "topology": Text("重叠与缺口", "Overlaps and gaps"),
        "location": Text("街区定位", "Blocks of enterprises, sites and cases"),
    },
)
