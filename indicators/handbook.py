"""The handbook of indicators: every definition in one page of Markdown, by family, made from the definitions."""

from datasets import Language, Text, sources
from indicators.catalogue import families
from indicators.definition import AnyIndicator, Direction, Frequency, Unit
from indicators.dimensions import DIMENSIONS
from indicators.figures import scale

_TITLE = Text("指标手册", "Handbook of indicators")
_INTRO = Text(
    "本页由定义生成：`jingwei indicators > docs/zh/indicators.md`。共 {count} 个指标；"
    "用 `jingwei show 键` 查数，用 `jingwei why 键 --period 时期` 追到部门原文。",
    "Made from the definitions: `jingwei indicators > docs/en/indicators.md`. {count} indicators; `jingwei show KEY` "
    "gives the numbers, `jingwei why KEY --period PERIOD` leads to the rows of the departments.",
)
_HEADS = (
    Text("指标", "Indicator"),
    Text("单位", "Unit"),
    Text("频率", "Frequency"),
    Text("含义", "Meaning"),
    Text("公式", "Formula"),
    Text("注意", "Caveat"),
    Text("好的方向", "Good is"),
    Text("维度", "Dimensions"),
    Text("来源", "Sources"),
    Text("负责", "Owner"),
)
_DIRECTIONS = {
    Direction.UP: Text("升", "up"),
    Direction.DOWN: Text("降", "down"),
    Direction.NEITHER: Text("不分", "neither"),
}
_FREQUENCIES = {
    Frequency.MONTH: Text("月", "month"),
    Frequency.QUARTER: Text("季", "quarter"),
    Frequency.YEAR: Text("年", "year"),
}
_PLAIN = {Unit.INDEX: Text("指数", "index"), Unit.TIMES: Text("倍", "times")}


def page(language: Language) -> str:
    """Return the page in one language."""
    other = Text("[English](../en/indicators.md)", "[中文](../zh/indicators.md)").in_language(language)
    count = sum(len(family.members) for family in families())
    lines = [f"# {_TITLE.in_language(language)}", "", other, "", _INTRO.in_language(language).format(count=count)]
    head = " | ".join(each.in_language(language) for each in _HEADS)
    for family in families():
        rows = [_row(each, language) for each in family.members]
        lines += ["", f"## {family.name.in_language(language)}", "", f"| {head} |", "|" + "---|" * len(_HEADS), *rows]
    return "\n".join(lines) + "\n"


def _row(definition: AnyIndicator, language: Language) -> str:
    comma = "、" if language == "zh" else ", "
    known = sources()
    cells = (
        f"**{definition.name.in_language(language)}** `{definition.key}`",
        unit_name(definition.unit, language),
        _FREQUENCIES[definition.frequency].in_language(language),
        definition.meaning.in_language(language),
        definition.formula.in_language(language),
        definition.caveat.in_language(language),
        _DIRECTIONS[definition.direction].in_language(language),
        comma.join(DIMENSIONS[each].name.in_language(language) for each in definition.dimensions) or "—",
        comma.join(known[each].name.in_language(language) for each in definition.sources),
        definition.owner.in_language(language),
    )
    return f"| {' | '.join(cells)} |"


def unit_name(unit: Unit, language: Language) -> str:
    """Return what a base unit is called."""
    return _PLAIN[unit].in_language(language) if unit in _PLAIN else scale(0.0, unit, language).unit
