"""Folders: the PDF is laid into one that is there, whole or not at all; doing it again changes nothing."""

from pathlib import Path

from datasets import Text
from datasets.console.usage import fault
from datasets.durable import sync_file, sync_folder
from reports.delivery.issue import Delivery, Issue
from reports.delivery.letter import file_name, withdrawn
from reports.delivery.office import Office
from reports.delivery.outcome import ALTERED, content_of, failed, hand_over, sent


def drop(office: Office, each: Delivery, issue: Issue) -> str:
    """Lay the PDF into a folder; one that is not there is not made, for it may be a share that is not mounted."""
    path, content = Path(each.address) / file_name(issue), content_of(office.home, issue)
    if each.kind == "withdrawal":
        path, content = path.with_suffix(".withdrawn.txt"), _notice(office, issue)
    if content is None:
        return failed(office, [each], ALTERED)
    if not hand_over(office, [each]):
        return "dropped"
    try:
        if not path.exists() or path.read_bytes() != content:
            _lay(path, content)
    except OSError as error:
        return failed(office, [each], _not_laid(each.address, error))
    office.step("dropped")
    return sent(office, [each], str(path))


def _notice(office: Office, issue: Issue) -> bytes:
    edition = office.editions.get(issue.edition)
    return "".join(f"{withdrawn(issue, edition, language)}\n" for language in ("zh", "en")).encode()


def _not_laid(folder: str, error: OSError) -> Text:
    if isinstance(error, FileNotFoundError):
        return Text(f"文件夹 {folder} 不在，共享盘可能没有挂载", f"there is no folder {folder}: is the share mounted?")
    return fault(error)


def _lay(path: Path, content: bytes) -> None:
    arriving = path.with_name(f".{path.name}.part")
    try:
        arriving.write_bytes(content)
        sync_file(arriving)
        arriving.replace(path)
    finally:
        arriving.unlink(missing_ok=True)
    sync_folder(path.parent)
