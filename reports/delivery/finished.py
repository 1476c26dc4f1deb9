"""Runs that ended with a report, as the ledger has them: what a killed tick had finished is not made again."""

import json
import sqlite3
from pathlib import Path

from reports.delivery.issue import Issue, writing
from reports.ledger import intact
from reports.run import Run


def newest(ledger: sqlite3.Connection) -> int:
    """Return the number of the last run that was begun."""
    (found,) = ledger.execute("SELECT coalesce(max(id), 0) FROM report_run").fetchone()
    return int(found)


def of(home: Path, issue: Issue, snapshot: str) -> Run | None:
    """Return the run of an issue that was finished since it was claimed, if its PDF is unaltered."""
    with writing(home) as ledger:
        rows = ledger.execute(
            "SELECT * FROM report_run WHERE id > ? AND edition = ? AND period = ? AND snapshot = ? AND language = ?"
            " AND status = 'done' ORDER BY id DESC",
            (issue.after_run, issue.edition, issue.period, snapshot, issue.language),
        ).fetchall()
    for row in map(dict, rows):
        given, pdf = json.loads(row["parameters"]), intact(home, row)
        if str(given.get("version", "1")) != str(issue.version):
            continue
        if pdf and all(str(given.get(name)) == value for name, value in issue.parameters.items()):
            where = (pdf, pdf.with_suffix(".html"))
            return Run(issue.edition, issue.period, issue.language, snapshot, *where, row["sha256"])
    return None


def number(ledger: sqlite3.Connection, run: Run) -> int | None:
    """Return the number under which a run stands in the library."""
    row = ledger.execute(
        "SELECT max(id) AS id FROM report_run WHERE edition = ? AND period = ? AND snapshot = ? AND language = ?"
        " AND status = 'done' AND sha256 = ?",
        (run.edition, run.period, run.snapshot, run.language, run.sha256),
    ).fetchone()
    return row["id"]
