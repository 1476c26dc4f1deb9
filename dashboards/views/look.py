"""How a reader wants the pages to look: light or dark, red or green for a rise. Kept in the reader's own browser."""

from dataclasses import dataclass
from typing import Any, Literal

from flask import Flask, has_request_context, request

import datasets
from indicators.charts import Theme

Choice = Literal["system", "light", "dark"]

_MEDIA: dict[Choice, str] = {
    "system": "screen and (prefers-color-scheme: dark)",
    "light": "not all",
    "dark": "screen",
}


@dataclass(frozen=True)
class Look:
    """The reader's choice of theme, the theme it comes to at this moment, and whether a rise is red."""

    choice: Choice
    theme: Theme
    rise_is_red: bool

    @property
    def media(self) -> str:
        """Return where the dark style sheet applies: never on paper."""
        return _MEDIA[self.choice]

    @property
    def rise(self) -> str:
        """Return the colour of a rise, as the style sheet knows it."""
        return "red" if self.rise_is_red else "green"


def look() -> Look:
    """Return what the request's cookies say; without any, the system's theme and the installation's rise.

    The cookie ``scheme`` is what the browser last said of its system: charts are coloured before they are sent.
    """
    said = request.cookies if has_request_context() else {}
    system: Theme = "dark" if said.get("scheme") == "dark" else "light"
    rise = said.get("rise")
    red = rise == "red" if rise in {"red", "green"} else datasets.settings().rise_is_red
    match said.get("theme"):
        case "light":
            return Look("light", "light", red)
        case "dark":
            return Look("dark", "dark", red)
    return Look("system", system, red)


def dress(server: Flask) -> None:
    """Give every template of the server the reader's look."""

    def words() -> dict[str, Any]:
        return {"look": look()}

    server.context_processor(words)
