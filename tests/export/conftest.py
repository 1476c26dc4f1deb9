"""One export of the small zone and one Spark for the tests that ask it."""

import os

import pytest

from datasets.export import open_export
from datasets.export.session import session
from indicators import leaving


@pytest.fixture(scope="session")
def exported(snapshot, tmp_path_factory):
    """The folder of the small zone's export; nobody writes here."""
    folder = tmp_path_factory.mktemp("export") / "zone"
    leaving.export(snapshot, folder)
    return folder


@pytest.fixture(scope="session")
def spark(exported):
    """That export opened on Spark; nothing is compiled that would not pay in a life of seconds."""
    os.environ.setdefault("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    opened = open_export(exported)
    for name, value in {"wholeStage": "false", "factoryMode": "NO_CODEGEN"}.items():
        session().conf.set(f"spark.sql.codegen.{name}", value)
    return opened
