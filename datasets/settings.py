"""Settings of one installation, read from the environment (``JINGWEI_…``)."""

import os
from functools import lru_cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from datasets.text import Language


class Settings(BaseSettings):
    """Where the state lives, which zone this is, how it speaks, what a build may take, where copies and Spark are."""

    model_config = SettingsConfigDict(env_prefix="JINGWEI_", frozen=True)

    home: Path = Path("var")
    zone: str = Field(default="teda", pattern=r"^[a-z][a-z0-9_]*$")
    language: Language = "zh"
    build_memory: str = Field(default="3GB", pattern=r"^[0-9]+(\.[0-9]+)?[MG]B$")
    build_threads: int | None = Field(default=None, ge=1)
    spark_master: str = "local[2]"
    rise_is_red: bool = True
    report_copies: Path | None = None
    host: str = "127.0.0.1"
    port: int = Field(default=8050, ge=1, le=65535)


def settings() -> Settings:
    """Return the settings as the environment gives them now."""
    return _read(tuple((name, said) for name, said in os.environ.items() if name.upper().startswith("JINGWEI_")))


@lru_cache(maxsize=8)
def _read(environment: tuple[tuple[str, str], ...]) -> Settings:  # noqa: ARG001 what the settings are read from
    return Settings()
