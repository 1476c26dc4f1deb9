"""One mail to one recipient over SMTP, such that it is known whether the server has it, or that this is unknown.

A server may keep a message only after the line with the single dot that ends it (RFC 5321, 4.1.1.4). So everything
but that dot is sent first; then the ledger writes that the mail is handed over; then the dot is sent. Whatever fails
before can be tried again. After it only the server's reply tells; without a reply the outcome is unknown.
"""

import contextlib
import re
import smtplib
import ssl
from collections.abc import Callable
from email.message import EmailMessage
from typing import Final, Self

from datasets import Text
from reports.delivery.answers import refusal, sender_refused, silence, spoken
from reports.delivery.settings import MailSettings

_GO_ON: Final = 354
_FAILS: Final = 500
_DOT = re.compile(rb"(?m)^\.")


class NotSent(Exception):
    """The server does not have the mail; for good, if it said so of this recipient or this mail."""

    def __init__(self, said: Text, *, for_good: bool = False, lost: bool = False) -> None:
        super().__init__(said.en)
        self.said = said
        self.for_good = for_good
        self.lost = lost
        """Whether the connection is gone, so that another mail needs a new one."""


class Unknown(Exception):
    """The mail was handed over and no reply came."""


class Abandoned(Exception):
    """The mail was not to be handed over any more."""


class Post:
    """A connection to the server, opened for the first mail."""

    def __init__(self, settings: MailSettings) -> None:
        self.settings = settings
        self._server: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.hang_up()

    def hang_up(self) -> None:
        """Close the connection without ceremony."""
        if self._server is not None:
            with contextlib.suppress(OSError):
                self._server.close()
        self._server = None

    def largest(self) -> int:
        """Return how many bytes a mail may have by the server's word (RFC 1870), 0 if it names no limit, or NotSent."""
        said = self._connected().esmtp_features.get("size", "")
        return int(said) if said.isdigit() else 0

    def hand(self, message: EmailMessage, to: str, handed_over: Callable[[], bool]) -> str:
        """Send one mail and return the server's reply; ``handed_over`` is called before the dot and may say no.

        Raise NotSent, Unknown or Abandoned.
        """
        server = self._connected()
        try:
            self._sender_accepted(server.docmd("MAIL", f"FROM:<{self.settings.sender}>"))
            _expect(server.docmd("RCPT", f"TO:<{to}>"))
            _expect(server.docmd("DATA"), _GO_ON)
            server.send(_DOT.sub(b"..", message.as_bytes().rstrip(b"\r\n") + b"\r\n"))
        except NotSent:
            self._start_over(server)
            raise
        except (OSError, smtplib.SMTPException) as error:
            self.hang_up()
            raise NotSent(silence(error, self.settings), lost=True) from error
        if not handed_over():
            self.hang_up()  # without its dot the server keeps nothing
            raise Abandoned
        try:
            server.send(b".\r\n")
            reply = server.getreply()
        except (OSError, smtplib.SMTPException) as error:
            self.hang_up()
            raise Unknown(str(error) or type(error).__name__) from error
        if reply[0] < 0:
            self.hang_up()
            raise Unknown(spoken(reply))
        _expect(reply)
        return spoken(reply)

    def _connected(self) -> smtplib.SMTP:
        if self._server is None:
            try:
                self._server = _connect(self.settings)
            except (OSError, smtplib.SMTPException) as error:
                raise NotSent(silence(error, self.settings), lost=True) from error
        return self._server

    def _sender_accepted(self, reply: tuple[int, bytes]) -> None:
        if not _good(reply):
            raise NotSent(sender_refused(reply, self.settings), lost=reply[0] < 0)

    def _start_over(self, server: smtplib.SMTP) -> None:
        try:
            server.rset()
        except (OSError, smtplib.SMTPException):
            self.hang_up()


def _connect(settings: MailSettings) -> smtplib.SMTP:
    where = (settings.host, settings.port)
    if settings.security == "tls":
        context = ssl.create_default_context(cafile=settings.ca_file)
        server: smtplib.SMTP = smtplib.SMTP_SSL(*where, timeout=settings.timeout_seconds, context=context)
    else:
        server = smtplib.SMTP(*where, timeout=settings.timeout_seconds)
    try:
        server.ehlo_or_helo_if_needed()
        if settings.security == "starttls" or (settings.security == "offered" and server.has_extn("starttls")):
            server.starttls(context=ssl.create_default_context(cafile=settings.ca_file))
            server.ehlo_or_helo_if_needed()
        if settings.user:
            server.login(settings.user, settings.password())
    except BaseException:
        server.close()
        raise
    return server


def _expect(reply: tuple[int, bytes], code: int | None = None) -> None:
    """Raise NotSent for a reply that is not what was expected; a 5xx to this mail or recipient is for good."""
    if not (reply[0] == code if code else _good(reply)):
        raise NotSent(refusal(reply), for_good=reply[0] >= _FAILS, lost=reply[0] < 0)


def _good(reply: tuple[int, bytes]) -> bool:
    return 200 <= reply[0] < 300  # noqa: PLR2004 the replies of success
