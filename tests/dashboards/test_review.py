"""The review page: who may see it, what the address filters, sorts and supposes, and the opinion on paper."""

import gc
import re
import shutil
import threading
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from werkzeug.serving import make_server

from dashboards.access import Reader, Role
from dashboards.app import make_app
from dashboards.opinions import docket_of, supposed_in
from dashboards.page import pages
from dashboards.parts.budgets import asked_of
from dashboards.router import view_of
from datasets import audit
from indicators.appraisal import read, review
from indicators.appraisal.budgeting import range_of, years_of
from indicators.appraisal.docket import Supposed, docket
from indicators.appraisal.fen import yuan
from indicators.appraisal.shipped import application, applications, english
from indicators.appraisal.written import decided

from .conftest import HOST, asked, signed_in
from .shown import within, words

OVERSIZED = "2008-101"


@pytest.fixture
def shown(home):
    """The elements of an address as a reviewer sees them."""

    def body(search: str = "") -> list:
        return pages()["/review"].body(view_of(home, pages()["/review"], search, Reader(Role.REVIEWER)))

    return body


def rows(body) -> list[str]:
    """The applications of the queue in their order."""
    table = next(each for each in within(body) if each._type == "Tbody")
    return [words(each) for each in within(table) if each._type == "Small"]


def test_only_those_who_review_plan_or_decide_have_the_page_and_the_opinion(app, home, registered, call):
    for role in Role:
        client = signed_in(app, home, f"of-{role}", role)
        may = role in {Role.LEADER, Role.PLANNER, Role.REVIEWER}
        answer = call(client, asked(registered, "frame", "/review", "")).get_data(as_text=True)
        assert (OVERSIZED in answer) == may, role
        if not may:
            assert client.get(f"/review/opinion.pdf?application={OVERSIZED}").status_code == 403
    assert app.server.test_client().get(f"/review/opinion.pdf?application={OVERSIZED}").status_code == 401


def test_an_opinion_on_paper_is_in_the_audit_trail_and_says_what_it_supposes(app, home):
    client = signed_in(app, home, "paper-reviewer", "reviewer")
    answer = client.get(f"/review/opinion.pdf?application={OVERSIZED}&growth=150&lang=en")
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF")
    kept = audit.entries(home, "paper-reviewer", "opinion")[0]
    assert kept.detail == f"{OVERSIZED} growth 150 % a year"
    assert client.get("/review/opinion.pdf?application=../../etc").status_code == 404
    assert client.get("/review/opinion.pdf").status_code == 404


def test_the_queue_is_filtered_and_sorted_by_the_address(shown):
    assert rows(shown()) == [each.stem for each in applications()]
    assert rows(shown("?outcome=out_of_scope")) == ["2008-120"]
    assert rows(shown("?clause=S1")) == ["2008-101", "2008-123"]
    assert rows(shown("?sort=cut"))[:2] == ["2008-101", "2008-119"]
    assert rows(shown("?sort=-requested"))[0] == "2008-008"
    assert "没有符合条件的申报" in words(shown("?department=GAJ&outcome=approve&clause=S1"))
    for search in ("?sort=x", "?application=nobody", "?application=", "?growth=x"):
        assert words(shown(search))


def test_the_docket_says_what_the_command_says(tmp_path):
    own = tmp_path / "applications"
    own.mkdir()
    files = [application(number) for number in (OVERSIZED, "2008-106", "2008-122", "2008-201")]
    for each in files:
        shutil.copy(each, own)
    known, full = docket(tmp_path, "teda"), review([read(each) for each in files])
    assert [known.opinion(each.number) for each in full] == full
    assert [(each.outcome, each.lines) for each in known.opinions.values()] == [
        (each.outcome, each.lines) for each in full
    ]
    assert not any(verdict.flip for each in known.opinions.values() for verdict in each.verdicts)


def test_an_oversized_request_says_why_and_sums_its_cuts_to_the_fen(shown, home):
    said = words(shown(f"?application={OVERSIZED}"))
    found = docket(home, "teda").opinion(OVERSIZED)
    assert "核定规模后同意" in said
    for fen in (found.requested_fen, found.cut_fen, found.lines.approved_fen):
        assert yuan(fen) in said
    assert "(6 − 2) × 1,860,000.00" in said
    assert "硬件 1 · 数量 6 → 2 ⇒ 符合" in said
    assert "登记册为模拟数据" in said


def test_every_application_has_its_page_in_both_languages(shown):
    assert set(english()) == {each.stem for each in applications()}
    for number in ("2008-101", "2008-122", "2008-123", "2008-201"):
        for language, word in (("zh", "逐条结论"), ("en", "Verdicts by clause")):
            assert word in words(shown(f"?application={number}&lang={language}"))


@pytest.mark.parametrize(
    ("supposed", "ceiling", "cut"),
    [("", 2, "7,440,000.00"), ("growth=150", 5, "1,860,000.00"), ("growth=120", 4, "3,720,000.00"),
     ("reuse=400000", 0, "11,160,000.00")],
)  # fmt: skip
def test_the_address_supposes_and_the_server_reckons_anew(home, shown, supposed, ceiling, cut):
    found = docket(home, "teda").opinion(OVERSIZED, supposed_in(dict([supposed.split("=")] if supposed else [])))
    assert found.sizes[0].sized.ceiling == ceiling
    assert yuan(found.cut_fen) == cut
    said = words(shown(f"?application={OVERSIZED}&{supposed}"))
    assert cut in said
    assert ("本页全部按假设计算" in said) == bool(supposed)
    assert "7,440,000.00" in said, "what was found stands beside it"


def test_a_price_decline_moves_what_staging_is_worth_and_nothing_else(home, shown):
    known = docket(home, "teda")
    plain, fast = (known.opinion("2008-119", each) for each in (None, Supposed(decline=Decimal(50))))
    assert plain.lines == fast.lines
    assert plain.verdict("S5").reason != fast.verdict("S5").reason
    assert "价格年降 50%" in words(shown("?application=2008-119&decline=50"))


def test_what_is_no_assumption_is_none():
    bad = {"growth": "NaN", "decline": "99", "reuse": "-1"}
    assert supposed_in(bad) == Supposed() == supposed_in({"growth": "1e400", "reuse": "1e30"})
    assert supposed_in({"growth": "12.345", "decline": "0"}) == Supposed(growth=Decimal("12.34"), decline=Decimal(0))


def test_more_reuse_never_raises_the_ceiling(home):
    known = docket(home, "teda")
    ceilings = [
        known.opinion("2008-123", Supposed(reuse=Decimal(each))).sizes[0].sized.ceiling
        for each in range(0, 80000, 8000)
    ]
    assert ceilings == sorted(ceilings, reverse=True)
    assert len(set(ceilings)) > 2


def test_a_homes_own_applications_take_the_place_of_the_shipped_ones(home, tmp_path):
    page = pages()["/review"]
    view = replace(view_of(home, page, "", Reader(Role.REVIEWER)), home=tmp_path)
    assert docket_of(view).shipped
    own = tmp_path / "applications"
    own.mkdir()
    assert docket_of(view).readings == {}
    shutil.copy(application(OVERSIZED), own / "a.toml")
    (own / "b.toml").write_text("not toml", encoding="utf-8")
    assert list(docket_of(view).readings) == [OVERSIZED, "2"]
    assert not docket_of(view).shipped
    assert docket_of(view).opinions["2"].outcome == "unreadable"


def test_a_portfolio_is_planned_under_the_budget_of_the_address(shown):
    said = words(shown("?part=portfolio&budget=300&lang=en"))
    assert "of 31 that may be approved" in said
    assert "300" in said
    listed = rows(shown("?part=portfolio&budget=300"))
    assert len(listed) == len(set(listed)) == int(re.search(r"Chosen(\d+)of 31", said)[1])
    assert OVERSIZED not in listed, "what is left of it costs more than a year's budget"


def planned_by_year(body) -> list[list[str]]:
    """The rows of year, budget, building, operation, left, shadow price and what more brings."""
    panel = next(
        each
        for each in within(body)
        if "years" in (getattr(each, "className", "") or "").split() and each._type == "Section"
    )
    return [[words(cell) for cell in within(row) if cell._type == "Td"] for row in within(panel) if row._type == "Tr"][
        1:
    ]


def test_budgets_may_differ_by_year_and_each_year_adds_up_to_the_fen(shown):
    found = planned_by_year(shown("?part=portfolio&budget=300-500-100"))
    assert [row[:2] for row in found] == [["2008", "3,000,000.00"], ["2009", "5,000,000.00"], ["2010", "1,000,000.00"]]
    for row in found:
        budget, building, running, left = (Decimal(each.replace(",", "")) for each in row[1:5])
        assert budget == building + running + left
        assert left >= 0


def test_weights_and_what_must_be_built_are_in_the_address_and_an_impossible_budget_is_explained(shown):
    must = "2008-010..2009-016"
    plain, weighed = (rows(shown(f"?part=portfolio&budget=300{more}")) for more in ("", "&weights=0-0-0-0-5-0"))
    assert plain != weighed
    assert {"2008-010", "2009-016"} <= set(rows(shown(f"?part=portfolio&budget=300&must={must}")))
    assert "2008 年预算至少须增加" in words(shown(f"?part=portfolio&budget=50-0-0&must={must}"))
    assert "The budget of 2008 must rise by" in words(shown(f"?part=portfolio&budget=50-0-0&must={must}&lang=en"))


def test_floors_are_in_the_address_and_are_named_where_they_cannot_be_met(home, shown):
    view, known = view_of(home, pages()["/review"], "?floors=20-0-0-10", Reader(Role.REVIEWER)), docket(home, "teda")
    years = years_of(known)
    asked = asked_of(view, known, years, range_of(known, years))
    assert [(each.code, each.share) for each in asked.floors] == [("information_centre", 0.2), ("foundations", 0.1)]
    assert "T26" in asked.floors[1].categories
    said = words(shown("?part=portfolio&budget=50-0-0&floors=0-50-0-0&must=2008-010&lang=en"))
    assert "The floor of portals is missed by" in said
    assert "Least shares of the plan's parts" in said


@pytest.mark.parametrize(
    "search",
    [
        "floors=60-60-0-0",
        "floors=x",
        "budget=1-2",
        "budget=x",
        "budget=0",
        "weights=9-1-1-1-1-1",
        "weights=1",
        "must=nobody",
        "budget=-5",
    ],
)
def test_what_no_portfolio_can_be_planned_under_is_not_supposed(home, search):
    view, known = view_of(home, pages()["/review"], f"?{search}", Reader(Role.REVIEWER)), docket(home, "teda")
    years = years_of(known)
    within = range_of(known, years)
    assert asked_of(view, known, years, within) == asked_of(replace(view, choices=()), known, years, within)


def test_the_board_shows_slips_and_what_pushes_them_in_both_languages(shown):
    said = words(shown("?part=board&lang=en"))
    assert "2009-01 – 2009-08+8leaves its phase" in said
    assert "T01 Survey of data" in said
    assert "贯穿各阶段" in words(shown("?part=board&now=2009-06"))
    assert words(shown("?part=board&now=2031-01")) == words(shown("?part=board"))


def test_what_was_approved_is_held_against_what_is_used(shown, home, tmp_path):
    said = words(shown("?part=used&lang=en"))
    assert "Measured16of 31" in said
    found = {each.number: each for each in docket(home, "teda").used}
    assert (found["2008-018"].held, f"{found['2008-018'].share:.0%}") == (False, "31%")
    assert "18,400" in said
    assert "31%" in said
    own = tmp_path / "applications"
    own.mkdir()
    shutil.copy(application("2008-018"), own)
    assert docket(tmp_path, "teda").used == ()
    (own / "measured.csv").write_text("number,month,p95\n2008-018,2009-12,30000\n", encoding="utf-8")
    assert [each.month for each in docket(tmp_path, "teda").used] == ["2009-12"]


@pytest.fixture(scope="module")
def deciding(home, tmp_path_factory):
    """A home of its own that shows the same snapshot, with a reviewer's browser and a leader's."""
    own = tmp_path_factory.mktemp("deciding")
    (own / "snapshots").symlink_to(home / "snapshots")
    app = make_app(own)
    return own, signed_in(app, own, "reviewer", "reviewer"), signed_in(app, own, "leader", "leader")


def posted(client, address: str, **data):
    return client.post(address, data=data, headers={"Origin": HOST})


def decide(client, home, rule="S1", read=None, **words):
    known = docket(home, "teda")
    address = f"/review/decide?application={OVERSIZED}&rule={rule}&digest={read or known.readings[OVERSIZED].digest}"
    return posted(client, address, **{"result": "pass", "reason": "现场核验", "signer": "组长 王", **words})


def test_a_decision_is_signed_starred_kept_and_withdrawn(deciding, home):
    own, reviewer, leader = deciding
    assert decide(leader, own).status_code == 403
    assert decide(reviewer, own, rule="X9").status_code == 404
    assert decide(reviewer, own, result="maybe").status_code == 400
    assert decide(reviewer, own, reason=" ").status_code == 400
    assert decide(reviewer, own, read="0" * 64).location.endswith("said=changed")
    assert docket(own, "teda").overrides == {}
    assert decide(reviewer, own).location.endswith("said=signed")
    found = docket(own, "teda").opinion(OVERSIZED)
    assert (found.verdict("S1").result, found.verdict("S1").stands) == ("fail", "pass")
    assert found.decided_by == ("S2",)
    assert found.outcome_name.zh == "核定规模后同意*"
    view = replace(view_of(home, pages()["/review"], f"?application={OVERSIZED}", Reader(Role.REVIEWER)), home=own)
    said = words(pages()["/review"].body(view))
    for each in ("符合*", "现场核验", "组长 王（reviewer）", "规则结论", "另作决定"):
        assert each in said
    forms = [each for each in within(pages()["/review"].body(view)) if each._type == "Form"]
    asked_for = {"result": "Select", "reason": "Textarea", "signer": "Input"}
    named = {each.name: each._type for each in within(forms[0]) if getattr(each, "name", None)}
    assert (named, forms[0].method) == (asked_for, "post")
    assert "另作决定" not in words(pages()["/review"].body(replace(view, reader=Reader(Role.LEADER))))
    assert "规则结论“不符合”，人工决定“符合”。理由：现场核验 签字：组长 王（reviewer）" in decided(found)[0].zh
    assert decide(reviewer, own, result="withdraw", reason="误签").location.endswith("said=signed")
    assert docket(own, "teda").opinion(OVERSIZED).outcome_name.zh == "核定规模后同意"
    kept = [each.detail for each in audit.entries(own, "reviewer", "override")]
    assert kept == [f"{OVERSIZED} S1 withdraw: 误签 (组长 王)", f"{OVERSIZED} S1 pass: 现场核验 (组长 王)"]


def test_an_application_filed_on_the_page_is_kept_and_what_was_signed_for_another_text_lapses(deciding):
    own, reviewer, leader = deciding
    text = application(OVERSIZED).read_bytes()

    def file(client, name: str, content: bytes):
        return posted(client, "/review/file", file=(BytesIO(content), name))

    assert file(leader, "a.toml", text).status_code == 403
    assert file(reviewer, "a.exe", text).status_code == 400
    refused = file(reviewer, "a.toml", b"= 3")
    assert refused.status_code == 400
    assert "不是 TOML" in refused.get_data(as_text=True)
    assert file(reviewer, "a.toml", text.replace(b'"2008-101"', b'"../x"')).status_code == 400
    assert posted(reviewer, "/review/file").location.endswith("said=nothing")
    assert docket(own, "teda").shipped, "nothing was kept of what was refused"
    assert file(reviewer, "../../求大.toml", text).location.endswith(f"application={OVERSIZED}&said=filed")
    decide(reviewer, own)
    assert docket(own, "teda").opinion(OVERSIZED).overridden
    assert file(reviewer, "b.toml", text.replace(b"users = 300", b"users = -1")).location.endswith("said=faulty")
    found = docket(own, "teda").opinion(OVERSIZED)
    assert not found.overridden
    assert found.verdict("S1").lapsed.reason == "现场核验"
    kept = sorted((own / "applications").rglob("*.toml"))
    assert [each.relative_to(own / "applications").parts[0] for each in kept] == [f"{OVERSIZED}.toml", "earlier"]
    assert kept[1].read_bytes() == text
    assert len(audit.entries(own, "reviewer", "application_filed")) == 2


def test_the_blank_form_is_had_from_the_page(deciding, tmp_path):
    (tmp_path / "form.xlsx").write_bytes(deciding[2].get("/review/form.xlsx").data)
    assert [each.path for each in read(tmp_path / "form.xlsx").findings] == ["project"]


@pytest.mark.browser
def test_a_reviewer_sees_why_a_request_is_cut_changes_one_assumption_and_exports(visit, accuse):
    page = visit("/review?sort=cut")
    page.locator(".docket tbody a").first.click()
    page.wait_for_selector(".lead.opinion")
    assert "上限 2" in page.inner_text(".lead.opinion")
    assert "(6 − 2) × 1,860,000.00" in page.inner_text(".panel.cuts")
    page.locator("[data-knob*='growth'] input").press("End")
    page.wait_for_url("**growth=150**")
    page.wait_for_selector(".what-if [role=status] table")
    assert "上限 5" in page.inner_text(".verdicts")
    paper = page.locator("a.export").get_attribute("href")
    assert "growth=150" in paper
    assert accuse(page) == []


@pytest.mark.browser
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_reviewer_files_an_application_and_decides_against_a_rule_with_the_mouse(deciding, home, browser, tmp_path):
    own, reviewer, _ = deciding
    (own / "CURRENT").symlink_to(home / "CURRENT")  # whole pages show data, so they need a snapshot
    filed = tmp_path / "again.toml"
    filed.write_bytes(application(OVERSIZED).read_bytes().replace(b'"2008-101"', b'"2008-109"'))
    served = make_server("127.0.0.1", 0, reviewer.application, threaded=True)
    running = threading.Thread(target=served.serve_forever, daemon=True)
    running.start()
    context = browser.new_context()
    url = f"http://127.0.0.1:{served.port}"
    context.add_cookies([{"name": "jingwei", "value": reviewer.get_cookie("jingwei").value, "url": url}])
    try:
        page = context.new_page()
        page.goto(f"{url}/review")
        page.locator("details.deciding > summary").first.click()
        page.locator("form.file-one input[type=file]").set_input_files(filed)
        page.locator("form.file-one button").click()
        page.wait_for_url("**application=2008-109**said=f*")  # its assets are none of the snapshot's inventory: faulty
        page.locator("form.decide[action*='rule=S1']").locator("xpath=..").locator("summary").click()
        form = page.locator("form.decide[action*='rule=S1']")
        form.locator("textarea").fill("现场核验")
        form.locator("input[name=signer]").fill("组长 王")
        form.locator("button").click()
        page.wait_for_url("**said=signed**")
        page.wait_for_selector(".verdicts >> text=组长 王（reviewer）")
        assert "符合*" in page.inner_text(".verdicts")
    finally:
        context.close()
        served.shutdown()
        running.join(20)
        served.server_close()
        gc.collect()  # flask-compress leaves packed files to the collector, which must not complain in another test
    assert docket(own, "teda").opinion("2008-109").verdict("S1").stands == "pass"
