"""Drift: how a delivered table differs from its contract, with the contract's line that would follow it.

What is new is left out with a warning; what is optional and missing is taken as empty with a warning; what is
required and missing, renamed, in another unit or of another kind is refused, and the finding says which line
of the contract to change if the department means it. Renamed columns are found by name and by content.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from datasets.contract import Field, Kind, Source, Unit
from datasets.intake.table import Refused, Remark
from datasets.reading.heading import Heading, plain
from datasets.text import Text

CLOSE = 0.55  # likeness from which a column counts as renamed
_ID = "[0-9A-Za-z-]"
SHAPES: dict[Kind, str] = {
    Kind.MONTH: r"\d{4}-\d{2}",
    Kind.DATE: r"\d{4}-\d{2}-\d{2}",
    Kind.TIME: r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}(:\d{2})?",
    Kind.COUNT: r"-?\d{1,15}",
    Kind.AMOUNT: r"-?\d{1,15}(\.\d+)?",
    Kind.QUANTITY: r"-?\d{1,15}(\.\d+)?",
    Kind.ORGANISATION_CODE: rf"{_ID}{{8}}-?[0-9Xx]",
    Kind.TAXPAYER_NUMBER: rf"{_ID}{{15}}|{_ID}{{18}}",
    Kind.CREDIT_CODE: r"[0-9A-Za-z]{18}",
    Kind.REGISTRATION_NUMBER: r"\d{13}|\d{15}",
    Kind.CUSTOMS_CODE: r"[0-9A-Za-z]{10}",
    Kind.PERSON_NUMBER: r"\d{15}|\d{17}[0-9Xx]",
    Kind.CODE: r"[0-9A-Za-z._-]{1,20}",
    Kind.GEOMETRY: r"[A-Z]+ ?\(.*\)",
    Kind.TEXT: r".*[^\x00-\x7f].*",
}
_INFERRED = (Kind.MONTH, Kind.DATE, Kind.TIME, Kind.COUNT, Kind.QUANTITY, Kind.CREDIT_CODE, Kind.CODE)
_ENDINGS = {Kind.MONTH: "month", Kind.DATE: "date", Kind.TIME: "time", Kind.COUNT: "count", Kind.AMOUNT: "yuan",
            Kind.QUANTITY: "quantity", Kind.CREDIT_CODE: "credit_code", Kind.CODE: "code",
            Kind.TEXT: "name"}  # fmt: skip
_UNITS = {
    "万元": Unit.TEN_THOUSAND_YUAN,
    "元": Unit.YUAN,
    "亿元": Unit.HUNDRED_MILLION_YUAN,
    "万美元": Unit.TEN_THOUSAND_USD,
    "美元": Unit.USD,
    "平方米": Unit.SQUARE_METRE,
    "千克": Unit.KILOGRAM,
    "公斤": Unit.KILOGRAM,
}
# What a line over the heading may say of all amounts, and which units of a contract it can mean.
_ABOVE = re.compile(r"单位[:：]?\s*(?:人民币)?\s*([百千万亿]*(?:美)?元|平方米|平方公里|公顷|亩|千克|公斤|吨|万吨)")
_UNIT = re.compile(r"[（(]([^（()）]*)[)）]\s*$")


def compare(heading: Heading, source: Source) -> tuple[Remark, ...]:
    """Return the remarks on new and missing columns; raise Refused where nothing may be taken."""
    _refuse_repeated(heading)
    _refuse_unit_above(heading, source)
    missing = [field for field in source.fields if field.name not in heading.fields]
    extra = [place for place, name in enumerate(heading.fields) if name is None]
    for field in missing:
        _refuse_changed_unit(field, heading, extra)
    renamed = _renamed(missing, heading, extra)
    if renamed:
        raise _renamed_refusal(renamed, [field for field in missing if field not in dict(renamed)], heading)
    needed = [field for field in missing if field.required]
    if needed:
        raise _missing_refusal(needed, [heading.titles[place] for place in extra])
    return (*(_left_empty(field) for field in missing), *(_left_out(heading, place) for place in extra))


def _refuse_repeated(heading: Heading) -> None:
    titles = [title for title in heading.titles if title.strip()]
    twice = sorted({title for title in titles if [plain(each) for each in titles].count(plain(title)) > 1})
    if twice:
        text = Text(f"列名重复：{'、'.join(twice)}。", f"columns stand twice: {', '.join(twice)}.")
        raise Refused("repeated_column", text, twice[0])


def _refuse_unit_above(heading: Heading, source: Source) -> None:
    """Refuse a table whose lines over the heading name a unit that no column of the contract has."""
    for words in heading.above:
        for written in _ABOVE.findall(words):
            unit = _UNITS.get(written)
            rivals = [field for field in source.fields if field.unit.base == _measured(written)]
            if rivals and unit not in {field.unit for field in rivals}:
                said = "、".join(dict.fromkeys(_spoken(field.unit) for field in rivals))
                raise Refused(
                    "changed_unit",
                    Text(
                        f"表头上方写明“{words.strip()}”，而合同约定的单位是{said}；请按合同单位重新导出，或与部门核实后修改合同。",
                        f"a line over the heading says {words.strip()!r}, the contract's unit is {said}; export it in "
                        "the contract's, or settle it with the department and change the contract.",
                    ),
                    rivals[0].header,
                )


def _measured(written: str) -> str:
    """Return the unscaled unit of what a written unit measures."""
    if written.endswith("元"):
        return Unit.USD.base if written.endswith("美元") else Unit.YUAN.base
    return Unit.KILOGRAM.base if written in ("千克", "公斤", "吨", "万吨") else Unit.SQUARE_METRE.base


def _spoken(unit: Unit) -> str:
    return next((word for word, each in _UNITS.items() if each is unit), unit.value)


def _values(heading: Heading, place: int) -> list[str]:
    return [cells[place] for cells in heading.sample if place < len(cells) and cells[place].strip()]


def share_fitting(kind: Kind, values: Sequence[str]) -> float:
    """Return the share of the values that look like the kind, 0 for none."""
    shape = re.compile(SHAPES.get(kind, ".*"), re.DOTALL)
    return sum(shape.fullmatch(value) is not None for value in values) / len(values) if values else 0.0


def _unit_in(title: str) -> tuple[str, str]:
    found = _UNIT.search(title)
    return (plain(title[: found.start()]), found.group(1)) if found else (plain(title), "")


def _refuse_changed_unit(field: Field, heading: Heading, extra: Sequence[int]) -> None:
    name, unit = _unit_in(field.header)
    for place in extra:
        title = heading.titles[place]
        other, written = _unit_in(title)
        if other == name and written != unit:
            known = _UNITS.get(written)
            line = f'header="{title}"' + (f", unit=Unit.{known.name}" if known else "")
            raise Refused(
                "changed_unit",
                Text(
                    f"“{field.header}”现为“{title}”，括号中的单位或说明变了；请按合同的列名和单位重新导出，"
                    f"或把合同字段 {field.name} 改为 {line}。",
                    f"{field.header!r} is now {title!r}: its brackets name another unit or say more; "
                    "export it as in the contract, or change the "
                    f"contract's field {field.name} to {line}.",
                ),
                field.header,
            )


def likeness(field: Field, title: str, values: Sequence[str]) -> float:
    """Return how much a delivered column looks like a field, 0 to 1: half by its name, half by its content."""
    name, other = _unit_in(field.header)[0], _unit_in(title)[0]
    alike = SequenceMatcher(None, name, other).ratio()
    if name and other and (name in other or other in name):
        alike = max(alike, 0.75)
    return (alike + (share_fitting(field.kind, values) if values else alike)) / 2


def _renamed(missing: Sequence[Field], heading: Heading, extra: Sequence[int]) -> list[tuple[Field, int]]:
    scored = sorted(
        (-likeness(field, heading.titles[place], _values(heading, place)), order, place)
        for order, field in enumerate(missing)
        for place in extra
        if heading.titles[place].strip()
    )
    pairs: list[tuple[Field, int]] = []
    for score, order, place in scored:
        taken = any(missing[order] is field or place == other for field, other in pairs)
        if -score >= CLOSE and not taken:
            pairs.append((missing[order], place))
    return pairs


def _renamed_refusal(pairs: Sequence[tuple[Field, int]], others: Sequence[Field], heading: Heading) -> Refused:
    zh = [f"缺少列“{field.header}”，而“{heading.titles[place]}”的名称和内容与之相近" for field, place in pairs]
    en = [f"missing column {field.header!r}; {heading.titles[place]!r} is like it in name and content"
          for field, place in pairs]  # fmt: skip
    zh += [f"缺少列“{field.header}”" for field in others if field.required]
    en += [f"missing column {field.header!r}" for field in others if field.required]
    lines = "; ".join(
        f'{field.name}: header="{field.header}" → header="{heading.titles[place]}"' for field, place in pairs
    )
    return Refused(
        "renamed_column",
        Text(
            f"{'；'.join(zh)}；是否改了列名？请按合同的列名重新导出；如确已改名，合同应改：{lines}。",
            f"{'; '.join(en)}; was it renamed? export it with the contract's titles, or change the contract: {lines}.",
        ),
        pairs[0][0].header,
    )


def _missing_refusal(needed: Sequence[Field], extra: Sequence[str]) -> Refused:
    zh = f"缺少列“{'”“'.join(field.header for field in needed)}”；"
    en = f"missing column {', '.join(repr(field.header) for field in needed)}; "
    if extra:
        zh += f"合同中没有列“{'”“'.join(extra)}”；"
        en += f"column {', '.join(map(repr, extra))} is not in the contract; "
    lines = "; ".join(f"{field.name}: required=False" for field in needed)
    return Refused(
        "missing_column",
        Text(
            f"{zh}请按合同的列名重新导出；如不再提供，合同应改：{lines}。",
            f"{en}export it with the contract's titles, or, if it is no longer kept, change the contract: {lines}.",
        ),
        needed[0].header,
    )


def _left_empty(field: Field) -> Remark:
    return Remark(
        rule="missing_optional_column",
        field=field.header,
        text=Text(
            f"缺少选填列“{field.header}”，该列按空值接收；如应有数据，请补报。",
            f"the optional column {field.header!r} is missing; taken as empty. Deliver again if there is data.",
        ),
    )


def infer(title: str, values: Sequence[str]) -> Kind:
    """Return the narrowest kind that every sampled value of an unknown column fits."""
    for kind in _INFERRED:
        if values and share_fitting(kind, values) == 1:
            numeric = kind in (Kind.COUNT, Kind.QUANTITY)
            return Kind.AMOUNT if numeric and _unit_in(title)[1].endswith("元") else kind
    return Kind.TEXT


def _left_out(heading: Heading, place: int) -> Remark:
    title, values = heading.titles[place], _values(heading, place)
    if not title.strip():
        named = Text(f"第 {place + 1} 列没有列名", f"column {place + 1} has no title")
        return Remark(rule="unnamed_column", text=Text(f"{named.zh}，未采用。", f"{named.en}; it was left out."))
    kind, written = infer(title, values), _UNITS.get(_unit_in(title)[1])
    unit = f", unit=Unit.{written.name}" if written else ""
    proposal = (
        f'Field(name="column{place + 1}_{_ENDINGS[kind]}", header="{title}", kind=Kind.{kind.name}{unit}, '
        f'label=Text("{title}", "…"), required=False)'
    )
    return Remark(
        rule="new_column",
        field=title,
        text=Text(
            f"合同中没有列“{title}”，其余列照常接收；如需采用，合同可加：{proposal}。",
            f"column {title!r} is not in the contract; the others were taken. To keep it, add to the contract: "
            f"{proposal}.",
        ),
    )
