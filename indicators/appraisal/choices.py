"""Choices: what the fixed words of an application are called."""

import csv
import io
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from datasets import Language, Text


@cache
def choices() -> Mapping[str, Text]:
    """Return the name of every fixed word by its code."""
    text = (files("indicators") / "appraisal" / "choices.csv").read_text(encoding="utf-8")
    return {row["code"]: Text(row["zh"], row["en"]) for row in csv.DictReader(io.StringIO(text))}


@cache
def _codes() -> Mapping[str, str]:
    return {name.zh: code for code, name in choices().items()}


def code_of(word: str) -> str:
    """Return the code of a word as a form has it; a code, or a word that nobody knows, as it is."""
    return _codes().get(word, word)


def named(code: str, language: Language) -> str:
    """Return the name of a code in the reader's language; another word as it is."""
    found = choices().get(code)
    return code if found is None else found.in_language(language)
