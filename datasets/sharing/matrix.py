"""The sharing matrix: departments by what they supply and receive, from the contracts.

The plan blames 条 without 块: departments that collect for themselves. The island index is the share of
sources that nobody but the department that collects them receives.
"""

from collections import defaultdict

import pandas as pd

from datasets.catalogue import sources
from datasets.contract import Field, Kind, Sharing
from datasets.text import Language, Text

SHARING = {
    Sharing.UNCONDITIONAL: Text("无条件共享", "unconditional"),
    Sharing.CONDITIONAL: Text("有条件共享", "conditional"),
    Sharing.NONE: Text("不予共享", "not shared"),
}
SCHEMES = {
    Kind.ORGANISATION_CODE: Text("组织机构代码", "organisation code"),
    Kind.TAXPAYER_NUMBER: Text("纳税人识别号", "taxpayer number"),
    Kind.CREDIT_CODE: Text("统一社会信用代码", "unified social credit code"),
    Kind.REGISTRATION_NUMBER: Text("注册号", "registration number"),
    Kind.CUSTOMS_CODE: Text("海关编码", "customs code"),
    Kind.PERSON_NUMBER: Text("公民身份号码", "identity number"),
}

# What departments call differently is one item here.
ATTRIBUTES = {
    "name": Text("名称或姓名", "name"),
    "former_name": Text("曾用名", "former name"),
    "address": Text("地址", "address"),
    "legal_representative": Text("法定代表人", "legal representative"),
    "phone": Text("电话", "telephone"),
    "division": Text("行业", "industry division"),
    "registration_type": Text("登记注册类型", "registration type"),
    "capital_yuan": Text("注册资本", "registered capital"),
    "founded_date": Text("成立日期", "founding date"),
    "closed_date": Text("注销日期", "closing date"),
    "street": Text("街区", "block"),
    "employee_count": Text("从业人数", "employees"),
    "head_organisation_code": Text("总机构代码", "code of the head office"),
    "sex": Text("性别", "sex"),
    "birth_date": Text("出生日期", "date of birth"),
    "education": Text("文化程度", "education"),
    "marital_status": Text("婚姻状况", "marital status"),
    "household_number": Text("户号", "household number"),
    "ethnic_group": Text("民族", "ethnic group"),
    "residence_type": Text("户籍类型", "kind of residence"),
    "employer_code": Text("工作单位", "employer"),
}


def matrix(language: Language) -> pd.DataFrame:
    """Return one line for each source and receiving department: supplier, source, name, receiver, fields, sharing.

    A source that nobody receives has one line with an empty receiver.
    """
    lines = [
        {
            "supplier": source.department.in_language(language),
            "source": source.key,
            "name": source.name.in_language(language),
            "receiver": receiver.in_language(language) if receiver else "",
            "fields": len(source.fields),
            "sharing": SHARING[source.sharing].in_language(language),
        }
        for source in sources().values()
        for receiver in (source.consumers or (None,))
    ]
    return pd.DataFrame(lines)


def island_index() -> float:
    """Return the share of sources, between 0 and 1, that no other department receives."""
    alone = [source for source in sources().values() if not source.consumers]
    return len(alone) / len(sources())


def collected_twice(language: Language) -> pd.DataFrame:
    """Return what several departments collect of the same subjects: subject, item, departments, sources, times."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for source in sources().values():
        for each in source.fields if source.subject else ():
            if item := _item(each, language):
                found[str(source.subject), item].append((source.department.in_language(language), source.key))
    separator = "、" if language == "zh" else ", "
    lines = [
        {
            "subject": subject,
            "item": item,
            "times": len({department for department, _ in who}),
            "departments": separator.join(dict.fromkeys(department for department, _ in who)),
            "sources": ", ".join(dict.fromkeys(key for _, key in who)),
        }
        for (subject, item), who in found.items()
        if len({department for department, _ in who}) > 1
    ]
    columns = ["subject", "item", "times", "departments", "sources"]
    frame = pd.DataFrame(lines, columns=columns).astype({"times": int})
    return frame.sort_values(["subject", "times", "item"], ascending=[True, False, True], ignore_index=True)


def _item(each: Field, language: Language) -> str | None:
    if each.kind in SCHEMES:
        return SCHEMES[each.kind].in_language(language)
    return ATTRIBUTES.get(each.attribute or "", each.label).in_language(language) if each.attribute else None
