"""The forms' address: one step of the loop, from a form of this very server, by somebody with the right to it."""

from pathlib import Path
from typing import Any

from flask import Flask, abort, redirect, request
from flask_login import current_user
from werkzeug.wrappers import Response

from dashboards.access import READERS
from dashboards.gate import Gate
from dashboards.watch.acting import act
from dashboards.watch.rights import may_act
from datasets import DatasetsError
from datasets.text import Language
from indicators.warnings import Action, Actor, case

ACT = "/watch/act"
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
        return redirect(_back(number, said), code=303)

    server.add_url_rule(ACT, "watch_act", step, methods=["POST"])
    gate.route("watch_act", READERS)


def _action(word: str) -> Action | None:
    return Action(word) if word in set(Action) else None


def _whole(text: str | None) -> int | None:
    """Return a number from a form, nothing for what is none; a term of nothing is the rule's."""
    return int(text) if text and text.isascii() and text.isdecimal() else None


def _back(number: str, said: str) -> str:
    language: Language = "en" if request.args.get("lang") == "en" else "zh"
    return f"{PAGE}?lang={language}&warning={number}&said={said}"
