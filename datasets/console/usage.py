"""Wrong usage of the command line in the reader's language: the library that reads its words speaks English alone."""

import errno
import os
import re
from collections.abc import Sequence
from typing import Any

import typer

from datasets.text import Text

_OUGHT = {"integer": "整数", "number": "数值", "boolean": "是或否", "path": "路径", "date": "日期"}
_QUOTED = re.compile(r"'([^']*)'")


_FAULTS = {
    errno.ENOENT: "没有这个文件或目录",
    errno.EISDIR: "这是目录，不是文件",
    errno.ENOTDIR: "路径中有一段不是目录",
    errno.EACCES: "没有权限",
    errno.EPERM: "不允许",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘只读",
}


def fault(error: OSError) -> Text:
    """Return what is wrong with a file or the disk, and with which."""
    place = f"{os.fsdecode(error.filename)}: " if error.filename else ""
    known = _FAULTS.get(error.errno or 0, error.strerror)
    return Text(f"文件或磁盘不可用：{place}{known}", f"A file or the disk fails: {place}{error.strerror}")


def said(error: typer.TyperException) -> Text | None:
    """Return what is wrong with the words of a command, and where its help is; None where the help itself was shown."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return None
    english = _bare(error)
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "jingwei"
    return Text(f"{_chinese(error, english)}。用法见 {path} --help", f"{english.rstrip('.')}. See {path} --help")


def _bare(error: typer.TyperException) -> str:
    """Return the library's own sentence; of a value that our code refused, our sentence alone."""
    if isinstance(error, typer.BadParameter) and error.param is None and error.param_hint is None:
        return str(error.message)
    return str(getattr(error, "format_message", error.__str__)())


def _chinese(error: typer.TyperException, english: str) -> str:
    told = english
    match type(error).__name__:
        case "NoSuchOption":
            told = f"没有选项 {_of(error, 'option_name')}{_near(_of(error, 'possibilities') or ())}"
        case "BadOptionUsage":
            told = f"选项 {_of(error, 'option_name')} 少了值，或不该有值"
        case "MissingParameter":
            told = f"缺少{_named(error)}".strip()
        case "BadParameter" if _of(error, "param") is not None:
            told = f"{_named(error)}的值不能用{_ought(str(_of(error, 'message')))}"
        case "UsageError" if english.startswith("No such command"):
            name, *alike = _QUOTED.findall(english)
            told = f"没有命令“{name}”{_near(alike)}"
        case "UsageError" if "unexpected extra argument" in english:
            told = f"多余的参数：{english.partition('(s)')[2].strip(' ()')}"
    return told


def _near(alike: Sequence[str]) -> str:
    return f"；相近的有 {'、'.join(sorted(alike))}" if alike else ""


def _of(error: typer.TyperException, name: str) -> Any:
    return getattr(error, name, None)


def _named(error: typer.TyperException) -> str:
    """Return an option or argument as a reader types it."""
    param = _of(error, "param")
    kind = "选项" if param.param_type_name == "option" else "参数"
    return f"{kind} {param.opts[0] if kind == '选项' else param.name} "


def _ought(message: str) -> str:
    """Return what a value ought to have been, as far as the library says."""
    kind = next((zh for en, zh in _OUGHT.items() if f"valid {en}" in message), "")
    choices = "、".join(_QUOTED.findall(message.partition("not one of")[2]))
    if kind:
        return f"：应为{kind}"
    return f"；可选：{choices}" if choices else f"（{message}）"
