"""One run of a notebook, in the process that was forked for it: limits first, then the cells, then a last word."""

import faulthandler
import json
import os
import re
import resource
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NoReturn

NOISE: Final = "noise"
"""The file in the run's folder that gets what its libraries write past Python."""

_MOST_TRACEBACK = 4000
_ADDRESSES = 4  # for each byte of memory a run may fill
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Speaker:
    """Writes messages, one line of JSON each, to whoever waits for the run."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def say(self, **words: Any) -> None:
        """Write one message."""
        rest = (json.dumps(words, ensure_ascii=False) + "\n").encode()
        while rest:
            rest = rest[os.write(self._descriptor, rest) :]


def execute(job: Mapping[str, Any], speaker: Speaker) -> NoReturn:
    """Run the job's notebook in this process and end it; what came of it is the last message."""
    os.environ.clear()
    os.environ.update(job["environment"])
    os.chdir(job["folder"])
    noise = os.open(NOISE, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for standard in (1, 2):
        os.dup2(noise, standard)
    faulthandler.enable(file=2)
    _limit(job["memory_bytes"], job["output_bytes"])
    speaker.say(**_outcome(job, speaker))
    os._exit(0)


def _outcome(job: Mapping[str, Any], speaker: Speaker) -> dict[str, Any]:
    """Return the last message: done, or the cell that failed, with its text and error."""
    import papermill

    from reports.cells import ENGINE, CellsEngine

    at = [0]

    def begun(index: int) -> None:
        at[0] = index + 1
        speaker.say(cell=at[0])

    def flooded() -> NoReturn:
        # Nothing a cell does may hold this up, so there is no exception that it could catch.
        speaker.say(status="failed", cell=at[0], source="", error="", traceback="", limit="output")
        os._exit(1)

    papermill.engines.papermill_engines.register(ENGINE, CellsEngine)
    try:
        papermill.execute_notebook(
            job["notebook"],
            job["output"],
            parameters=job["parameters"],
            engine_name=ENGINE,
            kernel_name="python3",
            language="python",
            progress_bar=False,
            request_save_on_cell_execute=False,
            begun=begun,
            most_bytes=job["output_bytes"],
            flooded=flooded,
        )
    except papermill.PapermillExecutionError as error:
        return {
            "status": "failed",
            "cell": error.cell_index + 1,
            "source": error.source,
            "error": f"{error.ename}: {error.evalue}"[:_MOST_TRACEBACK],
            "traceback": _COLOURS.sub("", "\n".join(error.traceback))[-_MOST_TRACEBACK:],
        }
    except Exception as error:  # noqa: BLE001 whatever it is, the last message must say it
        said = f"{type(error).__name__}: {error}"[:_MOST_TRACEBACK]
        return {"status": "failed", "cell": at[0], "source": "", "error": said, "traceback": ""}
    return {"status": "done"}


def _limit(memory_bytes: int, output_bytes: int) -> None:
    """Limit this process and those it starts: addresses beyond those in use, the size of a file, no core dump.

    Libraries reserve addresses they never fill, and some crash where they get none: the warden watches what is filled.
    """
    in_use = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    for kind, most in (
        (resource.RLIMIT_AS, in_use + _ADDRESSES * memory_bytes),
        (resource.RLIMIT_FSIZE, output_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
