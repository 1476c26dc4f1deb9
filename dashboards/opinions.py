"""What an address asks of the docket, and the opinion on one application as PDF, for those who review and decide."""

from decimal import Decimal, InvalidOperation
from pathlib import Path
from urllib.parse import quote

from flask import Flask, Response, abort, request
from flask_login import current_user

import datasets
from dashboards import accounts
from dashboards.access import REVIEWS
from dashboards.entrance.gate import Gate
from dashboards.exports.press import Press
from dashboards.views.view import View, parse
from datasets.text import Language
from indicators.appraisal.docket import Docket, Supposed, docket

PDF = "/review/opinion.pdf"
ASSUMED = ("growth", "decline", "reuse")
"""What may be supposed otherwise, as addresses call it."""

BOUNDS = {"growth": (Decimal(-50), Decimal(300)), "decline": (Decimal(0), Decimal(60)), "reuse": (Decimal(0), None)}
_MOST = Decimal("1e12")


def docket_of(view: View) -> Docket:
    """Return the applications that stand for review in the view's home."""
    return docket(view.home, datasets.settings().zone)


def supposed_in(found: dict[str, str]) -> Supposed:
    """Return what an address supposes; what is no number, or beyond what can be, is not supposed."""
    return Supposed(**{name: _number(name, found.get(name)) for name in ASSUMED})


def _number(name: str, said: str | None) -> Decimal | None:
    try:
        value = Decimal(said) if said is not None else None
    except InvalidOperation:
        return None
    least, most = BOUNDS[name]
    if value is None or not value.is_finite() or not least <= value <= (most or _MOST):
        return None
    return value.quantize(Decimal("0.01")).normalize() + 0


def serve_opinions(server: Flask, gate: Gate, home: Path, press: Press | None) -> None:
    """Register the route; without a press there is no PDF. Each one that is handed out is in the audit trail."""

    def fetch() -> Response:
        found = parse(request.query_string.decode(errors="replace"))
        known = docket(home, datasets.settings().zone)
        key = found.get("application", "")
        if press is None or press.set_opinion is None or key not in known.readings:
            abort(404)
        supposed = supposed_in(found)
        language: Language = "en" if found.get("lang", datasets.settings().language) == "en" else "zh"
        accounts.record(home, current_user.name, "opinion", f"{key} {supposed.said().en}".strip())
        with press.turn:
            content = press.set_opinion(known.opinion(key, supposed), language)
        answer = Response(content, content_type="application/pdf")
        answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{_file(key)}"
        return answer

    server.add_url_rule(PDF, "opinion", fetch)
    gate.route("opinion", REVIEWS)


def _file(key: str) -> str:
    return quote(f"opinion-{key}.pdf")
