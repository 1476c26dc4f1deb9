"""Land and space: what was granted, how densely it is built, what it yields, what lies idle."""

from datasets import Text
from indicators.definition import Direction, Indicator, Mean, Ratio, Unit
from indicators.tables import IDLE_LAND, LAND_PARCEL, exact

FAMILY = Text("土地和空间", "Land and space")

_OWNER = Text("规划和国土资源局地籍科", "Planning and Land Resources Bureau, cadastre")
_SQUARE_METRES_PER_MU = 10_000 / 15  # fifteen mu are one hectare, by definition
_INDUSTRIAL = LAND_PARCEL.filter(LAND_PARCEL.land_use == "industrial")
_DIMENSIONS = ("street", "land_use")

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
    Indicator(
        key="land_granted",
        name=Text("当月供地面积", "Land granted in the month"),
        unit=Unit.SQUARE_METRE,
        meaning=Text("当月供应的宗地面积。", "Area of the parcels granted in the month."),
        formula=Text("当月供地的宗地面积之和", "Sum of the areas of parcels granted in the month"),
        caveat=Text("单宗大地块会使单月跳动。", "One large parcel moves a month."),
        owner=_OWNER,
        sources=("land",),
        direction=Direction.NEITHER,
        table=LAND_PARCEL,
        amount=exact(LAND_PARCEL.area_square_metre),
        time="granted_month",
        dimensions=_DIMENSIONS,
    ),
    Indicator(
        key="industrial_land",
        name=Text("已供工业用地面积", "Industrial land granted"),
        unit=Unit.SQUARE_METRE,
        meaning=Text("截至月末已供工业用地面积。", "Area of industrial parcels granted by the end of the month."),
        formula=Text("土地用途为工业的宗地面积之和", "Sum of the areas of industrial parcels"),
        caveat=Text("期末存量；收回和改变用途未反映。", "A stock; returns and changes of use are not reflected."),
        owner=_OWNER,
        sources=("land",),
        direction=Direction.NEITHER,
        table=_INDUSTRIAL,
        amount=exact(_INDUSTRIAL.area_square_metre),
        time="granted_month",
        stock=True,
        dimensions=("street",),
    ),
    Ratio(
        key="output_per_mu",
        name=Text("亩均产值", "Industrial output per mu"),
        unit=Unit.YUAN_PER_MU,
        meaning=Text("每亩工业用地产生的规模以上工业总产值。", "Industrial output from each mu of industrial land."),
        formula=Text(
            "工业总产值（月报）÷（已供工业用地面积 ÷ 666.667 平方米）",
            "Industrial output ÷ (industrial land ÷ 666.667 m²)",
        ),
        caveat=Text(
            "分母含未投产土地；单月数不可与年度亩均产值比较。",
            "Land not yet in production is in; a month is not a year.",
        ),
        owner=Text("统计局、规划和国土资源局", "Statistics Bureau; Land Resources Bureau"),
        sources=("industrial_output", "land"),
        numerator="industrial_output_monthly",
        denominator="industrial_land",
        scale=_SQUARE_METRES_PER_MU,
    ),
    Mean(
        key="plot_ratio",
        name=Text("平均容积率", "Mean plot ratio"),
        unit=Unit.TIMES,
        meaning=Text("已供宗地的建筑面积与用地面积之比。", "Floor area over land area of the parcels granted."),
        formula=Text("建筑面积之和 ÷ 宗地面积之和", "Sum of floor areas ÷ sum of parcel areas"),
        caveat=Text(
            "建筑面积为登记现状，未建宗地按零计。",
            "Floor area is as registered today; parcels not built on count with none.",
        ),
        owner=_OWNER,
        sources=("land",),
        direction=Direction.NEITHER,
        table=LAND_PARCEL,
        amount=exact(LAND_PARCEL.floor_area_square_metre.fill_null(0.0)),
        weight=exact(LAND_PARCEL.area_square_metre),
        amount_unit=Unit.SQUARE_METRE,
        time="granted_month",
        stock=True,
        dimensions=_DIMENSIONS,
    ),
    Indicator(
        key="idle_land",
        name=Text("闲置土地面积", "Idle land"),
        unit=Unit.SQUARE_METRE,
        meaning=Text("供地满两年仍无建筑的宗地面积。", "Parcels granted two years ago or more without a building yet."),
        formula=Text("满两年未建的宗地面积之和", "Sum of the areas of parcels without a building after two years"),
        caveat=Text(
            "以供地日期起算两年，合同约定的动工日期没有登记；以测绘的首栋建筑为建成，是疑似闲置，不是认定。",
            "Two years from the grant, since the agreed date of works is not registered; built means a surveyed "
            "building. It is a suspicion, not a finding.",
        ),
        owner=_OWNER,
        sources=("land",),
        direction=Direction.DOWN,
        table=IDLE_LAND,
        amount=IDLE_LAND.change_square_metre,
        time="month",
        stock=True,
        dimensions=_DIMENSIONS,
    ),
    Ratio(
        key="idle_land_share",
        name=Text("闲置土地占比", "Share of idle land"),
        unit=Unit.SHARE,
        meaning=Text("闲置土地占已供土地的比重。", "Idle land as a part of land granted."),
        formula=Text("闲置土地面积 ÷ 已供土地面积", "Idle land ÷ land granted"),
        caveat=Text("同闲置土地面积。", "As for idle land."),
        owner=_OWNER,
        sources=("land",),
        direction=Direction.DOWN,
        numerator="idle_land",
        denominator="land_area",
        dimensions=_DIMENSIONS,
    ),
)
