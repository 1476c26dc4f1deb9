"""The sentences a report opens with, read from its web page: what a digest says and what stands in a mail."""

from html.parser import HTMLParser
from pathlib import Path
from typing import Final

MOST: Final = 5


class _Opening(HTMLParser):
    """Collects the paragraphs of the lead and the points after it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = dict(attrs).get("class")
        if tag in {"div", "ol"} and kind in {"lead", "points"}:
            self._inside = tag
        elif self._inside and tag in {"p", "li"}:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside and self.found:
            self.found[-1] += data


def sentences_of(page: Path) -> list[str]:
    """Return the first five sentences and points of a report's web page, none if it has none."""
    if not page.is_file():
        return []
    opening = _Opening()
    opening.feed(page.read_text(encoding="utf-8"))
    return [" ".join(each.split()) for each in opening.found if each.strip()][:MOST]
