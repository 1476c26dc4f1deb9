"""How mail leaves the house: ``mail.toml`` in the home. The password stands in a file or variable of its own.

host = "smtp.zone.example"
port = 587
security = "starttls"                      # starttls, tls, offered (if the server has it) or none
ca_file = "/etc/jingwei/ca.pem"            # the intranet's own authority, if there is one
user = "jingwei"
password_file = "/etc/jingwei/smtp_password"   # or password_env = "JINGWEI_SMTP_PASSWORD"
sender = "jingwei@zone.example"
address = "https://jingwei.example"        # where readers open the library
largest_mb = 10                            # a larger report is not attached, the mail leads to it
"""

import os
import tomllib
from pathlib import Path
from typing import Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from datasets import Text
from reports.errors import ReportsError

FILE: Final = "mail.toml"
_MEGABYTE: Final = 2**20
_HERE: Final = frozenset({"localhost", "127.0.0.1", "::1"})


class MailRefused(ReportsError):
    """The home's file of mail settings is missing or cannot be used."""


class MailSettings(BaseModel):
    """The server that takes the mail, how the way to it is protected, and as whom it is sent."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str
    port: int = Field(default=587, ge=1, le=65535)
    security: Literal["starttls", "tls", "offered", "none"] = "starttls"
    ca_file: Path | None = None
    user: str | None = None
    password_file: Path | None = None
    password_env: str | None = None
    sender: str = Field(pattern=r"^[\x21-\x3f\x41-\x7e]+@[A-Za-z0-9.-]+$")
    zh: str = "经纬"
    en: str = "Jingwei"
    address: str = Field(default="", pattern=r"^(https?://\S+)?$")
    largest_mb: float = Field(default=10, gt=0)
    timeout_seconds: float = Field(default=60, gt=0)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.user and (self.password_file is None) == (self.password_env is None):
            raise ValueError("with a user, name either password_file or password_env")
        if self.user and self.security in {"none", "offered"} and self.host not in _HERE:
            raise ValueError("a password is sent only over starttls or tls")
        return self

    @property
    def name(self) -> Text:
        """Return the name of the sender."""
        return Text(self.zh, self.en)

    @property
    def largest_bytes(self) -> int:
        """Return the size above which a report is not attached."""
        return int(self.largest_mb * _MEGABYTE)

    def password(self) -> str:
        """Return the password; raise MailRefused when it is not where the settings say, or no server can read it."""
        where = self.password_env or self.password_file
        try:
            found = os.environ[self.password_env] if self.password_env else _line(self.password_file)
            found.encode("ascii")
        except (KeyError, OSError, UnicodeError) as error:
            raise MailRefused(Text(f"没有邮件口令：{where}。", f"No password for mail in {where}.")) from error
        return found


def mail_settings(home: Path) -> MailSettings:
    """Return the home's settings; raise MailRefused when there are none or they cannot be used."""
    path = home / FILE
    if not path.is_file():
        raise MailRefused(Text(f"没有邮件设置 {path}。", f"There are no settings for mail: {path}."))
    try:
        return MailSettings.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (ValidationError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        said = (
            "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
            if isinstance(error, ValidationError)
            else str(error)
        )
        raise MailRefused(
            Text(f"邮件设置 {path} 无法使用：{said}", f"The settings for mail {path} cannot be used: {said}")
        ) from error


def _line(path: Path | None) -> str:
    assert path is not None  # noqa: S101 checked with the user
    return path.read_text(encoding="utf-8").rstrip("\r\n")
