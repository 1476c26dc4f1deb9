"""What the tests of delivery are made of: a clock set by hand, editions with timetables, a maker of a tiny report."""

import datetime as dt
import hashlib
import json
from dataclasses import replace

from datasets import Text
from indicators.warnings.workdays import HERE
from reports import ledger
from reports.edition import Edition, editions
from reports.run import Run
from reports.timetable import timetable

MADE_OF = "2026-10-31-0123456789ab"
PDF = b"%PDF-1.7 a report"
PAGE = '<div class="lead"><p>工业<b>回升</b>。</p></div><ol class="points"><li>税收增长 5%</li><li>出口持平</li></ol>'


class Clock:
    """Tells UTC; set in the time of Beijing."""

    def __init__(self, beijing: str) -> None:
        self.set(beijing)

    def set(self, beijing: str) -> None:
        self.now = dt.datetime.fromisoformat(beijing).replace(tzinfo=HERE).astimezone(dt.UTC)

    def go_on(self, **time: float) -> None:
        self.now += dt.timedelta(**time)

    def __call__(self) -> dt.datetime:
        return self.now


def an_edition(key: str, **more) -> Edition:
    """Return an edition made each month on the tenth working day, unless told otherwise."""
    schedule = {"each": "month", "working_day": 10, "at": "09:00", "first": "2026-10", "needs": ["tax_revenue"], **more}
    return replace(
        editions()["monthly_brief"],
        key=key,
        title=Text(f"试刊{key}", f"Trial {key}"),
        timetable=timetable(schedule, key),
        recipients=tuple(more.get("recipients", ("planners",))),
    )


def lay_report(edition_key, period, *, home, snapshot, language, parameters, corrects=None, begun=lambda: None) -> Run:
    """Make a report as a run does: recorded as running, its files laid, recorded as done."""
    version = {"version": str(corrects.version)} if corrects else {}
    words = json.dumps({"period": period, **(parameters or {}), **version}, sort_keys=True)
    asked = {"edition": edition_key, "period": period, "language": language, "snapshot": snapshot, "parameters": words}
    number = ledger.begin(home, **asked)
    begun()
    folder = home / "reports" / edition_key / period / snapshot
    folder.mkdir(parents=True, exist_ok=True)
    content = PDF + f" {edition_key} {period} {language} {parameters}".encode()
    pdf = folder / f"{language}-{hashlib.sha256(content).hexdigest()[:12]}.pdf"  # what was issued is not overwritten
    pdf.write_bytes(content)
    pdf.with_suffix(".html").write_text(PAGE, encoding="utf-8")
    digest = hashlib.sha256(pdf.read_bytes()).hexdigest()
    ledger.finish(home, number, "done", path=str(pdf.relative_to(home)), sha256=digest, message=None)
    return Run(edition_key, period, language, snapshot, pdf, pdf.with_suffix(".html"), digest)
