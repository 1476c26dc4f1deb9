"""Timers: what makes a machine call a tick every five minutes, for systemd and for cron, with this home's own paths."""

import shlex
import sys
from pathlib import Path
from typing import Final

from reports.shelving import write_whole

UNIT: Final = "jingwei-report"
_MINUTES: Final = 5


def cron_line(home: Path, language: str) -> str:
    """Return the line of a crontab that ticks; what a tick says goes into a file of the home."""
    state, command, log = (shlex.quote(str(each)) for each in (home, _command(), home / "tick.log"))
    words = f"JINGWEI_HOME={state} JINGWEI_LANGUAGE={language} {command} report tick >> {log} 2>&1"
    return f"*/{_MINUTES} * * * * " + words.replace("%", r"\%")  # a bare one ends the command


def write_units(home: Path, language: str, folder: Path) -> list[Path]:
    """Write a service and a timer of systemd into a folder that is there, and return their paths."""
    return [write_whole(folder / name, text.encode()) for name, text in _units(home, language).items()]


def _units(home: Path, language: str) -> dict[str, str]:
    state, command = (str(each).replace("%", "%%") for each in (home, _command()))  # its own marks begin with one
    service = (
        "[Unit]\n"
        "Description=Jingwei: reports that are due\n"
        "[Service]\n"
        "Type=oneshot\n"
        f"User={home.owner()}\n"
        f'Environment="JINGWEI_HOME={state}" "JINGWEI_LANGUAGE={language}"\n'
        f'ExecStart="{command}" report tick\n'
    )
    timer = (
        "[Unit]\n"
        "Description=Jingwei: reports, every few minutes\n"
        "[Timer]\n"
        f"OnCalendar=*:0/{_MINUTES}\n"
        "Persistent=true\n"
        "[Install]\n"
        "WantedBy=timers.target\n"
    )
    return {f"{UNIT}.service": service, f"{UNIT}.timer": timer}


def _command() -> Path:
    return Path(sys.executable).with_name("jingwei")
