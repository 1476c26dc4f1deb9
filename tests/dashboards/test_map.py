"""The map: through time, down to parcels and who holds them, for those who may see that and nobody else."""

import json

import pandas as pd
import plotly.io
import pytest

import indicators
from dashboards.access import Reader, Role
from dashboards.asking import cadastre
from dashboards.page import pages
from dashboards.parts import land
from dashboards.parts.timeline import timeline
from dashboards.router import view_of
from datasets import audit
from indicators import QuestionError

from .conftest import asked, signed_in
from .shown import within, words

LAND_OFFICE = "规划和国土资源局"
LEADER = Reader(Role.LEADER)


def view(home, search: str, reader: Reader = LEADER):
    return view_of(home, pages()["/map"], search, reader)


@pytest.fixture(scope="module")
def parcel(snapshot) -> dict:
    """A parcel whose user pays tax and holds another parcel too, by the base tables."""
    return snapshot.query(
        """WITH held AS (SELECT entity_id, sum(area_square_metre) AS held FROM base_geography__land_parcel GROUP BY 1),
        paid AS (SELECT entity_id, sum(paid_yuan)::DOUBLE AS tax FROM base_economy__tax_payment
            WHERE year(payment_month) = 2026 AND payment_month <= DATE '2026-10-01' GROUP BY 1)
        SELECT parcel_code, p.street, entity_id, e.name, area_square_metre AS area, held, tax
        FROM base_geography__land_parcel p JOIN base_legal_entities__entity e USING (entity_id)
        JOIN held USING (entity_id) JOIN paid USING (entity_id)
        WHERE held > area_square_metre AND tax > 0 ORDER BY tax DESC, parcel_code LIMIT 1"""
    ).to_pylist()[0]


def test_a_parcel_says_who_holds_it_what_for_and_what_it_yields(home, parcel) -> None:
    address = f"?layer=land&street={parcel['street']}&parcel={parcel['parcel_code']}"
    found = {
        getattr(each, "data-measure"): float(getattr(each, "data-value"))
        for each in within(pages()["/map"].body(view(home, address)))
        if getattr(each, "data-indicator", "") == "parcel"
    }
    assert found["tax_yuan"] == pytest.approx(parcel["tax"], rel=1e-12)
    assert found["tax_per_mu"] == pytest.approx(parcel["tax"] / (parcel["held"] * 15 / 10_000), rel=1e-12)
    assert found["area_mu"] == pytest.approx(parcel["area"] * 15 / 10_000, rel=1e-12)
    body = pages()["/map"].body(view(home, address))
    said = words(body)
    links = {getattr(each, "href", "") or "" for each in within(body)}
    assert parcel["name"] in said
    assert any(link.startswith("/enterprises?entity=" + parcel["entity_id"]) for link in links)
    assert any("parcel=" in link and parcel["parcel_code"] not in link for link in links), "the user's other parcels"


def test_the_month_alone_is_less_than_the_year(home, parcel) -> None:
    year, month = (cadastre.parcels(view(home, f"?basis={each}")).set_index("parcel_code") for each in ("", "month"))
    assert 0 <= month.loc[parcel["parcel_code"], "tax_yuan"] < year.loc[parcel["parcel_code"], "tax_yuan"]
    earlier = cadastre.parcels(view(home, "?period=2006-01"))
    assert 0 < len(earlier) < len(year), "a parcel is there from the month of its grant on"


def test_dots_are_few_and_lead_to_their_parcel(home, parcel) -> None:
    drawn, said = land.dotted(view(home, "?layer=land"), {"data": [], "layout": {}})
    (dots,) = drawn["data"]
    assert 0 < len(dots["ids"]) <= land.DOTS
    assert len(set(dots["ids"])) == len(dots["ids"])
    assert parcel["name"] in [label for label, _ in dots["customdata"]]
    assert str(len(dots["ids"])) in said
    assert min(dots["marker"]["size"]) >= 5


@pytest.mark.parametrize(
    ("reader", "who", "tax"),
    [
        (LEADER, True, True),
        (Reader(Role.ECONOMIST), True, True),
        (Reader(Role.DEPARTMENT, LAND_OFFICE), True, False),
        (Reader(Role.DEPARTMENT, "税务局"), False, False),
        (Reader(Role.PLANNER), False, False),
        (Reader(Role.OPERATOR), False, False),
        (Reader(Role.ADMINISTRATOR), False, False),
        (Reader(Role.WALL), False, False),
        (Reader(), False, False),
    ],
)
def test_who_sees_parcels_and_what_their_users_pay(home, parcel, reader: Reader, who: bool, tax: bool) -> None:
    page = pages()["/map"]
    for address in ("?layer=land", f"?layer=land&street={parcel['street']}&parcel={parcel['parcel_code']}"):
        seen = view(home, address, reader)
        text = json.dumps(json.loads(plotly.io.json.to_json_plotly(page.body(seen))), ensure_ascii=False)
        assert (parcel["name"] in text) == who
        assert page.restricted(seen) == who
    if not who:
        with pytest.raises(QuestionError, match="role"):
            cadastre.parcels(view(home, "", reader))
        assert cadastre.outlines(view(home, "", reader), parcel["street"]) == {}
    else:
        assert cadastre.parcels(view(home, "", reader))["tax_yuan"].notna().any() == tax


def test_each_look_at_parcels_is_written_down(app, home, registered, call, parcel) -> None:
    client = signed_in(app, home, "surveyor", "leader")
    looks = lambda: [each for each in audit.entries(home, "surveyor") if each.action == "map"]  # noqa: E731
    call(client, asked(registered, "frame", "/map", ""))
    assert looks() == []
    answer = call(client, asked(registered, "frame", "/map", f"?layer=land&street={parcel['street']}"))
    assert parcel["parcel_code"] in answer.get_data(as_text=True)
    assert parcel["street"] in looks()[0].detail


def test_a_wall_shows_no_single_enterprise_whoever_signed_in(app, home, registered, call, parcel) -> None:
    client = signed_in(app, home, "surveyor", "leader")
    search = f"?pages=map&layer=land&street={parcel['street']}&parcel={parcel['parcel_code']}"
    answer = call(client, asked(registered, "frame", "/wall", search))
    assert "data-wall" in answer.get_data(as_text=True)
    assert parcel["parcel_code"] not in answer.get_data(as_text=True).replace(f"parcel={parcel['parcel_code']}", "")


def test_time_goes_in_steps_of_the_indicator(home) -> None:
    first = pd.Timestamp("2010-12-01")
    for key, step, most in (("residents", "12", 15), ("tax_revenue", "1", 190)):
        made = timeline(view(home, "?period=2012-12"), indicators.catalogue()[key], first)
        steps = [getattr(made, f"data-{name}") for name in ("step", "steps", "at")]
        assert steps == [step, str(most), str(24 // int(step))]
        assert getattr(made, "data-slide") == "/map?period=0000-00"
    assert pages()["/map"].body(view(home, "?indicator=residents")), "a zone too small for protected counts by block"


@pytest.mark.browser
def test_time_is_moved_by_keys_and_a_parcel_leads_to_its_enterprise(visit, parcel) -> None:
    page = visit("/map?layer=land")
    page.wait_for_selector("#block-map .main-svg")
    page.focus(".timeline input")
    page.keyboard.press("ArrowLeft")
    assert page.inner_text(".timeline output") == "2026年9月"
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**period=2026-08**")
    page.wait_for_selector(".months summary:text-is('2026年8月')")
    assert page.evaluate("document.activeElement.type") == "range", "the focus stays on the slider"
    page.keyboard.press("End")
    page.wait_for_url("**/map?layer=land")
    page.locator(".chooser select").nth(1).select_option(value=parcel["street"])
    page.wait_for_selector("#parcel-map .main-svg")
    page.click(f".parcels a:text-is('{parcel['parcel_code']}')")
    page.wait_for_selector(".parcel table")
    page.click(f".parcel a:text-is('{parcel['name']}')")
    page.wait_for_selector(f"h1:text-is('{parcel['name']}')")
