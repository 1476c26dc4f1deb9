"""Fixtures of the datasets' tests."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.datasets.tiny import Edit, tiny_zone, write_extract


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes the tiny zone after some edits of it."""

    def written(*edits: Edit, folder: str = "extracts") -> Path:
        extract = tiny_zone()
        for edit in edits:
            edit(extract)
        return write_extract(tmp_path / folder, extract)

    return written
