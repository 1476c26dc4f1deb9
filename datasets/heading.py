"""The heading of an extract: its column titles, held against the contract."""

import csv
from pathlib import Path

from datasets.contract import Source
from datasets.text import Text

DELIMITERS = {
    ",": Text("逗号", "comma"),
    ";": Text("分号", "semicolon"),
    "\t": Text("制表符", "tab"),
    "|": Text("竖线", "bar"),
    "，": Text("全角逗号", "full-width comma"),
}


class WrongHeading(Exception):
    """The column titles are not those of the contract."""

    def __init__(self, rule: str, text: Text, field: str | None = None) -> None:
        super().__init__(text.en)
        self.rule = rule
        self.text = text
        self.field = field


def read_heading(path: Path, delimiter: str) -> tuple[list[str], bool]:
    """Return the column titles of a UTF-8 file, and whether any record follows."""
    with path.open(encoding="utf-8", newline="") as content:
        records = (record for record in csv.reader(content, delimiter=delimiter) if record)
        try:
            titles = next(records, [])
            return titles, next(records, None) is not None
        except csv.Error as error:
            raise WrongHeading(
                "unreadable", Text(f"表头无法读取：{error}。", f"unreadable heading: {error}.")
            ) from error


def require_heading(path: Path, source: Source) -> tuple[str, ...]:
    """Return the contract's field names in the file's order; raise WrongHeading if the titles differ."""
    titles, filled = read_heading(path, source.delimiter)
    if not titles:
        raise WrongHeading("empty_file", Text("文件是空的；请确认导出。", "the file is empty; check the export."))
    if not filled:
        raise WrongHeading(
            "empty_file", Text("文件没有数据行；请确认导出。", "the file holds no rows; check the export.")
        )
    names = {field.header: field.name for field in source.fields}
    if len(titles) == 1 and len(names) > 1:
        _require_delimiter(titles[0], set(names), source.delimiter)
    missing = [title for title in names if title not in titles]
    extra = [title for title in titles if title not in names]
    if missing or extra:
        raise WrongHeading(*_difference(missing, extra))
    if len(set(titles)) < len(titles):
        twice = sorted({title for title in titles if titles.count(title) > 1})
        raise WrongHeading(
            "repeated_column",
            Text(f"列名重复：{'、'.join(twice)}。", f"columns stand twice: {', '.join(twice)}."),
            twice[0],
        )
    return tuple(names[title] for title in titles)


def _require_delimiter(line: str, expected: set[str], delimiter: str) -> None:
    wanted = DELIMITERS.get(delimiter, Text(delimiter, delimiter))
    for other, name in DELIMITERS.items():
        if other != delimiter and len(expected & {part.strip('"') for part in line.split(other)}) > 1:
            raise WrongHeading(
                "wrong_delimiter",
                Text(
                    f"分隔符应为{wanted.zh}，实为{name.zh}；请重新导出。",
                    f"expected {wanted.en} as delimiter, got {name.en}; export it again.",
                ),
            )


def _difference(missing: list[str], extra: list[str]) -> tuple[str, Text, str]:
    zh, en = "", ""
    if missing:
        zh += f"缺少列“{'”“'.join(missing)}”；"
        en += f"missing column {', '.join(repr(each) for each in missing)}; "
    if extra:
        zh += f"合同中没有列“{'”“'.join(extra)}”；"
        en += f"column {', '.join(repr(each) for each in extra)} is not in the contract; "
    if missing and extra:
        zh += "是否改了列名？"
        en += "was it renamed? "
    rule = "renamed_column" if missing and extra else "missing_column" if missing else "unexpected_column"
    return (
        rule,
        Text(zh + "请按合同的列名重新导出。", en + "export it with the contract's titles."),
        (missing or extra)[0],
    )
