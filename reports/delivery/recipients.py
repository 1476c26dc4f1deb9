"""Recipients: lists of addresses and folders in the home, never in the repository; an edition names its lists.

[leaders]
zh = "管委会领导"
en = "Leaders"
addresses = ["leader@zone.example"]
form = "digest"                            # five sentences and a link; otherwise the report itself

[planners]
zh = "规划处"
en = "Planners"
language = "zh"
addresses = ["planner@zone.example"]
folders = ["/srv/share/reports"]
parameters = { department = "tax" }        # of editions made once for each department
"""

import tomllib
from collections.abc import Mapping
from email.errors import MessageError
from email.headerregistry import Address
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from datasets import Language, Text
from reports.edition import Edition
from reports.errors import ReportsError

FILE: Final = "recipients.toml"


class RecipientsRefused(ReportsError):
    """The home's file of recipients cannot be used, or lacks a list that an edition names."""


class Recipients(BaseModel):
    """One list of recipients, and in which language and form they get a report."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: str
    en: str
    addresses: tuple[str, ...] = ()
    folders: tuple[Path, ...] = ()
    language: Language = "zh"
    form: Literal["report", "digest"] = "report"
    parameters: Mapping[str, str] = {}

    @property
    def fault(self) -> Text | None:
        """Return what is wrong with an address or a folder, None if nothing is."""
        if wrong := next((each for each in self.addresses if not _is_address(each)), None):
            return Text(
                f"{wrong!r} 不是可用的邮件地址（只能用 ASCII 字符，中文域名写成 xn-- 形式）",
                f"{wrong!r} is no mail address (ASCII only; a Chinese domain in its xn-- form)",
            )
        if relative := next((each for each in self.folders if not each.is_absolute()), None):
            return Text(f"文件夹 {relative} 要写完整路径", f"the folder {relative} is named by its whole path")
        return None


class Variant(NamedTuple):
    """What makes two issues of an edition for one period differ: the language and the parameters."""

    language: Language
    parameters: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """Return the name in the ledger and in files: zh, or zh.department-tax."""
        return ".".join([self.language, *(f"{name}-{value}" for name, value in self.parameters)])


_FILE = TypeAdapter(dict[str, Recipients])


def recipients(home: Path) -> Mapping[str, Recipients]:
    """Return the home's lists by name, none without a file; raise RecipientsRefused for a file that cannot be read."""
    path = home / FILE
    try:
        found = _read(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValidationError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        said = (
            "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
            if isinstance(error, ValidationError)
            else str(error)
        )
        raise _refused(path, Text(said, said)) from error
    for name, each in found.items():
        if each.fault:
            raise _refused(path, Text(f"{name}：{each.fault.zh}", f"{name}: {each.fault.en}"))
    return found


def _refused(path: Path, said: Text) -> RecipientsRefused:
    return RecipientsRefused(
        Text(f"收件人文件 {path} 无法使用：{said.zh}", f"The file of recipients {path} cannot be used: {said.en}")
    )


def _is_address(said: str) -> bool:
    try:
        return "@" in said and Address(addr_spec=said).addr_spec == said and said.isascii() and said.isprintable()
    except (MessageError, ValueError, IndexError):
        return False


@lru_cache(maxsize=4)  # every edition asks for the same file
def _read(text: str) -> Mapping[str, Recipients]:
    return _FILE.validate_python(tomllib.loads(text))


def lists_of(edition: Edition, home: Path) -> Mapping[str, Recipients]:
    """Return an edition's lists by name; raise RecipientsRefused, naming the first that is not there."""
    known = recipients(home)
    missing = next((name for name in edition.recipients if name not in known), None)
    if missing:
        raise RecipientsRefused(
            Text(
                f"收件人文件 {home / FILE} 中没有名单“{missing}”。",
                f"There is no list {missing!r} in the file of recipients {home / FILE}.",
            )
        )
    return {name: known[name] for name in edition.recipients}


def variants(edition: Edition, home: Path) -> tuple[Variant, ...]:
    """Return what is to be made of an edition: what its lists read; without lists, its first language."""
    try:
        lists = lists_of(edition, home)
    except RecipientsRefused:
        lists = {}
    wanted = {variant_of(edition, each) for each in lists.values()} or {Variant(edition.languages[0])}
    return tuple(sorted(wanted))


def variant_of(edition: Edition, reader: Recipients) -> Variant:
    """Return which variant of an edition a list reads: in its language, or the edition's first if it has no such."""
    language = reader.language if reader.language in edition.languages else edition.languages[0]
    return Variant(language, tuple(sorted(reader.parameters.items())))
