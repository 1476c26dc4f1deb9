"""Population (人口库): persons, their records kept apart; published only as protected counts."""

from datasets.base import Base
from datasets.text import Text

BASE = Base(
    key="population",
    name=Text("人口库", "Population"),
    abstract=Text(
        "常住和户籍人口：人员记录单独存放，只发布经保密处理的人数。",
        "Residents: records of persons are kept apart, only protected counts are published.",
    ),
    rank=4,
)
