"""Progress of anything that takes longer than two seconds."""

from typing import Protocol

from datasets.text import Text


class Progress(Protocol):
    """A callable told which step begins, and how many of all are done."""

    def __call__(self, label: Text, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` steps are over and ``label`` is next."""
        ...


def silent(label: Text, done: int, total: int) -> None:
    """Show nothing."""
