"""Ways to spoil a workbook, an archive or a Parquet file."""

import io
import struct
import zipfile
from collections.abc import Callable

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from datasets.contract import Kind
from tests.intake.malformed import NUMBER, Case, Extract, Spoil, Table

BOOKS: dict[str, Spoil] = {}


def book(spoil: Spoil) -> Spoil:
    BOOKS[spoil.__name__] = spoil
    return spoil


def workbook(tables: dict[str, Table], touch: Callable[..., None] | None = None) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        for name, table in tables.items():
            sheet = made.add_worksheet(name)
            for row, cells in enumerate(table):
                for column, cell in enumerate(cells):
                    sheet.write_string(row, column, cell)
            if touch:
                touch(made, sheet)
    return out.getvalue()


def _xlsx(extract: Extract, data: bytes, **others: object) -> Case:
    return Case(**{"data": data, "suffix": ".xlsx", "table": extract.table, **others})  # type: ignore[arg-type]


@book
def titles_and_empty_columns(extract: Extract) -> Case:
    table = [["", "", "开发区报表"], [], *([""] * 2 + row for row in extract.table)]

    def merge(made: object, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.merge_range(0, 2, 0, 6, "开发区报表")

    return _xlsx(extract, workbook({"数据": table}, merge))


@book
def merged_cells(extract: Extract) -> Case:
    place = extract.place(*NUMBER)
    good = [list(row) for row in extract.table]

    def merge(made: object, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.merge_range(3, place, 5, place, "100")

    return _xlsx(extract, workbook({"数据": good}, merge))


@book
def numbers_where_text_should_be(extract: Extract) -> Case:
    def number(made: object, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        for row in (2, 4, 6):
            sheet.write_number(row, 0, 123456789012345678)

    return _xlsx(extract, workbook({"数据": extract.table}, number))


@book
def dates_as_dates(extract: Extract) -> Case:
    from datetime import datetime

    place = extract.place(Kind.MONTH, Kind.DATE)

    def dated(made: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        style = made.add_format({"num_format": "yyyy-mm-dd"})
        for row, cells in enumerate(extract.rows, start=1):
            day = cells[place] if len(cells[place]) > 7 else f"{cells[place]}-01"
            sheet.write_datetime(row, place, datetime.fromisoformat(day), style)

    return _xlsx(extract, workbook({"数据": extract.table}, dated), silent=True)


@book
def amounts_as_numbers(extract: Extract) -> Case:
    place = extract.place(*NUMBER)

    def numbers(made: object, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        for row, cells in enumerate(extract.rows, start=1):
            sheet.write_number(row, place, float(cells[place]))

    return _xlsx(extract, workbook({"数据": extract.table}, numbers), silent=True)


@book
def error_values(extract: Extract) -> Case:
    def wrong(made: object, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        for row in extract.some():
            sheet.write_formula(
                row, extract.random.randrange(3), "=1/0", None, extract.random.choice(["#DIV/0!", "#N/A"])
            )

    return _xlsx(extract, workbook({"数据": extract.table}, wrong))


@book
def formulas_without_results(extract: Extract) -> Case:
    place = extract.place(Kind.TEXT, Kind.CODE, *NUMBER)

    def formula(made: object, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_formula(3, place, "=A1", None, "")

    return _xlsx(extract, workbook({"数据": extract.table}, formula))


@book
def an_empty_workbook(extract: Extract) -> Case:
    return _xlsx(extract, workbook({"数据": []}))


@book
def a_hidden_sheet_alone(extract: Extract) -> Case:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        made.add_worksheet("封面")
        sheet = made.add_worksheet("数据")
        sheet.hide()
        for row, cells in enumerate(extract.table):
            sheet.write_row(row, 0, cells)
    return _xlsx(extract, out.getvalue())


@book
def several_sheets(extract: Extract) -> Case:
    half = len(extract.table) // 2
    table = extract.table
    sheets = {"说明": [["本表由部门填报"], ["联系人"]], "上": table[:half], "下": [table[0], *table[half:]]}
    return _xlsx(extract, workbook(sheets))


@book
def a_heading_of_two_lines(extract: Extract) -> Case:
    heading = extract.table[0]
    upper = [title.split("（")[0] if "（" in title else title for title in heading]
    lower = ["（" + title.split("（", 1)[1] if "（" in title else "" for title in heading]
    return _xlsx(extract, workbook({"数据": [upper, lower, *extract.rows]}), silent=True)


@book
def a_password(extract: Extract) -> Case:
    return _xlsx(extract, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000)


@book
def half_a_workbook(extract: Extract) -> Case:
    data = workbook({"数据": extract.table})
    return _xlsx(extract, data[: len(data) // 2])


@book
def a_cell_in_the_far_corner(extract: Extract) -> Case:
    return _xlsx(
        extract, workbook({"数据": extract.table}, lambda _, sheet: sheet.write_string(1_048_575, 16_383, "x"))
    )


def archive(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return out.getvalue()


def _zip(extract: Extract, data: bytes, **others: object) -> Case:
    return Case(**{"data": data, "suffix": ".zip", "table": extract.table, **others})  # type: ignore[arg-type]


@book
def a_path_out_of_the_archive(extract: Extract) -> Case:
    name = extract.random.choice(["../../etc/passwd.csv", "/etc/2010.csv", "C:\\2010.csv", "a/../../2010.csv"])
    return _zip(extract, archive({"2010.csv": extract.bytes(), name: extract.bytes()}))


@book
def a_bomb(extract: Extract) -> Case:
    return _zip(extract, archive({"2010.csv": extract.bytes(), "2011.csv": b"0" * 30_000_000}))


@book
def a_password_on_the_archive(extract: Extract) -> Case:
    data = bytearray(archive({"2010.csv": extract.bytes()}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    return _zip(extract, bytes(data))


@book
def an_archive_inside(extract: Extract) -> Case:
    return _zip(extract, archive({"inner.zip": archive({"2010.csv": extract.bytes()})}))


@book
def a_name_in_gbk(extract: Extract) -> Case:
    data = archive({"abcdef.csv": extract.bytes()})
    return _zip(extract, data.replace(b"abcdef", "二零年".encode("gbk")), silent=True)


@book
def a_damaged_member(extract: Extract) -> Case:
    data = bytearray(archive({"2010.csv": extract.bytes()}))
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 16, 12345)
    return _zip(extract, bytes(data))


@book
def no_data_in_the_archive(extract: Extract) -> Case:
    return _zip(extract, archive({"readme.pdf": b"%PDF"}))


def _parquet(table: pa.Table) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()


def _columns(extract: Extract) -> dict[str, list[str | None]]:
    return {title: [row[place] or None for row in extract.rows] for place, title in enumerate(extract.table[0])}


@book
def typed_columns(extract: Extract) -> Case:
    columns = {name: pa.array(values) for name, values in _columns(extract).items()}
    place = extract.place(*NUMBER)
    title = extract.table[0][place]
    columns[title] = pa.array([float(row[place]) for row in extract.rows])
    return Case(data=_parquet(pa.table(columns)), suffix=".parquet", table=extract.table, silent=True)


@book
def half_a_parquet_file(extract: Extract) -> Case:
    return Case(data=_parquet(pa.table(_columns(extract)))[:-200], suffix=".parquet")


@book
def a_column_of_lists(extract: Extract) -> Case:
    columns = {name: pa.array(values) for name, values in _columns(extract).items()}
    columns[extract.table[0][1]] = pa.array([["x"]] * len(extract.rows))
    return Case(data=_parquet(pa.table(columns)), suffix=".parquet")


@book
def a_parquet_file_that_lacks_a_column(extract: Extract) -> Case:
    place = extract.place(*NUMBER)
    for row in extract.table:
        del row[place]
    return Case(data=_parquet(pa.table(_columns(extract))), suffix=".parquet", table=extract.table)


@book
def a_parquet_file_with_columns_nobody_knows(extract: Extract) -> Case:
    columns = {"甲": ["1"] * len(extract.rows), **_columns(extract), "乙": ["2"] * len(extract.rows)}
    return Case(data=_parquet(pa.table(columns)), suffix=".parquet", table=extract.table)


def _formatted(extract: Extract, code: str) -> bytes:
    """Return a workbook whose column of amounts is numbers under a format."""
    place = extract.place(*NUMBER)

    def numbers(made: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        style = made.add_format({"num_format": code})
        for row, cells in enumerate(extract.rows, start=1):
            sheet.write_number(row, place, float(cells[place]), style)

    return workbook({"数据": extract.table}, numbers)


@book
def amounts_shown_in_thousands(extract: Extract) -> Case:
    return _xlsx(extract, _formatted(extract, extract.random.choice(["#,##0,", '0!.0,"万"', '#,##0,"千元"', ";;;"])))


@book
def amounts_shown_as_percentages(extract: Extract) -> Case:
    return _xlsx(extract, _formatted(extract, "0.0%"))


@book
def amounts_that_are_grouped_and_rounded(extract: Extract) -> Case:
    return _xlsx(extract, _formatted(extract, extract.random.choice(["#,##0", "#,##0.00;[Red]-#,##0.00"])), silent=True)


@book
def hidden_rows_and_columns(extract: Extract) -> Case:
    def hide(made: object, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.set_column(1, 1, None, None, {"hidden": True})

    return _xlsx(extract, workbook({"数据": extract.table}, hide))
