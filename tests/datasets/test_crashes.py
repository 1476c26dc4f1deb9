"""Whatever kills a builder, and whenever, readers see one whole snapshot.

The builder runs in a child process of its own, started once with everything imported; for each moment it
forks, and the fork is killed. Extracts alternate, so that every build has something new to publish.
"""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

import datasets
from datasets.home import building
from tests.datasets.tiny import put, tiny_zone, write_extract

MOMENTS = int(os.environ.get("JINGWEI_KILLS", "15"))  # one in each fifteenth of a build; make prove: 300

# Reads "extracts home seconds" lines; forks a builder, kills it after so many seconds, says how it ended.
BUILDER = """
import json, os, signal, sys, time
from pathlib import Path
import datasets
for line in sys.stdin:
    extracts, home, seconds = json.loads(line)
    child = os.fork()
    if child == 0:
        datasets.build(Path(extracts), home=Path(home))
        os._exit(0)
    begun = time.monotonic()
    ended = 0
    while not ended and time.monotonic() - begun < seconds:
        ended, _ = os.waitpid(child, os.WNOHANG)
        time.sleep(0.001)
    if not ended:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    print("finished" if ended else "killed", flush=True)
"""


def variant(folder: Path, number: int) -> Path:
    extract = tiny_zone()
    put("tax/2010.csv", 1, "入库税额（元）", f"{100 + number}.00")(extract)
    return write_extract(folder / f"extracts{number}", extract)


def run(program: str, *arguments: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False)


@pytest.mark.slow
def test_killed_builds_leave_a_whole_snapshot(tiny_home: Path, tmp_path: Path) -> None:
    home, chance = tiny_home, random.Random(2)  # noqa: S311 - moments, not secrets
    names = {}
    for number in range(3):
        begun = time.monotonic()
        names[datasets.build(variant(tmp_path, number), home=home).name] = number
        usual = time.monotonic() - begun
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", BUILDER]
    endings, order = [], chance.sample(range(MOMENTS), MOMENTS)
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as builder:
        assert builder.stdin is not None
        assert builder.stdout is not None
        for moment in range(MOMENTS):
            datasets.collect_garbage(home, keep=1)
            seconds = usual * 1.1 * (order[moment] + chance.random()) / MOMENTS
            line = [str(tmp_path / f"extracts{moment % 3}"), str(home), seconds]
            builder.stdin.write(json.dumps(line) + "\n")
            builder.stdin.flush()
            endings.append(builder.stdout.readline().strip())
            datasets.verify(home)
            assert datasets.current_name(home) in names
            assert set(datasets.snapshots(home)) <= set(names)
        builder.stdin.close()
    assert endings.count("killed") > MOMENTS // 3
    datasets.build(tmp_path / "extracts0", home=home)
    assert not list((home / "staging").iterdir())
    assert not list((home / "landing").rglob(".*.part"))


@pytest.mark.parametrize("step", ["sync_file", "sync_folder", "write_durably", "set_current", "_read_back"])
def test_a_failure_at_any_step_of_publishing_keeps_the_old_snapshot(
    step: str, tiny_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, name = tiny_home, datasets.current_name(tiny_home)

    def fail(*_: object) -> None:
        raise OSError("no more")

    monkeypatch.setattr(f"datasets.published.publish.{step}", fail)
    with pytest.raises(OSError, match="no more"):
        datasets.build(variant(tmp_path, 1), home=home)
    monkeypatch.undo()
    assert datasets.current_name(home) == name
    datasets.verify(home)
    second = datasets.build(variant(tmp_path, 1), home=home).name
    assert datasets.current_name(home) == second
    datasets.verify(home)


def test_a_full_disk_keeps_the_old_snapshot(tiny_home: Path, tmp_path: Path) -> None:
    home, name = tiny_home, datasets.current_name(tiny_home)
    extracts = variant(tmp_path, 1)
    # A limit on file sizes fails a write just as a full disk does.
    program = (
        "import resource, signal, sys, datasets; from pathlib import Path\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))\n"
        "datasets.build(Path(sys.argv[1]), home=Path(sys.argv[2]), threads=1)"
    )
    full = run(program, extracts, home)
    assert full.returncode == 1
    assert "File too large" in full.stderr
    assert datasets.current_name(home) == name
    datasets.verify(home)
    assert datasets.build(extracts, home=home).published


def test_a_second_builder_in_another_process_is_refused(tmp_path: Path) -> None:
    home, extracts = tmp_path / "home", variant(tmp_path, 0)
    program = (
        "import sys, datasets; from pathlib import Path\n"
        "try: datasets.build(Path(sys.argv[1]), home=Path(sys.argv[2]))\n"
        "except datasets.BuilderBusy as busy: print(busy.text.en); sys.exit(75)"
    )
    with building(home):
        second = run(program, extracts, home)
    assert second.returncode == 75, second.stderr
    assert "Another builder" in second.stdout
