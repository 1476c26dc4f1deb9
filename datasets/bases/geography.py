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

# Land that was granted and not built on within two years: idle from then until its first building. The measures on
# idle land (国土资源部令第53号) count from the start of works that the contract sets, which the register does not give.
IDLE_LAND = """
    WITH built AS (
        SELECT parcel_code, date_trunc('month', min(built_date))::DATE AS built_month
        FROM base_geography__survey_building WHERE parcel_code IS NOT NULL GROUP BY parcel_code
    ), due AS (
        SELECT p.*, built_month, (granted_month + INTERVAL 24 MONTH)::DATE AS due_month
        FROM base_geography__land_parcel p LEFT JOIN built USING (parcel_code)
    ), late AS (SELECT * FROM due WHERE coalesce(built_month > due_month, true))
    SELECT parcel_code, entity_id, street, land_use, due_month AS month, 'idle' AS event,
        area_square_metre::DECIMAL(18, 2) AS change_square_metre, receipt, source_row
    FROM late
    UNION ALL
    SELECT parcel_code, entity_id, street, land_use, built_month, 'built',
        -area_square_metre::DECIMAL(18, 2), receipt, source_row
    FROM late WHERE built_month IS NOT NULL
    ORDER BY month, parcel_code, event
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
        Step(table="base_geography__idle_land", sql=IDLE_LAND),
        Work(name="locate", run=locating("geography")),
    ),
    titles={
        "idle_land": Text("闲置土地变动", "Land becoming idle and built on"),
        "topology": Text("重叠与缺口", "Overlaps and gaps"),
        "location": Text("街区定位", "Blocks of enterprises, sites and cases"),
    },
)
