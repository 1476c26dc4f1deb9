"""Land: what the zone has granted."""

from datasets import Text
from indicators.definition import Direction, Indicator, Unit
from indicators.tables import LAND_PARCEL

FAMILY = Text("土地和空间", "Land and space")

INDICATORS = (
    Indicator(
        key="land_area",
        watched=True,
        name=Text("已供土地面积", "Land granted"),
        unit=Unit.SQUARE_METRE,
        meaning=Text("截至月末已供宗地的面积之和。", "Area of all parcels granted by the end of the month."),
        formula=Text("供地月份不晚于本月的宗地面积之和", "Sum of the areas of parcels granted up to the month"),
        caveat=Text(
            "期末存量；宗地收回和分割未反映，含尚未建设的土地。",
            "A stock at the month's end; parcels taken back or divided are not reflected, land not yet built on is in.",
        ),
        owner=Text("规划和国土资源局地籍科", "Planning and Land Resources Bureau, cadastre"),
        sources=("land",),
        direction=Direction.NEITHER,
        table=LAND_PARCEL,
        # Exact decimals, so that the sum does not depend on the order of the rows.
        amount=LAND_PARCEL.area_square_metre.cast("decimal(18, 2)"),
        time="granted_month",
        stock=True,
        dimensions=("street", "land_use"),
    ),
)
