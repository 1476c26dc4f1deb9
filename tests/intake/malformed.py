"""Ways to spoil a text extract: each returns the file's bytes and what its table truly says."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from datasets.contract import Kind, Source

Table = list[list[str]]


@dataclass(kw_only=True)
class Extract:
    """A source's good extract, to be spoiled."""

    source: Source
    table: Table
    random: Random

    @property
    def rows(self) -> Table:
        return self.table[1:]

    def place(self, *kinds: Kind) -> int:
        """Return the column of a field of these kinds, one outside the key if there is one."""
        fields = {field.header: field for field in self.source.fields}
        found = [place for place, title in enumerate(self.table[0]) if fields[title].kind in kinds]
        outside = [place for place in found if fields[self.table[0][place]].name not in self.source.unique]
        return (outside or found)[0]

    def some(self, most: int = 4) -> list[int]:
        """Return a few row numbers."""
        return sorted(self.random.sample(range(1, len(self.table)), most))

    def text(self, end: str = "\n") -> str:
        out = io.StringIO()
        csv.writer(out, lineterminator=end).writerows(self.table)
        return out.getvalue()

    def bytes(self, end: str = "\n") -> bytes:
        return self.text(end).encode(self.source.encoding)


@dataclass(kw_only=True)
class Case:
    """A spoiled file; ``table`` is what it says, ``silent`` that nobody need be told."""

    data: bytes
    suffix: str = ".csv"
    table: Table | None = None
    silent: bool = False


Spoil = Callable[[Extract], Case]
NUMBER = (Kind.AMOUNT, Kind.QUANTITY)
TEXTS: dict[str, Spoil] = {}


def text(spoil: Spoil) -> Spoil:
    TEXTS[spoil.__name__] = spoil
    return spoil


def case_of(extract: Extract, **others: object) -> Case:
    return Case(data=extract.bytes(), table=extract.table, **others)  # type: ignore[arg-type]


def every(extract: Extract, place: int, change: Callable[[str], str], rows: list[int] | None = None) -> Case:
    for row in rows or range(1, len(extract.table)):
        extract.table[row][place] = change(extract.table[row][place])
    return case_of(extract)


@text
def cut_off_anywhere(extract: Extract) -> Case:
    data = extract.bytes()
    return Case(data=data[: extract.random.randrange(len(data) // 2, len(data) - 2)], table=extract.table)


@text
def the_other_encoding(extract: Extract) -> Case:
    other = "gb18030" if extract.source.encoding == "utf-8" else "utf-8"
    return Case(data=extract.text().encode(other), table=extract.table)


@text
def two_encodings_in_one_file(extract: Extract) -> Case:
    other = "gb18030" if extract.source.encoding == "utf-8" else "utf-8"
    place, name = extract.place(Kind.TEXT, Kind.CODE), "天津滨海新区"
    every(extract, place, lambda _: "@@", extract.some(3))
    data = extract.bytes().replace(b"@@", name.encode(other))
    for row in extract.rows:
        row[place] = row[place].replace("@@", name)
    return Case(data=data, table=extract.table)


@text
def a_damaged_byte(extract: Extract) -> Case:
    data = bytearray(extract.bytes())
    data[extract.random.randrange(len(data) // 2, len(data))] = 0xFF
    return Case(data=bytes(data))


@text
def utf_16(extract: Extract) -> Case:
    return Case(data=extract.text().encode(extract.random.choice(["utf-16", "utf-16-le", "utf-16-be"])))


@text
def zero_bytes(extract: Extract) -> Case:
    data = extract.bytes()
    place = extract.random.randrange(len(data) // 2, len(data))
    return Case(data=data[:place] + b"\0" * 3 + data[place:])


@text
def files_joined_with_their_marks(extract: Extract) -> Case:
    half = ("\ufeff" + extract.text()).encode("utf-8")
    return Case(data=half + half)


@text
def an_odd_quote(extract: Extract) -> Case:
    lines = extract.bytes().split(b"\n")
    row = extract.some(1)[0]
    lines[row] = b'"' + lines[row]
    return Case(data=b"\n".join(lines))


@text
def a_quote_inside_a_value(extract: Extract) -> Case:
    lines = extract.bytes().split(b"\n")
    row = extract.some(1)[0]
    cells = lines[row].split(b",")
    cells[1] = b'"' + cells[1][:3] + b'"' + cells[1][3:]
    lines[row] = b",".join(cells)
    return Case(data=b"\n".join(lines))


@text
def every_value_in_quotes(extract: Extract) -> Case:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(extract.table)
    return Case(data=out.getvalue().encode(extract.source.encoding), table=extract.table, silent=True)


@text
def the_heading_again_among_the_rows(extract: Extract) -> Case:
    extract.table.insert(extract.some(1)[0], list(extract.table[0]))
    return case_of(extract)


@text
def titles_above_the_heading(extract: Extract) -> Case:
    above = [["2010年报表"], ["单位：开发区"], []][: extract.random.randint(1, 3)]
    good = [list(row) for row in extract.table]
    extract.table[:0] = above
    return Case(data=extract.bytes(), table=good)


@text
def a_delimiter_too_many(extract: Extract) -> Case:
    data = extract.text().split("\n")
    for row in extract.some():
        data[row] = data[row].replace(",", ",,", 1)
    return Case(data="\n".join(data).encode(extract.source.encoding), table=extract.table)


@text
def a_cell_too_few(extract: Extract) -> Case:
    good = [list(row) for row in extract.table]
    for row in extract.some():
        del extract.table[row][2]
    return Case(data=extract.bytes(), table=good)


@text
def every_row_shifted(extract: Extract) -> Case:
    for row in extract.rows:
        row.insert(0, "1")
        row.pop()
    return case_of(extract)


@text
def a_missing_column(extract: Extract) -> Case:
    place = extract.place(*NUMBER, Kind.MONTH, Kind.DATE)
    for row in extract.table:
        del row[place]
    return case_of(extract)


@text
def a_renamed_column(extract: Extract) -> Case:
    place = extract.place(*NUMBER, Kind.MONTH, Kind.DATE)
    extract.table[0][place] = "新" + extract.table[0][place]
    return Case(data=extract.bytes())


@text
def another_unit_in_the_title(extract: Extract) -> Case:
    place = next(
        place for place, title in enumerate(extract.table[0]) if ("（" in title and "元" in title) or "米" in title
    )
    title = extract.table[0][place]
    extract.table[0][place] = title.split("（")[0] + ("（亩）" if "米" in title else "（亿元）")
    return Case(data=extract.bytes())


@text
def swapped_columns(extract: Extract) -> Case:
    one, other = extract.place(*NUMBER), extract.place(Kind.MONTH, Kind.DATE)
    for row in extract.rows:
        row[one], row[other] = row[other], row[one]
    return case_of(extract)


@text
def rows_twice(extract: Extract) -> Case:
    extract.table += [list(extract.table[row]) for row in extract.some()]
    return case_of(extract)


@text
def keys_twice_with_other_content(extract: Extract) -> Case:
    place = extract.place(*NUMBER)
    for row in extract.some():
        twin = list(extract.table[row])
        twin[place] = "123.45"
        extract.table.append(twin)
    return case_of(extract)


@text
def line_ends_of_two_kinds(extract: Extract) -> Case:
    lines = extract.bytes().split(b"\n")
    data = b"".join(line + (b"\r\n" if extract.random.random() < 0.5 else b"\n") for line in lines[:-1])
    return Case(data=data, table=extract.table, silent=True)


@text
def carriage_returns_alone(extract: Extract) -> Case:
    return Case(data=extract.bytes("\r"), table=extract.table, silent=True)


@text
def full_width_digits(extract: Extract) -> Case:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    return every(extract, extract.place(*NUMBER), lambda cell: cell.translate(wide), extract.some())


@text
def thousands_separators(extract: Extract) -> Case:
    return every(extract, extract.place(*NUMBER), lambda cell: f"1,{cell.zfill(3)}", extract.some())


@text
def scientific_notation(extract: Extract) -> Case:
    return every(extract, 0, lambda _: "1.2E+17", extract.some(1))


@text
def amounts_in_scientific_notation(extract: Extract) -> Case:
    return every(extract, extract.place(*NUMBER), lambda cell: f"{float(cell):.2E}", extract.some())


@text
def dates_as_numbers(extract: Extract) -> Case:
    return every(extract, extract.place(Kind.MONTH, Kind.DATE), lambda _: "39448", extract.some())


@text
def dates_with_slashes(extract: Extract) -> Case:
    place = extract.place(Kind.MONTH, Kind.DATE)
    return every(extract, place, lambda cell: cell.replace("-", "/"))


@text
def a_wrong_unit(extract: Extract) -> Case:
    for place, title in enumerate(extract.table[0]):
        field = next(field for field in extract.source.fields if field.header == title)
        if field.median_range:
            for row in extract.rows:
                row[place] = f"{float(row[place]) * 10_000_000:.2f}"
    return case_of(extract)


@text
def another_delimiter(extract: Extract) -> Case:
    out = io.StringIO()
    csv.writer(out, delimiter=extract.random.choice(";\t|"), lineterminator="\n").writerows(extract.table)
    return Case(data=out.getvalue().encode(extract.source.encoding))


@text
def nothing_but_a_heading(extract: Extract) -> Case:
    return Case(data=extract.bytes().split(b"\n")[0] + b"\n" if extract.random.random() < 0.7 else b"")


@text
def a_new_column(extract: Extract) -> Case:
    good = [list(row) for row in extract.table]
    for number, row in enumerate(extract.table):
        row.insert(2, "备注" if number == 0 else "无")
    return Case(data=extract.bytes(), table=good)


@text
def a_title_twice(extract: Extract) -> Case:
    for row in extract.table:
        row.append(row[1])
    return Case(data=extract.bytes())


@text
def a_delimiter_at_every_end(extract: Extract) -> Case:
    good = [list(row) for row in extract.table]
    for row in extract.table:
        row.append("")
    return Case(data=extract.bytes(), table=good, silent=True)


@text
def blank_lines_between(extract: Extract) -> Case:
    lines = extract.bytes().split(b"\n")
    return Case(data=b"\n\n".join(lines[:5]) + b"\n" + b"\n".join(lines[5:]), table=extract.table, silent=True)


@text
def rows_of_delimiters_alone(extract: Extract) -> Case:
    lines, blank = extract.bytes().split(b"\n"), b"," * (len(extract.table[0]) - 1)
    return Case(data=b"\n".join([*lines[:3], blank, *lines[3:-1], blank, b""]), table=extract.table, silent=True)


@text
def a_sum_below(extract: Extract) -> Case:
    extract.table.append(["合计", *[""] * (len(extract.table[0]) - 1)])
    return case_of(extract)


@text
def no_heading(extract: Extract) -> Case:
    del extract.table[0]
    return Case(data=extract.bytes())


@text
def invisible_characters_before_numbers(extract: Extract) -> Case:
    return every(extract, extract.place(*NUMBER), lambda cell: "\u200b" + cell + "\u00a0", extract.some())
