"""A layer handed in is checked by the rules of a build: swapped axes are told at once, not at the next build."""

import csv
import io
from pathlib import Path

from datasets.intake.submit import submit


def swapped(path: Path, out: Path, rows: slice) -> Path:
    table = list(csv.reader(io.StringIO(path.read_text("utf-8"))))
    x, y = table[0].index("经度"), table[0].index("纬度")
    for row in table[1:][rows]:
        row[x], row[y] = row[y], row[x]
    out.mkdir()
    with (out / path.name).open("w", encoding="utf-8", newline="") as written:
        csv.writer(written, lineterminator="\n").writerows(table)
    return out / path.name


def test_longitudes_and_latitudes_that_changed_places_are_refused_at_submit(extracts: Path, tmp_path: Path) -> None:
    stops = extracts / "bus_stop/bus_stop.csv"
    good = submit(tmp_path / "home", "bus_stop", stops)
    assert (good.refused, [each for each in good.findings if each.severity == "error"]) == (False, [])
    bad = submit(tmp_path / "other", "bus_stop", swapped(stops, tmp_path / "all", slice(None)))
    (finding,) = [each for each in bad.findings if each.rule == "axes_swapped"]
    assert (bad.refused, bad.accepted, finding.row_count) == (True, 0, bad.rows)
    assert bad.workbook is not None
    some = submit(tmp_path / "home", "bus_stop", swapped(stops, tmp_path / "some", slice(0, 3)))
    (finding,) = [each for each in some.findings if each.rule == "axes_swapped"]
    assert (finding.rows, some.accepted) == ((1, 2, 3), some.rows - 3)
