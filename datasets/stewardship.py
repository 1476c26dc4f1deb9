"""What a steward reads after a build: the findings, and one line for each source."""

from collections.abc import Iterable

import pandas as pd

from datasets.catalogue import sources
from datasets.checking.shrunk import RULE as SHRUNK
from datasets.finding import FILE_REFUSED, Finding
from datasets.published.snapshot import Snapshot
from datasets.text import Language, Text

_SEVERITIES = {"error": Text("错误", "error"), "warning": Text("警告", "warning"), "info": Text("提示", "remark")}


def findings(snapshot: Snapshot, language: Language, source: str | None = None) -> pd.DataFrame:
    """Return a snapshot's findings, worst first: severity, source, file, field, rule, rows, message, fate."""
    found = snapshot.query(
        f"""
        SELECT severity, source, file, field, rule, row_count AS rows, {language} AS message, fate_{language} AS fate
        FROM finding
        WHERE source = coalesce(?, source)
        ORDER BY list_position(['error', 'warning', 'info'], severity), source, file, rule, field
        """,  # noqa: S608 the language is one of two words
        [source],
    ).to_pandas()
    words = {key: text.in_language(language) for key, text in _SEVERITIES.items()}
    return found.assign(severity=found["severity"].map(words))


def summary(found: Iterable[Finding]) -> list[Text]:
    """Return what was refused or has shrunk in full and, for each source, how many rows its findings are about."""
    found = list(found)
    lines = [each.message for each in found if each.fate == FILE_REFUSED or each.rule == SHRUNK]
    for key, source in sources().items():
        refused, noted = (
            sum(each.row_count for each in found if each.source == key and (each.severity == "error") is wrong)
            for wrong in (True, False)
        )
        if refused or noted:
            lines.append(
                Text(
                    f"{source.name.zh}：{refused:,} 处错误进入隔离区，{noted:,} 行有提示",
                    f"{source.name.en}: {refused:,} errors put rows into quarantine, {noted:,} rows have remarks",
                )
            )
    return lines
