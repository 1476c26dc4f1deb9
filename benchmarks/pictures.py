"""The pictures of the documents: every page as it is now, small enough to keep. Run it by `make pictures`."""

import argparse
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image

from benchmarks.serving import ROOT, jingwei
from dashboards import accounts
from dashboards.access import Role
from dashboards.page import pages

IMAGES = ROOT / "docs" / "images"
LARGEST = 120_000
"""The most bytes a picture may have."""

_HOME = ROOT / "var" / "pictures"
_NAME, _PASSWORD = "painter", "a long enough password"
_ROLES = (Role.LEADER, Role.ADMINISTRATOR)
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
_DESK, _TELEPHONE, _WALL = (1440, 900), (390, 844), (3840, 2160)
_PATIENCE = 180_000.0  # milliseconds: the machine may have other things to do
_READY = "main[data-title] .panel, .find"


class Shot(NamedTuple):
    """A picture: its name, the address, the window, the theme, and how wide it is kept."""

    name: str
    address: str
    window: tuple[int, int] = _DESK
    scheme: str = "light"
    width: int = 1200
    role: Role = Role.LEADER


def shots() -> list[Shot]:
    """Return every page on a desk, a warning, and the overview dark, in English on a telephone, and on the wall."""
    words = {"enterprises": "?q=天津", "map": "?layer=land", "review": "?application=2008-123&growth=40"}
    desk = [
        Shot(each.key, each.path + words.get(each.key, ""), role=next(r for r in _ROLES if each.access.admits(r)))
        for each in pages().values()
    ]
    return [
        *desk,
        Shot("warning", "/watch?warning=2026-001"),
        Shot("overview-dark", "/", scheme="dark"),
        Shot("overview-phone", "/?lang=en", _TELEPHONE, width=390),
        Shot("wall", "/wall?seconds=600", _WALL, "dark", 1600),
    ]


def main(words: list[str]) -> None:
    """Draw all pictures, or those named."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--home", type=Path, default=_HOME, help="a home with a snapshot; without one it is made")
    asked.add_argument("--out", type=Path, default=IMAGES)
    asked.add_argument("names", nargs="*", help="some pictures only")
    said = asked.parse_args(words)
    _prepare(said.home)
    with jingwei(said.home) as (address, _), _browser() as browser:
        cookies = {role: _signed_in(browser, address, f"{_NAME}-{role}") for role in _ROLES}
        for shot in shots():
            if not said.names or shot.name in said.names:
                path = said.out / f"{shot.name}.webp"
                path.write_bytes(small(_taken(browser, address, cookies[shot.role], shot), shot.width))
                print(f"{path.name}\t{path.stat().st_size:,} bytes", flush=True)


def small(picture: bytes, width: int) -> bytes:
    """Return a picture as WebP of a width, as good as its room allows."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image = image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)
    for quality in (82, 74, 66, 58, 50, 40):
        kept = io.BytesIO()
        image.save(kept, "WEBP", quality=quality, method=6)
        if kept.tell() <= LARGEST:
            return kept.getvalue()
    raise SystemExit(f"A picture {width} pixels wide does not fit into {LARGEST:,} bytes.")


def _prepare(home: Path) -> None:
    if not (home / "snapshots").is_dir():
        front, extracts = [sys.executable, str(ROOT / "jingwei.py")], str(home / "extracts")
        made = ("simulate", "--out", extracts, "--scale", "0.1"), ("build", "--extracts", extracts)
        for words in (*made, ("warnings", "check")):
            subprocess.run([*front, *words], env={**os.environ, "JINGWEI_HOME": str(home)}, check=True)  # noqa: S603 our words
    for role in _ROLES:
        accounts.create_user(home, f"{_NAME}-{role}", role)
        accounts.change_password(home, f"{_NAME}-{role}", _PASSWORD)


@contextmanager
def _browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=_FLAGS)
        yield browser
        browser.close()


def _signed_in(browser: Any, address: str, name: str) -> Any:
    context = browser.new_context()
    context.set_default_timeout(_PATIENCE)
    page = context.new_page()
    page.goto(f"{address}/login")
    page.fill("input[name=name]", name)
    page.fill("input[name=password]", _PASSWORD)
    page.click("form button")
    page.wait_for_selector("main[data-title]")
    found = context.cookies()
    context.close()
    return found


def _taken(browser: Any, address: str, cookies: Any, shot: Shot) -> bytes:
    width, height = shot.window
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=shot.scheme)
    context.set_default_timeout(_PATIENCE)
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(address + shot.address)
    page.wait_for_selector(_READY)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(800)
    taken: bytes = page.screenshot()
    context.close()
    return taken


if __name__ == "__main__":
    main(sys.argv[1:])
