"""Runs one notebook with papermill, in a process of its own so that it can be stopped as a whole.

Reads a job as JSON from stdin, writes one JSON line for each cell begun and a last one with the outcome.
The kernel talks over files in a private folder, not over the network.
"""

import json
import os
import re
import resource
import sys
from pathlib import Path
from typing import Any, Final

MOST_OUTPUT_BYTES: Final = 64 * 2**20
_MOST_TRACEBACK = 4000
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def main() -> None:
    """Execute the job on stdin."""
    job = json.loads(sys.stdin.read())
    # A flood of output must not fill the disk: no file this process and its kernel write may grow beyond this.
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_OUTPUT_BYTES, MOST_OUTPUT_BYTES))
    _say(_execute(job))


def _execute(job: dict[str, Any]) -> dict[str, Any]:
    import papermill
    from traitlets.config import Config

    runtime = Path(job["folder"]) / "kernel"
    runtime.mkdir(mode=0o700)
    os.environ["JUPYTER_RUNTIME_DIR"] = str(runtime)
    try:
        papermill.execute_notebook(
            job["notebook"],
            job["output"],
            parameters=job["parameters"],
            kernel_name="python3",
            progress_bar=False,
            request_save_on_cell_execute=False,
            cwd=job["folder"],
            start_timeout=60,
            config=Config({"KernelManager": {"transport": "ipc"}}),
            on_cell_start=_begun,
        )
    except papermill.PapermillExecutionError as error:
        return {
            "status": "failed",
            "cell": error.cell_index + 1,
            "source": error.source,
            "error": f"{error.ename}: {error.evalue}",
            "traceback": _COLOURS.sub("", "\n".join(error.traceback))[-_MOST_TRACEBACK:],
        }
    return {"status": "done"}


def _begun(cell: Any, cell_index: int) -> None:  # noqa: ARG001 the names nbclient calls with
    _say({"cell": cell_index + 1})


def _say(words: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(words, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
