"""Runs a notebook's cells in this very process and keeps what they show: an engine for papermill without a kernel.

The process is a fork made for one run, so there is nothing to start, no connection, and nothing is left behind.
"""

import base64
import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat.v4 import new_output
from papermill.engines import Engine
from traitlets import Any as AnyTrait
from traitlets import Type
from traitlets.config import Config

ENGINE: Final = "cells"
"""The name papermill knows the engine by."""

Keep = Callable[[Any], None]


class _Publisher(DisplayPublisher):
    def publish(self, data: Any, metadata: Any = None, source: Any = None, **_: Any) -> None:  # noqa: ARG002 IPython's
        self.shell.outputs.keep(new_output("display_data", _plain(data), metadata=metadata or {}))


class _Hook(DisplayHook):
    """Shows the value of a cell's last line."""

    def write_output_prompt(self) -> None:
        """Print nothing: the number stands in the output."""

    def finish_displayhook(self) -> None:
        """End without the empty line of a terminal."""
        self._is_active = False

    def write_format_data(self, format_dict: Mapping[str, Any], md_dict: Any = None) -> None:
        shell: Any = self.shell
        number = shell.execution_count
        shown = new_output("execute_result", _plain(format_dict), metadata=md_dict or {}, execution_count=number)
        shell.outputs.keep(shown)


class _Shell(InteractiveShell):
    display_pub_class = Type(_Publisher)
    displayhook_class = Type(_Hook)
    outputs = AnyTrait()

    def _showtraceback(self, etype: type[BaseException], evalue: BaseException, stb: list[str]) -> None:
        self.outputs.keep(new_output("error", ename=etype.__name__, evalue=_said(evalue), traceback=list(stb)))


class Outputs:
    """What the cells of one notebook showed, up to a number of bytes; one more and ``flooded`` is called."""

    def __init__(self, most_bytes: int, flooded: Callable[[], None]) -> None:
        self._left = most_bytes
        self._flooded = flooded
        self._kept: list[Any] = []
        self._said: list[tuple[str, str]] = []

    def keep(self, output: Any) -> None:
        """Keep one output."""
        self._take(len(json.dumps(output, default=str)))
        self._finish_saying()
        self._kept.append(output)

    def say(self, name: str, text: str) -> None:
        """Keep a piece of what was printed to ``stdout`` or ``stderr``."""
        self._take(len(text))
        if self._said and self._said[-1][0] != name:
            self._finish_saying()
        self._said.append((name, text))

    def finished(self) -> list[Any]:
        """Return what the cell showed, and begin anew for the next."""
        self._finish_saying()
        kept, self._kept = self._kept, []
        return kept

    def _take(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            self._flooded()

    def _finish_saying(self) -> None:
        if self._said:
            text = "".join(each for _, each in self._said)
            self._kept.append(new_output("stream", name=self._said[0][0], text=text))
            self._said = []


class _Stream:
    """A file to print to."""

    def __init__(self, outputs: Outputs, name: str) -> None:
        self.name, self._outputs = name, outputs
        self.encoding = "utf-8"

    def write(self, text: str) -> int:
        self._outputs.say(self.name, text)
        return len(text)

    def flush(self) -> None:
        """Do nothing: what was written is kept already."""

    def isatty(self) -> bool:
        return False


class CellsEngine(Engine):
    """Papermill's engine: each cell in turn, until one fails."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **words: Any) -> None:  # noqa: ARG003 papermill's
        """Execute the cells; ``begun`` hears the index of each, ``most_bytes`` and ``flooded`` limit what they show."""
        outputs = Outputs(words["most_bytes"], words["flooded"])
        shell = _shell(outputs)
        for index, cell in enumerate(nb_man.nb.cells):
            words["begun"](index)
            nb_man.cell_start(cell, index)
            failed = cell.cell_type == "code" and _fails(shell, outputs, cell)
            if failed:
                nb_man.cell_exception(cell, cell_index=index)
            nb_man.cell_complete(cell, cell_index=index)
            if failed:
                break


def _shell(outputs: Outputs) -> _Shell:
    import sys

    sys.stdout = _Stream(outputs, "stdout")
    sys.stderr = _Stream(outputs, "stderr")
    quiet = Config({"HistoryManager": {"enabled": False}, "InteractiveShell": {"colors": "nocolor"}})
    shell = _Shell.instance(config=quiet)
    shell.outputs = outputs
    return shell


def _fails(shell: Any, outputs: Outputs, cell: Any) -> bool:
    """Run a cell, give it what it showed, and return whether it failed; a cell that leaves the run has failed too."""
    result = shell.run_cell(cell.source, store_history=True)
    cell.outputs = outputs.finished()
    cell.execution_count = shell.execution_count - 1
    if not result.success and not any(each.output_type == "error" for each in cell.outputs):
        error = result.error_before_exec or result.error_in_exec
        cell.outputs.append(new_output("error", ename=type(error).__name__, evalue=_said(error), traceback=[]))
    return not result.success


def _said(error: BaseException | None) -> str:
    """Return an error's words; of a cell that leaves the run, words that papermill does not take for a good end."""
    return f"exit({error})" if isinstance(error, SystemExit) else str(error)


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    return {kind: base64.b64encode(each).decode() if isinstance(each, bytes) else each for kind, each in data.items()}
