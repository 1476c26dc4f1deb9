"""What paper can show of words that others wrote: a box stands for a character that no font of ours has."""

import unicodedata
from typing import Any


def printable(found: Any) -> Any:
    """Return content with a box for each character that no font of ours has: a picture, or an invisible sign."""
    if isinstance(found, dict):
        return {key: value if key == "figure" else printable(value) for key, value in found.items()}
    if isinstance(found, list | tuple):
        return [printable(value) for value in found]
    return "".join(map(_drawn, found)) if isinstance(found, str) else found


def _drawn(letter: str) -> str:
    kind = unicodedata.category(letter)
    picture = letter > "\uffff" and kind != "Lo"  # rare characters of names stay
    return "□" if picture or (kind.startswith("C") and letter not in "\n\t") else letter
