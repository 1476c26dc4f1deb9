"""Every number on every page is what the layer below says of the same slice, and none stands there unmarked."""

import math
import re
from dataclasses import replace

import pytest

import indicators
from dashboards.access import Reader, Role
from dashboards.page import pages
from dashboards.router import view_of

from .shown import about, expected, shows, unmarked, within, words

WALKED = [
    ("/", ""),
    ("/", "?period=2015-06&basis=month&lang=en"),
    ("/", "?period=2020-02"),
    ("/investment", ""),
    ("/tax", ""),
    ("/tax", "?industry=automotive&period=2020-03&lang=en"),
    ("/trade", "?period=2009-01"),
    ("/map", "?sort=-value"),
    ("/map", "?indicator=exports&street=E03B"),
    ("/map", "?layer=land&street=E03B&lang=en"),
    ("/population", ""),
    ("/fields", ""),
    ("/forecast", ""),
    ("/forecast", "?indicator=fdi_used&lang=en"),
    ("/scenarios", ""),
    ("/scenarios", "?strength=50&lang=en"),
    ("/climate", ""),
    ("/climate", "?period=2012-05&lang=en"),
    ("/enterprises", "?entity=LARGEST"),
    ("/centre", ""),
    ("/centre", "?base=population&lang=en"),
    ("/watch", "?state=all"),
    ("/review", ""),
    ("/review", "?outcome=resize&lang=en"),
    ("/review", "?application=2008-101"),
    ("/review", "?application=2008-101&growth=150&lang=en"),
    ("/review", "?part=portfolio&budget=300"),
    ("/review", "?part=used"),
    ("/review", "?part=board&lang=en"),
]
ELSEWHERE = {
    "note", "notice", "origin", "Code", "meaning", "Footer", "Select", "Label", "Details", "Button", "H1", "H2", "H3",
    "chip", "lights", "timeline", "saying", "reason", "opinion", "said", "knob", "watching", "rules", "talking", "when", "month", "Th", "Tfoot",
}  # fmt: skip
"""What stands beside numbers: names, times, the words of norms, opinions and people, warnings, which say what of."""

UNITS = r"万|亿|%|个百分点|元|美元|家|人|billion|million|thousand|trillion|pp\b|US\$|yuan"
NUMBER = re.compile(rf"(?<![\d.])(?!(80|95)% )\d[\d,.]*\s*({UNITS})|^[+−]?(?!(19|20)\d\d$)\d[\d,.]*$")
"""A number with a unit, or alone and no year; 80 and 95 % are what intervals are called."""


@pytest.fixture(scope="module")
def largest(snapshot) -> str:
    """The enterprise of which the departments know most: a taxpayer that trades and has been to court."""
    return snapshot.query(
        """SELECT entity_id FROM base_economy__tax_payment JOIN base_legal_entities__entity USING (entity_id)
        GROUP BY entity_id ORDER BY entity_id IN (SELECT entity_id FROM base_legal_entities__case WHERE role = '2') DESC,
        sum(paid_yuan) DESC, entity_id LIMIT 1"""
    ).to_pylist()[0]["entity_id"]


@pytest.mark.parametrize(("path", "search"), WALKED)
def test_every_number_is_what_the_layer_below_says(home, snapshot, largest, path: str, search: str) -> None:
    page = pages()[path]
    view = view_of(home, page, search.replace("LARGEST", largest), Reader(Role.LEADER))
    body = page.body(view)
    wrong, seen = [], 0
    for each in within(body):
        told = about(each)
        if "indicator" not in told:
            continue
        seen += 1
        exact, told_value = expected(view, snapshot, told), float(told["value"])
        share = indicators.catalogue().get(told["indicator"])
        in_points = share is not None and share.unit == "share" and told["measure"] == "yoy"
        close = math.isclose(told_value, exact, rel_tol=1e-9) or (math.isnan(told_value) and math.isnan(exact))
        written = words(each)
        # How far a sentence says that a part took growth down bears no sign; a new part has no growth to reckon with.
        size = shows(written, abs(exact)) and told["measure"].startswith("pull")
        unknown = math.isnan(told_value) and told["measure"] == "pull" and "—" in written
        if not unknown and (not close or not (in_points or size or shows(written, exact))):
            wrong.append((told, exact, written))
    assert wrong == []
    assert seen >= (2 if "street" in search and "layer" not in search else 6 if path == "/watch" else 8)
    assert [text for text in unmarked(body, ELSEWHERE) if NUMBER.search(text.strip())] == []


def test_a_wrong_number_would_be_seen(home, snapshot) -> None:
    view = replace(view_of(home, pages()["/tax"], ""), theme="dark")
    told = {"indicator": "tax_revenue", "slice": "", "period": view.latest, "basis": "to_date", "measure": "value"}
    exact = expected(view, snapshot, told)
    assert shows(str(indicators.figure(exact, "yuan", "zh")), exact)
    assert not shows(str(indicators.figure(exact * 1.02, "yuan", "zh")), exact)
    assert expected(view, snapshot, told | {"basis": "month"}) != exact
