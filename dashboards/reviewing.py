"""The forms of project review: an application filed, a decision against a rule signed; the blank form to fill in."""

from functools import partial
from io import BytesIO
from pathlib import Path

from flask import Flask, Response, abort, request
from flask_login import current_user

import datasets
from dashboards.access import REVIEWERS, REVIEWS
from dashboards.entrance.forms import Answer, form, led_back, way_back
from dashboards.entrance.gate import Gate
from dashboards.parts.deciding import DECIDE, FILE, FORM, RESULTS
from datasets.errors import JingweiError
from indicators.appraisal.docket import docket
from indicators.appraisal.filing import file_application
from indicators.appraisal.form import write_blank
from indicators.appraisal.override import record

PAGE = "/review"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def serve_reviewing(server: Flask, gate: Gate, home: Path) -> None:
    """Register the routes; the gate has checked the session, the role and that the form comes from this server."""
    for path, endpoint, act, method, access in (
        (DECIDE, "review_decided", partial(_decide, home), "POST", REVIEWERS),
        (FILE, "application_filed", partial(_take, home), "POST", REVIEWERS),
        (FORM, "application_form", _blank, "GET", REVIEWS),
    ):
        server.add_url_rule(path, endpoint, act, methods=[method])
        gate.route(endpoint, access)


def _decide(home: Path) -> Answer:
    key, rule, read = (request.args.get(name, "") for name in ("application", "rule", "digest"))
    known = docket(home, datasets.settings().zone)
    reading = known.readings.get(key)
    if reading is None or reading.proposal is None or rule not in {each.id for each in known.pack.rule}:
        abort(404)
    result = request.form.get("result", "")
    if result not in RESULTS:
        abort(400)
    if read != reading.digest:  # somebody filed another text since the page was shown
        return led_back(PAGE, "changed", application=key)
    try:
        record(
            home,
            reading.proposal.project.number,
            rule,
            None if result == "withdraw" else result,
            reason=request.form.get("reason", ""),
            signer=request.form.get("signer", ""),
            account=current_user.name,
            digest=read,
        )
    except JingweiError as error:
        return form(home, "told", error.text, back=way_back(PAGE, application=key)), 400
    return led_back(PAGE, "signed", application=key)


def _take(home: Path) -> Answer:
    given = request.files.get("file")
    if given is None or not given.filename:
        return led_back(PAGE, "nothing")
    try:
        filed = file_application(home, datasets.settings().zone, given.filename, given.read(), current_user.name)
    except JingweiError as error:
        return form(home, "told", error.text, back=way_back(PAGE)), 400
    return led_back(PAGE, "faulty" if filed.reading.findings else "filed", application=filed.number)


def _blank() -> Response:
    content = BytesIO()
    write_blank(content)
    answer = Response(content.getvalue(), content_type=_SHEET)
    answer.headers["Content-Disposition"] = "attachment; filename=application.xlsx"
    return answer
