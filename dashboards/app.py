"""The application: Dash on Flask, the gate before everything, all files from this machine."""

from datetime import timedelta
from pathlib import Path

from dash import Dash
from flask import Flask, request
from flask.sessions import SecureCookieSessionInterface

from dashboards import accounts
from dashboards.access import PUBLIC, SCREENS
from dashboards.entrance.administration import serve_accounts
from dashboards.entrance.gate import CALLBACKS, Gate
from dashboards.entrance.headers import fasten
from dashboards.entrance.login import guard_with_login
from dashboards.entrance.refusal import serve_refusals
from dashboards.entrance.secret import secret_key
from dashboards.exports.export import serve_export
from dashboards.exports.press import Press
from dashboards.library import serve_library
from dashboards.opinions import serve_opinions
from dashboards.outside.settings import sign_on
from dashboards.reviewing import serve_reviewing
from dashboards.router import layout, route
from dashboards.views.look import dress
from dashboards.views.saving import serve_saving
from dashboards.watch.route import serve_watch
from dashboards.wire.document import Document
from dashboards.wire.statics import serve_statics

_HERE = Path(__file__).parent
_LARGEST_BODY = 1 << 20
_DASH_ROUTES = {
    "/_favicon.ico": PUBLIC,
    "_dash_assets.static": PUBLIC,
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>": SCREENS,
    "/_dash-layout": SCREENS,
    "/_dash-dependencies": SCREENS,
    "/_reload-hash": SCREENS,
    CALLBACKS: SCREENS,
    "/": SCREENS,
    "/<path:path>": SCREENS,
}


def make_app(home: Path, press: Press | None = None) -> Dash:
    """Return the application for one home; it refuses to be made while anything is unclassified.

    Without a ``press`` views cannot be had as SVG and PDF.
    """
    accounts.prepare(home)
    gate = Gate()
    server = _server(home, gate, press)
    app = Document(
        home,
        name="dashboards",
        server=server,
        assets_folder=str(_HERE / "assets"),
        assets_ignore=".*",  # the document names what it needs
        pages_folder="",
        use_pages=False,
        serve_locally=True,
        compress=True,
        enable_mcp=False,
        add_log_handler=False,
        title="经纬",
        update_title=None,
    )
    app.layout = layout()
    route(app, gate, home)
    for endpoint, access in _DASH_ROUTES.items():
        gate.route(endpoint, access)
    gate.close(app)
    fasten(server, app.csp_hashes())
    return app


class _Sessions(SecureCookieSessionInterface):
    """Sessions whose cookie never leaves by plain HTTP once it was given by HTTPS."""

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002 asked by Flask
        """Return whether the request came by HTTPS, as the proxy says."""
        return request.is_secure


def _server(home: Path, gate: Gate, press: Press | None) -> Flask:
    server = Flask("dashboards", static_folder=None, template_folder=str(_HERE / "templates"))
    server.config.update(
        SECRET_KEY=secret_key(home),
        SESSION_COOKIE_NAME="jingwei",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(seconds=accounts.WALL_SECONDS),
        MAX_CONTENT_LENGTH=_LARGEST_BODY,
        COMPRESS_ALGORITHM=["br", "gzip"],
        SEND_FILE_MAX_AGE_DEFAULT=timedelta(hours=1),
    )
    server.session_interface = _Sessions()
    gate.stand(server)
    serve_refusals(server, home)
    dress(server)
    settings = sign_on(home)
    guard_with_login(server, gate, home, settings.ldap)
    if settings.oidc is not None:
        from dashboards.outside.oidc import serve_sign_on

        serve_sign_on(server, gate, home, settings)
    serve_statics(server, gate)
    serve_export(server, gate, home, press)
    serve_watch(server, gate, home)
    serve_library(server, gate, home, press.library if press else None)
    serve_opinions(server, gate, home, press)
    serve_reviewing(server, gate, home)
    serve_saving(server, gate, home)
    serve_accounts(server, gate, home)
    return server
