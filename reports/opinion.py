"""The opinion on an application on paper (评审意见书): outcome, cuts, need, verdicts, materials, signatures."""

from collections.abc import Sequence
from typing import Any

from datasets import Language, Text
from datasets.printable import printable
from indicators.appraisal import Opinion
from indicators.appraisal.case import label
from indicators.appraisal.choices import named
from indicators.appraisal.fen import yuan
from indicators.appraisal.lines import SizedLine
from indicators.appraisal.pack import packs
from indicators.appraisal.rules.scope import PARTIES
from indicators.appraisal.sizing.demand import HALF, NINTH, TENTH
from indicators.appraisal.sizing.line import AHEAD
from indicators.appraisal.written import decided, flip_said, worked
from indicators.charts import need_ahead
from indicators.sentences.phrases import capital
from reports.sheet import sheet

_CHART = 190  # pixels high: need against request is a few lines
TITLE = Text("评审意见书", "Opinion on an application")
_BY = Text("经纬·项目评审", "Jingwei · project review")
_PARTS: dict[str, Text] = {
    "outcome": Text("意见", "Opinion"),
    "cuts": Text("逐项核定", "Line by line"),
    "verdicts": Text("逐条结论", "Verdicts by clause"),
    "evidence": Text("不符合和未知所依据的登记", "What the registers say where a rule is not met, or not known"),
    "overrides": Text("人工决定", "Decided otherwise than the rule"),
    "flips": Text("敏感性：何以翻转", "Sensitivity: what would turn each verdict"),
    "materials": Text("补正材料", "Evidence to be supplied"),
    "duplicates": Text("疑似重复建设", "What exists already"),
    "findings": Text("填报问题", "Faults of the application"),
    "signatures": Text("会签", "Signatures"),
}
_COLUMNS: dict[str, Text] = {
    "line": Text("项目", "line"),
    "requested": Text("申报（元）", "asked (yuan)"),
    "cut": Text("核减（元）", "cut (yuan)"),
    "approved": Text("核定（元）", "left (yuan)"),
    "formula": Text("算式", "formula"),
    "clause": Text("条款", "clause"),
    "rule": Text("规则", "rule"),
    "name": Text("名称", "name"),
    "result": Text("结论", "verdict"),
    "reason": Text("依据", "grounds"),
    "flip": Text("最小改动", "smallest change"),
    "field": Text("材料", "evidence"),
    "number": Text("编号", "number"),
    "said": Text("登记内容", "what it says"),
    "free": Text("空闲能力", "free"),
    "likeness": Text("相似度", "likeness"),
    "party": Text("会签方", "party"),
    "signature": Text("签字", "signature"),
    "date": Text("日期", "date"),
    "remedy": Text("处理", "what to do"),
}


class _Told:
    """The parts of one opinion in one language."""

    def __init__(self, opinion: Opinion, language: Language) -> None:
        self.opinion, self.language = opinion, language
        self.comma, self.semicolon, self.colon = map(self.say, (Text("、", ", "), Text("；", "; "), Text("：", ": ")))

    def say(self, text: Text) -> str:
        return text.in_language(self.language)

    def table(self, key: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[dict[str, Any]]:
        """Return a table under its heading; nothing where it has no rows."""
        numbers = {"requested", "cut", "approved", "likeness"}
        labels = [(self.say(_COLUMNS[each]), each in numbers) for each in columns]
        part = {"kind": "table", "columns": labels, "rows": rows, "caption": self.say(_PARTS[key]), "note": ""}
        return [part] if rows else []

    def outcome(self) -> list[dict[str, Any]]:
        found = self.opinion
        by = [f"{each} {self.say(found.verdict(each).name)}" for each in found.decided_by]
        items = [self.say(found.outcome_name) + (self.colon + self.comma.join(by) if by else "")]
        items.append(self.say(found.lines.sentence()))
        settings = packs()[found.pack].setting
        items += [self.say(settings[key].read_as(value)) for key, value in found.settings.items()]
        items += [self.say(found.label), self.say(_ADVICE)]
        return [{"kind": "words", "heading": self.say(_PARTS["outcome"]), "items": list(map(capital, items))}]

    def cuts(self) -> list[dict[str, Any]]:
        rows = []
        for each in self.opinion.lines.lines:
            formulas = self.semicolon.join(worked(cut.formula, cut.inputs) for cut in each.cuts)
            clauses = self.semicolon.join(dict.fromkeys(self.say(self.opinion.clause_of(cut)) for cut in each.cuts))
            sums = (yuan(each.requested_fen), yuan(each.cut_fen), yuan(each.approved_fen))
            rows.append((self.say(label(each.line)), *sums, formulas or "—", clauses or "—"))
        lines = self.opinion.lines
        if rows:
            sums = (yuan(lines.requested_fen), yuan(lines.cut_fen), yuan(lines.approved_fen))
            rows.append((self.say(Text("合计", "together")), *sums, "—", "—"))
        parts = self.table("cuts", ("line", "requested", "cut", "approved", "formula", "clause"), rows)
        remarks = [
            capital(f"{self.say(label(each.line))}{self.colon}{self.say(said)}")
            for each in lines.lines
            for said in each.remarks
        ]
        return [*parts, *([{"kind": "words", "heading": "", "items": remarks}] if remarks else [])]

    def need(self, line: SizedLine) -> dict[str, Any]:
        """Return the chart of need against request of one line."""
        sized = line.sized
        demand = sized.line.demand
        years = range(1, AHEAD + 1)
        needs = [
            tuple(float(sized.line.units(demand.at(year, each))) for each in (TENTH, HALF, NINTH)) for year in years
        ]
        levels = {
            self.say(Text("申报", "asked for")): float(sized.line.requested),
            self.say(Text("上限", "ceiling")): float(sized.ceiling),
        }
        unit = Text("台", "units")
        figure = need_ahead(list(years), needs, levels, unit=unit, language=self.language)  # type: ignore[arg-type]
        name = self.say(label(line.path))
        caption = capital(self.say(Text(f"{name}：需求与申报（台）", f"{name}: need against request (units)")))
        said = Text(
            f"申报 {sized.line.requested} 台，三年上限 {sized.ceiling} 台",
            f"asked for {sized.line.requested}, ceiling of three years {sized.ceiling}",
        )
        figure["layout"]["height"] = _CHART
        told = capital(self.say(said))
        return {"kind": "chart", "figure": figure, "caption": caption, "note": told, "alt": told}

    def verdicts(self) -> list[dict[str, Any]]:
        rows = [
            (
                each.rule,
                self.say(each.said),
                self.say(each.name),
                self.say(each.reason),
                self.say(each.clause),
            )
            for each in self.opinion.verdicts
        ]
        parts = self.table("verdicts", ("rule", "result", "name", "reason", "clause"), rows)
        told = [f"* {self.say(each)}" for each in decided(self.opinion)]
        heading = self.say(_PARTS["overrides"])
        return [*parts, *([{"kind": "words", "heading": heading, "items": told}] if told else [])]

    def evidence(self) -> list[dict[str, Any]]:
        rows = [
            (each.rule, row.number, self.say(row.said))
            for each in self.opinion.verdicts
            if each.stands != "pass" and each.gate != "priority"
            for row in each.evidence
        ]
        return self.table("evidence", ("rule", "number", "said"), rows)

    def flips(self) -> list[dict[str, Any]]:
        rows = [
            (each.rule, self.say(each.name), flip_said(each.flip, self.language))
            for each in self.opinion.verdicts
            if each.flip is not None and (each.stands != "pass" or each.gate == "sizing")
        ]
        return self.table("flips", ("rule", "name", "flip"), rows)

    def rest(self) -> list[dict[str, Any]]:
        found = self.opinion
        materials = [(self.say(each.name), self.comma.join(each.rules)) for each in found.materials]
        things = [
            (each.number, self.say(each.name), self.say(each.free), f"{each.likeness:.2f}") for each in found.duplicates
        ]
        faults = [(self.say(each.message), self.say(each.remedy)) for each in found.findings]
        return [
            *self.table("materials", ("field", "rule"), materials),
            *self.table("duplicates", ("line", "name", "free", "likeness"), things),
            *self.table("findings", ("reason", "remedy"), faults),
        ]

    def signatures(self) -> list[dict[str, Any]]:
        signed = [(named(party, self.language), " ", " ") for party in PARTIES]
        (found,) = self.table("signatures", ("party", "signature", "date"), signed)
        return [{**found, "tall": True}]  # room for a pen


_ADVICE = Text(
    "本意见供决策参考，由会签各方签字后生效。", "This opinion is advice; it takes effect when the parties have signed."
)


def opinion_pdf(opinion: Opinion, language: Language = "zh") -> bytes:
    """Return the opinion as PDF, the same bytes for the same opinion; three parties sign it."""
    told = _Told(opinion, language)
    about = [
        (told.say(Text("申报编号", "application")), opinion.number or opinion.file),
        (told.say(Text("建设部门", "department")), told.say(opinion.department_name)),
        (told.say(Text("规则包", "rules")), told.say(opinion.pack_name)),
    ]
    parts = [
        *told.outcome(),
        *told.cuts(),
        *(told.need(each) for each in opinion.sizes),
        *told.verdicts(),
        *told.evidence(),
        *told.flips(),
        *told.rest(),
    ]
    parts[-1] = {**parts[-1], "sticky": True}  # nobody signs a page that says nothing else
    parts += told.signatures()
    day = opinion.applied
    return sheet(
        {
            "language": language,
            "title": printable(f"{told.say(TITLE)}{told.colon}{opinion.name or opinion.file}"),
            "author": told.say(_BY),
            "date": [day.year, day.month, day.day],
            "simulated": capital(told.say(opinion.label)),
            "filters": printable(about),
            "parts": printable(parts),
        }
    )
