"""A run that made no report, as a document of its own: which cell, which error, which inputs, which snapshot."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datasets import DatasetsError, Language, Snapshot, Text
from datasets.console.usage import fault
from indicators.charts import palette
from indicators.zone import zone
from reports.edition import TYPES, Edition
from reports.errors import ParameterRefused, ReportsError, RunFailed
from reports.html import web_page
from reports.kernel import Outcome
from reports.provenance import code, digest
from reports.words import WORDS

_TITLE = Text("未能生成：{title}", "Not made: {title}")
_NO_REPORT = Text(
    "这一期报告没有生成，也没有发送任何文件。", "This report was not made, and no file was sent in its place."
)
_CELL = Text("笔记本第 {cell} 个单元出错：{error}", "Cell {cell} of the notebook failed: {error}")
_WHERE = Text("出错的单元", "The cell")
_TRACE = Text("错误追踪", "Traceback")
_INPUTS = Text("本次运行的输入", "Inputs of the run")
_ERROR = Text("错误", "Error")
_NUMBER = Text("单元", "Cell")


class NotebookStopped(Exception):
    """The notebook did not run to its end."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(f"cell {outcome.cell}: {outcome.error.en}")
        self.outcome = outcome


@dataclass(frozen=True)
class Failure:
    """What stopped a run of an edition, and what it was given."""

    edition: Edition
    snapshot: Snapshot
    given: Mapping[str, str]
    error: Exception

    @property
    def outcome(self) -> Outcome:
        """Return the cell that failed; a run that failed elsewhere has none and is cell 0."""
        if isinstance(self.error, NotebookStopped):
            return self.error.outcome
        return Outcome(None, error=_text_of(self.error))

    @property
    def said(self) -> Text:
        """Return one sentence of what went wrong and where."""
        cell, error = self.outcome.cell, self.outcome.error
        if not cell:
            return error
        return Text(_CELL.zh.format(cell=cell, error=error.zh), _CELL.en.format(cell=cell, error=error.en))

    @property
    def language(self) -> Language:
        """Return the language of the report that was asked for."""
        return "en" if self.given.get("language") == "en" else "zh"

    def raised(self, path: Path | None) -> ReportsError:
        """Return what a run raises: the refusal of a parameter as it is, everything else with the report's path."""
        if isinstance(self.error, ParameterRefused):
            return self.error
        zh, en = (said.rstrip("。.") for said in self.said)
        see = Text(f"详情见 {path}", f" See {path}") if path else Text("", "")
        return RunFailed(Text(f"报告没有生成：{zh}。{see.zh}", f"No report was made: {en}.{see.en}"))

    def record(self) -> bytes:
        """Return the failure for machines, as JSON."""
        outcome = self.outcome
        report = {
            "status": "failed",
            "edition": self.edition.key,
            "snapshot": self.snapshot.name,
            "parameters": dict(self.given),
            "cell": outcome.cell,
            "source": outcome.source,
            "error": outcome.error.en,
            "traceback": outcome.traceback,
        }
        return (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode()

    def page(self) -> bytes:
        """Return the failure for people, as a web page in the language of the report."""
        language = self.language
        word = {name: text.in_language(language) for name, text in WORDS.items()}
        outcome, title = self.outcome, self.edition.title.in_language(language)
        period = self.given["period"]
        blocks: list[dict[str, Any]] = [_heading(_INPUTS.in_language(language)), self._inputs(word, language)]
        for name, text in ((_WHERE, outcome.source), (_TRACE, outcome.traceback)):
            if text:
                blocks += [_heading(name.in_language(language)), {"kind": "code", "text": text}]
        page = web_page(
            {
                "language": language,
                "words": word,
                "palette": dict(palette.TOKENS),
                "title": _TITLE.in_language(language).format(title=title),
                "period": self.edition.label(period, language) if TYPES["month"].fullmatch(period) else period,
                "author": f"{word['brand']} · {zone(self.snapshot).name.in_language(language)}",
                "simulated": self.snapshot.manifest.simulated,
                "correction": "",
                "sentences": [[_run(self.said.in_language(language))], [_run(_NO_REPORT.in_language(language))]],
                "highlights": [],
                "blocks": blocks,
                "rows": [[place] for place in range(len(blocks))],
                "provenance": [],
            }
        )
        return page.encode()

    def _inputs(self, word: Mapping[str, str], language: Language) -> dict[str, Any]:
        rows = [
            [word["edition"], self.edition.key],
            [word["snapshot"], self.snapshot.name],
            *([f"{word['parameters']} {name}", value] for name, value in sorted(self.given.items())),
            [word["notebook"], f"{self.edition.notebook.name}  sha256 {digest([self.edition.notebook])}"],
            [word["code"], f"sha256 {digest(code())}"],
            *([[_NUMBER.in_language(language), str(self.outcome.cell)]] if self.outcome.cell else []),
            [_ERROR.in_language(language), self.outcome.error.in_language(language)],
        ]
        columns = [{"label": word[name], "number": False} for name in ("item", "value")]
        caption = _INPUTS.in_language(language)
        return {"kind": "table", "columns": columns, "rows": rows, "caption": caption, "note": "", "key": "inputs"}


def _text_of(error: Exception) -> Text:
    if isinstance(error, OSError):
        return fault(error)
    said = f"{type(error).__name__}: {error}"
    return error.text if isinstance(error, DatasetsError) else Text(said, said)


def _heading(text: str) -> dict[str, Any]:
    return {"kind": "heading", "level": 1, "text": text}


def _run(text: str) -> dict[str, Any]:
    return {"text": text, "bold": False, "key": ""}
