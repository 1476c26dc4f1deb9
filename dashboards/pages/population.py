"""Population: residents, households and the census, in counts that name nobody."""

from typing import Any

from dashboards.asking import queries
from dashboards.exports.downloads import link
from dashboards.page import Page
from dashboards.parts.panel import chart, panel
from dashboards.parts.topic import PARAMETERS, keys_of, topic
from dashboards.views.view import View
from dashboards.wire.elements import html
from datasets.text import Text
from indicators import catalogue, charts, period_label

_PYRAMID = Text("{name}：按年龄和性别（{year}，{unit}）", "{name} by age and sex ({year}, {unit})")
_PROTECTED = Text(
    "人口数据只公布受保护的计数：小于 10 的格和可推出它们的格不公布，空白处即是。",
    "Only protected counts of persons are published: cells below 10, and cells they could be derived from, are blank.",
)
_AGE, _SEX = "age_group", "sex"


def title(view: View) -> str:
    """Return the heading."""
    return view.say(PAGE.name)


def body(view: View) -> list[Any]:
    """Return the page."""
    return [html.P(view.say(_PROTECTED), className="notice"), *topic(view, keys_of("population"), _pyramid)]


def _pyramid(view: View, key: str) -> Any:
    """Return residents by age and sex, None for what is not counted so."""
    definition = catalogue()[key]
    if not {_AGE, _SEX} <= set(definition.dimensions):
        return None
    where = tuple(item for item in view.where(definition.dimensions) if item[0] in {"area", "street"})
    counted = queries.course(view, key, (_AGE, _SEX), where)
    last = counted.last(view.period)
    ages, sexes = queries.labels(view, _AGE), queries.labels(view, _SEX)
    cells = list(zip(*counted.lists(last, _AGE, _SEX, "value"), strict=True))
    sides = {
        sexes[side]: {ages[age]: value for age, sex, value in cells if sex == side}
        for side in sorted({sex for _, sex, _ in cells} & {"1", "2"})
    }
    drawn = charts.pyramid(sides, list(ages.values()), unit=definition.unit, language=view.language, height=380)
    year = period_label(str(counted.period(last.start).year), view.language) if cells else ""
    heading = view.say(_PYRAMID).format(name=view.say(definition.name), year=year, unit=charts.unit_of(drawn))
    return panel(
        view, heading, chart(view, "pyramid", drawn, heading), key=key, csv=link(view, key, _AGE, _SEX), png="pyramid"
    )


PAGE = Page(
    key="population",
    path="/population",
    name=Text("人口", "Population"),
    group=Text("指标", "Indicators"),
    position=28,
    parameters=PARAMETERS,
    switches=("snapshot", "period"),
    title=title,
    body=body,
)
