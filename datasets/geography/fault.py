"""What can be wrong with a shape or a position, and what to do about it, in both languages."""

from collections.abc import Mapping
from types import MappingProxyType

from datasets.reading.fault import Fault
from datasets.text import Text

FAULTS: Mapping[str, Fault] = MappingProxyType(
    {
        "not_a_shape": Fault(
            message=Text("图形不是合同约定的点、线或面", "the shape is not the point, line or area of the contract"),
            suggestion=Text("请按 WKT 格式重新导出图形", "export the shape again as well-known text"),
        ),
        "open_ring": Fault(
            message=Text("边界没有闭合或点数不足", "a ring that is not closed or has too few corners"),
            suggestion=Text("首末点应相同，至少四个点", "the first and last corner must be the same, four at least"),
        ),
        "half_a_position": Fault(
            message=Text("经度、纬度只填了一个", "only one of longitude and latitude is given"),
            suggestion=Text("请补填另一个", "fill in the other"),
        ),
        "axes_swapped": Fault(
            message=Text("经度和纬度颠倒", "longitude and latitude have changed places"),
            suggestion=Text("请把经度写在前面", "write the longitude first"),
        ),
        "outside_zone": Fault(
            message=Text("位置在开发区范围之外", "the position lies outside the zone"),
            suggestion=Text("请核对坐标和坐标系", "check the coordinates and their system"),
        ),
        "self_intersection": Fault(
            message=Text("边界自相交", "the boundary crosses itself"),
            suggestion=Text("请按顺序重排界址点", "put the corners in order"),
        ),
        "sliver": Fault(
            message=Text("图形过于狭长，平均宽度不足限值", "a sliver: its mean width is under the limit"),
            suggestion=Text("请核对是否为误切的碎片", "check whether it was cut off by mistake"),
        ),
        "duplicate_shape": Fault(
            message=Text("不同编号的图形完全相同，各行均未采用", "the same shape under several codes; no row was kept"),
            suggestion=Text("请确认图形属于哪一个编号", "say which code the shape belongs to"),
        ),
        "overlap": Fault(
            message=Text(
                "与同一图层的图形大面积重叠，各行均未采用", "shapes of a layer claim the same land; none was kept"
            ),
            suggestion=Text("请核实界址后重新提供", "settle the boundary and deliver again"),
        ),
        "small_overlap": Fault(
            message=Text("与相邻图形略有重叠", "a slight overlap with its neighbour"),
            suggestion=Text("请核对共用边界", "check the common boundary"),
            severity="warning",
        ),
        "clockwise": Fault(
            message=Text("外环为顺时针方向，按交付原样保存", "the outer ring runs clockwise; kept as delivered"),
            suggestion=Text("无需处理", "nothing to do"),
            severity="info",
        ),
        "area_differs": Fault(
            message=Text(
                "登记面积与图形面积相差超过容许值，两者均保留",
                "the area reported differs from the shape's; both are kept",
            ),
            suggestion=Text("请核对单位（亩、公顷）和图形", "check the unit (mu, hectare) and the shape"),
            severity="warning",
        ),
        "outside_its_block": Fault(
            message=Text(
                "位置不在部门所填街区，按坐标定位，两者均保留",
                "the position is not in the block the department names; placed by position, both are kept",
            ),
            suggestion=Text("请核对坐标系和街区代码", "check the coordinate system and the block"),
            severity="warning",
        ),
    }
)
