"""What the tests share is made once, whole, and fails for everybody alike."""

from pathlib import Path

import pytest

from tests.once import once


def test_the_second_finds_what_the_first_made(tmp_path: Path) -> None:
    for word in ("first", "second"):
        folder = once(tmp_path / "made", lambda out, word=word: (out.mkdir(), (out / "by").write_text(word)))
    assert (folder / "by").read_text() == "first"


def test_the_second_hears_why_the_first_failed(tmp_path: Path) -> None:
    def fail(out: Path) -> None:
        out.mkdir()
        raise ValueError("no such department")

    with pytest.raises(ValueError, match="no such department"):
        once(tmp_path / "made", fail)
    with pytest.raises(pytest.fail.Exception, match=r"(?s)made.*no such department"):
        once(tmp_path / "made", Path.mkdir)
    assert not (tmp_path / "made").exists()


def test_what_a_killed_worker_left_is_not_taken_for_whole(tmp_path: Path) -> None:
    (tmp_path / "made.unfinished").mkdir()
    (tmp_path / "made.unfinished" / "half").touch()
    assert list(once(tmp_path / "made", Path.mkdir).iterdir()) == []
