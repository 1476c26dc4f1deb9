"""The typeface: for the letters of our own words small files of our own, for all others the slices from npm.

A machine that has the typeface fetches neither. The files in ``fonts`` are made by ``make letters``: of each slice the
letters that stand in ``letters.txt``, which are those of the code and of short code lists.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

SLICES = Path(__file__).resolve().parents[2] / "node_modules" / "@fontsource-variable" / "noto-sans-sc"
OWN = Path(__file__).parents[1] / "fonts"
_FACE = re.compile(r"src: url\(\./files/([^)]+)\)[^;]*;\s*unicode-range: ([^;]+);")


class Slice(NamedTuple):
    """A file of the typeface, and the letters it holds."""

    name: str
    letters: frozenset[int]


def slices() -> Iterator[Slice]:
    """Yield the files from npm, nothing where they are not installed."""
    sheet = SLICES / "wght.css"
    for name, ranges in _FACE.findall(sheet.read_text(encoding="utf-8")) if sheet.is_file() else ():
        ends = ([int(end, 16) for end in each.strip().removeprefix("U+").split("-")] for each in ranges.split(","))
        yield Slice(name, frozenset(point for pair in ends for point in range(pair[0], pair[-1] + 1)))


@cache
def letters() -> frozenset[int]:
    """Return the letters of which our own files are made."""
    return frozenset(map(ord, (OWN / "letters.txt").read_text(encoding="utf-8").replace("\n", "")))


@cache
def sheet() -> str:
    """Return the style sheet: each letter is in one file alone."""
    faces = []
    for each in slices():
        own = each.letters & letters() if (OWN / each.name).is_file() else frozenset()
        faces += [_face(f"own/{each.name}", own)] if own else []
        faces.append(_face(f"files/{each.name}", each.letters - own))
    return "\n".join(faces)


def _face(path: str, points: Iterable[int]) -> str:
    return (
        '@font-face{font-family:"Noto Sans SC Variable";font-style:normal;font-display:swap;font-weight:100 900;'
        f'src:url(./{path}) format("woff2-variations");unicode-range:{_ranges(points)}}}'
    )


def _ranges(points: Iterable[int]) -> str:
    """Return letters as ranges: U+4e00,U+4e03-4e09."""
    runs = [
        [point for _, point in run]
        for _, run in groupby(enumerate(sorted(points)), key=lambda numbered: numbered[1] - numbered[0])
    ]
    return ",".join(f"U+{run[0]:x}" + (f"-{run[-1]:x}" if len(run) > 1 else "") for run in runs)
