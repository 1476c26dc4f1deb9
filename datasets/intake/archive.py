"""Archives: what a ZIP holds, taken out within bounds and never by the names it asks for."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from datasets.intake.table import Refused
from datasets.text import Text

MEMBERS = 10_000
BYTES = 2 << 30
RATIO = 100
SMALL = 1 << 20  # below this no ratio does harm
BLOCK = 1 << 20
_IGNORED = ("__MACOSX/", ".DS_Store", "Thumbs.db")


def name_of(member: zipfile.ZipInfo) -> str:
    """Return a member's name; Chinese Windows writes GBK without saying so."""
    if member.flag_bits & 0x800:
        return member.filename
    raw = member.filename.encode("cp437", errors="replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open an archive; raise Refused for one that is damaged, or whose directory promises harm."""
    try:
        with zipfile.ZipFile(path) as archive:
            _require_harmless(archive, path.stat().st_size)
            yield archive
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, zlib.error, ValueError) as error:
        raise Refused(
            "unreadable_archive",
            Text(f"压缩包已损坏或无法解压（{error}）；请重新打包。", f"a damaged archive ({error}); pack it again."),
        ) from error


def files_in(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the members that are files of a department, ordered by name."""
    return sorted(
        (each for each in archive.infolist() if not each.is_dir() and not _ignored(name_of(each))), key=name_of
    )


def _ignored(name: str) -> bool:
    return name.startswith(_IGNORED) or name.endswith(_IGNORED)


def take_out(archive: zipfile.ZipFile, member: zipfile.ZipInfo, out: Path) -> Path:
    """Write a member to ``out``, counting what really comes out."""
    size, most = 0, _most(member.compress_size)
    with archive.open(member) as content, out.open("wb") as written:
        while block := content.read(BLOCK):
            size += written.write(block)
            if size > most:
                raise _bomb(name_of(member))
    return out


def _most(compressed: int) -> int:
    return min(BYTES, max(SMALL, compressed * RATIO))


def _require_harmless(archive: zipfile.ZipFile, size: int) -> None:
    members = archive.infolist()
    if len(members) > MEMBERS:
        raise Refused(
            "too_many_members",
            Text(
                f"压缩包含 {len(members):,} 个文件，最多 {MEMBERS:,} 个；请分开提供。",
                f"the archive holds {len(members):,} files, at most {MEMBERS:,}; deliver them apart.",
            ),
        )
    names = [name_of(each) for each in members]
    for member, name in zip(members, names, strict=True):
        _require_inside(member, name)
        if member.flag_bits & 0x1:
            text = Text(f"“{name}”已加密；请去掉密码后提供。", f"{name!r} is encrypted; deliver it without a password.")
            raise Refused("encrypted", text)
        if member.file_size > _most(member.compress_size):
            raise _bomb(name)
    if len(set(names)) < len(names):
        name = next(each for each in names if names.count(each) > 1)
        text = Text(f"压缩包中“{name}”出现两次；请重新打包。", f"{name!r} is in the archive twice; pack it again.")
        raise Refused("same_member", text)
    if sum(each.file_size for each in members) > min(BYTES, max(SMALL, size * RATIO)):
        raise _bomb("")


def _require_inside(member: zipfile.ZipInfo, name: str) -> None:
    path = PurePosixPath(name.replace("\\", "/"))
    link = stat.S_ISLNK(member.external_attr >> 16)
    if path.is_absolute() or ".." in path.parts or ":" in name or link:
        raise Refused(
            "unsafe_path",
            Text(
                f"压缩包中“{name}”指向包外；整包拒收，请重新打包。",
                f"{name!r} points outside the archive; the archive was refused, pack it again.",
            ),
        )


def _bomb(name: str) -> Refused:
    return Refused(
        "archive_too_large",
        Text(
            f"压缩包{'中“' + name + '”' if name else ''}解压后超过 2 GiB 或压缩前的 {RATIO} 倍；请分开提供。",
            f"{repr(name) + ' in the' if name else 'the'} archive grows beyond 2 GiB or {RATIO} times its size; "
            "deliver it in parts.",
        ),
    )
