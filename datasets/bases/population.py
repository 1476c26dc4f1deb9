"""Population (人口库): declared; no department delivers to it yet."""

from datasets.base import Base
from datasets.text import Text

BASE = Base(
    key="population",
    name=Text("人口库", "Population"),
    abstract=Text("常住和户籍人口；尚无部门数据。", "Residents and household registration; no department's data yet."),
    rank=0,
)
