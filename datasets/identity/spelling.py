"""Spelling: patterns of words in which one character is wrong."""

from collections.abc import Iterable, Iterator


def misspelt(words: Iterable[str]) -> str:
    """Return a pattern of words with one character inside left out, added, replaced, or exchanged with the next.

    The first and the last character must be there: what stands before and after is not the word's.
    """
    return "|".join(dict.fromkeys(variant for word in words for variant in _variants(word)))


def _variants(word: str) -> Iterator[str]:
    last = len(word) - 1
    for place in range(1, last + 1):
        yield f"{word[:place]}.{word[place:]}"
    for place in range(1, last):
        yield f"{word[:place]}.{word[place + 1 :]}"
        yield word[:place] + word[place + 1 :]
    for place in range(last):
        yield word[:place] + word[place + 1] + word[place] + word[place + 2 :]
