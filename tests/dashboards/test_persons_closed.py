"""The web process answers every page and every callback without ever opening the persons."""

from pathlib import Path

from dashboards.page import pages
from datasets.published.manifest import PERSONS_DATABASE
from tests.dashboards.conftest import HOST


def test_no_page_opens_the_persons(client, registered) -> None:
    for page in pages().values():
        assert client.get(page.path).status_code == 200
    for body in registered.values():
        client.post("/_dash-update-component", json=body, headers={"Origin": HOST})
        opened = {str(each.readlink()) for each in Path("/proc/self/fd").iterdir() if each.exists()}
        assert not [name for name in opened if PERSONS_DATABASE in name or "/keys/" in name or "/landing/" in name]
    assert any(name.endswith("snapshot.duckdb") for name in opened)
