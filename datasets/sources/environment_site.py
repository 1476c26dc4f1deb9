"""Sites of environmental monitoring and discharge (环保点位)."""

from datasets.contract import Cadence, Classification, CoordinateSystem, DeliveryMode, Field, Kind, Sharing, Source
from datasets.text import Text

SOURCE = Source(
    key="environment_site",
    name=Text("环境监测与排放点位", "Environmental sites"),
    abstract=Text(
        "空气、水、噪声监测点和企业排放口的位置。",
        "Positions of air, water and noise monitors and of enterprises' outlets.",
    ),
    department=Text("环境保护局", "Environmental Protection Bureau"),
    owner=Text("监测站站长", "Head of the monitoring station"),
    legal_basis=Text(
        "《环境保护法》（2014）第十七条；HJ 608-2017 排污单位编码规则",
        "Environmental Protection Law (2014), article 17; HJ 608-2017",
    ),
    coverage=Text("开发区全部点位", "All sites of the zone"),
    update_method=Text("每次提供全量", "Each delivery is complete"),
    history=Text("坐标为 WGS-84，由手持卫星定位仪测得", "Coordinates are WGS-84, taken with a handheld receiver"),
    relations=Text("监测数据按点位编号报送", "Readings are reported by site code"),
    delivery_mode=DeliveryMode.FULL,
    cadence=Cadence.ON_CHANGE,
    sharing=Sharing.UNCONDITIONAL,
    classification=Classification.INTERNAL,
    files="environment_site/*.csv",
    coordinates=CoordinateSystem.WGS_84,
    consumers=(
        Text("城市管理局", "Urban Management Bureau"),
        Text("建设局", "Construction Bureau"),
        Text("发展和改革局", "Development and Reform Bureau"),
    ),
    fields=(
        Field(name="site_code", header="点位编号", kind=Kind.CODE, label=Text("点位编号", "site")),
        Field(name="site_name", header="点位名称", kind=Kind.TEXT, label=Text("点位名称", "name of the site")),
        Field(
            name="environment_site_kind_code",
            header="点位类别代码",
            kind=Kind.CODE,
            label=Text("点位类别", "kind of site"),
            code_list="environment_site_kind",
        ),
        Field(name="started_date", header="启用日期", kind=Kind.DATE, label=Text("启用日期", "date of first use")),
        Field(name="longitude_degree", header="经度", kind=Kind.QUANTITY, label=Text("经度", "longitude")),
        Field(name="latitude_degree", header="纬度", kind=Kind.QUANTITY, label=Text("纬度", "latitude")),
    ),
    unique=("site_code",),
    base="geography",
    table="environment_site",
)
