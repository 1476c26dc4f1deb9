"""Opening: from a landed file of any format to its tables in the readable form."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from datasets.contract import Source
from datasets.intake.archive import files_in, name_of, opened, take_out
from datasets.intake.columnar import open_columnar
from datasets.intake.table import Opened, Refused, Remark
from datasets.intake.tabular import open_text, write_readable
from datasets.intake.vector import convert, is_vector
from datasets.intake.workbook import sheets
from datasets.text import Text

SUFFIXES = frozenset({".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".zip", ".parquet", ".geojson"})
# What is no table though it is called one, by its first bytes; pages are told by their first tag.
DOCUMENTS = (
    (b"%PDF", Text("PDF 文档", "a PDF document")),
    (b"{\\rtf", Text("RTF 文档", "an RTF document")),
    (b"\x89PNG", Text("图片", "a picture")),
    (b"\xff\xd8\xff", Text("图片", "a picture")),
    (b"Rar!", Text("RAR 压缩包", "a RAR archive")),
    (b"7z\xbc\xaf", Text("7z 压缩包", "a 7z archive")),
    (b"\x1f\x8b", Text("gzip 压缩包", "a gzip archive")),
    (b"SQLite format 3", Text("SQLite 数据库", "an SQLite database")),
)
PAGE = Text("网页（HTML 或 XML）", "a web page (HTML or XML)")
PAGES = (b"<!doctype", b"<html", b"<head", b"<body", b"<table", b"<?xml", b"<meta", b"<script")
BETWEEN = "!"  # between a file and the member or sheet inside it


def form_of(path: Path) -> str:
    """Return what a file is by its content: text, workbook, archive, columnar, vector, or old for what is not read."""
    if is_vector(path):
        return "vector"
    with path.open("rb") as content:
        head = content.read(8)
    if head.startswith(b"PAR1"):
        return "columnar"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "old"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        with opened(path) as archive:
            return "workbook" if "xl/workbook.xml" in archive.namelist() else "archive"
    return "text"


def open_file(path: Path, source: Source, out: Path, inside: str = "") -> Iterator[Opened | Refused]:
    """Yield each table of a file, opened beside ``out``, or what refuses it; the tables are in order of their names."""
    try:
        _refuse_documents(path)
        match form_of(path):
            case "columnar":
                yield open_columnar(path, source, out, inside)
            case "workbook":
                yield from _open_workbook(path, source, out, inside)
            case "archive":
                yield from _open_archive(path, source, out, inside)
            case "vector":
                yield open_text(convert(path, source, out.with_suffix(".vector")), source, out, inside)
            case "old":
                raise _old()
            case _:
                yield open_text(path, source, out, inside)
    except Refused as refused:
        refused.part = refused.part or inside
        yield refused


def _refuse_documents(path: Path) -> None:
    with path.open("rb") as content:
        head = content.read(64)
    page = PAGE if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(PAGES) else None
    found = next((name for first, name in DOCUMENTS if head.startswith(first)), page)
    if found:
        raise Refused(
            "not_a_table",
            Text(
                f"这不是数据表，而是{found.zh}；请导出为 CSV 或 XLSX 后提供。",
                f"this is no table but {found.en}; export it as CSV or XLSX.",
            ),
        )


def _old() -> Refused:
    return Refused(
        "old_workbook",
        Text(
            "这是 Excel 97–2003 或加密的工作簿；请去掉密码，另存为 .xlsx 或 CSV。",
            "this is an Excel 97–2003 or an encrypted workbook; save it without a password as .xlsx or CSV.",
        ),
    )


def _inside(outer: str, name: str) -> str:
    return f"{outer}{BETWEEN}{name}" if outer else name


def _open_workbook(path: Path, source: Source, out: Path, inside: str) -> Iterator[Opened | Refused]:
    found, remarks = sheets(path, source)
    for place, (table, heading) in enumerate(found):
        part = _inside(inside, table.part) if len(found) > 1 else inside
        try:
            each = write_readable(table, heading, source, out.with_suffix(f".{place}{out.suffix}"))
            yield replace(each, part=part, remarks=(*each.remarks, *(remarks if not place else ())))
        except Refused as refused:
            refused.part = part
            yield refused


def _open_archive(path: Path, source: Source, out: Path, inside: str) -> Iterator[Opened | Refused]:
    if inside:
        raise Refused(
            "nested_archive", Text("压缩包中还有压缩包；请解开后提供。", "an archive inside; unpack it first.")
        )
    with opened(path) as archive:
        members = files_in(archive)
        known = [each for each in members if Path(name_of(each)).suffix.lower() in SUFFIXES]
        others = [_unread(name_of(each)) for each in members if each not in known]
        if not known:
            raise Refused("empty_file", Text("压缩包中没有数据文件。", "the archive holds no data file."))
        for place, member in enumerate(known):
            name = name_of(member)
            taken = take_out(archive, member, out.with_suffix(f".{place}.member"))
            for each in open_file(taken, source, out.with_suffix(f".{place}{out.suffix}"), name):
                if isinstance(each, Opened):
                    yield replace(each, remarks=(*each.remarks, *others))
                    others = []
                else:
                    yield each
            taken.unlink()


def _unread(name: str) -> Remark:
    text = Text(f"压缩包中的“{name}”不是数据文件，未读取。", f"{name!r} in the archive is no data file; not read.")
    return Remark(rule="not_a_source_file", text=text)
