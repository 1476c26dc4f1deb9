"""A table of figures: words to the left, numbers to the right."""

from collections.abc import Sequence


def show(title: str, headings: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    """Print lines of figures under their headings, the first column being what they are of."""
    widths = [max(len(each) for each in column) for column in zip(headings, *lines, strict=True)]
    print(f"\n{title}")
    for line in (headings, *lines):
        first, *others = [text.rjust(width) for text, width in zip(line, widths, strict=True)]
        print("  ".join([first.strip().ljust(widths[0]), *others]))
