"""Findings: what a check saw, in which file, and what became of the good rows."""

from dataclasses import dataclass
from typing import Literal

from datasets.text import Text

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One rule's result on one field of one file.

    ``rows`` are the first record numbers concerned (1 = first data record); empty for a whole file.
    ``fate`` says what became of the file's other rows.
    """

    source: str
    file: str
    receipt: int
    rule: str
    severity: Severity
    field: str | None
    row_count: int
    message: Text
    fate: Text
    rows: tuple[int, ...] = ()

    def record(self) -> tuple[object, ...]:
        """Return the row of the snapshot's table ``finding``."""
        return (
            self.source,
            self.file,
            self.receipt,
            self.rule,
            self.severity,
            self.field,
            self.row_count,
            self.message.zh,
            self.message.en,
            self.fate.zh,
            self.fate.en,
            ", ".join(map(str, self.rows)),
        )


FILE_REFUSED = Text(
    "整个文件被拒收，没有一行进入基础库。", "The whole file was refused; none of its rows reached a base."
)
FILE_TAKEN = Text("本文件照常接收。", "The file was taken all the same.")


def file_ignored(source: str, file: str, pattern: str) -> Finding:
    """Return the finding on a file that lies among a source's files and is none of them."""
    return Finding(
        source=source,
        file=file,
        receipt=0,
        rule="not_a_source_file",
        severity="warning",
        field=None,
        row_count=0,
        message=Text(
            f"{file}：不是合同约定的文件（{pattern}），未读取。",
            f"{file}: not a file of the contract ({pattern}); it was not read.",
        ),
        fate=Text("请改名或转换格式后重新提供。", "Rename or convert it and deliver it again."),
    )


def accepted(rows: int) -> Text:
    """Return the fate of a file of which ``rows`` good rows were taken."""
    return Text(f"本文件其余 {rows} 行已接收。", f"The file's {rows} other rows were accepted.")


def file_finding(source: str, file: str, receipt: int, rule: str, message: Text, field: str | None = None) -> Finding:
    """Return the finding for a file that was refused as a whole."""
    return Finding(
        source=source,
        file=file,
        receipt=receipt,
        rule=rule,
        severity="error",
        field=field,
        row_count=0,
        message=Text(f"{file}：{message.zh}", f"{file}: {message.en}"),
        fate=FILE_REFUSED,
    )


def taken(rows: int) -> Text:
    """Return the fate of a file whose ``rows`` accepted rows include those the finding is about."""
    return Text(f"这些行已接收，本文件共接收 {rows} 行。", f"These rows were accepted, {rows} of the file in all.")
