"""The words of one enterprise's particulars, the same on its page and in its report."""

import re
from typing import Final

from datasets import Language, Snapshot, Text
from indicators.dimensions import words
from indicators.figures import figure

SCHEMES: Final = {
    "credit_code": Text("统一社会信用代码", "Credit code"),
    "organisation_code": Text("组织机构代码", "Organisation code"),
    "registration_number": Text("注册号", "Registration number"),
    "taxpayer_number": Text("纳税人识别号", "Taxpayer number"),
    "customs_code": Text("海关编码", "Customs code"),
}
"""Identifiers by their scheme."""
ATTRIBUTES: Final = {
    "name": Text("名称", "Name"),
    "division": Text("行业大类", "Division"),
    "registration_type": Text("登记注册类型", "Registration type"),
    "address": Text("住所", "Address"),
    "legal_representative": Text("法定代表人", "Legal representative"),
    "capital_yuan": Text("注册资本", "Registered capital"),
    "street": Text("街区", "Block"),
    "founded_date": Text("成立日期", "Founded"),
    "closed_date": Text("注销日期", "Closed"),
    "employee_count": Text("参保人数", "Insured employees"),
    "head_organisation_code": Text("总机构代码", "Code of the head office"),
}
"""What the golden record and the history tell of, in the order in which it is read."""
MEASURES: Final = {
    "tax": (Text("税收", "Tax"), "yuan"),
    "exports": (Text("出口", "Exports"), "usd"),
    "imports": (Text("进口", "Imports"), "usd"),
    "investment": (Text("投资", "Investment"), "yuan"),
    "subsidy": (Text("财政补贴", "Subsidies"), "yuan"),
}
"""What is known year by year, with its unit."""
METHODS: Final = {
    **SCHEMES,
    "likely": Text("名称地址等综合判断", "Name, address and more"),
    "alone": Text("单独成户", "Stands alone"),
}
"""How records of departments were joined."""
COUNTED: Final = {
    "insured": (Text("参保人数", "Insured employees"), "persons"),
    "licences": (Text("卫生许可证", "Health licences"), "pieces"),
    "approvals": (Text("审批办件", "Approval cases"), "cases"),
}
"""What is counted to date, with its unit."""
RELATIONS: Final = {
    "branch_of": Text("所属总机构", "Branch of"),
    "branch_of_reverse": Text("分支机构", "Has the branch"),
    "merged_into": Text("并入", "Merged into"),
    "merged_into_reverse": Text("吸收合并", "Took over"),
    "split_from": Text("分立自", "Split from"),
    "split_from_reverse": Text("分立出", "Split off"),
}
"""How one entity stands to another."""
FLAGS: Final = {
    "closed": Text("已于 {value} 注销", "closed on {value}"),
    "arrears_yuan": Text("累计欠税 {value}", "tax arrears of {value} to date"),
    "defended": Text("作为被告的案件 {value} 件", "defendant in {value} cases"),
    "differing": Text("{value} 项登记信息各部门说法不同", "departments differ on {value} of its particulars"),
    "idle": Text("已成立但今年没有纳税", "alive, but paid no tax this year"),
}
"""What a reader should know before trusting the rest."""

_AMOUNT: Final = re.compile(r"\d+(\.\d+)?")
_CODED: Final = ("street", "division", "registration_type")  # the code list has the attribute's name


def is_amount(value: str) -> bool:
    """Return whether a department wrote a number."""
    return _AMOUNT.fullmatch(value) is not None


def in_words(snapshot: Snapshot, attribute: str, value: str, language: Language) -> str:
    """Return a particular as readers write it: the word of a code, an amount in 万 or 亿."""
    if attribute == "capital_yuan":
        return str(figure(float(value), "yuan", language)) if is_amount(value) else value  # as the department wrote it
    if attribute == "employee_count" and value.isdigit():
        return f"{int(value):,}"
    return words(snapshot, attribute, language).get(value, value) if attribute in _CODED else value
