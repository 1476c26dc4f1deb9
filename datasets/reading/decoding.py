"""Encodings: what a file was delivered in, decided strictly; a wrong guess is never read as mojibake.

The contract's encoding is what is expected. The other one is taken, with a remark, when it decides without
doubt: the whole file is strictly in it, and the column titles of the contract can be read in it.
"""

import codecs
import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from datasets.intake.table import Refused, Remark
from datasets.text import Text

BLOCK = 1 << 20
HEAD = 1 << 16  # bytes in which the titles must stand
NAMES = {"utf-8": "UTF-8", "gb18030": "GBK/GB18030"}
MARK = b"\xef\xbb\xbf"
REPLACED = "\ufffd".encode()

# UTF-8 Chinese among GB18030: a run of three-byte characters between ASCII. Four characters are no coincidence.
_ALIEN = re.compile(rb"(?<![\x80-\xff])(?:[\xe3-\xe9\xef][\x80-\xbf]{2}){2,}(?![\x80-\xff])")
_CERTAIN = 12


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


def decide_encoding(path: Path, expected: str, titles: Collection[str]) -> tuple[str, tuple[Remark, ...]]:
    """Return the file's encoding and the remarks on it; raise Refused when it is none, two, or damaged."""
    head = next(blocks(path), b"")
    # Without its mark UTF-16 shows by the zero byte beside every digit and comma; a single one is damage.
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head.count(0) * 10 > len(head):
        raise _wrong(expected, "UTF-16")
    _refuse_bytes(path, lambda block: block.find(0), "wrong_encoding", _ZERO)
    if all(block.isascii() for block in blocks(path)):
        return expected, ()
    encoding = _decided(path, expected, titles)
    if encoding == "gb18030":
        _refuse_bytes(path, _alien, "wrong_encoding", _MIXED)
        return encoding, _other(expected, encoding)
    _refuse_bytes(path, lambda block: block.find(MARK), "joined_files", _JOINED, start=len(MARK))
    return encoding, (*_other(expected, encoding), *_replaced(path))


def _decided(path: Path, expected: str, titles: Collection[str]) -> str:
    other = "gb18030" if expected == "utf-8" else "utf-8"
    stopped = decodes(path, expected)
    if decodes(path, other) is not None:
        if stopped is not None:
            raise _invalid(path, expected, stopped)
        return expected
    seen = {each: _titles_seen(path, each, titles) for each in (expected, other)}
    if stopped is None:
        # UTF-8 Chinese often passes for GB18030 (as nonsense), never the other way round.
        if seen[expected] != seen[other]:
            return max(seen, key=lambda each: seen[each])
        if expected == "utf-8":
            return expected
        raise _wrong(expected, NAMES["utf-8"])
    if not seen[other]:
        raise _invalid(path, expected, stopped)
    return other


def _titles_seen(path: Path, encoding: str, titles: Collection[str]) -> int:
    text = next(blocks(path), b"")[:HEAD].decode(encoding, errors="ignore")
    return sum(title in text for title in titles)


def _wrong(expected: str, found: str) -> Refused:
    wanted = NAMES.get(expected, expected)
    return Refused(
        "wrong_encoding",
        Text(
            f"编码应为 {wanted}，实为 {found}；请以 {wanted} 重新导出。",
            f"expected {wanted} encoding, got {found}; export it again as {wanted}.",
        ),
    )


def _invalid(path: Path, encoding: str, stopped: int) -> Refused:
    line, name = _line_of(path, stopped), NAMES.get(encoding, encoding)
    return Refused(
        "wrong_encoding",
        Text(
            f"第 {line} 行起不是有效的 {name} 文本（第 {stopped} 字节）；请重新导出。",
            f"from line {line} (byte {stopped}) it is not valid {name} text; export it again.",
        ),
    )


def _other(expected: str, encoding: str) -> tuple[Remark, ...]:
    if encoding == expected:
        return ()
    text = Text(
        f"合同约定 {NAMES.get(expected, expected)}，实为 {NAMES[encoding]}；已按实际编码逐字读取。",
        f"the contract says {NAMES.get(expected, expected)}, the file is {NAMES[encoding]}; it was read as that.",
    )
    return (Remark(rule="other_encoding", text=text),)


_ZERO = Text("第 {line} 行含空字节，文件已损坏；请重新导出。", "a zero byte in line {line}: damaged; export it again.")
_MIXED = Text(
    "第 {line} 行混有 UTF-8 文本，其余为 GBK/GB18030；请以同一编码重新导出。",
    "line {line} holds UTF-8 text in a file of GBK/GB18030; export it again in one encoding.",
)
_JOINED = Text(
    "第 {line} 行中间有字节顺序标记，像是几个文件拼接而成；请分别提供。",
    "a byte order mark in the middle, line {line}: were files joined? deliver them one by one.",
)


def _refuse_bytes(path: Path, find: Callable[[bytes], int], rule: str, words: Text, start: int = 0) -> None:
    """Raise Refused, naming the line, if ``find`` sees something after ``start``; lines are looked at whole."""
    read, rest = 0, b""
    for block in blocks(path):
        whole = rest + block if read or rest else b" " * start + block[start:]
        if (place := find(whole)) >= 0:
            line = _line_of(path, read + place)
            raise Refused(rule, Text(words.zh.format(line=line), words.en.format(line=line)))
        rest = whole[whole.rfind(b"\n") + 1 :][-BLOCK:]
        read += len(whole) - len(rest)


def _alien(block: bytes) -> int:
    for found in _ALIEN.finditer(block):
        run = found.group()
        if len(run) >= _CERTAIN or not _common(run):
            return found.start()
    return -1


def _common(run: bytes) -> bool:
    """Return whether the bytes read as GB2312's Chinese characters, as true GBK text mostly does."""
    leads, trails = run[::2], run[1::2]
    return len(run) % 2 == 0 and min(leads) >= 0xB0 and max(leads) <= 0xF7 and min(trails) >= 0xA1  # noqa: PLR2004


def _replaced(path: Path) -> tuple[Remark, ...]:
    """Return a remark if characters were lost before the file reached us (U+FFFD)."""
    read = 0
    for block in blocks(path):
        if (place := block.find(REPLACED)) >= 0:
            line = _line_of(path, read + place)
            text = Text(
                f"第 {line} 行起有“�”，文字在导出前已丢失；按原样保留。",
                f"from line {line} on there are replacement characters: text was lost before; kept as delivered.",
            )
            return (Remark(rule="lost_characters", text=text),)
        read += len(block)
    return ()


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
