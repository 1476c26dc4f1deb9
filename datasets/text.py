"""Words in two languages, so that a missing translation is a type error."""

from typing import Literal, NamedTuple

Language = Literal["zh", "en"]


class Text(NamedTuple):
    """One phrase in Simplified Chinese and in English."""

    zh: str
    en: str

    def in_language(self, language: Language) -> str:
        """Return the phrase in the reader's language."""
        return self.zh if language == "zh" else self.en
