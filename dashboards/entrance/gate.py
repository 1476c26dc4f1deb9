"""The gate: every route and callback is classified; what is not classified is shown to nobody."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from dash import Dash
from dash.exceptions import DependencyException
from flask import Flask, Response, abort, jsonify, redirect, request, url_for
from flask_login import current_user
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from dashboards.access import Access, Role
from dashboards.entrance.refusal import for_a_person

CALLBACKS = "/_dash-update-component"
"""The one endpoint all of Dash's callbacks come through."""

_UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_WITHOUT_NEW_PASSWORD = frozenset({"password", "logout", "logout_everywhere"})


class Unclassified(Exception):
    """A route or callback nobody classified: the application must not start."""


class Gate:
    """Classifications by endpoint and by callback, and the checks made before each request."""

    def __init__(self) -> None:
        self.routes: dict[str, Access] = {}
        self.callbacks: dict[str, Access] = {}
        self._app: Dash | None = None

    def route(self, endpoint: str, access: Access) -> None:
        """Classify a route."""
        self.routes[endpoint] = access

    def callback(self, app: Dash, access: Access, *arguments: Any, **options: Any) -> Callable[..., Any]:
        """Register and classify a callback in one step; use it instead of ``app.callback``."""
        before = set(app.callback_map)
        register = app.callback(*arguments, **options)

        def classify(function: Callable[..., Any]) -> Callable[..., Any]:
            registered: Callable[..., Any] = register(function)
            self.callbacks.update(dict.fromkeys(set(app.callback_map) - before, access))
            return registered

        return classify

    def stand(self, server: Flask) -> None:
        """Put the gate before every request of the server; do this before anything else is registered."""
        server.before_request(self._admit)
        server.register_error_handler(DependencyException, lambda _: _json(404))  # Dash breaks at unknown files

    def close(self, app: Dash) -> None:
        """Check that nothing is unclassified; an app that fails this check must not start."""
        from dash._callback import GLOBAL_CALLBACK_MAP

        known = set(app.callback_map) | set(GLOBAL_CALLBACK_MAP)
        if missing := sorted(known - set(self.callbacks)):
            raise Unclassified(f"These callbacks have no classification: {', '.join(missing)}")
        endpoints = {rule.endpoint for rule in app.server.url_map.iter_rules()}
        if missing := sorted(endpoints - set(self.routes)):
            raise Unclassified(f"These routes have no classification: {', '.join(missing)}")
        self._app = app

    def _admit(self) -> AnyResponse | None:
        endpoint = request.endpoint
        if endpoint is None:
            abort(404)
        access = self.routes.get(endpoint)
        if access is None or self._app is None:
            abort(403)
        if request.method in _UNSAFE and not same_origin():
            abort(403)
        if access.public:
            return None
        if not current_user.is_authenticated:
            return _sign_in_first()
        if current_user.must_change and endpoint not in _WITHOUT_NEW_PASSWORD:
            return redirect(url_for("password")) if request.method not in _UNSAFE else _refuse(403)
        if not access.admits(current_user.role):
            return _refuse(403)
        return self._admit_callback(current_user.role) if endpoint == CALLBACKS else None

    def _admit_callback(self, role: Role) -> AnyResponse | None:
        body = _body()
        if body is None:
            return _refuse(400)
        access = self.callbacks.get(body["output"])
        if access is None or not access.admits(role):
            return _refuse(403)
        registered = self._app.callback_map.get(body["output"]) if self._app else None
        return None if registered is not None and _fits(body, registered) else _refuse(400)


def same_origin() -> bool:
    """Return whether the browser says that the request comes from a page of this very server."""
    origin = request.headers.get("Origin", "")
    return bool(origin) and urlsplit(origin).netloc == request.host


def _body() -> dict[str, Any] | None:
    try:
        body = request.get_json()
    except (HTTPException, RecursionError):  # brackets nested without end are no body either
        return None
    return body if isinstance(body, dict) and isinstance(body.get("output"), str) else None


def _fits(body: dict[str, Any], registered: dict[str, Any]) -> bool:
    """Return whether a body asks the callback what it was registered to be asked."""
    changed = body.get("changedPropIds", [])
    if not isinstance(changed, list) or not all(isinstance(each, str) for each in changed):
        return False
    named = _outputs(body.get("outputs"))
    joined = named[0] if len(named) == 1 else f"..{'...'.join(named)}.."
    return (
        joined == body["output"]
        and _names(body.get("inputs", [])) == _names(registered["inputs"])
        and _names(body.get("state", [])) == _names(registered["state"])
    )


def _outputs(found: object) -> list[str]:
    listed = found if isinstance(found, list) else [found]
    return [name or "" for name in (_names(listed) or [""])]


def _names(found: object) -> list[str] | None:
    """Return ``id.property`` of each entry, or None for anything that is not a list of such entries."""
    if not isinstance(found, list):
        return None
    names = []
    for each in found:
        if not isinstance(each, dict) or not all(isinstance(each.get(key), str) for key in ("id", "property")):
            return None
        names.append(f"{each['id']}.{each['property']}")
    return names


def _sign_in_first() -> AnyResponse:
    page = request.method not in _UNSAFE and for_a_person()
    return redirect(url_for("login", next=request.full_path.rstrip("?"))) if page else _refuse(401)


def _refuse(status: int) -> Response:
    """Refuse a person in words, a program with a number."""
    if for_a_person():
        abort(status)
    return _json(status)


def _json(status: int) -> Response:
    answer: Response = jsonify({"error": status})
    answer.status_code = status
    return answer
