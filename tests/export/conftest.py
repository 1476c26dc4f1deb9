"""One export of the small zone and one Spark for the tests that ask it."""

import os

import pytest

from datasets.export import open_export
from indicators import leaving


@pytest.fixture(scope="session")
def exported(snapshot, tmp_path_factory):
    """The folder of the small zone's export; nobody writes here."""
    folder = tmp_path_factory.mktemp("export") / "zone"
    leaving.export(snapshot, folder)
    return folder


@pytest.fixture(scope="session")
def spark(exported):
    """That export opened on Spark; its Java compiles once and quickly, as fits a life of seconds."""
    os.environ.setdefault("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    return open_export(exported)
