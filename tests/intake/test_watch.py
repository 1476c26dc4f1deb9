"""What a department drops is taken in when it is complete, and what is broken never blocks the next."""

import threading
import time
from pathlib import Path

import pytest

from datasets.errors import BuilderBusy, DatasetsError
from datasets.intake.submit import submit
from datasets.intake.watch import Inbox, build_owed, take_files, watch, watch_once
from datasets.text import Text


def drop(home: Path, source: str, name: str, data: bytes) -> Path:
    path = home / "inbox" / source / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_one_round_takes_good_files_moves_broken_ones_aside_and_builds_once(zone: Path, tmp_path: Path) -> None:
    home, told, built = tmp_path / "home", [], []
    drop(home, "tax", "2009.csv", b"\xff\xfe broken")
    drop(home, "tax", "2010.csv", (zone / "tax/2010.csv").read_bytes())
    drop(home, "tax", "2011.csv.part", b"not yet")
    drop(home, "land", "notes.pdf", b"%PDF")
    results = watch_once(home, lambda: built.append(1) or "name", told.append, moment=0)
    assert [(each.file, each.refused) for each in results] == [("2009.csv", True), ("2010.csv", False)]
    assert (home / "inbox/tax/refused/2009.csv").is_file()
    assert (home / "inbox/land/refused/notes.pdf").is_file()
    assert (home / "inbox/tax/2011.csv.part").is_file()
    assert (home / "extracts/tax/2010.csv").read_bytes() == (zone / "tax/2010.csv").read_bytes()
    assert list((home / "returned/tax").glob("2009-*.xlsx"))
    assert len(built) == 1
    assert "已发布 name" in told[-1].zh
    assert watch_once(home, lambda: built.append(1) or "name", told.append, moment=0) == []
    assert len(built) == 1


def test_what_lies_in_no_sources_folder_is_told_once_with_the_folders_there_are(tmp_path: Path) -> None:
    inbox, told = Inbox(home=tmp_path), []
    inbox.prepare()
    drop(tmp_path, "bogus", "y.csv", b"x")
    (tmp_path / "inbox/loose.csv").write_bytes(b"x")
    (tmp_path / "inbox/empty").mkdir()
    for _ in range(2):
        take_files(inbox, told.append)
    assert [each.zh.split(" ")[0].rsplit("/", 1)[1] for each in told] == ["bogus", "loose.csv"]
    assert all("police_population" in each.en and "tax_registration" in each.zh for each in told)


def test_folders_for_persons_are_closed_to_others(tmp_path: Path) -> None:
    (tmp_path / "inbox/student").mkdir(parents=True, mode=0o755)
    Inbox(home=tmp_path).prepare()
    modes = {key: (tmp_path / "inbox" / key).stat().st_mode & 0o077 for key in ("student", "police_population", "tax")}
    assert (modes["student"], modes["police_population"]) == (0, 0)
    assert modes["tax"]


def test_a_file_still_being_written_waits(zone: Path, tmp_path: Path) -> None:
    inbox = Inbox(home=tmp_path)
    path = drop(tmp_path, "tax", "2010.csv", b"half")
    assert inbox.complete() == []
    path.write_bytes((zone / "tax/2010.csv").read_bytes())
    assert take_files(inbox, lambda _: None) == []
    assert [each.accepted for each in take_files(inbox, lambda _: None)] == [360]


def test_a_busy_builder_is_asked_again_and_a_failing_one_is_not(tmp_path: Path) -> None:
    inbox, told = Inbox(home=tmp_path), []
    inbox.folder.mkdir()
    inbox.owe()

    def busy() -> str:
        raise BuilderBusy(Text("忙", "busy"))

    def failing() -> str:
        raise DatasetsError(Text("坏", "broken"))

    assert build_owed(inbox, busy, told.append) is None
    assert inbox.owed
    assert build_owed(inbox, failing, told.append) is None
    assert not inbox.owed
    assert [each.en for each in told] == ["busy", "broken"]
    # The next to watch still owes it, until a build publishes.
    assert watch_once(tmp_path, lambda: "name", told.append, moment=0) == []
    assert told[-1].en == "published name"
    assert not inbox.debt.exists()


def test_a_new_delivery_takes_the_place_of_the_old_one_in_any_format(zone: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    submit(home, "tax", zone / "tax/2010.csv")
    (zone / "tax/2010.txt").write_bytes((zone / "tax/2010.csv").read_bytes() + b"V1,bad\n")
    again = submit(home, "tax", zone / "tax/2010.txt")
    assert (again.rows, again.accepted) == (361, 360)
    assert [path.name for path in (home / "extracts/tax").iterdir()] == ["2010.txt"]
    assert len([path for path in (home / "landing/tax").iterdir() if path.suffix != ".json"]) == 2


@pytest.mark.parametrize(("key", "name"), [("nobody", "2010.csv"), ("published", "2010.csv"), ("tax", "2010.doc")])
def test_what_no_contract_knows_is_refused_by_name(key: str, name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(DatasetsError, match=r"来源|文件名"):
        submit(tmp_path / "home", key, tmp_path / name)


def test_watching_takes_what_arrives_and_stops_when_told(zone: Path, tmp_path: Path) -> None:
    home, stop, built = tmp_path / "home", threading.Event(), threading.Event()
    keeper = threading.Thread(
        target=watch, args=(home, lambda: built.set() or "name", lambda _: None, stop), kwargs={"moment": 0.1}
    )
    keeper.start()
    try:
        deadline = time.monotonic() + 30
        while not (home / "inbox/tax").is_dir() and time.monotonic() < deadline:
            time.sleep(0.05)
        drop(home, "tax", "2010.csv", (zone / "tax/2010.csv").read_bytes())
        assert built.wait(60)
    finally:
        stop.set()
        keeper.join(30)
    assert not keeper.is_alive()
    assert not (home / "inbox/tax/2010.csv").exists()
    assert (home / "extracts/tax/2010.csv").is_file()
