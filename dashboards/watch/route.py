"""The forms' addresses: a step of the loop, a note beside a chart; from this server, by somebody with the right."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from flask import Flask, abort, redirect, request
from flask_login import current_user
from werkzeug.wrappers import Response

from dashboards.access import READERS
from dashboards.entrance.forms import inside, led_back
from dashboards.entrance.gate import Gate
from dashboards.watch.acting import act, withdraw_note, write_note
from dashboards.watch.rights import may_act, may_remark
from datasets import DatasetsError
from indicators import catalogue
from indicators.notes import NoteKind
from indicators.warnings import Action, Actor, case
from indicators.warnings.reading import Subject, subject_of

ACT, NOTE, WITHDRAW = "/watch/act", "/watch/note", "/watch/withdraw"
PAGE = "/watch"


def serve_watch(server: Flask, gate: Gate, home: Path) -> None:
    """Register the route; the gate before it has checked the session and that the form comes from this server."""

    def step() -> Response:
        number, action = request.args.get("warning", ""), _action(request.args.get("action", ""))
        reader, found = current_user.reader, case(home, number)
        if found is None or action is None:
            abort(404)
        if not may_act(reader, action, found):
            abort(403)
        actor, form = Actor(current_user.name, current_user.role.value), request.form
        given: dict[str, Any] = {"text": form.get("text", ""), "department": form.get("department") or None}
        given |= {"days": _whole(form.get("days")), "seen": _whole(request.args.get("seen"))}
        said = "done"
        try:
            act(home, actor, action, number, **given)
        except DatasetsError:
            said = "refused"
        return led_back(PAGE, said, warning=number)

    for path, name, view in ((ACT, "watch_act", step), *_beside(home)):
        server.add_url_rule(path, name, view, methods=["POST"])
        gate.route(name, READERS)


def _beside(home: Path) -> tuple[tuple[str, str, Callable[[], Response]], ...]:
    """Return the routes of the panel beside a chart; what does not fit is left out, and the page shows what is."""

    def note() -> Response:
        actor, subject = _writer()
        kind = request.form.get("kind", "")
        if kind not in set(NoteKind):
            abort(400)
        text, period = request.form.get("text", ""), request.form.get("period", "")
        with suppress(DatasetsError):
            write_note(home, actor, subject, NoteKind(kind), text, period, _whole(request.args.get("seen")))
        return redirect(inside(request.args.get("back")), code=303)

    def take_back() -> Response:
        actor, subject = _writer()
        with suppress(DatasetsError):
            withdraw_note(home, actor, subject, _whole(request.args.get("note")) or 0)
        return redirect(inside(request.args.get("back")), code=303)

    return ((NOTE, "watch_note", note), (WITHDRAW, "watch_withdraw", take_back))


def _writer() -> tuple[Actor, Subject]:
    """Return who writes about what; whoever has no right to write, or names no indicator, is refused."""
    if not may_remark(current_user.reader):
        abort(403)
    subject = subject_of("indicator", request.args.get("indicator", ""), request.args.get("slice", ""))
    if subject.key not in catalogue():
        abort(404)
    return Actor(current_user.name, current_user.role.value), subject


def _action(word: str) -> Action | None:
    return Action(word) if word in set(Action) else None


def _whole(text: str | None) -> int | None:
    """Return a number from a form, nothing for what is none; a term of nothing is the rule's."""
    return int(text) if text and text.isascii() and text.isdecimal() else None
