"""What an installation says about its provider and its directory: ``sign_on.toml`` in the home.

Secrets stand in files of their own, named here.
"""

import tomllib
from functools import partial
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from datasets.errors import DatasetsError
from datasets.text import Text

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def _encrypted(scheme: str, address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme == scheme or parts.hostname in _LOOPBACK:
        return address
    raise ValueError(f"{address} must begin with {scheme}:// unless it is on this machine")


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(_Strict):
    """Under which names a claim or an attribute says post, rank, duty and department."""

    post: str = "post"
    rank: str = "rank"
    duty: str = "duty"
    department: str = "department"


class Oidc(_Strict):
    """An OpenID Connect provider; ``name`` is the claim that names a person here, and never another."""

    issuer: Annotated[str, AfterValidator(partial(_encrypted, "https"))]
    client_id: str
    client_secret_file: Path
    name: str = "sub"
    scope: str = "openid profile"
    claims: Words = Words()


class Ldap(_Strict):
    """An LDAP directory; ``filter`` finds a person, with {name} for what was typed.

    ``name`` is the attribute that names a person here, and never another; the filter must find by it too.
    """

    server: Annotated[str, AfterValidator(partial(_encrypted, "ldaps"))]
    base: str
    name: str = "uid"
    filter: str = Field(default="(uid={name})", pattern=r"\{name\}")
    bind_dn: str
    bind_password_file: Path
    ca_file: Path | None = None
    attributes: Words = Words(post="title", rank="employeeType", duty="businessCategory", department="o")


class SignOn(_Strict):
    """How people sign on from outside; ``address`` is where their browsers reach this server."""

    address: str = "http://127.0.0.1:8050"
    oidc: Oidc | None = None
    ldap: Ldap | None = None


def sign_on(home: Path) -> SignOn:
    """Return the home's settings, empty ones if there is no file; a file that cannot be used is a DatasetsError."""
    path = home / "sign_on.toml"
    if not path.exists():
        return SignOn()
    try:
        return SignOn.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise DatasetsError(Text(f"{path} 无法使用：{error}", f"{path} cannot be used: {error}")) from None


def secret(path: Path) -> str:
    """Return the secret a file holds, without the end of its line."""
    return path.read_text(encoding="utf-8").rstrip("\r\n")
