"""Single sign-on: OpenID Connect with authorization code, PKCE, state and nonce, by Authlib."""

from pathlib import Path
from typing import Any

import requests
import structlog
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import Flask, redirect, request, session
from joserfc.errors import JoseError
from werkzeug.wrappers import Response

from dashboards import accounts
from dashboards.access import PUBLIC
from dashboards.entrance.forms import Answer, first_page, form, inside
from dashboards.entrance.gate import Gate
from dashboards.entrance.login import enter
from dashboards.entrance.words import LOGIN_WORDS
from dashboards.outside.roles import rules
from dashboards.outside.settings import Oidc, SignOn, secret
from datasets.errors import DatasetsError

_NEXT = "sso_next"
_PATIENCE_SECONDS = 10
_log = structlog.get_logger(__name__)


def serve_sign_on(server: Flask, gate: Gate, home: Path, settings: SignOn) -> None:
    """Register the way to the provider and the way back, where there is a provider."""
    provider = settings.oidc
    if provider is None:
        return
    client = _client(server, provider)
    back = f"{settings.address.rstrip('/')}/sso/callback"

    def leave() -> Answer:
        session[_NEXT] = inside(request.args.get("next"))
        try:
            answer: Response = client.authorize_redirect(back)
        except (requests.RequestException, AuthlibBaseError):
            _log.exception("sso_unreachable")
            return form(home, "login", LOGIN_WORDS["provider_down"]), 503
        return answer

    def come_back() -> Answer:
        try:
            claims = client.authorize_access_token()["userinfo"]
        except requests.RequestException:
            _log.exception("sso_unreachable")
            return form(home, "login", LOGIN_WORDS["provider_down"]), 503
        except (AuthlibBaseError, JoseError, KeyError, ValueError) as error:
            _log.warning("sso_refused", error=type(error).__name__)
            return form(home, "login", LOGIN_WORDS["not_vouched"]), 403
        return _admit(home, provider, claims)

    for path, endpoint, view in (("/sso", "sso", leave), ("/sso/callback", "sso_callback", come_back)):
        server.add_url_rule(path, endpoint, view)
        gate.route(endpoint, PUBLIC)


def _admit(home: Path, provider: Oidc, claims: dict[str, Any]) -> Answer:
    """Return the way on for somebody the provider vouches for and a rule gives a role."""
    name = str(claims.get(provider.name, ""))
    said = {word: str(claims.get(claim, "")) for word, claim in provider.claims.model_dump().items()}
    standing = rules(home).standing(said)
    if standing is None:
        accounts.record(home, name, "sign_in_refused", "oidc")
        return form(home, "login", LOGIN_WORDS["no_role"]), 403
    try:
        accounts.keep_outside(home, name, standing, "oidc")
        user = accounts.begin(home, name)
    except (DatasetsError, LookupError):
        accounts.record(home, name, "sign_in_refused", "oidc")
        return form(home, "login", LOGIN_WORDS["not_vouched"]), 403
    target = session.get(_NEXT, "/")
    enter(user)
    return redirect(first_page(home, name, target))


def _client(server: Flask, provider: Oidc) -> Any:
    return OAuth(server).register(
        "provider",
        client_id=provider.client_id,
        client_secret=secret(provider.client_secret_file),
        server_metadata_url=f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": provider.scope, "code_challenge_method": "S256", "default_timeout": _PATIENCE_SECONDS},
    )
