"""Encodings: what a file was delivered in, decided strictly; a wrong guess is never read as mojibake."""

import codecs
from collections.abc import Iterator
from pathlib import Path

from datasets.text import Text

BLOCK = 1 << 20
NAMES = {"utf-8": "UTF-8", "gb18030": "GBK/GB18030"}


class WrongEncoding(Exception):
    """The file is not written in the encoding the contract names."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def blocks(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file."""
    with path.open("rb") as content:
        while block := content.read(BLOCK):
            yield block


def decodes(path: Path, encoding: str) -> int | None:
    """Return None if the whole file is strictly in ``encoding``, else about where it stops being so (byte)."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="strict")
    read = 0
    try:
        for block in blocks(path):
            decoder.decode(block)
            read += len(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        return max(0, read + error.start)
    return None


def require_encoding(path: Path, encoding: str) -> None:
    """Raise WrongEncoding unless the file is what the contract says; recognise the usual mistakes."""
    head = next(blocks(path), b"")
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise WrongEncoding(
            Text("这是 Excel 工作簿，不是 CSV；请另存为 CSV。", "this is an Excel workbook, not CSV; save it as CSV.")
        )
    # Without its mark UTF-16 shows by the zero byte beside every digit and comma; a single one is damage.
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head.count(0) * 10 > len(head):
        raise WrongEncoding(_mistaken(encoding, "UTF-16"))
    _refuse_zero_bytes(path)
    other = "gb18030" if encoding == "utf-8" else "utf-8"
    # UTF-8 Chinese often passes for GB18030 (as nonsense), never the other way round: so ask UTF-8 first.
    if encoding != "utf-8" and not _ascii(path) and decodes(path, "utf-8") is None:
        raise WrongEncoding(_mistaken(encoding, NAMES["utf-8"]))
    stopped = decodes(path, encoding)
    if stopped is None:
        return
    if decodes(path, other) is None:
        raise WrongEncoding(_mistaken(encoding, NAMES.get(other, other)))
    line = _line_of(path, stopped)
    raise WrongEncoding(
        Text(
            f"第 {line} 行起不是有效的 {NAMES.get(encoding, encoding)} 文本（第 {stopped} 字节）；请重新导出。",
            f"from line {line} (byte {stopped}) it is not valid {NAMES.get(encoding, encoding)} text; export it again.",
        )
    )


def _refuse_zero_bytes(path: Path) -> None:
    read = 0
    for block in blocks(path):
        if (place := block.find(0)) >= 0:
            line = _line_of(path, read + place)
            raise WrongEncoding(
                Text(
                    f"第 {line} 行含空字节，文件已损坏；请重新导出。",
                    f"a zero byte in line {line}: damaged; export it again.",
                )
            )
        read += len(block)


def _mistaken(expected: str, found: str) -> Text:
    wanted = NAMES.get(expected, expected)
    return Text(
        f"编码应为 {wanted}，实为 {found}；请以 {wanted} 重新导出。",
        f"expected {wanted} encoding, got {found}; export it again as {wanted}.",
    )


def _ascii(path: Path) -> bool:
    return all(block.isascii() for block in blocks(path))


def _line_of(path: Path, position: int) -> int:
    with path.open("rb") as content:
        return content.read(position).count(b"\n") + 1


def transcode(path: Path, encoding: str, out: Path) -> None:
    """Write the file to ``out`` as UTF-8 without a byte order mark, line ends and all else untouched."""
    with path.open(encoding=encoding, newline="") as content, out.open("w", encoding="utf-8", newline="") as written:
        first = True
        while piece := content.read(BLOCK):
            written.write(piece.removeprefix("\ufeff") if first else piece)
            first = False
