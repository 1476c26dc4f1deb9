"""Watch: files dropped into the inbox are taken in as they arrive, and a build follows.

A file is complete when it is not called ``.part`` (nor hidden) and its size and time have stood still for a
moment. Files are taken one after another; a broken one is moved to ``refused/`` beside its workbook and never
blocks the next. A burst of files is followed by one build; a busy builder is asked again at the next round.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from watchfiles import watch as watch_files

from datasets.catalogue import sources
from datasets.durable import sync_folder
from datasets.errors import BuilderBusy, JingweiError
from datasets.intake.submit import Submission, submit
from datasets.text import Text

MOMENT = 2.0  # seconds a file must stand still
REFUSED = "refused"
MOST = 1_000  # files of one round; the rest waits for the next

Stamp = tuple[int, int]
Told = Callable[[Text], None]


@dataclass(kw_only=True)
class Inbox:
    """The inbox of a home, and what was seen of its unfinished files."""

    home: Path
    seen: dict[Path, Stamp] = field(default_factory=dict)
    owed: bool = False  # whether a build is to be tried for what was taken
    told: set[Path] = field(default_factory=set)  # what lies where no source is looked for, told once

    @property
    def folder(self) -> Path:
        """Return the inbox's folder."""
        return self.home / "inbox"

    @property
    def debt(self) -> Path:
        """Return the file that is there while what was taken is in no snapshot, whoever watches next."""
        return self.folder / ".build_owed"

    def owe(self) -> None:
        """Note that a build is owed, also for the time after this process."""
        self.owed = True
        self.debt.touch()

    def prepare(self) -> None:
        """Make one folder for each source a department may deliver for; take over a build still owed."""
        for source in sources().values():
            if not source.shipped:
                folder = self.folder / source.key
                folder.mkdir(parents=True, exist_ok=True, mode=0o700 if source.apart else 0o777)
                if source.apart:
                    folder.chmod(0o700)  # names and numbers of persons, dropped here before this was watched

        self.owed |= self.debt.exists()

    def strangers(self) -> Iterator[Path]:
        """Yield the files and folders of the inbox in which nobody looks for a source's files, each once."""
        known = {source.key for source in sources().values() if not source.shipped}
        for path in sorted(self.folder.iterdir()) if self.folder.is_dir() else ():
            filled = path.is_file() or any(path.iterdir())
            if path.name not in known and not path.name.startswith(".") and filled and path not in self.told:
                self.told.add(path)
                yield path

    def waiting(self) -> Iterator[tuple[str, Path]]:
        """Yield (source, file) of every delivered file, complete or not."""
        for source in sources().values():
            folder = self.folder / source.key
            for path in sorted(folder.iterdir()) if folder.is_dir() else ():
                if path.is_file() and not path.name.startswith(".") and path.suffix != ".part":
                    yield source.key, path

    def complete(self) -> list[tuple[str, Path]]:
        """Return the files that stand as they stood when last looked at."""
        now: Mapping[Path, tuple[str, Stamp]] = {
            path: (key, stamp) for key, path in self.waiting() if (stamp := _stamp(path)) is not None
        }
        found = [(key, path) for path, (key, stamp) in now.items() if self.seen.get(path) == stamp]
        self.seen = {path: stamp for path, (_, stamp) in now.items()}
        return found[:MOST]


def _stamp(path: Path) -> Stamp | None:
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_size, status.st_mtime_ns


def take_files(inbox: Inbox, tell: Told) -> list[Submission]:
    """Take in every complete file of the inbox; what is refused is moved aside, and the next one follows."""
    taken = []
    for stranger in inbox.strangers():
        tell(_nobodys(stranger))
    for key, path in inbox.complete():
        stamp = inbox.seen.pop(path)
        try:
            result = submit(inbox.home, key, path)
            refused = result.refused
            taken.append(result)
            if not refused:
                inbox.owe()
            tell(_outcome(result))
        except JingweiError as error:
            refused = True
            tell(error.text)
        if _stamp(path) != stamp:
            continue  # replaced meanwhile: the new one is the next round's
        if refused:
            _move_aside(path)
        else:
            path.unlink()
    return taken


def _nobodys(path: Path) -> Text:
    known = ", ".join(source.key for source in sources().values() if not source.shipped)
    return Text(
        f"{path} 不在任何来源的文件夹中，未读取；请放入 {path.parent} 下的来源文件夹：{known}。",
        f"{path} lies in no source's folder and was not read; the folders in {path.parent} are: {known}.",
    )


def _move_aside(path: Path) -> None:
    folder = path.parent / REFUSED
    folder.mkdir(exist_ok=True)
    path.replace(folder / path.name)
    sync_folder(folder)


def _outcome(result: Submission) -> Text:
    if result.refused:
        why = next((each.message for each in result.findings if each.severity == "error"), Text("", ""))
        where = result.workbook or ""
        return Text(f"{result.file} 被退回：{where}  {why.zh}", f"{result.file} was refused: {where}  {why.en}")
    return Text(
        f"{result.file}：{result.rows:,} 行中接收 {result.accepted:,} 行",
        f"{result.file}: {result.accepted:,} of {result.rows:,} rows taken",
    )


def build_owed(inbox: Inbox, build: Callable[[], str], tell: Told) -> str | None:
    """Build if files were taken since the last build; return the snapshot's name, None if there is none (yet)."""
    if not inbox.owed:
        return None
    try:
        name = build()
    except BuilderBusy as busy:
        tell(busy.text)
        return None
    except JingweiError as error:
        tell(error.text)
        inbox.owed = False  # the same files would fail again; the next file, or the next watch, asks anew
        return None
    inbox.owed = False
    inbox.debt.unlink(missing_ok=True)
    tell(Text(f"已发布 {name}", f"published {name}"))
    return name


def watch_once(home: Path, build: Callable[[], str], tell: Told, *, moment: float = MOMENT) -> list[Submission]:
    """Take in what stands complete in the inbox now, build if a build is owed, and return what was taken.

    A build that published nothing stays owed: see :attr:`Inbox.debt`.
    """
    inbox = Inbox(home=home)
    inbox.prepare()
    inbox.complete()
    time.sleep(moment)
    taken = take_files(inbox, tell)
    build_owed(inbox, build, tell)
    return taken


def watch(home: Path, build: Callable[[], str], tell: Told, stop: Event, *, moment: float = MOMENT) -> None:
    """Take in files as they arrive until ``stop`` is set; a build follows once the inbox is quiet."""
    inbox = Inbox(home=home)
    inbox.prepare()
    changes = watch_files(
        inbox.folder,
        stop_event=stop,
        rust_timeout=int(moment * 1000),
        yield_on_timeout=True,
        raise_interrupt=False,
        debounce=int(moment * 1000),
    )
    for _ in changes:
        taken = take_files(inbox, tell)
        if not taken and not stop.is_set():
            build_owed(inbox, build, tell)
