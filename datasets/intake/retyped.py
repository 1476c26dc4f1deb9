"""Cells and columns that are refused for how they were delivered: error values, merged cells, another kind."""

import re
from collections.abc import Sequence

import duckdb

from datasets.building.collect import Delivery
from datasets.contract import Field, Source
from datasets.finding import Finding, file_finding
from datasets.intake.drift import infer
from datasets.reading.rules import NOT_THE_KIND
from datasets.text import Text

FEWEST_ROWS = 10  # fewer failures say nothing about the column
KIND_RULES = frozenset({*NOT_THE_KIND.values(), "full_width", "thousands_separator", "scientific_notation", "columns"})


def refuse_retyped(connection: duckdb.DuckDBPyConnection, source: Source, files: Sequence[Delivery]) -> list[Finding]:
    """Add to ``unusable`` the files of which most rows of a column fail its kind; return their findings."""
    names = {each.receipt: each.file for each in files}
    rules = ", ".join(f"'{rule}'" for rule in sorted(KIND_RULES))
    found = connection.execute(f"""
        WITH failing AS (
            SELECT receipt, field, rule, count(*) AS failures, list(value ORDER BY source_row)[:100] AS values
            FROM fault WHERE rule IN ({rules}) GROUP BY ALL
        )
        SELECT receipt, field, rule, failures, rows, values FROM failing JOIN beginning USING (receipt)
        WHERE failures >= {FEWEST_ROWS} AND failures * 2 > rows ORDER BY receipt, field, rule
    """).fetchall()  # noqa: S608 - constants
    by_header = {field.header: field for field in source.fields}
    findings = []
    for receipt, header, rule, failures, rows, values in found:
        text = _retyped(by_header.get(header), rule, failures, rows, values)
        refusal = "retyped_column" if header in by_header else "shifted_columns"
        findings.append(file_finding(source.key, names[receipt], receipt, refusal, text, header))
        connection.execute("INSERT INTO unusable VALUES (?)", [receipt])
    return findings


def _retyped(field: Field | None, rule: str, failures: int, rows: int, values: Sequence[str | None]) -> Text:
    if field is None:
        return Text(
            f"{rows} 行中有 {failures} 行的列数与表头不符；列是否错位？请重新导出。",
            f"{failures} of {rows} rows have not as many columns as the heading; were they shifted? export it again.",
        )
    seen = [value for value in values if value]
    kind, example = infer(field.header, seen), seen[0] if seen else ""
    other = f"kind=Kind.{kind.name}" if kind is not field.kind else "kind=Kind.TEXT"
    hint = Text("是否与别的列颠倒？", "is it swapped with another?") if rule == "check_digit" else Text("", "")
    if re.fullmatch(r"[0-9]{5}(\.0)?", example) and rule.startswith("not_a_"):
        hint = Text("像是 Excel 的日期序号。", "these look like a spreadsheet's serial numbers of dates. ")
    return Text(
        f"“{field.header}”{rows} 行中有 {failures} 行不合约定的类型（如“{example}”，{rule}）；{hint.zh}"
        f"请按约定格式重新导出；如确已改变，合同字段 {field.name} 可改为 {other}。",
        f"{failures} of {rows} values of {field.header!r} are not of the kind agreed (such as {example!r}, {rule}); "
        f"{hint.en}export it again, or change the contract's field {field.name} to {other}.",
    )
