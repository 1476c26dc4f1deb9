"""A real SMTP server that accepts, refuses, drops the connection after DATA or stalls, as its moods say."""

import asyncio
import socket
import ssl
from collections import Counter
from email import message_from_bytes, policy
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

STALL_SECONDS = 1.2
TIMEOUT_SECONDS = 10


class MailServer:
    """What came to whom, and how often; ``moods`` are taken one a mail, then it accepts."""

    def __init__(
        self,
        moods=(),
        *,
        tls: ssl.SSLContext | None = None,
        password: str | None = None,
        largest: int | None = None,
    ) -> None:
        self.moods = list(moods)
        self.accepted: Counter[tuple[str, str]] = Counter()
        self.mails = []
        self.met: Counter[str] = Counter()
        self._mood = "accept"
        self.meanwhile = lambda: None
        """Called once, when the next recipient is named."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        extra = {"tls_context": tls, "require_starttls": True} if tls else {}
        if largest:
            extra |= {"data_size_limit": largest}
        if password:
            extra |= {
                "auth_required": True,
                "authenticator": lambda *given: AuthResult(success=self._is(given, password), handled=False),
            }
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, **extra)

    def __enter__(self):
        self._controller.start()
        return self

    def __exit__(self, *_) -> None:
        self._controller.stop()

    @staticmethod
    def _is(given, password):
        return given[4].password == password.encode()

    def settings(self, home: Path, **more) -> None:
        """Write the settings of mail into a home."""
        words = {"host": "127.0.0.1", "port": self.port, "security": "none", "sender": "jingwei@zone.example"}
        words |= {"timeout_seconds": TIMEOUT_SECONDS, "address": "https://jingwei.example", **more}
        lines = [f"{name} = {value!r}".replace("'", '"') for name, value in words.items()]
        (home / "mail.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")

    async def handle_RCPT(self, server, _session, envelope, address, _options):  # noqa: N802 aiosmtpd's name
        self._mood = self.moods.pop(0) if self.moods else "accept"
        self.met[self._mood] += 1
        meanwhile, self.meanwhile = self.meanwhile, lambda: None
        meanwhile()
        match self._mood:
            case "refuse":
                return "451 4.3.0 come back later"
            case "refuse for good":
                return "550 5.1.1 no such mailbox"
            case "stall early":
                await asyncio.sleep(STALL_SECONDS)
            case "drop early":
                server.transport.abort()
                return "451 gone"
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802 aiosmtpd's name
        mood = self._mood
        if mood == "refuse content":
            return "452 4.3.1 no room"
        if mood == "drop unkept":
            server.transport.abort()
            return "451 gone"
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.mails.append(message)
        self.accepted.update((about, envelope.rcpt_tos[0]) for about in message.get_all("Jingwei-Issue"))
        if mood == "drop":
            server.transport.abort()
        if mood == "stall":
            await asyncio.sleep(STALL_SECONDS)
        return "250 2.0.0 kept"
