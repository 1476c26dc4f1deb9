"""The return workbook: what a department gets back, each refused row with field, value, rule and suggestion.

XlsxWriter makes the workbook with its styles and the summary. The rows of the details, of which there may be
millions, are written by DuckDB into the sheets' XML: forty times quicker than cell by cell. Every cell that
holds delivered text is an inline string, so a value that begins with ``=`` is text and no formula.
"""

import re
import shutil
import uuid
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import xlsxwriter

from datasets.catalogue import sources
from datasets.contract import PERSONS, Source
from datasets.durable import sync_file, sync_folder
from datasets.reading.rules import fault_of
from datasets.sql import literal
from datasets.text import Text

ROWS = 1_048_575  # of a sheet, below its heading
BATCH = 20_000
LONGEST = 32_767  # characters of a cell

_BLUE, _PALE, _GREY = "#1F4E79", "#DDEBF7", "#595959"
_SUMMARY = ("汇总", "错误明细")
_FILES = (("文件 File", 44), ("回执 Receipt", 14), ("行数 Rows", 14), ("接收 Accepted", 16), ("退回 Refused", 16),
          ("结果 Outcome", 34))  # fmt: skip
_DETAILS = (("文件 File", 30), ("行 Row", 10), ("字段 Field", 24), ("值 Value", 30), ("错误", 34), ("建议", 34),
            ("Problem and suggestion", 60))  # fmt: skip
_FINDINGS = ("文件 File", "严重程度 Severity", "字段 Field", "规则 Rule", "处数 Count", "说明", "In English")
_SEVERITY = {"error": "错误 error", "warning": "警告 warning", "info": "提示 remark"}


@dataclass(frozen=True, kw_only=True)
class Book:
    """A workbook's place and the database whose tables receipt, finding and quarantine it tells of."""

    connection: duckdb.DuckDBPyConnection
    source: Source
    path: Path

    @property
    def quarantine(self) -> str:
        """Return the table that holds the source's refused rows."""
        return f"{PERSONS}.quarantine" if self.source.apart else "quarantine"

    def ask(self, sql: str) -> list[tuple[object, ...]]:
        """Return the rows of a query in which ``?`` stands for the source."""
        return self.connection.execute(sql, [self.source.key]).fetchall()


def write_all(
    connection: duckdb.DuckDBPyConnection, home: Path, name: str, earlier: str = "", same: Collection[str] = ()
) -> list[Path]:
    """Write each department's return workbook of a build, named after its snapshot; return their paths.

    ``same``: the sources told what they were told with the ``earlier`` snapshot, whose workbook they get again.
    """
    found = (
        _again(home / "returned" / source.key / f"{earlier}.xlsx", name if source.key in same else "")
        or write_returned(connection, source, home / "returned" / source.key / f"{name}.xlsx")
        for source in sources().values()
        if not source.shipped
    )
    return [path for path in found if path]


def _again(known: Path, name: str) -> Path | None:
    """Copy a workbook that was written before under another name; return where it is, None without name or workbook."""
    path = known.with_name(f"{name}.xlsx")
    if not name or path == known or not known.is_file():
        return None
    with _arriving(path, "xlsx") as arriving:
        shutil.copyfile(known, arriving)
        _put(arriving, path)
    return path


@contextmanager
def _arriving(path: Path, kind: str) -> Iterator[Path]:
    """Give a file that its owner alone can read, for what will be at ``path``; nothing is left of it afterwards."""
    arriving = path.with_name(f".{uuid.uuid4().hex}.{kind}.part")
    try:
        arriving.touch(mode=0o600)
        yield arriving
    finally:
        arriving.unlink(missing_ok=True)


def _put(arriving: Path, path: Path) -> None:
    """Give a finished file its name."""
    sync_file(arriving)
    arriving.replace(path)
    sync_folder(path.parent)


def write_returned(connection: duckdb.DuckDBPyConnection, source: Source, path: Path) -> Path | None:
    """Write the source's return workbook, readable by its owner alone; None when there is nothing to return."""
    book = Book(connection=connection, source=source, path=path)
    told = book.ask(
        "SELECT file, severity, field, rule, row_count, zh, en FROM finding WHERE source = ? "
        "ORDER BY list_position(['error', 'warning', 'info'], severity), file, rule, field"
    )
    ((refused,),) = book.ask(f"SELECT count(*) FROM {book.quarantine} WHERE source = ?")  # noqa: S608 one of two names
    if not told and not refused:
        return None
    path.parent.mkdir(parents=True, exist_ok=True)
    with _arriving(path, "frame") as frame, _arriving(path, "xlsx") as arriving:
        sheets = -(-int(str(refused)) // ROWS)
        _write_frame(book, frame, told, sheets, int(str(refused)))
        _fill(book, frame, arriving, sheets)
        _put(arriving, path)
    return path


def detail_names(sheets: int) -> list[str]:
    """Return the names of the sheets of details."""
    return [_SUMMARY[1] + (f" {number}" if number > 1 else "") for number in range(1, sheets + 1)]


def _write_frame(book: Book, path: Path, told: Sequence[tuple[object, ...]], sheets: int, refused: int) -> None:
    """Write the workbook without its details: the summary, and each sheet of details with one row that shows styles."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False}  # fmt: skip
    with xlsxwriter.Workbook(path, options) as workbook:
        styles = _styles(workbook)
        _summary(book, workbook.add_worksheet(_SUMMARY[0]), styles, told)
        for number, name in enumerate(detail_names(sheets)):
            sheet = workbook.add_worksheet(name)
            _print_setup(sheet)
            for column, (title, width) in enumerate(_DETAILS):
                sheet.set_column(column, column, width)
                sheet.write_string(0, column, title, styles["head"])
            sheet.freeze_panes(1, 0)
            sheet.repeat_rows(0)
            sheet.autofilter(0, 0, min(ROWS, refused - number * ROWS), len(_DETAILS) - 1)
            for column in range(len(_DETAILS)):
                sheet.write_string(1, column, "x", styles["number" if column == 1 else "cell"])


def _styles(workbook: xlsxwriter.Workbook) -> dict[str, object]:
    base = {"font_name": "SimSun", "font_size": 10, "valign": "top"}
    boxed = {**base, "text_wrap": True, "border": 1, "border_color": "#BFBFBF"}
    return {
        "title": workbook.add_format({**base, "font_size": 16, "bold": True, "font_color": _BLUE}),
        "note": workbook.add_format({**base, "font_color": _GREY}),
        "head": workbook.add_format({**boxed, "bold": True, "font_color": "#FFFFFF", "bg_color": _BLUE}),
        "cell": workbook.add_format(boxed),
        "number": workbook.add_format({**boxed, "num_format": "#,##0", "align": "right"}),
        "error": workbook.add_format({**boxed, "bg_color": "#FCE4D6"}),
        "warning": workbook.add_format({**boxed, "bg_color": "#FFF2CC"}),
        "info": workbook.add_format({**boxed, "bg_color": _PALE}),
    }


def _print_setup(sheet: xlsxwriter.worksheet.Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")


def _summary(
    book: Book, sheet: xlsxwriter.worksheet.Worksheet, styles: Mapping[str, object], told: Sequence[tuple[object, ...]]
) -> None:
    source = book.source
    _print_setup(sheet)
    for column, (_, width) in enumerate(_FILES):
        sheet.set_column(column, column, width)
    sheet.set_column(len(_FILES), len(_FILES), 70)
    sheet.write_string(0, 0, f"{source.name.zh} 数据退回单", styles["title"])
    sheet.write_string(1, 0, f"{source.name.en}: what was returned, and why", styles["note"])
    sheet.write_string(2, 0, f"{source.department.zh} {source.department.en}", styles["note"])
    sheet.write_string(
        3,
        0,
        "行号从表头下第一行起算，空行不计。 Row 1 follows the heading; blank rows are not counted.",
        styles["note"],
    )
    line = 5
    for column, (title, _) in enumerate(_FILES):
        sheet.write_string(line, column, title, styles["head"])
    for file, receipt, rows, refused, whole in book.ask(
        "SELECT file, receipt, rows, refused_rows, refused FROM receipt WHERE source = ? ORDER BY receipt"
    ):
        line += 1
        sheet.write_string(line, 0, str(file), styles["cell"])
        for column, number in enumerate((receipt, rows, int(str(rows)) - int(str(refused)), refused), start=1):
            sheet.write_number(line, column, int(str(number)), styles["number"])
        outcome = (
            "整个文件退回 refused as a whole" if whole else "已接收 taken" if not refused else "部分接收 taken in part"
        )
        sheet.write_string(line, 5, outcome, styles["error" if whole else "cell"])
    _write_findings(sheet, styles, told, line + 2)


def _write_findings(
    sheet: xlsxwriter.worksheet.Worksheet, styles: Mapping[str, object], told: Sequence[tuple[object, ...]], line: int
) -> None:
    for column, title in enumerate(_FINDINGS):
        sheet.write_string(line, column, title, styles["head"])
    for file, severity, field, rule, count, zh, en in told:
        line += 1
        style = styles[str(severity)]
        for column, text in enumerate((file, _SEVERITY[str(severity)], field or "", rule)):
            sheet.write_string(line, column, _legal(str(text)), style)
        sheet.write_number(line, 4, int(str(count)), styles["number"])
        sheet.write_string(line, 5, _legal(str(zh)), styles["cell"])
        sheet.write_string(line, 6, _legal(str(en)), styles["cell"])


def _legal(text: str) -> str:
    return text[:LONGEST]


def _fill(book: Book, frame: Path, arriving: Path, sheets: int) -> None:
    """Copy the workbook, putting each sheet's rows where its one row shows how they look."""
    details = {f"xl/worksheets/sheet{number + 2}.xml": number for number in range(sheets)}
    with (
        zipfile.ZipFile(frame) as given,
        zipfile.ZipFile(arriving, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as written,
    ):
        for member in given.infolist():
            content = given.read(member)
            with written.open(member.filename, "w", force_zip64=True) as out:
                if member.filename not in details:
                    out.write(content)
                    continue
                before, row, after = _parted(content)
                out.write(before)
                for piece in _rows(book, details[member.filename], re.findall(r' s="(\d+)"', row)):
                    out.write(piece.encode())
                out.write(after)


def _parted(sheet: bytes) -> tuple[bytes, str, bytes]:
    """Return a sheet's XML before its second row, that row, and what follows."""
    start = sheet.index(b'<row r="2"')
    end = sheet.index(b"</row>", start) + len(b"</row>")
    return re.sub(rb"<dimension [^>]*/>", b"", sheet[:start]), sheet[start:end].decode(), sheet[end:]


def _rows(book: Book, sheet: int, styles: Sequence[str]) -> Iterator[str]:
    _stage(book)
    texts = ("file", "", "field", "value", "zh", "suggestion_zh", "english")
    cells = " || ".join(_cell(column, name, styles[column]) for column, name in enumerate(texts))
    result = book.connection.execute(
        f"""
        SELECT '<row r="' || line || '">' || {cells} || '</row>'
        FROM (SELECT *, place - {sheet * ROWS} + 1 AS line FROM refused_text)
        WHERE place BETWEEN {sheet * ROWS + 1} AND {(sheet + 1) * ROWS} ORDER BY place
        """  # noqa: S608 - constants
    )
    while rows := result.fetchmany(BATCH):
        yield "".join(xml for (xml,) in rows)


def _cell(column: int, name: str, style: str) -> str:
    place = f"'<c r=\"{chr(65 + column)}' || line || '\" s=\"{style}\"'"
    if not name:
        return f"{place} || '><v>' || source_row || '</v></c>'"
    return f"{place} || ' t=\"inlineStr\"><is><t xml:space=\"preserve\">' || {name} || '</t></is></c>'"


def _stage(book: Book) -> None:
    """Create temp table ``refused_text``: the refused rows in order, their texts fit for XML."""
    rules = book.ask(f"SELECT DISTINCT rule FROM {book.quarantine} WHERE source = ? ORDER BY rule")  # noqa: S608 one of two names
    connection = book.connection
    connection.execute("CREATE OR REPLACE TEMP TABLE rule_text (rule TEXT, zh TEXT, en TEXT)")
    for (rule,) in rules:
        message: Text = fault_of(book.source, str(rule)).message
        connection.execute("INSERT INTO rule_text VALUES (?, ?, ?)", [rule, *message])
    connection.execute(rf"""
        CREATE OR REPLACE TEMP MACRO for_xml(text) AS replace(replace(replace(regexp_replace(
            left(coalesce(text, ''), {LONGEST}), '[\x00-\x08\x0B\x0C\x0E-\x1F]', '?', 'g'),
            '&', '&amp;'), '<', '&lt;'), '>', '&gt;')
    """)
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE refused_text AS
        WITH ordered AS (
            SELECT file, source_row, field, value, t.zh, suggestion_zh, t.en || ': ' || suggestion_en AS english,
                row_number() OVER (ORDER BY receipt, source_row, field, rule, value) AS place
            FROM {book.quarantine} q JOIN rule_text t USING (rule)
            JOIN (SELECT receipt, file FROM receipt WHERE source = {literal(book.source.key)}) USING (receipt)
            WHERE q.source = {literal(book.source.key)}
        )
        SELECT place, source_row, for_xml(file) AS file, for_xml(field) AS field, for_xml(value) AS value,
            for_xml(zh) AS zh, for_xml(suggestion_zh) AS suggestion_zh, for_xml(english) AS english
        FROM ordered
    """)  # noqa: S608 - constants and quoted keys
