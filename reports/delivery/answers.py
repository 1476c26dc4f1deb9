"""Answers: what the mail server said, or why nothing was heard of it, as a person reads it, with what to look at."""

import smtplib
import ssl
from typing import Final

from datasets import Text
from reports.delivery.settings import MailSettings

_FAILS: Final = 500


def refusal(reply: tuple[int, bytes]) -> Text:
    """Return what the server said to one mail or recipient: not now (4xx), or never (5xx)."""
    said = spoken(reply)
    if reply[0] < _FAILS:
        return Text(f"邮件服务器暂不接收（{said}）", f"the mail server does not take it now ({said})")
    return Text(f"邮件服务器拒收（{said}）", f"the mail server refuses it ({said})")


def sender_refused(reply: tuple[int, bytes], settings: MailSettings) -> Text:
    """Return that the server does not take mail from our sender."""
    said = spoken(reply)
    return Text(
        f"邮件服务器不接受发件人 {settings.sender}（{said}），请核对 mail.toml 的 sender 和 user",
        f"the mail server takes nothing from {settings.sender} ({said}): look at sender and user in mail.toml",
    )


def silence(error: OSError | smtplib.SMTPException, settings: MailSettings) -> Text:
    """Return why the server could not be spoken to, and which setting has to do with it."""
    where, said = f"{settings.host}:{settings.port}", _words(error)
    match error:
        case smtplib.SMTPAuthenticationError():
            return Text(
                f"邮件服务器 {where} 不接受用户名或口令（{said}），请核对 mail.toml 的 user 和口令",
                f"the mail server {where} does not accept user and password ({said}): look at both in mail.toml",
            )
        case ssl.SSLError() | smtplib.SMTPNotSupportedError():
            return Text(
                f"与邮件服务器 {where} 无法建立加密连接（{said}），请核对 mail.toml 的 security 和 ca_file",
                f"no encrypted connection to the mail server {where} ({said}): mail.toml has security and ca_file",
            )
        case smtplib.SMTPException():
            return Text(
                f"邮件服务器 {where} 中断或拒绝了连接（{said}）",
                f"the mail server {where} closed the connection ({said})",
            )
        case _:
            return Text(
                f"连不上邮件服务器 {where}（{said}），请核对网络和 mail.toml 的 host、port",
                f"the mail server {where} is not to be reached ({said}): mail.toml has its host and port",
            )


def spoken(reply: tuple[int, bytes]) -> str:
    """Return a reply as the server gave it, on one line."""
    return " ".join(f"{reply[0]} {reply[1].decode('utf-8', 'replace')}".split())


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return spoken((error.smtp_code, said if isinstance(said, bytes) else str(said).encode()))
    return str(error) or type(error).__name__
