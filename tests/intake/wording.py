"""Ways to spoil the words of a text extract: signs nobody sees, words for nothing, cells of another encoding."""

from datasets.contract import Kind
from tests.intake.malformed import NUMBER, Case, Extract, Spoil, case_of, every

WORDS: dict[str, Spoil] = {}


def words(spoil: Spoil) -> Spoil:
    WORDS[spoil.__name__] = spoil
    return spoil


@words
def blanks_after_codes(extract: Extract) -> Case:
    """A CHAR(n) export: a code with a blank behind it is no new code."""
    return every(extract, extract.place(Kind.CODE, Kind.REGISTRATION_NUMBER), lambda cell: f"{cell}  ", extract.some())


@words
def keys_again_with_a_sign_nobody_sees(extract: Extract) -> Case:
    keys = [field.header for field in extract.source.fields if field.name in extract.source.unique]
    place = extract.table[0].index(keys[0])
    for row in extract.some():
        twin = list(extract.table[row])
        twin[place] += extract.random.choice([" ", "\u3000", "\u00a0", "\u200b", "\t", "_x0000_", "\ufeff"])
        extract.table.append(twin)
    return case_of(extract)


@words
def texts_with_signs_nobody_sees(extract: Extract) -> Case:
    odd = extract.random.choice(["\u200b{}", "{}\u00a0", " {}", "{}_x000D_", "\u3000{}"])
    return every(extract, extract.place(Kind.TEXT, Kind.CODE), odd.format, extract.some())


@words
def words_for_no_value(extract: Extract) -> Case:
    nothing = ["NULL", "#N/A", "\\N", "null", "#REF!", "　　", "\u00a0", "None"]
    return every(extract, extract.place(Kind.TEXT, Kind.CODE), lambda _: extract.random.choice(nothing), extract.some())


@words
def amounts_with_the_decimals_of_a_database(extract: Extract) -> Case:
    case = every(extract, extract.place(*NUMBER), lambda cell: f"{cell}{'' if '.' in cell else '.00'}0000")
    case.silent = True
    return case


@words
def dates_of_another_age(extract: Extract) -> Case:
    place = extract.place(Kind.DATE, Kind.MONTH)
    days = ["2099-01-01", "0001-01-01", "1899-12-31", "9999-12-31"]
    return every(extract, place, lambda cell: extract.random.choice(days)[: len(cell)], extract.some())


@words
def no_table_at_all(extract: Extract) -> Case:
    page = f"<html><body><table><tr><td>{extract.table[0][0]}</td></tr></table></body></html>".encode()
    return Case(data=extract.random.choice([page, b"%PDF-1.4 " + extract.bytes(), b"{\\rtf1 }", b"\x89PNG\r\n"]))


@words
def another_unit_above_the_heading(extract: Extract) -> Case:
    """A title line that says 万元, as statistical tables do, over a contract in another unit."""
    units = {field.unit.base for field in extract.source.fields}
    said = "单位：亩" if "square_metre" in units else "单位：千元" if "（万元）" in extract.text() else "（单位：万元）"
    extract.table[:0] = [["统计表"], [said]]
    return Case(data=extract.bytes())


@words
def a_cell_in_big5(extract: Extract) -> Case:
    return _a_cell_of_bytes(extract, "天津東方電子有限公司".encode("big5"))


@words
def a_short_name_in_another_encoding(extract: Extract) -> Case:
    """Six bytes that GB18030 reads as three characters nobody wrote."""
    other = "gb18030" if extract.source.encoding == "utf-8" else "utf-8"
    return _a_cell_of_bytes(extract, "忱忱".encode(other))


def _a_cell_of_bytes(extract: Extract, cell: bytes) -> Case:
    place, (row,) = extract.place(Kind.TEXT, Kind.CODE), extract.some(1)
    extract.table[row][place] = "@@"
    data = extract.bytes().replace(b"@@", cell)
    extract.table[row][place] = cell.decode(extract.source.encoding, errors="replace")
    return Case(data=data, table=extract.table)
