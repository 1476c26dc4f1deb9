"""What the dashboards show of reports: editions, runs, the files of a run, and a run begun in a process of its own."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, get_args

from datasets import Language, Text, sources
from reports import custody, ledger
from reports.delivery.issue import Delivery, deliveries
from reports.delivery.issue import issues as all_issues
from reports.delivery.office import Office
from reports.delivery.plan import STANDINGS, Owed, plan
from reports.delivery.table import by_issue, delivered, is_wrong, matters
from reports.delivery.why import state_said
from reports.edition import TYPES, Edition, edition, editions
from reports.errors import ParameterRefused

_DOOR: Final = Path(__file__).resolve().parents[1] / "jingwei.py"
_SPARE: Final = timedelta(minutes=5)
"""How long after its time limit a run without an end is called broken off."""


def titles() -> dict[str, Text]:
    """Return the name of every edition by key."""
    return {key: each.title for key, each in editions().items()}


def restricted() -> frozenset[str]:
    """Return the editions that name single enterprises."""
    return frozenset(key for key, each in editions().items() if each.restricted)


def shelved(home: Path) -> Sequence[Mapping[str, Any]]:
    """Return every run, newest first, as the ledger has it; one that never ended has the status ``broken``.

    Each has its parameters, the label of its period, the department (its Chinese name) whose rows alone it holds, where
    that is so, and in ``became`` that it was withdrawn or replaced, and why; a report that stands has an empty one.
    """
    known = editions()
    limits = {key: timedelta(seconds=each.time_limit_seconds) + _SPARE for key, each in known.items()}
    found = ledger.runs(home).astype(object)
    found = found.where(found.notna(), None)  # what a run has not yet is missing, which pandas would call NaN
    became = _became(home)
    runs = [_read(dict(zip(found.columns, row, strict=True)), became) for row in found.itertuples(index=False)]
    labelled = ({**run, "label": _label(known.get(run["edition"]), f"{run['period']:%Y-%m}")} for run in runs)
    return [{**run, "status": "broken"} if _broken(run, limits) else run for run in labelled]


def issues(home: Path) -> Sequence[Mapping[str, Any]]:
    """Return how every issue stands, those due last first: what is made, due, waiting, failed or passed over, and why.

    Each has edition, period and its label, language, variant, version, department (as a run), due (a moment), standing,
    name and reason in both languages, delivered (in words), missed (who has not got it, and why not), wrong (whether a
    person must look at a delivery), run (the number of what was made) and made (a moment).
    """
    known, sent = editions(), by_issue(deliveries(home))

    def of_issue(each: Owed) -> Sequence[Delivery]:
        return sent.get(each.issue.id, []) if each.issue else []

    def open_of(each: Owed) -> list[Delivery]:
        return [one for one in of_issue(each) if each.issue and one.state != "sent" and matters(one, each.issue)]

    rows = [
        {
            "edition": each.edition,
            "period": each.period,
            "label": _label(known.get(each.edition), each.period),
            "language": each.variant.language,
            "variant": each.variant.key,
            "version": each.version,
            "department": _department(dict(each.variant.parameters)),
            "due": each.due.at,
            "standing": each.standing.value,
            "name": STANDINGS[each.standing],
            "reason": each.reason,
            "delivered": delivered(of_issue(each)),
            "missed": [(one.address, state_said(one)) for one in open_of(each)],
            "wrong": is_wrong(open_of(each)),
            "run": each.issue.run if each.issue else None,
            "made": each.issue.made_at if each.issue else None,
        }
        for each in plan(Office(home, editions=known))
    ]
    return sorted(rows, key=lambda row: (row["due"], row["edition"], row["version"]), reverse=True)


def _label(chosen: Edition | None, period: str) -> Text:
    return Text(*(chosen.label(period, language) if chosen else period for language in get_args(Language)))


def file_of(home: Path, number: int, kind: str) -> Path | None:
    """Return the ``pdf``, ``html`` or ``xlsx`` of a run that is done, the ``failure`` report of one that failed.

    A file that was altered is first put back from its copy; None if that cannot be, or there is none.
    """
    wanted = "failed" if kind == "failure" else "done"
    run = next((each for each in shelved(home) if each["id"] == number and each["status"] == wanted), None)
    noted = ledger.file_of(home, number, kind) if run else None
    if noted:
        path = home / noted[0]
        return path if custody.whole(home, path, noted[1]) else None
    found = ledger.intact(home, run) if run else None
    return found.with_suffix(f".{kind}") if found and wanted == "done" and kind != "xlsx" else found


def start(home: Path, key: str, period: str, language: str, parameters: Mapping[str, str] | None = None) -> None:
    """Begin a run in a process of its own; raise UnknownEdition or ParameterRefused for what there is not."""
    chosen, given = edition(key), parameters or {}
    typed = all(name in chosen.parameters and TYPES[chosen.parameters[name]].fullmatch(given[name]) for name in given)
    if not TYPES["month"].fullmatch(period) or language not in chosen.languages or not typed:
        raise ParameterRefused(Text("期间、语言或参数无法使用。", "Period, language or a parameter cannot be used."))
    chosen.check_period(period)
    words = [str(_DOOR), "report", "run", chosen.key, "--period", period, "--language", language]
    words += [word for name, value in sorted(given.items()) for word in ("--set", f"{name}={value}")]
    folder = home / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "started.log").open("ab") as log:
        process = subprocess.Popen(  # noqa: S603 our own command, its words checked above
            [sys.executable, *words],
            env={**os.environ, "JINGWEI_HOME": str(home)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    threading.Thread(target=process.wait, daemon=True).start()  # so that no ended process stays behind


def _read(run: Mapping[str, Any], became: Mapping[int, Text]) -> dict[str, Any]:
    """Return a run with its parameters read, the department it is about, and what became of what it made."""
    parameters = json.loads(run["parameters"])
    about = {"parameters": parameters, "department": _department(parameters)}
    return {**run, **about, "became": became.get(run["id"], Text("", ""))}


def _department(parameters: Mapping[str, Any]) -> str:
    source = sources().get(str(parameters.get("department", "")))
    return source.department.zh if source else ""


def _became(home: Path) -> dict[int, Text]:
    """Return of each run whose report does not stand any more that it was withdrawn or replaced, and why."""
    found: dict[int, Text] = {}
    for each in all_issues(home):
        if each.run is not None:
            found[each.run] = each.became  # the same file may be issued again
    return found


def _broken(run: Mapping[str, Any], limits: Mapping[str, timedelta]) -> bool:
    age = datetime.now(UTC) - datetime.fromisoformat(str(run["started_at"]))
    return run["status"] == "running" and age > limits.get(str(run["edition"]), _SPARE)
