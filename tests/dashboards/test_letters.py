"""The typeface comes in parts: no letter is lost or doubled, those of our own words are in files that are there."""

import re
from collections import Counter

from dashboards.wire import letters


def test_each_letter_is_in_as_many_files_as_npm_has_it_in() -> None:
    faces = re.findall(r"url\(\./([^)]+)\).*?unicode-range:([^}]+)}", letters.sheet())
    counted = Counter(point for _, ranges in faces for point in points(ranges))
    assert counted == Counter(point for each in letters.slices() for point in each.letters)
    own = {path: points(ranges) for path, ranges in faces if path.startswith("own/")}
    assert all((letters.OWN / path.removeprefix("own/")).is_file() for path in own)
    assert set(map(ord, "经济运行税收亿元abc0123")) <= {point for each in own.values() for point in each}


def points(ranges: str) -> list[int]:
    """Return the letters of ranges such as U+4e00,U+4e03-4e09."""
    ends = [[int(end, 16) for end in each.removeprefix("U+").split("-")] for each in ranges.split(",")]
    return [point for pair in ends for point in range(pair[0], pair[-1] + 1)]


def test_the_files_are_served_to_everybody_and_nothing_else_is(anonymous) -> None:
    path = "/fonts/own/noto-sans-sc-118-wght-normal.woff2"
    with anonymous.get(path) as answer:
        assert answer.data == (letters.OWN / path.rpartition("/")[2]).read_bytes()
    for other in ("/fonts/own/letters.txt", "/fonts/x/noto-sans-sc-118-wght-normal.woff2", "/fonts/own/x.woff2"):
        assert anonymous.get(other).status_code == 404
