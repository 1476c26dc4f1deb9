"""Folders: the PDF is laid into one that is there, whole or not at all; doing it again changes nothing."""

from pathlib import Path

from datasets import Text
from datasets.durable import sync_file, sync_folder
from reports.delivery.issue import Delivery, Issue
from reports.delivery.letter import file_name
from reports.delivery.office import Office
from reports.delivery.outcome import ALTERED, content_of, failed, sent


def drop(office: Office, each: Delivery, issue: Issue) -> str:
    """Lay the PDF into a folder; one that is not there is not made, for it may be a share that is not mounted."""
    path, content = Path(each.address) / file_name(issue), content_of(office.home, issue)
    if each.kind == "withdrawal":
        path, content = path.with_suffix(".withdrawn.txt"), f"{issue.reason.zh}\n{issue.reason.en}\n".encode()
    if content is None:
        return failed(office, [each], ALTERED)
    try:
        if not path.exists() or path.read_bytes() != content:
            _lay(path, content)
    except OSError as error:
        words = f"{each.address}: {error.strerror or error}"
        return failed(office, [each], Text(words, words))
    office.step("dropped")
    return sent(office, [each], str(path))


def _lay(path: Path, content: bytes) -> None:
    arriving = path.with_name(f".{path.name}.part")
    arriving.write_bytes(content)
    sync_file(arriving)
    arriving.replace(path)
    sync_folder(path.parent)
