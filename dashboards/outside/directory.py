"""The directory: an LDAP server that knows people, their passwords, posts, ranks and duties."""

import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ldap3 import NONE, Connection, Server, Tls
from ldap3.core.exceptions import LDAPException
from ldap3.utils.conv import escape_filter_chars

from dashboards import accounts
from dashboards.outside.roles import rules
from dashboards.outside.settings import Ldap, secret
from datasets.errors import DatasetsError
from datasets.text import Text

FRESH_SECONDS = 45
"""How old what the directory said of somebody may be; a change there holds within a minute."""

GRACE_SECONDS = 15 * 60
"""How long a session goes on while the directory does not answer."""

_PATIENCE_SECONDS = 5
_NAME = "name"
_DOWN = Text("目录服务没有应答，请稍后再试。", "The directory does not answer: try again later.")


class DirectoryDown(DatasetsError):
    """The directory cannot be asked."""


def vouch(home: Path, directory: Ldap, name: str, password: str) -> str | None:
    """Return what the directory calls a person whose password it knows and to whom a rule gives a role; else None.

    The account is kept under that name, however it was typed: one person is one account.
    """
    found = _ask(directory, name, password)
    standing = rules(home).standing(found) if found is not None else None
    if found is None or standing is None:
        return None
    accounts.keep_outside(home, found[_NAME], standing, "ldap")
    return found[_NAME]


def look_again(home: Path, directory: Ldap, user: accounts.User) -> accounts.User | None:
    """Return the person as the directory knows them within the last minute; None, and no session, if it does not."""
    age = time.time() - user.checked_at
    if user.origin != "ldap" or age < FRESH_SECONDS:
        return user
    try:
        found = _ask(directory, user.name)
    except DirectoryDown:
        return user if age < GRACE_SECONDS else None
    standing = rules(home).standing(found) if found is not None else None
    if standing is None:
        accounts.end_all(home, user.name)
        return None
    accounts.keep_outside(home, user.name, standing, "ldap")
    return accounts.user_of(home, user.token)


def _ask(directory: Ldap, name: str, password: str | None = None) -> dict[str, str] | None:
    """Return what the directory says of one person, None if it knows nobody or another password."""
    if password == "":
        return None  # a bind without a password is anonymous, and succeeds
    try:
        server = _server(directory)
        found = _found(server, directory, name)
        if found is None:
            return None
        dn, said = found
        if password is not None:
            with _bound(server, dn, password) as own:
                return said if own.bound else None
    except (LDAPException, OSError) as error:
        raise DirectoryDown(_DOWN) from error
    return said


def _server(directory: Ldap) -> Server:
    trusted = str(directory.ca_file) if directory.ca_file else None
    tls = Tls(validate=ssl.CERT_REQUIRED, ca_certs_file=trusted, version=ssl.PROTOCOL_TLS_CLIENT)
    return Server(directory.server, tls=tls, connect_timeout=_PATIENCE_SECONDS, get_info=NONE)


@contextmanager
def _bound(server: Server, dn: str, password: str) -> Iterator[Connection]:
    """Yield a connection after a bind, whether it was accepted or not; its socket is closed in any case."""
    connection = Connection(server, dn, password, read_only=True, receive_timeout=_PATIENCE_SECONDS)
    try:
        connection.bind()
        yield connection
    finally:
        connection.unbind()
        if connection.socket is not None:  # ldap3 forgets it when the connection was never opened
            connection.socket.close()


def _found(server: Server, directory: Ldap, name: str) -> tuple[str, dict[str, str]] | None:
    """Return the distinguished name and the words of the one person of that name; of two, nobody."""
    words = {_NAME: directory.name, **directory.attributes.model_dump()}
    with _bound(server, directory.bind_dn, secret(directory.bind_password_file)) as asked:
        if not asked.bound:
            raise DirectoryDown(_DOWN)  # we are the ones who are not known
        wanted = directory.filter.format(name=escape_filter_chars(name))
        asked.search(directory.base, wanted, attributes=[*words.values()], size_limit=2)
        people = [each for each in asked.response or () if each["type"] == "searchResEntry"]
    if len(people) != 1:
        return None
    raw = {key.lower(): values for key, values in people[0]["raw_attributes"].items()}
    said = {word: raw.get(attribute.lower()) or [b""] for word, attribute in words.items()}
    return people[0]["dn"], {word: values[0].decode("utf-8", "replace") for word, values in said.items()}
