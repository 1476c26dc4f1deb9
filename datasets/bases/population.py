"""Population (人口库): persons, their records kept apart; published only as protected counts."""

from datasets.base import Base, Site, Work
from datasets.catalogue import sources
from datasets.contract import Subject
from datasets.identity import link_persons, read_overrides
from datasets.protection.completeness import publish_completeness
from datasets.protection.persons import GOLDEN, gather
from datasets.protection.residents import publish_residents
from datasets.protection.seal import seal
from datasets.protection.values import publish_conflicts
from datasets.text import Text


def _link(site: Site) -> None:
    described = [each for each in sources().values() if each.subject is Subject.PERSON]
    site.findings.extend(link_persons(site.connection, described, site.zone, read_overrides(site.home)))


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
        "census_count": Text("普查人口", "Residents at the censuses"),
        "conflict": Text("部门间差异（人数）", "Conflicts between departments, counts of persons"),
        "completeness": Text("各来源的完整程度（取整）", "Completeness by source, rounded"),
        "household_count": Text("年末家庭户", "Families at the year’s end"),
    },
    golden=GOLDEN,
    steps=(
        Work(name="link", run=_link),
        Work(name="persons", run=gather),
        Work(name="counts", run=publish_residents),
        Work(name="conflicts", run=publish_conflicts),
        Work(name="completeness", run=publish_completeness),
        Work(name="seal", run=seal),
    ),
)
