"""Population (人口库): persons, their records kept apart; published only as protected counts."""

from datasets.base import Base, Work
from datasets.protection.counts import publish_counts
from datasets.protection.persons import gather
from datasets.protection.seal import seal
from datasets.text import Text

BASE = Base(
    key="population",
    name=Text("人口库", "Population"),
    abstract=Text(
        "常住和户籍人口：人员记录单独存放，只发布经保密处理的人数。",
        "Residents: records of persons are kept apart, only protected counts are published.",
    ),
    rank=4,
    titles={
        "resident_count": Text("年末人口", "Residents at the year’s end"),
        "household_count": Text("年末家庭户", "Families at the year’s end"),
    },
    steps=(
        Work(name="persons", run=gather),
        Work(name="counts", run=publish_counts),
        Work(name="seal", run=seal),
    ),
)
